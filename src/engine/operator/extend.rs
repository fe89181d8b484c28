//! Gives each row the value of an expression as a new last column.

use crate::engine::batch::{Batch, Slot};
use crate::engine::expression::{Formula, Operand};
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};
use crate::store::TermId;

/// Adds a column.
pub(in crate::engine) struct Extend<'a> {
    pub(in crate::engine) input: Input<'a>,
    pub(in crate::engine) schema: Vec<Slot>,
    pub(in crate::engine) source: &'a Source,
}

/// Where the values of the new column come from.
#[derive(Debug)]
pub(in crate::engine) enum Source {
    /// Another column, or one term.
    Copy(Operand),
    Formula(Formula),
}

impl Operator for Extend<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        run.go_on()?;
        let Some(mut batch) = self.input.next(run)? else { return Ok(None) };
        let values = match self.source {
            Source::Copy(Operand::Constant(id)) => vec![*id; batch.len],
            Source::Copy(Operand::Slot(slot)) => match self.schema.iter().position(|known| known == slot) {
                Some(column) => batch.columns[column].clone(),
                None => vec![TermId::NONE; batch.len],
            },
            Source::Formula(formula) => formula.values(run, &batch, &self.schema, 0..batch.len)?,
        };
        batch.columns.push(values);
        Ok(Some(batch))
    }
}
