//! Reads the quads of one pattern, from the tables as they lie.

use crate::engine::batch::{BATCH, Batch};
use crate::engine::operator::Operator;
use crate::engine::run::{Run, Stop};
use crate::store::{Part, Quads};

/// Gives the columns of a pattern's triples.
pub(in crate::engine) struct Scan<'a> {
    pub(in crate::engine) quads: Quads<'a>,
    pub(in crate::engine) part: Option<&'a Part<'a>>,
    /// Which part of a triple (0 subject, 1 predicate, 2 object) each column shows.
    pub(in crate::engine) parts: Vec<usize>,
    /// Parts that must be the same.
    pub(in crate::engine) same: Vec<(usize, usize)>,
}

impl Operator for Scan<'_> {
    fn next(&mut self, _: &Run<'_>) -> Result<Option<Batch>, Stop> {
        let mut batch = Batch::empty(self.parts.len());
        let mut seen = 0;
        for (subject, predicate, object, _) in self.quads.by_ref().take(BATCH) {
            seen += 1;
            let triple = [subject, predicate, object];
            if let Some(part) = self.part
                && !part.shows(subject, predicate, object, None)?
            {
                continue;
            }
            if self.same.iter().all(|&(left, right)| triple[left] == triple[right]) {
                for (column, &part) in batch.columns.iter_mut().zip(&self.parts) {
                    column.push(triple[part]);
                }
                batch.len += 1;
            }
        }
        Ok((seen > 0).then_some(batch))
    }
}
