//! How a file of another program is read: which column means what, and what has to be made of several.

use std::sync::Arc;

use crate::ingest::foreign::Sample;

/// Says how the columns of a file are read.
#[derive(Debug, Clone, Default)]
pub(in crate::ingest) struct Plan {
    /// Columns that are read as they stand: the number of each, and what it means.
    pub columns: Vec<(usize, &'static str)>,
    /// Cells that are made of others.
    pub derived: Vec<Derived>,
    /// Columns that keep their name and mean nothing more, whatever they are called.
    pub kept: Vec<usize>,
    /// Whether columns beyond these may be told by their names.
    pub open: bool,
    /// Whether columns beyond these are kept by another reading of the same rows.
    pub silent: bool,
    /// The names of the columns of a file that has none, or better names than those in its header.
    pub names: Option<Vec<Arc<str>>>,
    /// Whether the first row is not a header.
    pub headless: bool,
    /// What stands for an empty cell.
    pub missing: &'static [&'static str],
    /// A column whose cell may name several, and what separates them: each is a claim of its own.
    pub several: Option<(usize, char)>,
    /// Whether names come from a list of the project's own, so that two that are alike are still two.
    pub coded: bool,
    /// Whether relation types that the file implies have no direction.
    pub symmetric: bool,
    /// Whether rows with the same id say the same, so that the first of them counts.
    pub repeated: bool,
    /// The program or project that such files come from.
    pub family: &'static str,
    /// What a reader should know of such files, as half a sentence.
    pub remark: &'static str,
}

/// Says how a cell is made of others.
#[derive(Debug, Clone)]
pub(in crate::ingest) struct Derived {
    /// What the cell means.
    pub meaning: &'static str,
    /// The columns that it is made of; the first is where it is said to stand.
    pub from: Vec<usize>,
    /// Writes the cell. It gets as many cells as there are columns, without white space around them.
    pub cell: fn(&[&str], &mut String),
    /// Whether the first column says nothing beyond it, and so is not kept by its own name.
    pub replaces: bool,
    /// A text that is handed on after the cells.
    pub constant: Option<Arc<str>>,
}

impl Plan {
    /// Reads columns as they stand, by their folded names; those that are absent are left out.
    pub(super) fn with(mut self, sample: &Sample<'_>, columns: &[(&'static str, &str)]) -> Self {
        let found = columns.iter().filter_map(|(meaning, name)| Some((sample.column(name)?, *meaning)));
        self.columns.extend(found);
        self
    }

    /// Makes a cell of several columns, by their folded names. Of those that are absent it gets empty cells.
    pub(super) fn derive(
        mut self,
        sample: &Sample<'_>,
        meaning: &'static str,
        from: &[&str],
        cell: fn(&[&str], &mut String),
    ) -> Self {
        let from = from.iter().map(|name| sample.column(name).unwrap_or(usize::MAX)).collect();
        self.derived.push(Derived { meaning, from, cell, replaces: false, constant: None });
        self
    }

    /// Says that the last cell that is made replaces its first column.
    pub(super) fn replacing(mut self) -> Self {
        if let Some(derived) = self.derived.last_mut() {
            derived.replaces = true;
        }
        self
    }

    /// Keeps columns by their names, whatever else the names could mean.
    pub(super) fn keep(mut self, sample: &Sample<'_>, names: &[&str]) -> Self {
        self.kept.extend(names.iter().filter_map(|name| sample.column(name)));
        self
    }
}
