//! Which claims count for an answer. A query names the world it means; a caller may choose the other one.

use crate::query::Term;
use crate::query::parameter::status;

/// The parameter that every query with a world has.
pub const STATUS: &str = "status";

/// Says which claims an answer takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum World {
    /// Only what the sources assert.
    Accepted,
    /// Whatever is claimed, with its status beside it.
    All,
}

impl World {
    /// Gives the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::All => "all",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Accepted, Self::All].into_iter().find(|world| world.word() == word)
    }

    /// Gives the statuses that the parameter `status` is restricted to; none is no restriction.
    pub fn statuses(self) -> Vec<Term> {
        match self {
            Self::Accepted => vec![status("asserted")],
            Self::All => Vec::new(),
        }
    }
}
