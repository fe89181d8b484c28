//! Where a cell ends: what a mark and a region need beyond the address of a problem.

use crate::diagnostic::Diagnostic;
use crate::render::diagnostics::SourceLine;

/// Stands between the cells in the line of a sheet, whose problems have the number of a column for a character.
pub(super) const BETWEEN_CELLS: char = '\u{1f}';

/// Says where a cell begins and where it ends, in physical lines and characters counted from 1; the end is the first
/// character that is no longer part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) line: u32,
    pub(super) character: u32,
    pub(super) end_line: u32,
    pub(super) end_character: u32,
}

impl Span {
    /// Finds the cell of a problem; nothing for a problem of a whole line or file. A cell that is not in the file as
    /// the problem has it, or a problem of no cell, is one character long.
    pub(super) fn of(diagnostic: &Diagnostic, source: SourceLine<'_>) -> Option<Self> {
        let location = &diagnostic.location;
        let character = location.column.as_ref()?.character;
        if character == 0 || location.line == 0 {
            return None;
        }
        let at = |line: u32, end: usize| Self {
            line: location.line,
            character,
            end_line: line,
            end_character: u32::try_from(end).unwrap_or(u32::MAX).max(1),
        };
        let start = character as usize - 1;
        let Some(line) = source(location) else { return Some(at(location.line, start + 2)) };
        let letters: Vec<char> = line.chars().collect();
        if location.sheet_cell().is_some() {
            return Self::of_sheet(location.line, start, &letters);
        }
        // Nothing stands behind the end of a line: what is missing there has no length.
        let short = at(location.line, (start + 2).min(letters.len() + 1).max(start + 1));
        let Some(cell) = diagnostic.cell.as_deref().filter(|cell| !cell.is_empty()) else {
            return Some(short);
        };
        let rest = letters.get(start..).unwrap_or_default();
        if rest.first() != Some(&'"') {
            let spaces = rest.iter().take_while(|letter| letter.is_whitespace()).count();
            let length = cell.chars().count();
            let same = rest[spaces..].iter().copied().take(length).eq(cell.chars());
            return Some(if same { at(location.line, start + spaces + length + 1) } else { short });
        }
        let breaks = breaks(cell);
        let last = location.line.saturating_add(breaks);
        let closed = match breaks {
            0 => closing(&letters, start + 1),
            _ => line_of(diagnostic, last, source)
                .and_then(|line| closing(&line.chars().collect::<Vec<char>>(), 0)),
        };
        Some(closed.map_or_else(|| at(location.line, letters.len() + 1), |place| at(last, place + 2)))
    }

    /// Finds the cell of a column, counted from 0, in the row of a sheet.
    fn of_sheet(line: u32, column: usize, letters: &[char]) -> Option<Self> {
        let cell = letters.split(|letter| *letter == BETWEEN_CELLS).nth(column)?;
        let before: usize =
            letters.split(|letter| *letter == BETWEEN_CELLS).take(column).map(|cell| cell.len() + 1).sum();
        let number = |place: usize| u32::try_from(place + 1).unwrap_or(u32::MAX);
        let (character, end_character) = (number(before), number(before + cell.len().max(1)));
        Some(Self { line, character, end_line: line, end_character })
    }

    /// Counts the lines of the cell.
    pub(super) fn lines(&self) -> u32 {
        self.end_line - self.line + 1
    }
}

/// Gives a line of the file that a problem is in.
pub(super) fn line_of(diagnostic: &Diagnostic, number: u32, source: SourceLine<'_>) -> Option<String> {
    let location = crate::diagnostic::Location { line: number, ..diagnostic.location.clone() };
    source(&location)
}

/// Finds the quote that closes a cell; a quote inside is written twice.
fn closing(letters: &[char], from: usize) -> Option<usize> {
    let mut place = from;
    while *letters.get(place)? != '"' || letters.get(place + 1) == Some(&'"') {
        place += 1 + usize::from(letters[place] == '"');
    }
    Some(place)
}

fn breaks(cell: &str) -> u32 {
    let joined = cell.replace("\r\n", "\n");
    u32::try_from(joined.matches(['\n', '\r']).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Span;
    use crate::diagnostic::{Code, Diagnostic, Location};

    /// Gives line and character of the end.
    fn end(lines: &[&str], character: u32, cell: &str) -> (u32, u32) {
        let location = Location::cell("r.csv", 1, character, "quote");
        let problem = Diagnostic::new(Code::LONG_QUOTE, location, "m").with_cell(cell);
        let source =
            |location: &Location| lines.get(location.line as usize - 1).map(|line| (*line).to_owned());
        let span = Span::of(&problem, &source).expect("a cell");
        assert_eq!((span.line, span.character), (1, character));
        (span.end_line, span.end_character)
    }

    #[test]
    fn cells_end_where_they_end() {
        assert_eq!(end(&["a,北京,x"], 3, "北京"), (1, 5));
        assert_eq!(end(&["a,  b ,x"], 3, "b"), (1, 6));
        assert_eq!(end(&["a,\"b, \"\"c\"\"\",x"], 3, "b, \"c\""), (1, 13));
        assert_eq!(end(&["a,b,x"], 3, "Something else"), (1, 4));
        assert_eq!(end(&["a,,x"], 3, ""), (1, 4));
        assert_eq!(end(&["a,"], 3, ""), (1, 3));
        assert_eq!(end(&["a"], 9, "b"), (1, 9));
    }

    #[test]
    fn the_cells_of_a_sheet_are_counted() {
        let location = Location::cell("book.xlsx#relations", 14, 3, "object");
        let problem = Diagnostic::new(Code::LONG_QUOTE, location, "m");
        let span =
            Span::of(&problem, &|_| Some("a\u{1f}blames\u{1f}Kabul\u{1f}".to_owned())).expect("a cell");
        assert_eq!((span.character, span.end_character, span.lines()), (10, 15, 1));
        assert!(Span::of(&problem, &|_| Some("a".to_owned())).is_none());
    }

    #[test]
    fn cells_may_have_several_lines() {
        assert_eq!(end(&["a,\"one", "two\",x"], 3, "one\ntwo"), (2, 5));
        assert_eq!(end(&["a,\"one", "", "th\"\"ree\",x"], 3, "one\r\n\r\nth\"ree"), (3, 9));
        // The lines in the middle are not at hand.
        let lines = |location: &Location| match location.line {
            1 => Some("a,\"one".to_owned()),
            9 => Some("nine\",x".to_owned()),
            _ => None,
        };
        let cell = ["one", "2", "3", "4", "5", "6", "7", "8", "nine"].join("\n");
        let location = Location::cell("r.csv", 1, 3, "quote");
        let problem = Diagnostic::new(Code::LONG_QUOTE, location, "m").with_cell(cell);
        let span = Span::of(&problem, &lines).expect("a cell");
        assert_eq!((span.end_line, span.end_character, span.lines()), (9, 6, 9));
    }
}
