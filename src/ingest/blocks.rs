//! A file as blocks of whole rows, so that a table of any size is read in bounded memory and by several threads.
//! It knows nothing of columns but their number.

use std::io::{self, Read};

use memchr::{memchr, memrchr};

use crate::ingest::quoting::{QuoteFault, line_ends, scan};

/// How much is read at a time; a row, and so a quoted cell, is at most twice as long.
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
    carry: Vec<u8>,
    spare: Vec<Vec<u8>>,
    number: usize,
    line: u32,
    ended: bool,
    /// How many cells a row should have; 0 before the header is known.
    pub width: usize,
}

impl<'a> Blocks<'a> {
    /// Starts at the beginning of a file.
    pub(super) fn new(input: Box<dyn Read + Send + 'a>) -> Self {
        Self { input, carry: Vec::new(), spare: Vec::new(), number: 0, line: 1, ended: false, width: 0 }
    }

    /// Reads the next block.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        let mut bytes = self.spare.pop().unwrap_or_default();
        bytes.clear();
        bytes.append(&mut self.carry);
        let mut room = BLOCK;
        loop {
            self.fill(&mut bytes, room)?;
            if self.number == 0 && bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
            if bytes.is_empty() {
                return Ok(None);
            }
            let end = if self.ended { bytes.len() } else { cut(&bytes, self.width, room > BLOCK) };
            if end > 0 {
                self.carry.extend_from_slice(&bytes[end..]);
                bytes.truncate(end);
                let block = Block { number: self.number, line: self.line, bytes };
                self.number += 1;
                self.line = self.line.saturating_add(line_ends(&block.bytes));
                return Ok(Some(block));
            }
            room = 2 * BLOCK;
        }
    }

    /// Takes a block back, so that its memory serves again.
    pub(super) fn give_back(&mut self, block: Block) {
        self.spare.push(block.bytes);
    }

    fn fill(&mut self, bytes: &mut Vec<u8>, room: usize) -> io::Result<()> {
        bytes.reserve_exact((room + 1).saturating_sub(bytes.len()));
        while !self.ended && bytes.len() < room {
            let wanted = (room - bytes.len()) as u64;
            self.ended = (&mut self.input).take(wanted).read_to_end(bytes)? == 0;
        }
        Ok(())
    }
}

/// Gives the byte after the last row that is surely whole; 0 when there is none and there may be more to come.
fn cut(bytes: &[u8], width: usize, full: bool) -> usize {
    let end = match memchr(b'"', bytes) {
        None => last_line_end(bytes),
        Some(_) => last_row_end(bytes, width, full),
    };
    if end == 0 && full { bytes.len() } else { end }
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
fn last_row_end(bytes: &[u8], width: usize, full: bool) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        let row = scan(bytes, at, width, |_| ());
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

    fn blocks(bytes: &[u8]) -> Vec<(u32, Vec<u8>)> {
        let mut blocks = Blocks::new(Box::new(bytes));
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
    fn a_line_without_end_is_cut() {
        let bytes = vec![b'x'; 5 * BLOCK];
        let found = blocks(&bytes);
        assert!(found.iter().all(|(line, block)| *line == 1 && block.len() <= 2 * BLOCK));
        assert_eq!(found.concat_bytes(), bytes);
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
