//! How a question was read: which relation types, between whom, about what, by whose word, and when.

use std::fmt;

use crate::question::{End, Name, Role, Selection, Wanted};

/// Says what kind of answer a question wants.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there is one for each question, and none is kept")]
pub enum Shape {
    /// Claims.
    Claims(Selection),
    /// A query of the catalogue that answers just this.
    Catalogue {
        /// Its name.
        query: &'static str,
        /// What it gives, in words.
        words: &'static str,
        /// The one status that is asked for, where it is not the query that says which.
        status: Option<&'static str>,
        /// The one event that is asked for, and the parameter of the query that takes it.
        event: Option<(&'static str, Name)>,
    },
    /// A shortest chain of claims from one thing to another.
    Path {
        /// Where it begins.
        from: Name,
        /// Where it ends.
        to: Name,
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
            Shape::Catalogue { words, event: None, .. } => formatter.write_str(words),
            Shape::Catalogue { words, event: Some((_, event)), .. } => {
                write!(formatter, "{words}, about {}", event.label)
            }
            Shape::Path { from, to } => {
                write!(
                    formatter,
                    "the shortest chain of claims from {} to {}, in either direction",
                    from.label, to.label
                )
            }
            Shape::Claims(selection) => write_selection(selection, formatter),
        }
    }
}

fn write_selection(selection: &Selection, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Selection { who, whom, .. } = selection;
    let [anyone, anything] = match selection.wanted {
        Wanted::YesOrNo => ["anyone", "anyone or anything"],
        Wanted::Claims | Wanted::Parties | Wanted::Number => ["who", "whom or what"],
    };
    formatter.write_str(match (selection.wanted, selection.asked) {
        (Wanted::Claims, _) => "",
        (Wanted::YesOrNo, _) => "whether ",
        (Wanted::Parties, End::Who) => "how many different subjects of: ",
        (Wanted::Parties, End::Whom) => "how many different objects of: ",
        (Wanted::Number, _) => "how many claims: ",
    })?;
    if selection.relations.is_empty() && *who == Role::Open && *whom == Role::Open {
        formatter.write_str("any claim")?;
    } else {
        let verb = if selection.verb.is_empty() { "any relation" } else { &selection.verb };
        write!(formatter, "{} – {verb}", who.words(anyone))?;
        if selection.narrower > 0 {
            write!(formatter, " (and {} narrower)", selection.narrower)?;
        }
        write!(formatter, " → {}", whom.words(anything))?;
        if selection.turns() {
            formatter.write_str(", in either direction")?;
        }
    }
    if selection.about != Role::Open {
        write!(formatter, ", about {}", selection.about.words(""))?;
    }
    if let Some(matter) = &selection.matter {
        write!(formatter, ", by, to or about {}", matter.label)?;
    }
    if let Some(voice) = &selection.voice {
        let whose = if voice.passed_on { "said by or written in" } else { "according to" };
        write!(formatter, ", {whose} {}", voice.words())?;
    }
    if let Some(span) = &selection.span {
        write!(formatter, ", {span}")?;
    }
    if selection.any_status {
        formatter.write_str(", whatever its status")?;
    }
    Ok(())
}
