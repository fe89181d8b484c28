//! What a claim does in a dispute.

use std::fmt;

/// Says what somebody does in a dispute. The order is that of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Names a party as answerable: `blames` and what is narrower.
    Names,
    /// Accuses somebody otherwise: `accuses` and what is narrower, without blame.
    Accuses,
    /// Says that it is not so: `denies` and what is narrower, or a claim that its source gives as denied.
    Denies,
    /// Leaves somebody unnamed: `avoids-naming`.
    AvoidsNaming,
    /// Says nothing, or seeks no quarrel: `has-not-responded-to`, `ignores`, `avoids-confronting`.
    Silent,
}

impl Stance {
    /// Every stance with the ids of the relation types that show it; the first that fits a relation is its own.
    pub(super) const RELATIONS: [(Self, &'static [&'static str]); 5] = [
        (Self::Names, &["blames"]),
        (Self::Accuses, &["accuses"]),
        (Self::Denies, &["denies"]),
        (Self::AvoidsNaming, &["avoids-naming"]),
        (Self::Silent, &["has-not-responded-to", "ignores", "avoids-confronting"]),
    ];

    /// Gives the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Accuses => "accuses",
            Self::Denies => "denies",
            Self::AvoidsNaming => "avoids naming",
            Self::Silent => "is silent on",
        }
    }
}

impl fmt::Display for Stance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}
