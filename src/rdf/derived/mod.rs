//! What follows from the claims by the flags of the relation types: ties that no claim need state, in a named graph of
//! their own, each with its rules and the claims that it rests on.
//!
//! Only asserted claims that nothing in the record speaks against are built on; so nothing follows across a link that
//! is denied, disputed, or over before the next one begins. The default graph knows nothing of it.

mod chains;
mod consequences;
mod lower;

use std::fmt;

pub(super) use lower::{Source, keys, lower};

/// Names a way in which one tie follows from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A relation without direction holds the other way round.
    Symmetric,
    /// A relation read from its other end is its inverse.
    Inverse,
    /// A relation passes on from link to link.
    Transitive,
    /// What holds of a relation holds of the broader one.
    Broader,
}

impl Rule {
    /// Every rule, in the order in which they are named.
    pub const ALL: [Self; 4] = [Self::Symmetric, Self::Inverse, Self::Transitive, Self::Broader];

    /// Gives the word for it, which ends its IRI too.
    pub fn word(self) -> &'static str {
        match self {
            Self::Symmetric => "symmetric",
            Self::Inverse => "inverse",
            Self::Transitive => "transitive",
            Self::Broader => "broader",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}
