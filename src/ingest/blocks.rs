//! A file as blocks of whole rows, so that a table of any size is read in bounded memory and by several threads.
//! It knows nothing of columns but their number.

use std::io::{self, Read};

use memchr::{memchr, memchr2, memrchr, memrchr2};

use crate::ingest::layout::Layout;
use crate::ingest::quoting::{QuoteFault, after_line_end, line_ends, scan};
use crate::ingest::separator::find_separator;
use crate::ingest::trouble::Trouble;

/// How much is read at a time. A row may be longer, by as much as the limit of a row allows.
const BLOCK: usize = 1 << 20;

/// Holds some whole rows of a file.
#[derive(Debug)]
pub(super) struct Block {
    /// Its place among the blocks of the file, from 0.
    pub number: usize,
    /// The physical line of its first byte, from 1.
    pub line: u32,
    /// Its bytes, without byte order mark.
    pub bytes: Vec<u8>,
    /// How the file is written.
    pub layout: Layout,
}

impl Block {
    /// Tells whether the file surely ends with this block.
    pub(super) fn is_small(&self) -> bool {
        self.bytes.len() < BLOCK / 2
    }
}

/// Cuts what it reads into blocks. The cuts depend on the bytes alone.
pub(super) struct Blocks<'a> {
    input: Box<dyn Read + Send + 'a>,
    layout: Layout,
    carry: Vec<u8>,
    spare: Vec<Vec<u8>>,
    number: usize,
    line: u32,
    ended: bool,
    begun: bool,
    overlong: bool,
    trouble: Option<Trouble>,
    /// How many cells a row should have; 0 before the header is known.
    pub width: usize,
}

impl<'a> Blocks<'a> {
    /// Starts at the beginning of a file.
    pub(super) fn new(input: Box<dyn Read + Send + 'a>, layout: Layout) -> Self {
        Self {
            input,
            layout,
            carry: Vec::new(),
            spare: Vec::new(),
            number: 0,
            line: 1,
            ended: false,
            begun: false,
            overlong: false,
            trouble: None,
            width: 0,
        }
    }

    /// Reads the next block.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        let mut bytes = self.spare.pop().unwrap_or_default();
        bytes.clear();
        bytes.append(&mut self.carry);
        let most = BLOCK + self.layout.limits.row;
        let mut room = BLOCK;
        loop {
            self.fill(&mut bytes, room)?;
            if self.overlong && !self.skip_line(&mut bytes) {
                continue;
            }
            if !self.begun {
                self.begin(&mut bytes);
            }
            if bytes.is_empty() {
                return Ok(None);
            }
            let full = room >= most;
            let end = if self.ended { bytes.len() } else { self.cut(&bytes, full) };
            if end > 0 || full {
                self.overlong = end == 0;
                // A last CR may have its LF still to come, and the two are one line end.
                let end = if self.overlong { bytes.len() - usize::from(bytes.ends_with(b"\r")) } else { end };
                self.carry.extend_from_slice(&bytes[end..]);
                bytes.truncate(end);
                let block = Block { number: self.number, line: self.line, bytes, layout: self.layout };
                self.number += 1;
                self.line = self.line.saturating_add(self.lines(&block.bytes));
                return Ok(Some(block));
            }
            room = (2 * room).min(most);
        }
    }

    /// Takes a block back, so that its memory serves again.
    pub(super) fn give_back(&mut self, block: Block) {
        self.spare.push(block.bytes);
    }

    /// Gives what ended the file before its end, and the line that it ended at.
    pub(super) fn trouble(&self) -> Option<(&Trouble, u32)> {
        self.trouble.as_ref().map(|trouble| (trouble, self.line))
    }

    fn fill(&mut self, bytes: &mut Vec<u8>, room: usize) -> io::Result<()> {
        bytes.reserve_exact((room + 1).saturating_sub(bytes.len()));
        while !self.ended && bytes.len() < room {
            let wanted = (room - bytes.len()) as u64;
            match (&mut self.input).take(wanted).read_to_end(bytes) {
                Ok(length) => self.ended = length == 0,
                Err(error) => {
                    self.trouble = Some(Trouble::of(error)?);
                    self.ended = true;
                    // Nobody can tell what the line that is cut off would have said.
                    let end = memrchr2(b'\n', b'\r', bytes).map_or(0, |end| end + 1);
                    bytes.truncate(end);
                }
            }
        }
        Ok(())
    }

    /// Takes off what stands before the header, and finds what separates cells.
    fn begin(&mut self, bytes: &mut Vec<u8>) {
        self.begun = true;
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        if !self.layout.sheet {
            let (separator, before) = find_separator(bytes, self.layout.promised);
            self.layout.separator = separator;
            self.line += line_ends(&bytes[..before]);
            bytes.drain(..before);
        }
    }

    /// Drops the rest of a row that is too long. Tells whether the next row is reached.
    fn skip_line(&mut self, bytes: &mut Vec<u8>) -> bool {
        match memchr2(b'\n', b'\r', bytes) {
            Some(at) if self.ended || bytes[at] == b'\n' || at + 1 < bytes.len() => {
                bytes.drain(..after_line_end(bytes, at));
                self.line = self.line.saturating_add(1);
                self.overlong = false;
            }
            Some(at) => drop(bytes.drain(..at)),
            None => {
                bytes.clear();
                self.overlong = !self.ended;
            }
        }
        !self.overlong
    }

    /// Counts the lines of whole rows; in the sheet of a workbook each row is one.
    fn lines(&self, bytes: &[u8]) -> u32 {
        if !self.layout.sheet || memchr(b'"', bytes).is_none() {
            return line_ends(bytes);
        }
        let (mut at, mut rows) = (0, 0);
        while at < bytes.len() {
            at = scan(bytes, at, self.layout.separator, 0, |_| ()).next;
            rows += 1;
        }
        rows
    }

    /// Gives the byte after the last row that is surely whole; 0 when there is none and there may be more to come.
    fn cut(&self, bytes: &[u8], full: bool) -> usize {
        match memchr(b'"', bytes) {
            None => last_line_end(bytes),
            Some(_) => last_row_end(bytes, self.layout.separator, self.width, full),
        }
    }
}

