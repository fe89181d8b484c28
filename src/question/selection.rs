//! Which claims a question asks for, and what it wants to know of them.

use crate::question::{Name, Role, Span, Voice};

/// Says which claims are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// What was asked, in words: `blames`; empty when it is any relation.
    pub verb: String,
    /// The relation types, by IRI; none means any.
    pub relations: Vec<String>,
    /// How many of them are there for being narrower than what was asked.
    pub narrower: usize,
    /// Those of them that have no direction.
    pub symmetric: Vec<String>,
    /// Who does it.
    pub who: Role,
    /// To whom or what.
    pub whom: Role,
    /// For what.
    pub about: Role,
    /// What must stand somewhere in the claim: as subject, as object or as what it is about.
    pub matter: Option<Name>,
    /// Whose claims count.
    pub voice: Option<Voice>,
    /// When.
    pub span: Option<Span>,
    /// Whether claims count whatever their status: who asks what somebody says wants to hear of what is denied, too.
    pub any_status: bool,
    /// Whether it was asked from the other end, by the inverse of the relation: `blamed by`.
    pub inverse: bool,
    /// Which end of the claims the question asks for.
    pub asked: End,
    /// What the answer is.
    pub wanted: Wanted,
}

/// Names an end of a claim.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum End {
    /// The subject.
    #[default]
    Who,
    /// The object.
    Whom,
}

/// Says what the answer to a question is; the claims always stand behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wanted {
    /// The claims themselves.
    #[default]
    Claims,
    /// Yes or no.
    YesOrNo,
    /// How many different things stand at the end that is asked for.
    Parties,
    /// How many claims there are.
    Number,
}

impl Selection {
    /// Tells whether a claim without direction may answer from its other end: where both ends are open it is there
    /// already, as it is written.
    pub fn turns(&self) -> bool {
        !self.symmetric.is_empty() && !matches!((&self.who, &self.whom), (Role::Open, Role::Open))
    }
}
