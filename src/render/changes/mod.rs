//! What changed between two states of a folder: for people, for a pull request, for programs.

mod human;
mod json;
mod markdown;
mod words;

pub use human::human;
pub use json::json;
pub use markdown::markdown;

#[cfg(test)]
mod tests {
    use crate::compare::{Change, Changes, ClaimLine, Difference, DisputeChanges, FieldChange, Value};
    use crate::render::Page;
    use crate::render::changes::{human, json, markdown};

    fn thing(text: &str, label: &str) -> Value {
        Value { text: text.into(), label: label.into(), is_thing: true }
    }

    fn claim(number: usize) -> ClaimLine {
        let text = |text: &str| Value { text: text.into(), ..Value::default() };
        let values = [
            ("subject", thing("actor/a%20b", "")),
            ("relation", thing("https://w3id.org/actant/relation/blames", "blames")),
            ("object", thing("actor/x", "X | <b>\u{1b}[1m")),
            ("status", thing("https://w3id.org/actant/ns#alleged", "")),
            ("locator", text("para 3/4")),
        ];
        ClaimLine {
            id: format!("claim/k{number}"),
            row: format!("relations.csv:{number}"),
            values: values.map(|(name, value)| (name.to_owned(), value)).into(),
        }
    }

    fn changes(added: usize) -> Changes {
        let field = FieldChange { name: "status".into(), before: None, after: Some(thing("ns#denied", "")) };
        Changes {
            states: ("HEAD".into(), "data".into()),
            difference: Difference {
                added: (1..=added).map(claim).collect(),
                changed: vec![Change { claim: claim(9), fields: vec![field] }],
                ..Difference::default()
            },
            disputes: DisputeChanges::default(),
            answers: None,
        }
    }

    fn text(write: impl Fn(&mut Vec<u8>) -> std::io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_literal_with_a_slash_is_no_address_and_no_cell_takes_over() {
        let shown = text(|out| human(&changes(1), Page::plain(80), out));
        assert!(shown.starts_with("added (1)\n  + a b – blames → X | <b>\\u{1b}[1m (alleged)\n"), "{shown}");
        assert!(shown.contains("    k1, relations.csv:1; para 3/4\n"), "{shown}");
        assert!(shown.contains("    status: (empty) → ns#denied\n"), "{shown}");
        let shown = text(|out| markdown(&changes(1), out));
        assert!(shown.contains("| a b – blames → X \\| &lt;b&gt;"), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }

    #[test]
    fn many_are_counted_for_people_and_listed_for_programs() {
        let shown = text(|out| human(&changes(60), Page::plain(80), out));
        assert_eq!(shown.matches("  + ").count(), 50);
        assert!(shown.contains("  and 10 more: --format json has them all\n"), "{shown}");
        assert!(text(|out| markdown(&changes(60), out)).contains("\nand 10 more\n"));
        let read: serde_json::Value =
            serde_json::from_str(&text(|out| json(&changes(60), out))).expect("JSON");
        assert_eq!(read["added"].as_array().map(Vec::len), Some(60));
        assert_eq!(read["added"][0]["subject"], "a b");
        assert_eq!(read["added"][0]["locator"], "para 3/4");
        assert_eq!(read["changed"][0]["fields"][0]["before"], serde_json::Value::Null);
        assert_eq!(read["answers"], serde_json::Value::Null);
    }
}
