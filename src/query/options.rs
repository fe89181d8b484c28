//! How a query is to be run, and how it was.

use std::time::Duration;

pub use crate::engine::{Explanation, Limits, Stop};

/// Says who works an answer out. It changes what a query costs, never what it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Evaluator {
    /// The engine over columns where it can, else Oxigraph's evaluator.
    #[default]
    Either,
    /// The engine over columns, or nobody.
    Columns,
    /// Oxigraph's evaluator, one row at a time.
    Rows,
}

/// Says how a query is to be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Who works the answer out.
    pub evaluator: Evaluator,
    /// How much time and memory it may take; Oxigraph's evaluator is held to them as far as it can be.
    pub limits: Limits,
    /// Whether to watch what each operator does.
    pub explain: bool,
}

/// Says how a query was run.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// How long parsing, planning and running took, until every row of the answer was there.
    pub time: Duration,
    /// The operators of the engine over columns, from the last one on; none when Oxigraph's evaluator ran.
    pub operators: Option<Explanation>,
}
