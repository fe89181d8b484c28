//! The claims of one block as columns of numbers that mean something to one thread only, until they are merged.

use std::sync::Arc;

use crate::diagnostic::Location;
use crate::ingest::local_texts::LocalTexts;
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
    /// Codes that were read as wider ones, with the relation types that have those.
    pub wider: Vec<(String, EntityId)>,
    /// Cells that two entities answer to.
    pub twins: Vec<Twin>,
    /// The ids of rows whose cells cannot be told apart, as far as they can be read.
    pub lost_ids: Vec<String>,
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
    /// The code of a relation; empty when it has none.
    pub code: String,
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
            wider: Vec::new(),
            twins: Vec::new(),
            lost_ids: Vec::new(),
            problems: Problems::new(Arc::clone(file)),
        }
    }

    /// Gives the column of names that is the part `part` of the content of a claim.
    pub(super) fn names(&mut self, part: usize) -> &mut Vec<u32> {
        match part {
            0 => &mut self.subject,
            1 => &mut self.relation,
            2 => &mut self.object,
            3 => &mut self.about,
            6 => &mut self.speaker,
            _ => &mut self.source,
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
