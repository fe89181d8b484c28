//! How bad a problem is. It never decides an exit code; the command line does.

use std::fmt;

use serde::Serialize;

/// Ranks a diagnostic: a note informs, a warning asks, an error keeps the data from being used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something worth knowing; nothing needs to change.
    Note,
    /// Something that is probably not meant; the data loads.
    Warning,
    /// Something that cannot be read one way only; the data does not load.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}
