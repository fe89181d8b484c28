//! What can go wrong with a graph file. Wrong data is not an error here; it never gets this far.

use std::io;
use std::path::PathBuf;

/// Says why a graph file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system refused.
    #[error("cannot {intent} `{}`", path.display())]
    Io {
        /// What was attempted: `read`, `write`.
        intent: &'static str,
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The file is not a graph, or one of another version of the format.
    #[error("this is not a graph file of version {expected}: {reason}")]
    Format {
        /// The version that this program reads.
        expected: u32,
        /// What was found.
        reason: String,
    },
    /// The file was changed or cut after it was written.
    #[error("the graph file is damaged: {reason}")]
    Damaged {
        /// What does not fit.
        reason: String,
    },
}

impl From<StoreError> for io::Error {
    fn from(error: StoreError) -> Self {
        Self::other(error)
    }
}
