//! What changes in a file, as a unified diff that `patch` and `git apply` read.

use std::io::{self, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use crate::render::visible::visible;
use crate::render::{Colour, Page};

/// How long the shortest difference is looked for; after that a longer one will do.
const PATIENCE: Duration = Duration::from_secs(5);

/// Writes what changes between two versions of a file called `name`. On a coloured page, which a person reads, control
/// characters are spelled out; elsewhere every byte is as it is in the file.
///
/// # Errors
/// Whatever the writer fails with.
pub fn diff(name: &str, before: &str, after: &str, page: Page, out: &mut impl Write) -> io::Result<()> {
    let person = page.colour == Colour::Ansi;
    let bold = Style::new().bold();
    writeln!(out, "{}", page.paint(bold, &format!("--- {name}")))?;
    writeln!(out, "{}", page.paint(bold, &format!("+++ {name}")))?;
    // As `patch` cuts them: a CR alone ends no line.
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::configure().timeout(PATIENCE).diff_slices(&before, &after);
    for hunk in diff.unified_diff().context_radius(2).iter_hunks() {
        writeln!(out, "{}", page.paint(AnsiColor::Cyan.on_default(), &hunk.header().to_string()))?;
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
                ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = change.value();
            if person {
                let line = line.strip_suffix('\n').unwrap_or(line);
                writeln!(out, "{}", page.paint(style, &format!("{sign}{}", visible(line))))?;
            } else {
                write!(out, "{sign}{line}")?;
            }
            if !change.value().ends_with('\n') {
                writeln!(out, "{}\\ No newline at end of file", if person { "" } else { "\n" })?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::diff;
    use crate::render::{Colour, Page};

    fn plain(before: &str, after: &str) -> String {
        let mut out = Vec::new();
        diff("data/t.csv", before, after, Page::plain(80), &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn only_what_changes_is_shown_with_two_lines_around_it() {
        assert_eq!(
            plain("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nD\ne\nf\n"),
            "--- data/t.csv\n+++ data/t.csv\n@@ -2,5 +2,5 @@\n b\n c\n-d\n+D\n e\n f\n"
        );
        assert_eq!(
            plain("a", "b"),
            "--- data/t.csv\n+++ data/t.csv\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn every_byte_is_kept_but_before_a_person() {
        assert_eq!(plain("a\r\n", "a\n"), "--- data/t.csv\n+++ data/t.csv\n@@ -1 +1 @@\n-a\r\n+a\n");
        let mut out = Vec::new();
        let page = Page { width: 80, colour: Colour::Ansi };
        diff("t.csv", "a\u{1b}\r\n", "a\n", page, &mut out).expect("written");
        let shown = String::from_utf8(out).expect("UTF-8");
        assert!(shown.contains("-a\\u{1b}\\r\u{1b}"), "{shown:?}");
    }
}