/// Gives the byte after the last line end that is not the last byte as a CR, whose LF may still come.
fn last_line_end(bytes: &[u8]) -> usize {
    match memrchr(b'\n', bytes) {
        Some(feed) => feed + 1,
        None => memrchr(b'\r', &bytes[..bytes.len() - 1]).map_or(0, |carriage| carriage + 1),
    }
}

/// Walks row by row, exactly as the reader of the block will. A quote that is still open waits for more bytes until
/// the block is full.
fn last_row_end(bytes: &[u8], separator: u8, width: usize, full: bool) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        let row = scan(bytes, at, separator, width, |_| ());
        let open = matches!(row.fault, Some(QuoteFault::Unterminated(..)));
        let undecided = row.next == bytes.len() && (open || bytes.last() != Some(&b'\n'));
        if undecided || (open && !full) {
            break;
        }
        at = row.next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Blocks};
    use crate::ingest::layout::Layout;

    fn blocks(bytes: &[u8]) -> Vec<(u32, Vec<u8>)> {
        let mut blocks = Blocks::new(Box::new(bytes), Layout::default());
        blocks.width = 2;
        let mut found = Vec::new();
        while let Some(block) = blocks.next().expect("memory can be read") {
            found.push((block.line, block.bytes));
        }
        found
    }

    #[test]
    fn blocks_are_whole_rows_and_all_of_the_file() {
        for row in ["a,b\n", "a,\"b\nc\"\n", "a,b\r\n", "a,b\r", "\"a\"\"\",\"\r\n\"\r\n"] {
            let bytes = row.repeat(BLOCK * 5 / 2 / row.len());
            let found = blocks(bytes.as_bytes());
            assert!(found.len() >= 2, "{row:?}");
            let mut line = 1;
            for (first, block) in &found {
                assert_eq!(*first, line, "{row:?}");
                assert_eq!(block.len() % row.len(), 0, "{row:?}");
                line += (block.len() / row.len() * super::line_ends(row.as_bytes()) as usize) as u32;
            }
            assert_eq!(found.concat_bytes(), bytes.as_bytes());
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_swallow_the_file() {
        let bytes = format!("a,b\nc,\"d\n{}", "e,f\n".repeat(BLOCK));
        let found = blocks(bytes.as_bytes());
        assert!(found.iter().all(|(_, block)| block.len() <= 2 * BLOCK));
        assert_eq!(found.concat_bytes(), bytes.as_bytes());
    }

    #[test]
    fn a_row_that_is_too_long_is_cut_and_its_rest_is_left_out() {
        for end in ["\n", "\r\n", "\r"] {
            let bytes = ["a,b", &"x".repeat(5 * BLOCK), "c,d", "e,f"].join(end);
            let found = blocks(bytes.as_bytes());
            let lines: Vec<u32> = found.iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [1, 2, 3], "{end:?}");
            assert!(found[1].1.len() == 2 * BLOCK && found[1].1.iter().all(|byte| *byte == b'x'), "{end:?}");
            assert_eq!(found[2].1, ["c,d", "e,f"].join(end).as_bytes());
        }
        assert_eq!(blocks(&vec![b'x'; 5 * BLOCK]).len(), 1);
    }

    #[test]
    fn what_stands_before_the_header_is_taken_off_and_counted() {
        assert_eq!(blocks(b"\xEF\xBB\xBFsep=;\r\na;b\r\n"), [(2, b"a;b\r\n".to_vec())]);
    }

    trait Concat {
        fn concat_bytes(&self) -> Vec<u8>;
    }

    impl Concat for Vec<(u32, Vec<u8>)> {
        fn concat_bytes(&self) -> Vec<u8> {
            self.iter().flat_map(|(_, block)| block.iter().copied()).collect()
        }
    }
}
