//! A table as bytes with the places of its rows and cells, so that a cell can be written anew and nothing else.

use std::ops::Range;

use crate::ingest::blocks::Block;
use crate::ingest::header::{Header, Wanted, take_header};
use crate::ingest::layout::Layout;
use crate::ingest::problems::Problems;
use crate::ingest::quoting::{QuoteFault, after_line_end, line_ends, position, scan};
use crate::ingest::separator::find_separator;

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Holds a table that can be repaired.
pub(super) struct Table<'a> {
    pub bytes: &'a [u8],
    pub header: Header,
    /// The byte between two cells.
    pub separator: u8,
    text: &'a str,
    /// The byte at which the rows begin.
    rows: usize,
    line: u32,
}

/// Points at one row.
pub(super) struct RowPlace {
    /// The physical line on which it begins.
    pub line: u32,
    /// The bytes of its cells, with their quotes.
    pub cells: Vec<Range<usize>>,
    /// Whether it has as many cells as the header, and its quotes are right.
    pub sound: bool,
}

impl<'a> Table<'a> {
    /// Reads the header of a table.
    ///
    /// # Errors
    /// Says why the table cannot be repaired.
    pub(super) fn open(bytes: &'a [u8], wanted: Wanted<'_>) -> Result<Self, &'static str> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
        // UTF-16 in plain letters is UTF-8 too, letter for letter, with zeros between them.
        if memchr::memchr(0, bytes).is_some() {
            return Err("it is not plain UTF-8");
        }
        let start = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
        let (separator, before) = find_separator(&bytes[start..], None);
        let begin = start + before;
        let mut first = begin;
        while matches!(bytes.get(first), Some(b'\n' | b'\r')) {
            first = after_line_end(bytes, first);
        }
        let row = scan(bytes, first, separator, 0, |_| ());
        let layout = Layout { separator, ..Layout::default() };
        let begin_line = 1 + line_ends(&bytes[start..begin]);
        let mut block = Block { number: 0, line: begin_line, bytes: bytes[begin..row.next].to_vec(), layout };
        let header = take_header(Some(&mut block), wanted, &mut Problems::new(wanted.shape.file));
        if header.names.is_empty() {
            return Err("its header cannot be read");
        }
        if header.plan.is_some() || header.translation.is_some() {
            return Err("it is a file of another program, whose cells mean more than they say");
        }
        let line = 1 + line_ends(&bytes[start..row.next]);
        Ok(Self { bytes, header, separator, text, rows: row.next, line })
    }

    /// Walks the rows below the header, blank ones too, which are not sound.
    pub(super) fn rows(&self) -> impl Iterator<Item = RowPlace> {
        let (mut at, mut line) = (self.rows, self.line);
        let (width, separator) = (self.header.width, self.separator);
        std::iter::from_fn(move || {
            if at >= self.bytes.len() {
                return None;
            }
            let mut starts = Vec::with_capacity(width);
            let row = scan(self.bytes, at, separator, width, |start| starts.push(start));
            let ends = starts.iter().skip(1).map(|start| start - 1).chain([row.end]);
            let cells: Vec<Range<usize>> =
                starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
            let sound = row.fault.is_none() && cells.len() == width && row.end > at;
            let place = RowPlace { line, cells, sound };
            line = line.saturating_add(line_ends(&self.bytes[at..row.next]));
            at = row.next;
            Some(place)
        })
    }

    /// Gives the bytes of the line end of every row, the header and blank lines too; none when a quote is never closed,
    /// because nobody knows where rows end behind it.
    pub(super) fn row_ends(&self) -> Vec<Range<usize>> {
        let mut at = if self.bytes.starts_with(MARK) { MARK.len() } else { 0 };
        let mut ends = Vec::new();
        while at < self.bytes.len() {
            let row = scan(self.bytes, at, self.separator, self.header.width, |_| ());
            if matches!(row.fault, Some(QuoteFault::Unterminated(..))) {
                return Vec::new();
            }
            ends.push(row.end..row.next);
            at = row.next;
        }
        ends.retain(|end| !end.is_empty());
        ends
    }

    /// Gives what a cell holds, without its quotes; nothing when it holds a control character.
    pub(super) fn text(&self, cell: &Range<usize>) -> Option<String> {
        let raw = &self.text[cell.clone()];
        let refused =
            |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{7f}'..='\u{9f}');
        if raw.contains(refused) {
            return None;
        }
        Some(match raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')) {
            Some(inside) => inside.replace("\"\"", "\""),
            None => raw.to_owned(),
        })
    }

    /// Writes a text in the way that a cell is written: in quotes when it is in quotes, or when the text needs them.
    pub(super) fn written(&self, cell: &Range<usize>, text: &str) -> String {
        let quoted = self.bytes.get(cell.start) == Some(&b'"');
        let separator = char::from(self.separator);
        let needs = |letter: char| matches!(letter, '"' | '\n' | '\r') || letter == separator;
        if quoted || text.contains(needs) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    }

    /// Gives the physical line and the character at which a cell of a row begins.
    pub(super) fn address(&self, row: &RowPlace, cell: &Range<usize>) -> (u32, u32) {
        let start = row.cells.first().map_or(cell.start, |first| first.start);
        let (line, character) = position(&self.text[start..], cell.start - start);
        (row.line + line, character)
    }
}
