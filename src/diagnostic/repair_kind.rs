//! The kinds of repairs that `check --fix` makes where `check` reports no problem: the cell is read, and could be written better.
//! Every other repair goes by the [`Code`](crate::diagnostic::Code) of the problem that it mends.

use crate::diagnostic::code::first_sentence;

/// Names a kind of repair with kebab words, `stray-space`, and explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepairKind {
    /// The kebab words.
    pub name: &'static str,
    /// The long text, Markdown, with an example.
    pub explanation: &'static str,
}

macro_rules! kinds {
    ($($name:literal),*) => {
        [$(RepairKind { name: $name, explanation: include_str!(concat!("explain/repairs/", $name, ".md")) }),*]
    };
}

impl RepairKind {
    /// Every kind, in the order of the alphabet.
    pub const ALL: [Self; 7] = kinds!(
        "letter-case",
        "line-ends",
        "look-alike",
        "missing-id",
        "not-an-id",
        "stray-space",
        "unicode-form"
    );

    /// Finds a kind by its kebab words.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name == name)
    }

    /// Gives the first sentence of the long text, without its full stop.
    pub fn summary(self) -> String {
        first_sentence(self.explanation)
    }
}
