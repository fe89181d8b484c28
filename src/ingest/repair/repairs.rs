//! What is to be repaired in a folder, before anything is written.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// Says how the rows of a table are to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowEnds {
    /// As they do, unless the file mixes ends; then with LF.
    #[default]
    AsTheyAre,
    /// With LF.
    Lf,
}

/// Holds the repairs of a folder.
#[derive(Debug, Clone, Default)]
pub struct Repairs {
    /// The files that change, in the order in which they are read.
    pub files: Vec<FileRepair>,
    /// The tables that cannot be repaired, by their paths as shown to people, each with the reason.
    pub skipped: Vec<(String, String)>,
}

/// Holds the repairs of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRepair {
    /// The path as shown to people: `data/relations.csv`.
    pub path: String,
    /// Where the file is.
    pub target: PathBuf,
    /// Its bytes.
    pub before: Vec<u8>,
    /// Its bytes when it is repaired.
    pub after: Vec<u8>,
    /// How many repairs there are, by the word for what was wrong.
    pub counts: BTreeMap<&'static str, usize>,
}

impl Repairs {
    /// Tells whether there is nothing to repair.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Counts the repairs by the word for what was wrong.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for (word, count) in self.files.iter().flat_map(|file| &file.counts) {
            *counts.entry(*word).or_default() += count;
        }
        counts
    }
}
