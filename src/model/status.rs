//! How a claim stands in its source: stated, alleged, possible, predicted or denied.

use std::fmt;

/// Says how the source puts the claim. Only an asserted claim makes a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Status {
    /// The source states it; what an empty cell means.
    #[default]
    Asserted,
    /// One party says it of another.
    Alleged,
    /// It is under discussion, or may be so.
    Possible,
    /// Somebody expects it.
    Predicted,
    /// The source says that it is not so.
    Denied,
}

impl Status {
    /// Every status, in the order of its number.
    pub const ALL: [Self; 5] = [Self::Asserted, Self::Alleged, Self::Possible, Self::Predicted, Self::Denied];

    /// Gives the word that stands in the cell.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Alleged => "alleged",
            Self::Possible => "possible",
            Self::Predicted => "predicted",
            Self::Denied => "denied",
        }
    }

    /// Reads the word of a cell, in any letter case; an empty cell is asserted.
    pub fn parse(word: &str) -> Option<Self> {
        if word.is_empty() {
            return Some(Self::Asserted);
        }
        Self::ALL.into_iter().find(|status| status.word().eq_ignore_ascii_case(word))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}
