//! What changes in a file, as a unified diff that `patch` and `git apply` read.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use imara_diff::{Algorithm, Diff, Hunk, InternedInput};

use crate::render::visible::visible;
use crate::render::{Colour, Page};

/// How many lines that stay are shown around those that change.
const CONTEXT: u32 = 2;

/// Writes what changes between two versions of a file called `name`. On a coloured page, which a person reads, control
/// characters are spelled out; elsewhere every byte is as it is in the file.
///
/// # Errors
/// Whatever the writer fails with.
pub fn diff(name: &str, before: &str, after: &str, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().bold();
    writeln!(out, "{}", page.paint(bold, &format!("--- {name}")))?;
    writeln!(out, "{}", page.paint(bold, &format!("+++ {name}")))?;
    // As `patch` cuts them: a CR alone ends no line.
    let lines: InternedInput<&str> = InternedInput::new(before, after);
    let old = lines.before.len() as u32;
    let changes: Vec<Hunk> = Diff::compute(Algorithm::Histogram, &lines).hunks().collect();
    for near in changes.chunk_by(|one, next| next.before.start - one.before.end <= 2 * CONTEXT) {
        let (first, last) = (&near[0], &near[near.len() - 1]);
        let head = first.before.start.min(CONTEXT);
        let tail = (old - last.before.end).min(CONTEXT);
        let removed = first.before.start - head..last.before.end + tail;
        let added = first.after.start - head..last.after.end + tail;
        let header = format!("@@ -{} +{} @@", place(&removed), place(&added));
        writeln!(out, "{}", page.paint(AnsiColor::Cyan.on_default(), &header))?;
        let mut kept = removed.start;
        let mut side = |range: Range<u32>, tokens: &[_], sign, style| {
            tokens[range.start as usize..range.end as usize]
                .iter()
                .try_for_each(|token| line(sign, lines.interner[*token], style, page, out))
        };
        for change in near {
            side(kept..change.before.start, &lines.before, ' ', Style::new())?;
            side(change.before.clone(), &lines.before, '-', AnsiColor::Red.on_default())?;
            side(change.after.clone(), &lines.after, '+', AnsiColor::Green.on_default())?;
            kept = change.before.end;
        }
        side(kept..removed.end, &lines.before, ' ', Style::new())?;
    }
    Ok(())
}

/// Writes a range of lines as a hunk's header has it: counted from one, and one line without its number of lines.
fn place(lines: &Range<u32>) -> String {
    match lines.end - lines.start {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    }
}

fn line(sign: char, line: &str, style: Style, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let person = page.colour == Colour::Ansi;
    if person {
        let shown = line.strip_suffix('\n').unwrap_or(line);
        writeln!(out, "{}", page.paint(style, &format!("{sign}{}", visible(shown))))?;
    } else {
        write!(out, "{sign}{line}")?;
    }
    if !line.ends_with('\n') {
        writeln!(out, "{}\\ No newline at end of file", if person { "" } else { "\n" })?;
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
