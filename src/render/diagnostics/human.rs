//! The report as a compiler would put it: what, where, the line with a mark under the cell, and what to do.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::diagnostic::{Diagnostic, Location, Report, Severity};
use crate::render::Page;
use crate::render::visible::visible;
use crate::render::wrap::{width, wrap};

/// Gives the text of the physical line at a location, without its line end, if it can still be read.
pub type SourceLine<'a> = &'a dyn Fn(&Location) -> Option<String>;

/// Writes every problem with its frame, a blank line between them, and a closing line that counts them. An empty
/// report writes nothing.
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
pub fn human(report: &Report, page: Page, source: SourceLine<'_>, out: &mut impl Write) -> io::Result<()> {
    for diagnostic in report.diagnostics() {
        write_one(diagnostic, page, source, out)?;
        writeln!(out)?;
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
    out: &mut impl Write,
) -> io::Result<()> {
    let style = style(diagnostic.severity);
    let head = format!("{}[{}]", diagnostic.severity, diagnostic.code);
    write_words(&head, style, &diagnostic.message, page, out)?;
    let location = &diagnostic.location;
    let line = if location.line > 0 { source(location) } else { None };
    let number = location.line.to_string();
    let margin = if line.is_some() { number.len() } else { 1 };
    let cell = location.sheet_cell().map(|cell| format!(", cell {cell}")).unwrap_or_default();
    let column =
        location.column.as_ref().map(|column| format!(" (column {}{cell})", column.name)).unwrap_or_default();
    let place = format!("{location}{column}");
    writeln!(out, "{}{} {}", " ".repeat(margin), page.paint(faint(), "-->"), visible(&place))?;
    if let Some(line) = line {
        let bar = page.paint(faint(), "|");
        let room = page.width.saturating_sub(margin + 3).max(20);
        let (text, mark) = frame(&line, diagnostic, room);
        writeln!(out, "{} {bar}", " ".repeat(margin))?;
        writeln!(out, "{}", format!("{} {bar} {text}", page.paint(faint(), &number)).trim_end())?;
        if let Some((before, length)) = mark {
            let carets = page.paint(style, &"^".repeat(length));
            writeln!(out, "{} {bar} {}{carets}", " ".repeat(margin), " ".repeat(before))?;
        }
    }
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
fn write_words(head: &str, style: Style, words: &str, page: Page, out: &mut impl Write) -> io::Result<()> {
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

/// Gives the part of a line around the cell that fits into the room, and where and how long the mark is.
fn frame(line: &str, diagnostic: &Diagnostic, room: usize) -> (String, Option<(usize, usize)>) {
    let characters: Vec<char> = line.chars().collect();
    let column = diagnostic.location.column.as_ref();
    let start =
        column.map_or(0, |column| (column.character as usize).saturating_sub(1)).min(characters.len());
    let length = cell_length(&characters[start..], diagnostic.cell.as_deref());
    let cells = |part: &[char]| width(&visible(&part.iter().collect::<String>()));
    // The window opens a little before the cell when the line is too long to begin at its beginning.
    let mut from = 0;
    if cells(&characters[..(start + length).min(characters.len())]) + 1 > room {
        from = start;
        while from > 0 && cells(&characters[from - 1..start]) < room / 4 {
            from -= 1;
        }
    }
    let opening = if from > 0 { "…" } else { "" };
    let mut to = characters.len();
    if cells(&characters[from..]) + width(opening) > room {
        to = from;
        while to < characters.len() && cells(&characters[from..=to]) + width(opening) < room {
            to += 1;
        }
    }
    let closing = if to < characters.len() { "…" } else { "" };
    let middle: String = characters[from..to].iter().collect();
    let text = format!("{opening}{}{closing}", visible(&middle));
    let mark = column.map(|_| {
        let before = width(opening) + cells(&characters[from..start.max(from)]);
        (before, cells(&characters[start..(start + length).min(to).max(start)]).max(1))
    });
    (text, mark)
}

/// Counts the characters of the cell that begins here: its text, or all between quotes, or one.
fn cell_length(rest: &[char], cell: Option<&str>) -> usize {
    let Some(cell) = cell.filter(|cell| !cell.is_empty()) else { return 1 };
    let count = cell.chars().count();
    if cell.chars().eq(rest.iter().copied().take(count)) {
        return count;
    }
    if rest.first() == Some(&'"') {
        let inside = rest[1..].split(|&c| c == '"').next().map_or(0, <[char]>::len);
        return (inside + 2).min(rest.len());
    }
    1
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

fn faint() -> Style {
    AnsiColor::Blue.on_default()
}
