//! One expectation: what is asked, what counts, and what the answer must be.

use crate::diagnostic::Location;

/// Says what one question is expected to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// What people call it; the question itself when nobody gave it a name.
    pub name: String,
    /// Where it is written.
    pub location: Location,
    /// What is asked.
    pub asks: Asks,
    /// What narrows the answer, in the words of a query's header.
    pub scope: Vec<Narrowing>,
    /// What the answer must be.
    pub expects: Expects,
    /// Why: the place in the sources from which the answer was worked out.
    pub note: String,
}

/// Says what is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// A question in plain words.
    Question(String),
    /// A query of the catalogue, with its parameters as typed.
    Named {
        /// The name of the query.
        query: String,
        /// Names and values.
        parameters: Vec<(String, String)>,
    },
    /// A query in a file of the folder.
    File {
        /// The path inside the folder: `tests/sides.rq`.
        path: String,
        /// The query.
        text: String,
        /// Names and values.
        parameters: Vec<(String, String)>,
    },
}

/// Holds one word that narrows an answer: `world`, `as-of`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowing {
    /// The word, as a query's header has it.
    pub key: String,
    /// Its value.
    pub value: String,
    /// Where the value is written.
    pub location: Location,
}

/// Says what an answer must be; what is not given is not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expects {
    /// The columns that the cells of the rows stand for; none stands for the first columns of the answer.
    pub columns: Vec<String>,
    /// All rows, in any order; rows that are the same in these columns count once.
    pub rows: Option<Vec<ExpectedRow>>,
    /// Rows that must be among those of the answer.
    pub includes: Vec<ExpectedRow>,
    /// Rows that must not.
    pub excludes: Vec<ExpectedRow>,
    /// How many rows the whole answer has.
    pub count: Option<usize>,
    /// What a question that wants yes or no is answered with.
    pub answer: Option<ExpectedAnswer>,
    /// Whether the question must be one that cannot be read.
    pub refused: bool,
}

/// Says yes, no, or that the claims do not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedAnswer {
    /// A claim says so and none denies it.
    Yes,
    /// No claim says so.
    No,
    /// A claim says so, and another denies it.
    Contested,
}

impl ExpectedAnswer {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Contested];

    /// Gives the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Contested => "contested",
        }
    }
}

/// Holds the cells of one expected row, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedRow {
    /// An id, a label or an alias each, or the text of a cell; empty for an empty cell.
    pub cells: Vec<String>,
    /// Where the row is written.
    pub location: Location,
}
