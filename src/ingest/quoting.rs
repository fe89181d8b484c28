//! The quoting rules of RFC 4180, kept strictly: where a row ends, where its cells begin, and what is wrong with
//! its quotes. It works on bytes, allocates nothing for good rows, and never decodes a cell.

use memchr::{memchr, memchr2, memchr3};

/// Says what is wrong with the quotes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuoteFault {
    /// A quote inside a cell that is not quoted, or text after a closing quote; the byte of the quote.
    Stray(usize),
    /// A quote that opens a cell and is never closed; the byte of the quote, and the byte of the line that looks
    /// like the next row, when there is one.
    Unterminated(usize, Option<usize>),
}

/// Describes one row without its contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawRow {
    /// The byte after its last cell, before the line end.
    pub end: usize,
    /// The byte at which the next row begins.
    pub next: usize,
    /// What is wrong with its quotes.
    pub fault: Option<QuoteFault>,
}

/// Finds the end of the row that begins at `start`. `width` is the number of cells that a row should have, which
/// helps to find the row after a quote that is never closed. Calls `cell` with the first byte of every cell.
///
/// Between tabs a quote is a letter like any other unless it opens the cell, as programs that write such files have
/// it; nothing else could be meant.
///
/// Cost: linear in the bytes of the row.
pub(super) fn scan(
    bytes: &[u8],
    start: usize,
    separator: u8,
    width: usize,
    mut cell: impl FnMut(usize),
) -> RawRow {
    let mut fault = None;
    let mut at = start;
    loop {
        cell(at);
        if bytes.get(at) == Some(&b'"') {
            match close(bytes, at) {
                Some(after) if ends_cell(bytes, after, separator) => at = after,
                Some(after) if memchr2(b'\n', b'\r', &bytes[at..after]).is_none() => {
                    fault = fault.or(Some(QuoteFault::Stray(after - 1)));
                    at = after;
                }
                _ => return unterminated(bytes, at, separator, width, fault),
            }
        }
        let delimiter = at + memchr3(separator, b'\n', b'\r', &bytes[at..]).unwrap_or(bytes.len() - at);
        if fault.is_none()
            && separator != b'\t'
            && let Some(quote) = memchr(b'"', &bytes[at..delimiter])
        {
            fault = Some(QuoteFault::Stray(at + quote));
        }
        match bytes.get(delimiter) {
            Some(byte) if *byte == separator => at = delimiter + 1,
            Some(_) => return RawRow { end: delimiter, next: after_line_end(bytes, delimiter), fault },
            None => return RawRow { end: delimiter, next: delimiter, fault },
        }
    }
}

/// Gives the byte after the quote that closes the cell whose opening quote is at `open`.
pub(super) fn close(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        let quote = at + memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote + 1);
        }
        at = quote + 2;
    }
}

/// Gives the byte after the line end at `at`, which is CR, LF or both.
pub(super) fn after_line_end(bytes: &[u8], at: usize) -> usize {
    if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 }
}

/// Counts the line ends in `bytes`: LF, CR LF, or CR alone.
pub(super) fn line_ends(bytes: &[u8]) -> u32 {
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    let lone = match memchr(b'\r', bytes) {
        None => 0,
        Some(_) => memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count(),
    };
    u32::try_from(feeds + lone).unwrap_or(u32::MAX)
}

/// Gives the line (counted from 0) and the character (counted from 1) of the byte `at` of `text`.
pub(super) fn position(text: &str, at: usize) -> (u32, u32) {
    let before = &text.as_bytes()[..at];
    let line_start = match memchr::memrchr2(b'\n', b'\r', before) {
        Some(end) => end + 1,
        None => 0,
    };
    let characters = String::from_utf8_lossy(&before[line_start..]).chars().count();
    (line_ends(before), u32::try_from(characters + 1).unwrap_or(u32::MAX))
}

fn ends_cell(bytes: &[u8], at: usize, separator: u8) -> bool {
    bytes.get(at).is_none_or(|byte| *byte == separator || matches!(byte, b'\n' | b'\r'))
}

