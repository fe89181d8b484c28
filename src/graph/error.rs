//! Why a table is no network.

use thiserror::Error;

/// Says what an answer lacks to be read as a network.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NetworkError {
    /// The query does not give a column that a network needs.
    #[error("the answer has no column `{column}`, which a network needs")]
    MissingColumn {
        /// The name of the column.
        column: &'static str,
    },
    /// A cell that must name something is empty.
    #[error("row {row} of the answer has nothing in column `{column}`")]
    EmptyCell {
        /// The name of the column.
        column: &'static str,
        /// The row, counted from 1.
        row: usize,
    },
    /// A cell that must be an IRI is something else.
    #[error("row {row} of the answer has `{found}` in column `{column}`, where an IRI belongs")]
    NotAnIri {
        /// The name of the column.
        column: &'static str,
        /// The row, counted from 1.
        row: usize,
        /// What stands there.
        found: String,
    },
}
