//! Counts what an operator gives and how long it takes, for `--explain`.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use crate::engine::batch::Batch;
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};

/// What an operator did.
#[derive(Debug, Default)]
pub(in crate::engine) struct Trace {
    pub(in crate::engine) rows: Cell<u64>,
    /// The time in the operator and in those that feed it.
    pub(in crate::engine) time: Cell<Duration>,
}

/// Watches an operator.
pub(in crate::engine) struct Traced<'a> {
    pub(in crate::engine) input: Input<'a>,
    pub(in crate::engine) trace: Rc<Trace>,
}

impl Operator for Traced<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        let started = Instant::now();
        let next = self.input.next(run);
        self.trace.time.set(self.trace.time.get() + started.elapsed());
        if let Ok(Some(batch)) = &next {
            self.trace.rows.set(self.trace.rows.get() + batch.len as u64);
        }
        next
    }
}
