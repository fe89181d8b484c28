//! All that changed between two states of a folder.

use crate::compare::{AnswerChange, Difference, DisputeChanges};

/// Holds all that changed between two states of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// What the earlier and the later state are called, as somebody typed it.
    pub states: (String, String),
    /// Claims and names.
    pub difference: Difference,
    /// Disputes.
    pub disputes: DisputeChanges,
    /// Answers to expected questions; nothing when nobody knows what to expect.
    pub answers: Option<Vec<AnswerChange>>,
}

impl Changes {
    /// Tells whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.difference.is_empty()
            && self.disputes.is_empty()
            && self.answers.as_ref().is_none_or(Vec::is_empty)
    }
}