fn unterminated(bytes: &[u8], open: usize, separator: u8, width: usize, fault: Option<QuoteFault>) -> RawRow {
    let next = next_row(bytes, open, separator, width);
    let line_end = open + memchr2(b'\n', b'\r', &bytes[open..]).unwrap_or(bytes.len() - open);
    RawRow {
        end: line_end,
        next: next.unwrap_or(bytes.len()),
        fault: fault.or(Some(QuoteFault::Unterminated(open, next))),
    }
}

/// Finds the first line after `open` that has the right number of cells by itself.
fn next_row(bytes: &[u8], open: usize, separator: u8, width: usize) -> Option<usize> {
    let mut at = open;
    loop {
        let end = at + memchr2(b'\n', b'\r', &bytes[at..])?;
        at = after_line_end(bytes, end);
        let line_end = at + memchr2(b'\n', b'\r', &bytes[at..]).unwrap_or(bytes.len() - at);
        if line_end > at && cells_of_line(&bytes[at..line_end], separator) == Some(width) {
            return Some(at);
        }
    }
}

/// Counts the cells of a line when its quotes are right.
fn cells_of_line(line: &[u8], separator: u8) -> Option<usize> {
    let (mut at, mut cells) = (0, 1);
    loop {
        if line.get(at) == Some(&b'"') {
            at = close(line, at)?;
            if !ends_cell(line, at, separator) {
                return None;
            }
        }
        // Between tabs a quote inside a cell means nothing.
        let quote = if separator == b'\t' { separator } else { b'"' };
        match memchr2(separator, quote, &line[at..]) {
            None => return Some(cells),
            Some(offset) if line[at + offset] != separator => return None,
            Some(offset) => {
                cells += 1;
                at += offset + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{QuoteFault, RawRow, line_ends, position, scan};

    fn cells(bytes: &[u8]) -> (Vec<usize>, RawRow) {
        let mut starts = Vec::new();
        let row = scan(bytes, 0, b',', 2, |start| starts.push(start));
        (starts, row)
    }

    #[test]
    fn rows_end_where_their_quotes_allow() {
        assert_eq!(cells(b"a,b\nc"), (vec![0, 2], RawRow { end: 3, next: 4, fault: None }));
        assert_eq!(cells(b"a,b\r\nc"), (vec![0, 2], RawRow { end: 3, next: 5, fault: None }));
        assert_eq!(cells(b"a,b\rc"), (vec![0, 2], RawRow { end: 3, next: 4, fault: None }));
        assert_eq!(cells(b"\"a\n\"\"b\",c\nd"), (vec![0, 8], RawRow { end: 9, next: 10, fault: None }));
    }

    #[test]
    fn quotes_that_break_the_rules_are_named() {
        assert_eq!(cells(b"a,5\" gun\n").1.fault, Some(QuoteFault::Stray(3)));
        assert_eq!(cells(b"a,\"b\"c\n").1.fault, Some(QuoteFault::Stray(4)));
        assert_eq!(cells(b"a,\"b\nc,d\n").1.fault, Some(QuoteFault::Unterminated(2, Some(5))));
        assert_eq!(
            cells(b"a,\"b\nc,d\ne,\"f\"\n").1,
            RawRow { end: 4, next: 5, fault: Some(QuoteFault::Unterminated(2, Some(5))) }
        );
        assert_eq!(cells(b"a,\"b\nc").1.fault, Some(QuoteFault::Unterminated(2, None)));
    }

    #[test]
    fn other_separators_have_the_same_rules_but_for_quotes_between_tabs() {
        let fault = |bytes: &[u8], separator| scan(bytes, 0, separator, 2, |_| ()).fault;
        assert_eq!(scan(b"a,b;\"c;\nd\"\ne", 0, b';', 2, |_| ()), RawRow { end: 10, next: 11, fault: None });
        assert_eq!(fault(b"a;5\" gun\n", b';'), Some(QuoteFault::Stray(3)));
        assert_eq!(fault(b"a\t5\" gun\n", b'\t'), None);
        assert_eq!(fault(b"a\t\"b\"c\n", b'\t'), Some(QuoteFault::Stray(4)));
        assert_eq!(fault(b"a\t\"b\n5\" gun\tx\n", b'\t'), Some(QuoteFault::Unterminated(2, Some(5))));
    }

    #[test]
    fn lines_and_characters_are_physical() {
        assert_eq!(line_ends(b"a\r\nb\rc\n"), 3);
        assert_eq!(position("a\r\né,b", 6), (1, 3));
    }
}
