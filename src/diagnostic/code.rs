//! The catalogue of problems. Each code has one file of explanation in `explain/`, which is all that
//! `actant explain CODE` prints; a code that is not in this table cannot be reported.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::diagnostic::Severity;
use crate::spelling::nearest;

/// Names a kind of problem with kebab words: `unknown-actor`.
#[derive(Clone, Copy)]
pub struct Code(&'static CodeEntry);

/// Holds what is known of a code.
#[derive(Debug)]
pub struct CodeEntry {
    /// The kebab words.
    pub name: &'static str,
    /// How bad it is unless the folder's settings say otherwise.
    pub severity: Severity,
    /// The long text, Markdown, with an example.
    pub explanation: &'static str,
}

macro_rules! codes {
    ($($constant:ident, $name:literal, $severity:ident;)*) => {
        impl Code {
            $(
                #[doc = concat!("`", $name, "`")]
                pub const $constant: Code = Code(&CodeEntry {
                    name: $name,
                    severity: Severity::$severity,
                    explanation: include_str!(concat!("explain/", $name, ".md")),
                });
            )*
            /// Every code, in the order of the alphabet.
            pub const ALL: &[Code] = &[$(Code::$constant),*];
        }
    };
}

codes! {
    AMBIGUOUS_ALIAS, "ambiguous-alias", Error;
    BAD_COUNT, "bad-count", Error;
    BAD_DATE, "bad-date", Error;
    BAD_SETTING, "bad-setting", Error;
    BAD_STATUS, "bad-status", Error;
    BAD_VALUE, "bad-value", Error;
    CELL_ERROR, "cell-error", Error;
    CONTROL_CHARACTER, "control-character", Error;
    DAMAGED_FILE, "damaged-file", Error;
    DOMAIN_RANGE, "domain-range", Error;
    DUPLICATE_COLUMN, "duplicate-column", Error;
    DUPLICATE_ID, "duplicate-id", Error;
    DUPLICATE_TABLE, "duplicate-table", Error;
    EMPTY_CELL, "empty-cell", Error;
    LOST_CHARACTER, "lost-character", Warning;
    MALFORMED_TEXT, "malformed-text", Error;
    MISSING_COLUMN, "missing-column", Error;
    MISSING_FILE, "missing-file", Error;
    NEAR_MISS, "near-miss", Warning;
    NO_SOURCE, "no-source", Warning;
    NOT_UTF8, "not-utf8", Error;
    OTHER_ENCODING, "other-encoding", Error;
    RAGGED_ROW, "ragged-row", Error;
    RELATIVE_DATE, "relative-date", Error;
    REPLACED_CHARACTER, "replaced-character", Note;
    SELF_RELATION, "self-relation", Warning;
    SEPARATOR, "separator", Note;
    SHEET_NAME, "sheet-name", Error;
    STRAY_QUOTE, "stray-quote", Error;
    TOO_LARGE, "too-large", Error;
    UNKNOWN_ACTOR, "unknown-actor", Error;
    UNKNOWN_COLUMN, "unknown-column", Note;
    UNKNOWN_EVENT, "unknown-event", Error;
    UNKNOWN_PLACE, "unknown-place", Error;
    UNKNOWN_RELATION, "unknown-relation", Error;
    UNKNOWN_SOURCE, "unknown-source", Error;
    UNREAD_SHEET, "unread-sheet", Note;
    UNTERMINATED_QUOTE, "unterminated-quote", Error;
    UNUSED_ACTOR, "unused-actor", Warning;
    WRONG_FORMAT, "wrong-format", Error;
}

impl Code {
    /// Finds a code by its kebab words.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Gives the code whose words are most like `name`, if any are.
    pub fn nearest(name: &str) -> Option<Self> {
        nearest(name, Self::ALL.iter().map(|code| code.name())).and_then(Self::find)
    }

    /// Gives the kebab words.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Gives the severity that the code has by default.
    pub fn severity(self) -> Severity {
        self.0.severity
    }

    /// Gives the long text, Markdown.
    pub fn explanation(self) -> &'static str {
        self.0.explanation
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name().cmp(other.name())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
