//! What a query gives: a table of terms, yes or no, or a graph. It is data; `render` turns it into bytes.

use crate::query::{Term, Triple};

/// Holds the complete result of one query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What SELECT gives.
    Table(Table),
    /// What ASK gives.
    Boolean(bool),
    /// What CONSTRUCT and DESCRIBE give, without repeats, in the order of their N-Triples text.
    Graph(Vec<Triple>),
}

/// Holds a table of terms, row by row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The names of the columns, without `?`.
    pub columns: Vec<String>,
    /// The rows; each is as long as `columns`, and a cell that is not bound is `None`.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Table {
    /// Gives the number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}
