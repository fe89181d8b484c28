//! What is wrong with a folder, for people, for editors and for programs. The order is the report's own; nothing
//! is read here: the text of a source line comes from a callback.

mod frame;
mod github;
mod human;
mod json;
mod sarif;
mod short;
mod span;

pub use github::github;
pub use human::{SourceLine, human};
pub use json::json;
pub use sarif::sarif;
pub use short::short;

use crate::diagnostic::{Diagnostic, Location, Report};

/// Says how many problems of each kind the report only counts, as problems of their files.
fn more(report: &Report) -> Vec<Diagnostic> {
    let one = |omitted: &crate::diagnostic::Omitted| {
        let message = match omitted.count {
            1 => "1 more problem of this kind in this file is not shown".to_owned(),
            count => format!("{count} more problems of this kind in this file are not shown"),
        };
        let location = Location::file(std::sync::Arc::clone(&omitted.file));
        Diagnostic { severity: omitted.severity, ..Diagnostic::new(omitted.code, location, message) }
    };
    report.omitted().iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Diagnostic, Location, Report};
    use crate::render::diagnostics::{human, json, short};
    use crate::render::{Colour, Page};

    fn report() -> Report {
        let mut report = Report::new();
        report.push(
            Diagnostic::new(
                Code::UNKNOWN_ACTOR,
                Location::cell("data/relations.csv", 14, 5, "subject"),
                "no actor is called `Pakstan`",
            )
            .with_cell("Pakstan")
            .with_hint("did you mean `Pakistan`?"),
        );
        report.push(
            Diagnostic::new(
                Code::DUPLICATE_ID,
                Location::line("data/actors.csv", 7),
                "two actors have the id `csto`",
            )
            .with_related(Location::cell("data/actors.csv", 3, 1, "id"), "the first one is here"),
        );
        report.push(Diagnostic::new(
            Code::NO_SOURCE,
            Location::file("data/sources.csv"),
            "no claim names a source",
        ));
        report
    }

    fn line(location: &Location) -> Option<String> {
        match (&*location.file, location.line) {
            ("data/relations.csv", 14) => Some("k17,Pakstan,blames,afghan-based-militants".to_owned()),
            ("data/actors.csv", 7) => Some("csto,CSTO,organisation".to_owned()),
            _ => None,
        }
    }

    fn render(report: &Report, page: Page, line: &dyn Fn(&Location) -> Option<String>) -> String {
        let mut out = Vec::new();
        human(report, page, line, &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn reads_like_a_compiler() {
        assert_eq!(
            render(&report(), Page::plain(80), &line),
            "\
error[unknown-actor]: no actor is called `Pakstan`
  --> data/relations.csv:14:5 (column subject)
   |
14 | k17,Pakstan,blames,afghan-based-militants
   |     ^^^^^^^
  help: did you mean `Pakistan`?

error[duplicate-id]: two actors have the id `csto`
 --> data/actors.csv:7
  |
7 | csto,CSTO,organisation
  note: data/actors.csv:3:1: the first one is here

warning[no-source]: no claim names a source
 --> data/sources.csv

2 errors, 1 warning
"
        );
    }

    #[test]
    fn says_nothing_of_nothing() {
        assert_eq!(render(&Report::new(), Page::plain(80), &line), "");
    }

    #[test]
    fn marks_the_cell_in_every_script() {
        let mark = |text: &str, character: u32, cell: &str| {
            let mut report = Report::new();
            let location = Location::cell("r.csv", 2, character, "subject");
            report.push(Diagnostic::new(Code::UNKNOWN_ACTOR, location, "m").with_cell(cell));
            let shown = render(&report, Page::plain(40), &|_| Some(text.to_owned()));
            let mut lines = shown.lines().skip(3).take(2).map(|line| line[4..].to_owned());
            (lines.next().expect("a line"), lines.next().expect("a mark"))
        };
        for (text, character, cell, shown, carets) in [
            ("上海,北京,x", 4, "北京", "上海,北京,x", "     ^^^^"),
            ("e\u{301}a,b", 5, "b", "e\u{301}a,b", "   ^"),
            ("a\tb,c", 5, "c", "a\\tb,c", "     ^"),
            ("a,\"b, c\",d", 3, "b, c", "a,\"b, c\",d", "  ^^^^^^"),
            ("a,,d", 3, "", "a,,d", "  ^"),
            ("a", 9, "x", "a", " ^"),
        ] {
            assert_eq!(mark(text, character, cell), (shown.to_owned(), carets.to_owned()), "{text}");
        }
        let long = format!("{},wrong,{}", "a".repeat(100), "b".repeat(100));
        let (shown, carets) = mark(&long, 102, "wrong");
        assert_eq!(shown, "…aaaaaaa,wrong,bbbbbbbbbbbbbbbbbbbb…");
        assert_eq!(carets, "         ^^^^^");
    }

    #[test]
    fn a_cell_of_several_lines_is_framed() {
        let lines = ["k1,a,\"first", "  second", "third", "fourth", "fifth\",b"];
        let mut report = Report::new();
        let cell = "first\n  second\nthird\nfourth\nfifth";
        let location = Location::cell("r.csv", 9, 6, "quote");
        report.push(Diagnostic::new(Code::LONG_QUOTE, location, "m").with_cell(cell));
        let line = |location: &Location| {
            lines.get((location.line as usize).checked_sub(9)?).map(|line| (*line).to_owned())
        };
        assert_eq!(
            render(&report, Page::plain(80), &line),
            "\
warning[long-quote]: m
  --> r.csv:9:6 (column quote)
   |
 9 | k1,a,\"first
   |      ^^^^^^
10 |   second
   |   ^^^^^^
11 | third
   | ^^^^^
   …
13 | fifth\",b
   | ^^^^^^

1 warning
"
        );
    }

    #[test]
    fn what_is_not_shown_is_counted_by_code() {
        let mut report = report();
        report.omit(Code::UNKNOWN_ACTOR, "data/relations.csv", 999_999);
        let text = render(&report.first(1), Page::plain(80), &line);
        let end = "\
1 of 1000002 problems are shown; by their kinds there are
  error[duplicate-id]        1
  error[unknown-actor] 1000000
  warning[no-source]         1

1000001 errors, 1 warning
";
        assert!(text.ends_with(end), "{text}");
        let mut out = Vec::new();
        short(&report.first(1), &mut out).expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(text.lines().count(), 4, "{text}");
        let last =
            "data/sources.csv: warning[no-source]: 1 more problem of this kind in this file is not shown";
        assert!(text.ends_with(&format!("{last}\n")), "{text}");
    }

    #[test]
    fn keeps_to_the_page() {
        let words = "a long sentence that says what is wrong with `this cell` ".repeat(4);
        let mut report = Report::new();
        report.push(
            Diagnostic::new(Code::BAD_DATE, Location::cell("r.csv", 3, 3, "date"), words.trim())
                .with_cell("yesterday")
                .with_hint(words.trim())
                .with_related(Location::line("actors.csv", 9), words.trim()),
        );
        let text = render(&report, Page::plain(80), &|_| Some(format!("a,yesterday,{}", "x".repeat(300))));
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(flat.matches(words.trim()).count(), 3, "{text}");
    }

    #[test]
    fn colours_where_asked() {
        let text = render(&report(), Page { width: 80, colour: Colour::Ansi }, &line);
        assert!(text.starts_with("\u{1b}[1m\u{1b}[31merror[unknown-actor]\u{1b}[0m: no actor"), "{text:?}");
        let plain: String =
            text.split('\u{1b}').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect();
        assert!(plain.contains("14 | k17,Pakstan,blames"), "{plain}");
    }

    #[test]
    fn short_is_one_line_each() {
        let mut out = Vec::new();
        let mut report = report();
        report.push(Diagnostic::new(Code::STRAY_QUOTE, Location::line("r.csv", 1), "a \n break"));
        short(&report, &mut out).expect("written");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "data/relations.csv:14:5: error[unknown-actor]: no actor is called `Pakstan` (help: did you mean `Pakistan`?)\n\
             data/actors.csv:7: error[duplicate-id]: two actors have the id `csto`\n\
             data/sources.csv: warning[no-source]: no claim names a source\n\
             r.csv:1: error[stray-quote]: a \\n break\n"
        );
    }

    #[test]
    fn json_has_every_key() {
        let mut out = Vec::new();
        json(&report(), &mut out).expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        let first = "[\n  {\"code\":\"unknown-actor\",\"severity\":\"error\",\"file\":\"data/relations.csv\",\"line\":14,\
             \"column\":5,\"column_name\":\"subject\",\"message\":\"no actor is called `Pakstan`\",\"cell\":\"Pakstan\",\
             \"hint\":\"did you mean `Pakistan`?\",\"related\":[]},\n";
        assert!(text.starts_with(first), "{text}");
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read.as_array().map(Vec::len), Some(3));
        assert_eq!(read[1]["related"][0]["column_name"], "id");
        assert_eq!(read[2]["line"], serde_json::Value::Null);
        let mut out = Vec::new();
        json(&Report::new(), &mut out).expect("written");
        assert_eq!(out, b"[]\n");
    }
}
