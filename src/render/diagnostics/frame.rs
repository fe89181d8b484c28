//! The place of a problem drawn: its address, and the lines of the table with a mark under the cell. What is too long
//! for the page is left out around the cell, never the cell itself.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::diagnostic::Diagnostic;
use crate::render::Page;
use crate::render::diagnostics::SourceLine;
use crate::render::diagnostics::span::{BETWEEN_CELLS, Span, line_of};
use crate::render::visible::visible;
use crate::render::wrap::width;

/// How many lines of a cell are drawn: all of them, or the first ones and the last.
const LINES: u32 = 4;

/// The least room for a line of the table.
const ROOM: usize = 20;

/// Is a line to draw: its number, its characters, and which of them are marked.
type Line = (u32, Vec<char>, Option<(usize, usize)>);

/// Writes the address of a problem and the lines that it is on, as far as they can be read.
pub(super) fn write_frame(
    diagnostic: &Diagnostic,
    style: Style,
    page: Page,
    source: SourceLine<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let location = &diagnostic.location;
    let span = Span::of(diagnostic, source);
    let lines = drawn(diagnostic, span, source);
    let margin = lines.iter().map(|(number, ..)| number.to_string().len()).max().unwrap_or(1);
    let cell = location.sheet_cell().map(|cell| format!(", cell {cell}")).unwrap_or_default();
    let named = location.column.as_ref().filter(|column| !column.name.is_empty());
    let column = named.map(|column| format!(" (column {}{cell})", column.name)).unwrap_or_default();
    let place = format!("{location}{column}");
    let (gap, faint) = (" ".repeat(margin), AnsiColor::Blue.on_default());
    writeln!(out, "{gap}{} {}", page.paint(faint, "-->"), visible(&place))?;
    let bar = page.paint(faint, "|");
    let room = page.width.saturating_sub(margin + 3).max(ROOM);
    let mut last = None;
    for (number, line, marked) in lines {
        match last {
            None => writeln!(out, "{gap} {bar}")?,
            Some(last) if last + 1 < number => writeln!(out, "{gap} {}", page.paint(faint, "…"))?,
            Some(_) => {}
        }
        last = Some(number);
        let (text, mark) = window(&line, marked, room);
        let written = number.to_string();
        let numbered = format!("{}{}", " ".repeat(margin - written.len()), page.paint(faint, &written));
        writeln!(out, "{}", format!("{numbered} {bar} {text}").trim_end())?;
        if let Some((before, length)) = mark {
            let carets = page.paint(style, &"^".repeat(length));
            writeln!(out, "{gap} {bar} {}{carets}", " ".repeat(before))?;
        }
    }
    Ok(())
}

/// Gives the lines to draw.
fn drawn(diagnostic: &Diagnostic, span: Option<Span>, source: SourceLine<'_>) -> Vec<Line> {
    let first = diagnostic.location.line;
    let line = |number: u32| -> Option<Vec<char>> {
        Some(line_of(diagnostic, number, source)?.chars().map(shown).collect())
    };
    let Some(opening) = Some(first).filter(|first| *first > 0).and_then(line) else { return Vec::new() };
    let Some(span) = span else { return vec![(first, opening, None)] };
    let (start, end) = (span.character as usize - 1, span.end_character as usize - 1);
    if span.lines() == 1 {
        return vec![(first, opening, Some((start, end)))];
    }
    let all = opening.len();
    let mut lines = vec![(first, opening, Some((start, all.max(start + 1))))];
    let shown = span.lines().min(LINES) - 2;
    for number in first + 1..=first + shown {
        let Some(text) = line(number) else { continue };
        let (from, to) = (text.iter().take_while(|letter| letter.is_whitespace()).count(), text.len());
        lines.push((number, text, (from < to).then_some((from, to))));
    }
    lines.extend(line(span.end_line).map(|text| (span.end_line, text, Some((0, end)))));
    lines
}

/// Gives the character that is drawn for one of a line: between the cells of a sheet stands a bar.
fn shown(letter: char) -> char {
    if letter == BETWEEN_CELLS { '|' } else { letter }
}

/// Gives the part of a line around the marked characters that fits into the room, and where and how long the mark is.
fn window(
    characters: &[char],
    marked: Option<(usize, usize)>,
    room: usize,
) -> (String, Option<(usize, usize)>) {
    let (start, end) = marked.unwrap_or((0, 0));
    let start = start.min(characters.len());
    let end = end.clamp(start, characters.len());
    let cells = |part: &[char]| width(&visible(&part.iter().collect::<String>()));
    // The window opens a little before the mark when the line is too long to begin at its beginning.
    let mut from = 0;
    if cells(&characters[..end]) + 1 > room {
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
    let mark = marked.map(|_| {
        let before = width(opening) + cells(&characters[from..start.max(from)]);
        (before, cells(&characters[start..end.min(to).max(start)]).max(1))
    });
    (text, mark)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
    use proptest::sample::Index;

    use super::window;
    use crate::render::wrap::width;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever the row, the mark stands under the cell and nothing leaves the page.
        #[test]
        fn marks_stand_under_cells(
            cells in proptest::collection::vec("[a-z中ا👩][a-z中ا é\u{301}\t]{0,30}", 1..14),
            at in any::<Index>(),
            room in 20_usize..120,
        ) {
            let at = at.index(cells.len());
            let start = cells[..at].iter().map(|cell| cell.chars().count() + 1).sum::<usize>();
            let row: Vec<char> = cells.join(",").chars().collect();
            let end = start + cells[at].chars().count();
            let (text, mark) = window(&row, Some((start, end)), room);
            prop_assert!(width(&text) <= room, "{text}");
            let (before, length) = mark.expect("a mark");
            prop_assert!(before + length <= room && length >= 1, "{text} {before} {length}");
            // What stands above the first caret is the first letter of the cell.
            let above = (0..=text.chars().count())
                .map(|count| text.chars().take(count).collect::<String>())
                .rfind(|opening| width(opening) == before)
                .expect("the mark begins between two letters");
            let letter = text[above.len()..].chars().next();
            prop_assert_eq!(letter, cells[at].chars().next(), "{}", text);
        }
    }
}
