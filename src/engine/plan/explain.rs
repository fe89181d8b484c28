//! What was planned and what came of it: the operators of a query, with estimated and true rows and the time of each.

use std::rc::Rc;
use std::time::Duration;

use crate::engine::operator::Trace;

/// Describes one operator and those that feed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What it does, such as `follow ?claim rdf:subject ?who`.
    pub operator: String,
    /// How many rows it was expected to give.
    pub estimated: f64,
    /// How many rows it gave.
    pub rows: u64,
    /// The time that it took itself, without those that feed it.
    pub time: Duration,
    /// The operators that feed it.
    pub inputs: Vec<Self>,
}

/// Watches an operator while it runs.
#[derive(Debug)]
pub(in crate::engine) struct Watched {
    pub(super) label: String,
    pub(super) estimated: f64,
    pub(super) trace: Rc<Trace>,
    pub(super) inputs: Vec<Self>,
}

impl Watched {
    /// Reads what was seen so far.
    pub(in crate::engine) fn explanation(&self) -> Explanation {
        let within: Duration = self.inputs.iter().map(|input| input.trace.time.get()).sum();
        Explanation {
            operator: self.label.clone(),
            estimated: self.estimated,
            rows: self.trace.rows.get(),
            time: self.trace.time.get().saturating_sub(within),
            inputs: self.inputs.iter().map(Self::explanation).collect(),
        }
    }
}
