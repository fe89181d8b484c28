//! How a question was read: which relation types, between whom, about what, in which world.

use std::fmt;

use crate::question::Name;

/// Says what a question leaves open or names at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Anything may stand here: `who`, `whom`, `what`.
    Open,
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
        /// The relation types, by IRI; none means any.
        relations: Vec<String>,
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
            Shape::Claims { verb, relations, who, whom, about, yes_or_no } => {
                if *yes_or_no {
                    formatter.write_str("whether ")?;
                }
                write!(formatter, "{} – {verb}", role(who, "who"))?;
                if relations.len() > 1 {
                    write!(formatter, " (and {} narrower)", relations.len() - 1)?;
                }
                write!(formatter, " → {}", role(whom, "whom or what"))?;
                match about {
                    Role::Open => Ok(()),
                    Role::Named(name) => write!(formatter, ", about {}", name.label),
                }
            }
        }
    }
}

fn role<'a>(role: &'a Role, open: &'a str) -> &'a str {
    match role {
        Role::Open => open,
        Role::Named(name) => &name.label,
    }
}
