//! What a claim is to what is to be explained.

/// Says what a claim is to what is to be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    States,
    Denies,
    SpeaksOfIt,
    SpokenOf,
    /// No claim states it: it follows from those that come next.
    Follows,
    Supports,
}

impl Part {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::States => "states it",
            Self::Denies => "denies it",
            Self::SpeaksOfIt => "speaks of it",
            Self::SpokenOf => "what it speaks of",
            Self::Follows => "follows",
            Self::Supports => "supports what follows",
        }
    }
}
