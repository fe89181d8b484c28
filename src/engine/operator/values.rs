//! A table that the query brings along; also the one row without columns that a query begins with.

use crate::engine::batch::Batch;
use crate::engine::operator::Operator;
use crate::engine::run::{Run, Stop};

/// Gives one batch, once.
pub(in crate::engine) struct Values(pub(in crate::engine) Option<Batch>);

impl Operator for Values {
    fn next(&mut self, _: &Run<'_>) -> Result<Option<Batch>, Stop> {
        Ok(self.0.take())
    }
}
