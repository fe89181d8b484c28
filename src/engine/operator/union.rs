//! One input after the other.

use crate::engine::batch::Batch;
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};

/// Gives the rows of all its inputs, which have the same columns.
pub(in crate::engine) struct Union<'a> {
    pub(in crate::engine) inputs: Vec<Input<'a>>,
    pub(in crate::engine) at: usize,
}

impl Operator for Union<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        while let Some(input) = self.inputs.get_mut(self.at) {
            if let Some(batch) = input.next(run)? {
                return Ok(Some(batch));
            }
            self.at += 1;
        }
        Ok(None)
    }
}
