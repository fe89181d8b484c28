//! Leaves out the first rows, and stops after some.

use crate::engine::batch::Batch;
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};

/// Applies OFFSET and LIMIT.
pub(in crate::engine) struct Slice<'a> {
    pub(in crate::engine) input: Input<'a>,
    pub(in crate::engine) skip: usize,
    pub(in crate::engine) left: usize,
}

impl Operator for Slice<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        if self.left == 0 {
            return Ok(None);
        }
        let Some(mut batch) = self.input.next(run)? else { return Ok(None) };
        let skip = self.skip.min(batch.len);
        self.skip -= skip;
        let len = (batch.len - skip).min(self.left);
        self.left -= len;
        for column in &mut batch.columns {
            column.truncate(skip + len);
            column.drain(..skip);
        }
        batch.len = len;
        Ok(Some(batch))
    }
}
