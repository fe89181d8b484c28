//! One column as a data package describes it.

use crate::ingest::datapackage::constraint::{Constraints, Known};
use crate::ingest::datapackage::value::{Format, Kind};
use crate::ingest::dictionary::{Column, Holds};

/// Describes one column.
#[derive(Debug, Clone)]
pub(in crate::ingest) struct Field {
    /// Its name.
    pub name: String,
    /// What its cells are.
    pub(super) kind: Kind,
    /// What else is said of them.
    pub(super) constraints: Constraints,
    /// What stands for an empty cell here, beside what does so in the whole table.
    pub(super) missing: Vec<String>,
}

impl Field {
    /// Tells whether no cell could be wrong.
    pub(super) fn is_free(&self) -> bool {
        let Constraints { required, unique, .. } = self.constraints;
        matches!(self.kind, Kind::Any | Kind::Text(Format::Any))
            && self.constraints.is_free()
            && !required
            && !unique
    }

    /// Says what is wrong with a cell that is not empty.
    pub(super) fn fault(&self, cell: &str) -> Option<String> {
        if !self.kind.allows(cell) {
            return Some(format!("`{cell}` is not {}", self.kind.words()));
        }
        self.constraints.fault(cell, &self.kind)
    }

    /// Takes away what the reader of our own tables checks by itself, so that nothing is said twice.
    pub(super) fn forget(&mut self, column: &Column) {
        let mut known = Known { required: column.required, ..Known::default() };
        let number = matches!(self.kind, Kind::Number { .. });
        match column.holds {
            Holds::Id => known.id = true,
            Holds::Word(words) => known.words = Some(words),
            Holds::Count => known.range = Some((0.0, None)),
            Holds::Number(least, most) => known.range = Some((least, Some(most))),
            Holds::Text | Holds::Name(_) | Holds::List(_) | Holds::Date | Holds::Flag | Holds::Address => {}
        }
        self.constraints.forget(&known);
        let checked = match column.holds {
            Holds::Count | Holds::Number(..) => number,
            Holds::Flag => matches!(self.kind, Kind::Boolean(..)),
            Holds::Address => self.kind == Kind::Text(Format::Uri),
            _ => false,
        };
        if checked && self.constraints.is_free() {
            self.kind = Kind::Any;
        }
    }
}
