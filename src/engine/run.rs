//! What a running query carries along: its terms, its limits, and why it may stop.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::store::sparql::QueryEvaluationError;
use crate::store::{StoreError, Terms};

/// Says how much time and memory a query may take; by default as much as it wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// How long it may run.
    pub time: Option<Duration>,
    /// How many bytes it may gather in joins, groups, sorts and answers, about.
    pub memory: Option<usize>,
}

/// Says why a query stopped before its answer was complete.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// Something turned up that this engine does not work out; Oxigraph's evaluator does.
    #[error("the query needs the other evaluator")]
    Unsupported,
    /// The time is over.
    #[error("the query ran for more than {} s, which is its limit", limit.as_secs_f64())]
    Time {
        /// How long it was allowed to run.
        limit: Duration,
    },
    /// The memory is used up.
    #[error("the query gathered more than {} MB, which is its limit", *limit as f64 / 1e6)]
    Memory {
        /// How many bytes it was allowed to gather.
        limit: usize,
    },
    /// The graph file is damaged.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An expression cannot be worked out at all.
    #[error(transparent)]
    Expression(#[from] QueryEvaluationError),
}

/// Carries what all operators of one query share.
#[derive(Debug)]
pub(super) struct Run<'a> {
    pub(super) terms: Terms<'a>,
    limits: Limits,
    started: Instant,
    gathered: Cell<usize>,
}

impl<'a> Run<'a> {
    pub(super) fn new(terms: Terms<'a>, limits: Limits) -> Self {
        Self { terms, limits, started: Instant::now(), gathered: Cell::new(0) }
    }

    /// Lets the query go on, unless its time is over. Asked for every batch.
    pub(super) fn go_on(&self) -> Result<(), Stop> {
        match self.limits.time {
            Some(limit) if self.started.elapsed() > limit => Err(Stop::Time { limit }),
            _ => Ok(()),
        }
    }

    /// Notes bytes that an operator keeps, unless there are too many.
    pub(super) fn keep(&self, bytes: usize) -> Result<(), Stop> {
        self.go_on()?;
        let gathered = self.gathered.get() + bytes;
        self.gathered.set(gathered);
        match self.limits.memory {
            Some(limit) if gathered > limit => Err(Stop::Memory { limit }),
            _ => Ok(()),
        }
    }
}
