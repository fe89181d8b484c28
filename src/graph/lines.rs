//! The cells of the `edges` answer by name; it makes no node and no edge.

use crate::graph::NetworkError;
use crate::query::{NamedNode, Table, Term};

/// Names the columns that the `edges` query gives and a network needs.
const COLUMNS: [&str; 22] = [
    "subject",
    "subject_label",
    "subject_type",
    "relation",
    "relation_label",
    "quad",
    "object",
    "object_label",
    "object_type",
    "status",
    "source",
    "source_label",
    "about",
    "about_label",
    "date",
    "earliest",
    "latest",
    "claim",
    "row",
    "locator",
    "quote",
    "speaker",
];

/// Walks the rows of a table whose columns are known to be there.
pub(super) struct Lines<'table> {
    table: &'table Table,
    columns: Vec<(&'static str, usize)>,
}

/// Points at one row.
#[derive(Clone, Copy)]
pub(super) struct Line<'lines> {
    lines: &'lines Lines<'lines>,
    row: usize,
}

/// Finds the columns of a table; the first one that is missing is the error.
pub(super) fn lines(table: &Table) -> Result<Lines<'_>, NetworkError> {
    let columns = COLUMNS
        .into_iter()
        .map(|column| match table.column(column) {
            Some(index) => Ok((column, index)),
            None => Err(NetworkError::MissingColumn { column }),
        })
        .collect::<Result<_, _>>()?;
    Ok(Lines { table, columns })
}

impl Lines<'_> {
    /// Walks the rows in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Line<'_>> {
        (0..self.table.rows.len()).map(|row| Line { lines: self, row })
    }
}

impl<'lines> Line<'lines> {
    fn cell(self, column: &'static str) -> Option<&'lines Term> {
        let (_, index) = self.lines.columns.iter().find(|(name, _)| *name == column)?;
        self.lines.table.rows[self.row].get(*index)?.as_ref()
    }

    /// Gives the IRI of a cell that may be empty.
    pub(super) fn optional_iri(self, column: &'static str) -> Result<Option<NamedNode>, NetworkError> {
        match self.cell(column) {
            None => Ok(None),
            Some(Term::NamedNode(node)) => Ok(Some(node.clone())),
            Some(other) => {
                Err(NetworkError::NotAnIri { column, row: self.row + 1, found: other.to_string() })
            }
        }
    }

    /// Gives the IRI of a cell that must hold one.
    pub(super) fn iri(self, column: &'static str) -> Result<NamedNode, NetworkError> {
        self.optional_iri(column)?.ok_or(NetworkError::EmptyCell { column, row: self.row + 1 })
    }

    /// Gives the text of a cell, and of an IRI its last part; empty when the cell is.
    pub(super) fn word(self, column: &'static str) -> &'lines str {
        match self.cell(column) {
            None => "",
            Some(Term::NamedNode(node)) => last_part(node.as_str()),
            Some(Term::Literal(literal)) => literal.value(),
            Some(_) => "",
        }
    }
}

/// Gives what stands after the last `/` or `#`.
pub(super) fn last_part(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}
