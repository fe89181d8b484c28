//! The claims of one block as columns of numbers that mean something to one thread only, until they are merged.

use std::sync::Arc;

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::Location;
use crate::ingest::problems::Problems;
use crate::model::{EntityId, Status};

/// Stands for an empty cell in every column of numbers.
pub(super) const NONE: u32 = u32::MAX;

/// Marks the number of a slot: a name that no table declares and that becomes an entity when all is read.
pub(super) const SLOT: u32 = 1 << 31;

/// Says which column a name was met in, as far as it decides what an undeclared name becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    /// `subject` and `speaker`.
    Party,
    /// `object`.
    Object,
    /// `about`.
    About,
    /// `source`.
    Source,
    /// `relation`.
    Relation,
}

/// Holds the claims of one block.
#[derive(Debug)]
pub(super) struct Batch {
    /// The number of the block.
    pub number: usize,
    /// The number of the thread whose numbers these are.
    pub thread: usize,
    /// Names: the number of an entity, of a slot of the thread, or [`NONE`].
    pub subject: Vec<u32>,
    pub relation: Vec<u32>,
    pub object: Vec<u32>,
    pub about: Vec<u32>,
    pub speaker: Vec<u32>,
    pub source: Vec<u32>,
    /// The number of a date of the thread.
    pub date: Vec<u32>,
    pub status: Vec<Status>,
    pub count: Vec<u32>,
    pub line: Vec<u32>,
    /// The hash of the content.
    pub key: Vec<u64>,
    /// Numbers of texts of the block; the columns of [`TEXT_COLUMNS`], then those that nobody knows.
    pub texts: Vec<Vec<u32>>,
    /// The texts of the block.
    pub heap: LocalTexts,
    /// The dates that the thread met first in this block.
    pub new_dates: Vec<String>,
    /// The undeclared names that the thread met first in this block.
    pub new_slots: Vec<Spelling>,
    /// Cells that two entities answer to.
    pub twins: Vec<Twin>,
    /// All other problems.
    pub problems: Problems,
}

/// The columns that hold text.
pub(super) const TEXT_COLUMNS: [&str; 4] = ["id", "locator", "quote", "note"];

/// Holds one spelling of an undeclared name.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    pub role: Role,
    pub slug: String,
    pub text: String,
}

/// Holds a cell that two entities answer to.
#[derive(Debug, Clone)]
pub(super) struct Twin {
    pub location: Location,
    pub cell: String,
    pub first: EntityId,
    pub second: EntityId,
}

impl Batch {
    /// Makes an empty batch.
    pub(super) fn new(columns: usize, file: &Arc<str>) -> Self {
        Self {
            number: 0,
            thread: 0,
            subject: Vec::new(),
            relation: Vec::new(),
            object: Vec::new(),
            about: Vec::new(),
            speaker: Vec::new(),
            source: Vec::new(),
            date: Vec::new(),
            status: Vec::new(),
            count: Vec::new(),
            line: Vec::new(),
            key: Vec::new(),
            texts: vec![Vec::new(); columns],
            heap: LocalTexts::default(),
            new_dates: Vec::new(),
            new_slots: Vec::new(),
            twins: Vec::new(),
            problems: Problems::new(Arc::clone(file)),
        }
    }

    /// Empties a batch that was merged, for the block `number` of the thread `thread`.
    pub(super) fn reuse(&mut self, number: usize, thread: usize) {
        (self.number, self.thread) = (number, thread);
        let numbers = [
            &mut self.subject,
            &mut self.relation,
            &mut self.object,
            &mut self.about,
            &mut self.speaker,
            &mut self.source,
            &mut self.date,
            &mut self.count,
            &mut self.line,
        ];
        numbers.into_iter().chain(&mut self.texts).for_each(Vec::clear);
        self.status.clear();
        self.key.clear();
        self.heap.clear();
    }
}

/// Keeps the distinct texts of one block, with their hashes.
#[derive(Debug, Default)]
pub(super) struct LocalTexts {
    heap: String,
    ends: Vec<u32>,
    hashes: Vec<u64>,
    table: HashTable<u32>,
}

impl LocalTexts {
    /// Gives the number of a text and its hash.
    #[inline]
    pub(super) fn intern(&mut self, text: &str) -> (u32, u64) {
        let Self { heap, ends, hashes, table } = self;
        let hash = xxh3_64(text.as_bytes());
        let equal = |&row: &u32| hashes[row as usize] == hash && get(heap, ends, row) == text;
        if let Some(row) = table.find(hash, equal) {
            return (*row, hash);
        }
        let row = ends.len() as u32;
        heap.push_str(text);
        ends.push(heap.len() as u32);
        hashes.push(hash);
        table.insert_unique(hash, row, |row| hashes[*row as usize]);
        (row, hash)
    }

    /// Gives the text of a number.
    pub(super) fn get(&self, row: u32) -> &str {
        get(&self.heap, &self.ends, row)
    }

    fn clear(&mut self) {
        self.heap.clear();
        self.ends.clear();
        self.hashes.clear();
        self.table.clear();
    }

    /// Counts the bytes of all texts.
    pub(super) fn bytes(&self) -> usize {
        self.heap.len()
    }

    /// Counts the texts.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Walks all texts with their hashes in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, &str)> {
        (0..self.len()).map(|row| (self.hashes[row], self.get(row as u32)))
    }
}

#[inline]
fn get<'a>(heap: &'a str, ends: &[u32], row: u32) -> &'a str {
    let row = row as usize;
    let start = if row == 0 { 0 } else { ends[row - 1] as usize };
    &heap[start..ends[row] as usize]
}
