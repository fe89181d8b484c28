//! What became of the expectations of a folder, for people, for editors and for programs. Every format says what was
//! expected, what was found, and which claims stand behind it.

mod human;
mod json;
mod junit;
mod short;

pub use human::human;
pub use json::json;
pub use junit::junit;
pub use short::short;

use crate::compare::Mismatch;

/// Says in one sentence how an answer differs.
fn sentence(mismatch: &Mismatch) -> String {
    match mismatch {
        Mismatch::Missing(row) => format!("missing: {}", cells(&row.cells)),
        Mismatch::Unexpected(row) if row.claims.is_empty() => format!("not expected: {}", cells(&row.cells)),
        Mismatch::Unexpected(row) => {
            format!("not expected: {} ({})", cells(&row.cells), claims(&row.claims))
        }
        Mismatch::Count { expected, found } => {
            let rows = if *expected == 1 { "row" } else { "rows" };
            format!("{expected} {rows} expected, {found} found")
        }
        Mismatch::Answer { expected, found } => format!("`{expected}` expected, `{found}` found"),
        Mismatch::Failed(reason) => reason.clone(),
    }
}

/// Writes the cells of a row side by side.
fn cells(cells: &[String]) -> String {
    let shown = |cell: &String| if cell.is_empty() { "–".to_owned() } else { cell.clone() };
    cells.iter().map(shown).collect::<Vec<_>>().join(" | ")
}

/// Names claims with the rows of their table.
fn claims(claims: &[(String, String)]) -> String {
    /// So many claims are named; the rest is counted.
    const NAMED: usize = 3;
    let named = |(claim, row): &(String, String)| match row.is_empty() {
        true => claim.clone(),
        false => format!("{claim}, {row}"),
    };
    let mut words: Vec<String> = claims.iter().take(NAMED).map(named).collect();
    if claims.len() > NAMED {
        words.push(format!("and {} more", claims.len() - NAMED));
    }
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use crate::compare::{Mismatch, Outcome, Row};
    use crate::diagnostic::Location;
    use crate::render::Page;
    use crate::render::outcomes::{human, json, junit, short};

    fn outcomes() -> Vec<Outcome> {
        let row = |cells: &[&str], claims: &[(&str, &str)]| Row {
            columns: vec!["who".into(), "whom".into()],
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            claims: claims.iter().map(|(claim, row)| ((*claim).to_owned(), (*row).to_owned())).collect(),
        };
        let outcome = |name: &str, line, note: &str, mismatches| Outcome {
            name: name.into(),
            location: Location::line("data/tests.toml", line),
            asked: "ask \"who blamed whom\"".into(),
            note: note.into(),
            mismatches,
        };
        vec![
            outcome("three <parties> & no more", 3, "", Vec::new()),
            outcome(
                "who blamed whom",
                9,
                "report 2",
                vec![
                    Mismatch::Missing(row(&["Pakistan", ""], &[])),
                    Mismatch::Unexpected(row(
                        &["India", "\u{1b}[31mC"],
                        &[("k1", "relations.csv:2"), ("k2", "")],
                    )),
                    Mismatch::Count { expected: 1, found: 2 },
                    Mismatch::Answer { expected: "yes".into(), found: "contested".into() },
                    Mismatch::Failed("no query is called `x`".into()),
                ],
            ),
        ]
    }

    fn text(write: impl Fn(&mut Vec<u8>) -> std::io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn people_read_what_was_expected_and_what_was_found() {
        let shown = text(|out| human(&outcomes(), Page::plain(80), out));
        assert_eq!(
            shown,
            "met      three <parties> & no more\n\
             not met  who blamed whom\n\
             \x20 data/tests.toml:9: ask \"who blamed whom\"\n\
             \x20   who | whom\n\
             \x20 - Pakistan | –\n\
             \x20 + India | \\u{1b}[31mC  (k1, relations.csv:2; k2)\n\
             \x20 1 row expected, 2 found\n\
             \x20 `yes` expected, `contested` found\n\
             \x20 no query is called `x`\n\
             \x20 expected because: report 2\n\
             \n\
             2 expectations: 1 met, 1 not met\n"
        );
    }

    #[test]
    fn editors_get_a_line_for_each_difference() {
        let shown = text(|out| short(&outcomes(), out));
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines.len(), 5, "what is met has no line");
        assert_eq!(lines[0], "data/tests.toml:9: who blamed whom: missing: Pakistan | –");
        assert!(
            lines[1].ends_with("not expected: India | \\u{1b}[31mC (k1, relations.csv:2; k2)"),
            "{}",
            lines[1]
        );
    }

    #[test]
    fn programs_get_objects() {
        let shown = text(|out| json(&outcomes(), out));
        let read: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
        assert_eq!(read[0]["met"], true);
        assert_eq!(read[1]["line"], 9);
        assert_eq!(read[1]["mismatches"][0]["kind"], "missing");
        assert_eq!(read[1]["mismatches"][1]["cells"]["who"], "India");
        assert_eq!(read[1]["mismatches"][1]["claims"][0]["row"], "relations.csv:2");
        assert_eq!(read[1]["mismatches"][2]["found"], 2);
    }

    #[test]
    fn machines_of_continuous_integration_get_xml() {
        let shown = text(|out| junit(&outcomes(), out));
        assert!(shown.starts_with(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"2\" failures=\"1\">"
        ));
        assert!(shown.contains("name=\"three &lt;parties&gt; &amp; no more\""), "{shown}");
        assert!(shown.contains("<failure message=\"missing: Pakistan | –\">"), "{shown}");
        assert!(!shown.contains('\u{1b}'), "no control character may stand in XML: {shown}");
    }
}
