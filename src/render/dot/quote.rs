//! Exact quoting for DOT: what is written is what Graphviz draws.

use crate::render::wrap::wrap;

/// Graphviz refuses quoted strings of 16 kB and more; this leaves room for the sign that something is missing.
const LONGEST: usize = 16_000;

/// Quotes the name of a node. Graphviz keeps backslashes of names as they are, so doubling them is safe.
pub(super) fn name(text: &str) -> String {
    let mut quoted = Quoted::new();
    for character in text.chars() {
        let escaped = match character {
            '"' => "\\\"",
            '\\' => "\\\\",
            _ => "",
        };
        quoted.push(character, escaped);
    }
    quoted.close()
}

/// Quotes a label, wrapped to lines of so many letters; line breaks of the text stay breaks.
pub(super) fn label(text: &str, letters: usize) -> String {
    let lines: Vec<String> = text.lines().flat_map(|line| wrap(line, letters)).collect();
    lined(&lines, "\\\\")
}

/// Quotes the lines of a tooltip. Graphviz reads the backslashes of a tooltip twice: with one pair, `\N` would
/// become the name of the node.
pub(super) fn tooltip(lines: &[String]) -> String {
    lined(lines, "\\\\\\\\")
}

fn lined(lines: &[String], backslash: &str) -> String {
    let mut quoted = Quoted::new();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            quoted.push('\n', "\\n");
        }
        for character in line.chars() {
            let escaped = match character {
                '"' => "\\\"",
                '\\' => backslash,
                // Graphviz reads entities in text, and would hand `&lt;script&gt;` on as a tag.
                '&' => "&amp;",
                '\n' => "\\n",
                _ => "",
            };
            quoted.push(character, escaped);
        }
    }
    quoted.close()
}

/// A quoted string while it grows; once it is full it takes nothing more.
struct Quoted {
    text: String,
    full: bool,
}

impl Quoted {
    fn new() -> Self {
        Self { text: String::from("\""), full: false }
    }

    /// Adds a character, in its escaped form if there is one. A control character leaves the sign for a
    /// character that cannot be shown; a tab is a space.
    fn push(&mut self, character: char, escaped: &str) {
        if self.full {
            return;
        }
        if self.text.len() + escaped.len().max(character.len_utf8()) > LONGEST {
            self.text.push('…');
            self.full = true;
        } else if !escaped.is_empty() {
            self.text.push_str(escaped);
        } else if character == '\t' {
            self.text.push(' ');
        } else if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') {
            self.text.push('\u{fffd}');
        } else {
            self.text.push(character);
        }
    }

    fn close(mut self) -> String {
        self.text.push('"');
        self.text
    }
}

#[cfg(test)]
mod tests {
    use crate::render::dot::quote::{label, name, tooltip};

    #[test]
    fn escapes_exactly() {
        assert_eq!(name(r#"a "b" \"#), r#""a \"b\" \\""#);
        assert_eq!(name("a\u{1}b&lt;"), "\"a\u{fffd}b&lt;\"");
        assert_eq!(label(r"C:\new & <b>", 40), r#""C:\\new &amp; <b>""#);
        assert_eq!(label("one\ntwo\tthree", 40), r#""one\ntwo three""#);
        assert_eq!(label("Collective Security Treaty", 18), r#""Collective\nSecurity Treaty""#);
        assert_eq!(tooltip(&[r"a\N & b".to_owned(), "c".to_owned()]), r#""a\\\\N &amp; b\nc""#);
        assert_eq!(label("", 18), r#""""#);
    }

    #[test]
    fn cuts_what_graphviz_refuses() {
        let long = name(&"\"".repeat(20_000));
        assert!(long.len() < 16_384 && long.ends_with("\\\"…\""));
        assert!(label(&"&".repeat(20_000), 18).len() < 16_384);
    }
}
