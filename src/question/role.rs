//! What a question leaves open or names at one place of a claim.

use std::borrow::Cow;

use crate::question::Name;

/// Says what a question leaves open or names at one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Role {
    /// Anything may stand here: `who`, `whom`, `what`.
    #[default]
    Open,
    /// Anything of these types may stand here: `which states`.
    Kind {
        /// What they are called, in the singular.
        noun: String,
        /// The types as the rows write them; where there are none, any `actor`, `event` or `place` as the noun says.
        classes: Vec<String>,
    },
    /// This one thing stands here.
    Named(Name),
}

impl Role {
    /// Makes the role that any actor may have, and nothing but an actor.
    pub(super) fn any_actor() -> Self {
        Self::Kind { noun: "actor".to_owned(), classes: Vec::new() }
    }

    /// Gives the words for it; `open` are those for a place that is open.
    pub(super) fn words<'a>(&'a self, open: &'a str) -> Cow<'a, str> {
        match self {
            Self::Open => open.into(),
            Self::Kind { noun, .. } => format!("any {noun}").into(),
            Self::Named(name) => name.label.as_str().into(),
        }
    }
}
