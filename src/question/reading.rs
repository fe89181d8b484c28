//! How a question was read: which relation types, between whom, about what, in which world.

use std::borrow::Cow;
use std::fmt;

use crate::question::Name;

/// Says what a question leaves open or names at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Anything may stand here: `who`, `whom`, `what`.
    Open,
    /// Anything of these types may stand here, and any actor where there are none: `which states`.
    Kind {
        /// What they are called, in the singular.
        noun: String,
        /// The types as the rows write them.
        classes: Vec<String>,
    },
    /// This one thing stands here.
    Named(Name),
}

/// Says what kind of answer a question wants.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there is one for each question, and none is kept")]
pub enum Shape {
    /// Claims of some relation types.
    Claims {
        /// What was asked, in words: `blames`.
        verb: String,
        /// The relation types, by IRI.
        relations: Vec<String>,
        /// Those of them that have no direction.
        symmetric: Vec<String>,
        /// Who does it.
        who: Role,
        /// To whom or what.
        whom: Role,
        /// For what.
        about: Role,
        /// Whether yes or no is the answer, with the claims as its reason.
        yes_or_no: bool,
    },
    /// A query of the catalogue that answers just this.
    Catalogue {
        /// Its name.
        query: &'static str,
        /// What it gives, in words.
        words: &'static str,
        /// The one status that is asked for, where it is not the query that says which.
        status: Option<&'static str>,
    },
}

/// Holds a question that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What is asked.
    pub shape: Shape,
}

impl fmt::Display for Reading {
    /// Says in one line how the question was read.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.shape {
            Shape::Catalogue { words, .. } => formatter.write_str(words),
            Shape::Claims { verb, relations, symmetric, who, whom, about, yes_or_no } => {
                let [anyone, anything] =
                    if *yes_or_no { ["anyone", "anyone or anything"] } else { ["who", "whom or what"] };
                if *yes_or_no {
                    formatter.write_str("whether ")?;
                }
                write!(formatter, "{} – {verb}", role(who, anyone))?;
                if relations.len() > 1 {
                    write!(formatter, " (and {} narrower)", relations.len() - 1)?;
                }
                write!(formatter, " → {}", role(whom, anything))?;
                if !symmetric.is_empty() && turns(who, whom) {
                    formatter.write_str(", in either direction")?;
                }
                match about {
                    Role::Open => Ok(()),
                    about => write!(formatter, ", about {}", role(about, "")),
                }
            }
        }
    }
}

/// Tells whether a claim without direction may answer from its other end: where both ends are open it is there
/// already, as it is written.
pub(super) fn turns(who: &Role, whom: &Role) -> bool {
    !matches!((who, whom), (Role::Open, Role::Open))
}

fn role<'a>(role: &'a Role, open: &'a str) -> Cow<'a, str> {
    match role {
        Role::Open => open.into(),
        Role::Kind { noun, .. } => format!("any {noun}").into(),
        Role::Named(name) => name.label.as_str().into(),
    }
}
