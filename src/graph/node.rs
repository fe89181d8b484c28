//! A node: an actor, an event, a place, or a claim that another claim speaks of.

use crate::query::NamedNode;

/// Holds one node of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its IRI.
    pub id: NamedNode,
    /// What people call it; the last part of the IRI when nothing else is known.
    pub label: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its type, a word of the data: `state`, `armed-group`, `attack`; empty when it has none.
    pub class: String,
}

/// Says what a node is, as the path of its IRI tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// `…/actor/pakistan`
    Actor,
    /// `…/event/mine-attack`
    Event,
    /// `…/place/khatlon`
    Place,
    /// `…/claim/k17`
    Claim,
    /// Anything else.
    Other,
}

impl NodeKind {
    /// Reads the kind off an IRI: the part of the path before the last one.
    pub fn of(id: &NamedNode) -> Self {
        let mut parts = id.as_str().rsplit('/');
        match parts.nth(1) {
            Some("actor") => Self::Actor,
            Some("event") => Self::Event,
            Some("place") => Self::Place,
            Some("claim") => Self::Claim,
            _ => Self::Other,
        }
    }

    /// Gives the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Event => "event",
            Self::Place => "place",
            Self::Claim => "claim",
            Self::Other => "other",
        }
    }
}
