//! Keeps the rows for which a condition holds; an error is no yes.

use crate::engine::batch::{Batch, Slot};
use crate::engine::expression::{Test, Truth};
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};

/// Applies a condition.
pub(in crate::engine) struct Filter<'a> {
    pub(in crate::engine) input: Input<'a>,
    pub(in crate::engine) schema: Vec<Slot>,
    pub(in crate::engine) test: &'a Test,
    pub(in crate::engine) keep: Vec<usize>,
}

impl Operator for Filter<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        run.go_on()?;
        let Some(mut batch) = self.input.next(run)? else { return Ok(None) };
        let holds = self.test.holds(run, &batch, &self.schema)?;
        let rows: Vec<u32> =
            (0..batch.len as u32).filter(|&row| holds[row as usize] == Truth::True).collect();
        let columns = batch.gather(&rows, &self.keep, true);
        Ok(Some(Batch { len: rows.len(), columns }))
    }
}
