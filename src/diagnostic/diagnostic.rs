//! One problem: what is wrong, where, and what to type instead.

use serde::Serialize;

use crate::diagnostic::{Code, Location, Severity};

/// Describes one problem for the person who keeps the spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The kind of problem; `actant explain CODE` has the long text.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    #[serde(flatten)]
    pub location: Location,
    /// One sentence, lower case, no full stop, literals in backticks.
    pub message: String,
    /// The text of the cell, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// What to do about it, as one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What the whole cell should hold instead, when only one thing can be meant; `ingest::repair` writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair: Option<String>,
    /// Other places that belong to the problem, each with a few words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<(Location, String)>,
}

impl Diagnostic {
    /// Makes a diagnostic with the severity that its code has by default.
    pub fn new(code: Code, location: Location, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            location,
            message: message.into(),
            cell: None,
            hint: None,
            repair: None,
            related: Vec::new(),
        }
    }

    /// Adds the text of the cell.
    #[must_use]
    pub fn with_cell(mut self, cell: impl Into<String>) -> Self {
        self.cell = Some(cell.into());
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the one text that the whole cell can have been meant to hold.
    #[must_use]
    pub fn with_repair(mut self, repair: impl Into<String>) -> Self {
        self.repair = Some(repair.into());
        self
    }

    /// Adds another place that belongs to the problem.
    #[must_use]
    pub fn with_related(mut self, location: Location, words: impl Into<String>) -> Self {
        self.related.push((location, words.into()));
        self
    }
}
