//! Outcomes as JUnit XML, which the services of continuous integration read. The escaping is XML 1.0's own.

use std::io::{self, Write};

use crate::compare::Outcome;
use crate::render::outcomes::sentence;
use crate::render::visible::visible;

/// Writes one suite with a case for each expectation; one that is not met has a `failure` whose text holds all of the
/// difference.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn junit(outcomes: &[Outcome], out: &mut dyn Write) -> io::Result<()> {
    let all = outcomes.len();
    let failures = outcomes.iter().filter(|outcome| !outcome.is_met()).count();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites tests=\"{all}\" failures=\"{failures}\">")?;
    writeln!(out, "  <testsuite name=\"actant\" tests=\"{all}\" failures=\"{failures}\">")?;
    for outcome in outcomes {
        let file = escaped(&outcome.location.file);
        write!(
            out,
            "    <testcase classname=\"{file}\" name=\"{}\" file=\"{file}\"",
            escaped(&outcome.name)
        )?;
        if outcome.location.line > 0 {
            write!(out, " line=\"{}\"", outcome.location.line)?;
        }
        let sentences: Vec<String> = outcome.mismatches.iter().map(sentence).collect();
        match sentences.first() {
            None => writeln!(out, "/>")?,
            Some(first) => {
                let text = format!("{}\n{}", outcome.asked, sentences.join("\n"));
                writeln!(out, ">")?;
                writeln!(out, "      <failure message=\"{}\">{}</failure>", escaped(first), lines(&text))?;
                writeln!(out, "    </testcase>")?;
            }
        }
    }
    writeln!(out, "  </testsuite>\n</testsuites>")
}

/// Escapes a text that may go over several lines.
fn lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("\n")
}

/// Escapes one line; what XML cannot carry at all is spelled out.
fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.extend(character.escape_default()),
            _ => escaped.push(character),
        }
    }
    escaped
}
