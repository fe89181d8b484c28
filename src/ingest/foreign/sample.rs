//! The beginning of a file, as far as it is needed to tell what kind of file it is.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::ingest::blocks::Block;
use crate::ingest::problems::Problems;
use crate::ingest::rows::read_rows;
use crate::model::fold;

/// How many bytes are looked at for rows.
const MOST: usize = 1 << 16;

/// Holds the header of a file and, when asked for, its first rows.
#[derive(Debug)]
pub(in crate::ingest) struct Sample<'a> {
    /// The names of the columns as written.
    pub names: &'a [Arc<str>],
    /// The same folded.
    pub folded: Vec<String>,
    after: Option<&'a Block>,
    rows: OnceCell<Vec<Vec<String>>>,
}

impl<'a> Sample<'a> {
    /// Takes the header and the block that follows it.
    pub(in crate::ingest) fn new(names: &'a [Arc<str>], after: Option<&'a Block>) -> Self {
        let folded = names.iter().map(|name| fold(name)).collect();
        Self { names, folded, after, rows: OnceCell::new() }
    }

    /// Finds a column by its folded name.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.folded.iter().position(|folded| folded == name)
    }

    /// Tells whether all these columns are there.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.column(name).is_some())
    }

    /// Tells whether none of these columns is there.
    pub(super) fn lacks(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.column(name).is_none())
    }

    /// Walks the first cells of a column that are not empty.
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.rows.get_or_init(|| self.read());
        rows.iter().filter_map(move |row| row.get(column)).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    fn read(&self) -> Vec<Vec<String>> {
        let Some(block) = self.after else { return Vec::new() };
        let bytes = &block.bytes[..block.bytes.len().min(MOST)];
        let end = if bytes.len() < MOST { bytes.len() } else { memchr::memrchr(b'\n', bytes).unwrap_or(0) };
        let first = Block { bytes: bytes[..end].to_vec(), ..*block };
        let mut ignored = Problems::new("");
        let mut rows = Vec::new();
        read_rows(&first, self.names, &mut ignored, |row, _| {
            if !row.broken {
                rows.push((0..self.names.len()).map(|column| row.cell(Some(column)).to_owned()).collect());
            }
        });
        rows
    }
}
