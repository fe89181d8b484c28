//! Keys of a data package: cells that name a row, and cells that name a row of another table.

use std::collections::{HashMap, HashSet};

/// Says that some columns hold what others hold in another table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct ForeignKey {
    /// The columns of the table itself.
    pub from: Vec<String>,
    /// The other resource; empty for the table itself.
    pub resource: String,
    /// The columns there.
    pub to: Vec<String>,
}

/// Holds the rows that a key has named, with the line of each.
#[derive(Debug, Default)]
pub(super) struct Seen(HashMap<Vec<String>, u32>);

impl Seen {
    /// Adds the key of a row; gives the line of an earlier row with the same.
    pub(super) fn add(&mut self, cells: Vec<String>, line: u32) -> Option<u32> {
        match self.0.entry(cells) {
            std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
            std::collections::hash_map::Entry::Vacant(new) => {
                new.insert(line);
                None
            }
        }
    }
}

/// Holds the cells that a foreign key may name.
pub(super) type Targets = HashSet<Vec<String>>;
