//! The report as a compiler would put it: what, where, the line with a mark under the cell, and what to do.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::diagnostic::{Diagnostic, Location, Report, Severity};
use crate::render::Page;
use crate::render::diagnostics::frame::write_frame;
use crate::render::visible::visible;
use crate::render::wrap::{pad, pad_left, width, wrap};

/// Gives the text of the physical line at a location, without its line end, if it can still be read.
pub type SourceLine<'a> = &'a dyn Fn(&Location) -> Option<String>;

/// Writes every problem with its frame, a blank line between them, and a closing line that counts them. When the
/// report holds only a part of the problems one by one, all are counted by their codes. An empty report writes
/// nothing.
///
/// ```text
/// error[unknown-actor]: no actor is called `Pakstan`
///   --> data/relations.csv:14:5 (column subject)
///    |
/// 14 | k17,Pakstan,blames,afghan-based-militants
///    |     ^^^^^^^
///   help: did you mean `Pakistan`?
/// ```
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn human(report: &Report, page: Page, source: SourceLine<'_>, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in report.diagnostics() {
        write_one(diagnostic, page, source, out)?;
        writeln!(out)?;
    }
    if !report.omitted().is_empty() {
        write_counts(report, page, out)?;
    }
    if !report.is_empty() {
        writeln!(out, "{}", summary(report))?;
    }
    Ok(())
}

fn write_one(
    diagnostic: &Diagnostic,
    page: Page,
    source: SourceLine<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let style = style(diagnostic.severity);
    let head = format!("{}[{}]", diagnostic.severity, diagnostic.code);
    write_words(&head, style, &diagnostic.message, page, out)?;
    write_frame(diagnostic, style, page, source, out)?;
    if let Some(hint) = &diagnostic.hint {
        write_words("  help", AnsiColor::Green.on_default().bold(), hint, page, out)?;
    }
    for (location, words) in &diagnostic.related {
        write_words(
            "  note",
            AnsiColor::Cyan.on_default().bold(),
            &format!("{location}: {words}"),
            page,
            out,
        )?;
    }
    Ok(())
}

/// Writes `head: words`, the words wrapped and, from the second line on, set in.
fn write_words(head: &str, style: Style, words: &str, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let words = visible(words);
    let indent = if head.starts_with(' ') { width(head) + 2 } else { 4 };
    // The first line is shorter by the head and longer by the indent that it does not have.
    let first = page.width.saturating_sub(width(head) + 2);
    let opening = wrap(&words, first.max(20)).swap_remove(0);
    writeln!(out, "{}: {opening}", page.paint(style, head))?;
    let rest = words[opening.len()..].trim_start();
    if !rest.is_empty() {
        for line in wrap(rest, page.width.saturating_sub(indent).max(20)) {
            writeln!(out, "{}{line}", " ".repeat(indent))?;
        }
    }
    Ok(())
}

/// Writes how many problems there are of each code.
fn write_counts(report: &Report, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let counts = report.count_by_code();
    let all: usize = counts.iter().map(|(_, _, count)| count).sum();
    writeln!(out, "{} of {all} problems are shown; by their kinds there are", report.diagnostics().len())?;
    let words: Vec<String> = counts.iter().map(|(severity, code, _)| format!("{severity}[{code}]")).collect();
    let longest = words.iter().map(|words| width(words)).max().unwrap_or(0);
    let digits = counts.iter().map(|(_, _, count)| count.to_string().len()).max().unwrap_or(0);
    for ((severity, _, count), words) in counts.iter().zip(&words) {
        let count = pad_left(&count.to_string(), digits);
        writeln!(out, "  {} {count}", page.paint(style(*severity), &pad(words, longest)))?;
    }
    writeln!(out)
}

fn summary(report: &Report) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity, report.count(severity)))
        .filter(|&(_, count)| count > 0)
        .map(|(severity, count)| format!("{count} {severity}{}", if count == 1 { "" } else { "s" }))
        .collect();
    counts.join(", ")
}

fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}
