//! What may be given to a query: a name, a kind, and the variable that it restricts. Values become terms here or,
//! where they are names of the folder, a floor above; text is never pasted into a query.

use std::fmt;

use crate::query::{Literal, NamedNode, QueryError, Term};

const TERMS: &str = "https://w3id.org/actant/ns#";
const DATE: &str = "http://www.w3.org/2001/XMLSchema#date";
const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
const STATUSES: [&str; 5] = ["asserted", "alleged", "possible", "predicted", "denied"];

/// Describes one parameter of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The name that people give: `blamer`.
    pub name: String,
    /// What it takes.
    pub kind: ParameterKind,
    /// The variable of the query that it restricts, without `?`.
    pub variable: String,
    /// A few words on it.
    pub words: String,
}

/// Says what a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// An actor of the folder, by id, label or alias.
    Actor,
    /// An event of the folder.
    Event,
    /// A place of the folder.
    Place,
    /// A source of the folder.
    Source,
    /// A relation type.
    Relation,
    /// An actor, an event, a place or a claim.
    Entity,
    /// A day.
    Date,
    /// Any text, as it is written.
    Text,
    /// The word for how a source puts a claim.
    Status,
}

impl ParameterKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Actor,
        Self::Event,
        Self::Place,
        Self::Source,
        Self::Relation,
        Self::Entity,
        Self::Date,
        Self::Text,
        Self::Status,
    ];

    /// Gives the word that stands in a header.
    pub fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Event => "event",
            Self::Place => "place",
            Self::Source => "source",
            Self::Relation => "relation",
            Self::Entity => "entity",
            Self::Date => "date",
            Self::Text => "text",
            Self::Status => "status",
        }
    }

    /// Reads the word of a header.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Gives the word with its article, for a sentence.
    pub fn article(self) -> &'static str {
        match self {
            Self::Actor => "an actor",
            Self::Event => "an event",
            Self::Place => "a place",
            Self::Source => "a source",
            Self::Relation => "a relation type",
            Self::Entity => "an actor, an event, a place or a claim",
            Self::Date => "a day",
            Self::Text => "a text",
            Self::Status => "a status",
        }
    }

    /// Gives what to type, where the kind has a form of its own.
    pub(crate) fn hint(self) -> Option<&'static str> {
        match self {
            Self::Date => Some("write the day as `2025-11-26`"),
            Self::Status => Some("it is one of `asserted`, `alleged`, `possible`, `predicted`, `denied`"),
            _ => None,
        }
    }

    /// Tells whether a value is a name of the folder, which only the folder can resolve.
    pub fn is_name(self) -> bool {
        !matches!(self, Self::Date | Self::Text | Self::Status)
    }

    fn takes(self, term: &Term) -> bool {
        match (self, term) {
            (Self::Date, Term::Literal(literal)) => literal.datatype().as_str() == DATE,
            (Self::Text, Term::Literal(literal)) => literal.datatype().as_str() == STRING,
            (Self::Date | Self::Text, _) => false,
            (_, Term::NamedNode(_)) => true,
            _ => false,
        }
    }
}

impl fmt::Display for ParameterKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl Parameter {
    /// Makes the term of a value that needs no folder: a day, a text or a status. `None` is a name of the folder.
    ///
    /// # Errors
    /// When the value is not of the parameter's kind.
    ///
    /// ```
    /// use actant::query::{Parameter, ParameterKind};
    ///
    /// let since = Parameter {
    ///     name: "since".into(),
    ///     kind: ParameterKind::Date,
    ///     variable: "since".into(),
    ///     words: String::new(),
    /// };
    /// assert!(since.term("2025-11-26")?.is_some());
    /// assert!(since.term("last week").is_err());
    /// # Ok::<_, actant::query::QueryError>(())
    /// ```
    pub fn term(&self, value: &str) -> Result<Option<Term>, QueryError> {
        let value = value.trim();
        match self.kind {
            ParameterKind::Date if is_day(value) => {
                Ok(Some(Literal::new_typed_literal(value, NamedNode::new_unchecked(DATE)).into()))
            }
            ParameterKind::Text => Ok(Some(Literal::new_simple_literal(value).into())),
            ParameterKind::Status => match STATUSES.iter().find(|word| word.eq_ignore_ascii_case(value)) {
                Some(word) => Ok(Some(status(word))),
                None => Err(self.bad(value)),
            },
            ParameterKind::Date => Err(self.bad(value)),
            _ => Ok(None),
        }
    }

    /// Refuses a term that the kind cannot have.
    pub(super) fn check(&self, term: &Term) -> Result<(), QueryError> {
        if self.kind.takes(term) { Ok(()) } else { Err(self.bad(&term.to_string())) }
    }

    fn bad(&self, value: &str) -> QueryError {
        QueryError::BadParameter { name: self.name.clone(), kind: self.kind, value: value.to_owned() }
    }
}

/// Makes the term of a status word.
fn status(word: &str) -> Term {
    NamedNode::new_unchecked(format!("{TERMS}{word}")).into()
}

fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes.get(range.clone()).filter(|part| part.iter().all(u8::is_ascii_digit))?;
        text.get(range)?.parse::<u32>().ok()
    };
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::{ParameterKind, is_day, status};
    use crate::query::{Literal, NamedNode, Parameter, QueryError};

    fn parameter(kind: ParameterKind) -> Parameter {
        Parameter { name: "p".into(), kind, variable: "p".into(), words: String::new() }
    }

    #[test]
    fn a_day_is_a_day_of_the_calendar() {
        for good in ["2025-11-26", "2024-02-29", "2000-02-29", "0001-01-01"] {
            assert!(is_day(good), "{good}");
        }
        let bad =
            ["2025-11", "2025-13-01", "2025-02-29", "1900-02-29", "2025-11-31", "2025-1-1", "+025-01-01"];
        for bad in bad.into_iter().chain(["2025-11-00", "äöü-01-01", "", "2025/11/26"]) {
            assert!(!is_day(bad), "{bad}");
        }
    }

    #[test]
    fn values_become_terms_of_their_kind() {
        assert_eq!(parameter(ParameterKind::Status).term(" Alleged ").unwrap(), Some(status("alleged")));
        assert!(matches!(
            parameter(ParameterKind::Status).term("doubtful"),
            Err(QueryError::BadParameter { .. })
        ));
        assert_eq!(
            parameter(ParameterKind::Text).term("state\" }").unwrap(),
            Some(Literal::new_simple_literal("state\" }").into()),
            "text stays text"
        );
        assert_eq!(parameter(ParameterKind::Actor).term("Pakistan").unwrap(), None);
    }

    #[test]
    fn a_term_of_another_kind_is_refused() {
        let pakistan = NamedNode::new("https://example.org/actor/pakistan").unwrap().into();
        let text = Literal::new_simple_literal("Pakistan").into();
        assert!(parameter(ParameterKind::Actor).check(&pakistan).is_ok());
        assert!(parameter(ParameterKind::Actor).check(&text).is_err());
        assert!(parameter(ParameterKind::Date).check(&text).is_err());
        assert!(parameter(ParameterKind::Text).check(&pakistan).is_err());
    }

    #[test]
    fn the_words_of_headers_are_the_kinds() {
        for kind in ParameterKind::ALL {
            assert_eq!(ParameterKind::parse(kind.word()), Some(kind));
        }
    }
}
