//! Picks columns, in another order.

use crate::engine::batch::Batch;
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};
use crate::store::TermId;

/// Gives some of the columns of its input; one that the input does not have is a column without values.
pub(in crate::engine) struct Project<'a> {
    pub(in crate::engine) input: Input<'a>,
    pub(in crate::engine) picks: Vec<Option<usize>>,
}

impl Operator for Project<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        let Some(mut batch) = self.input.next(run)? else { return Ok(None) };
        let len = batch.len;
        let mut columns: Vec<Vec<TermId>> = Vec::with_capacity(self.picks.len());
        for (at, pick) in self.picks.iter().enumerate() {
            // A column that is wanted twice is copied from where it went first.
            let earlier = self.picks[..at].iter().position(|other| other == pick && pick.is_some());
            columns.push(match (pick, earlier) {
                (None, _) => vec![TermId::NONE; len],
                (Some(_), Some(earlier)) => columns[earlier].clone(),
                (Some(column), None) => std::mem::take(&mut batch.columns[*column]),
            });
        }
        Ok(Some(Batch { len, columns }))
    }
}
