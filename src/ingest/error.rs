//! What the world can refuse a reader: a folder or a file that cannot be read, or more text than fits.

use std::io;

use thiserror::Error;

/// Says why a folder could not be read at all. Bad data is never one of these; it is in the report.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum IngestError {
    /// The folder is missing or is not a folder.
    #[error("cannot open the data folder `{folder}`")]
    Folder {
        /// The folder as the user gave it.
        folder: String,
        /// What the operating system says.
        source: io::Error,
    },
    /// A file is there and cannot be read.
    #[error("cannot read `{file}`")]
    File {
        /// The path as shown to people.
        file: String,
        /// What the operating system says.
        source: io::Error,
    },
    /// A repaired file cannot be written; the one that is there is as it was.
    #[error("cannot {intent} `{file}`; it is as it was")]
    Write {
        /// What was attempted.
        intent: &'static str,
        /// The path as shown to people.
        file: String,
        /// What the operating system says.
        source: io::Error,
    },
    /// A file is not what it was when its repairs were found.
    #[error("`{file}` has been changed meanwhile; it is left as it is")]
    Changed {
        /// The path as shown to people.
        file: String,
    },
    /// The numbers of the model do not reach.
    #[error("`{file}` holds more than one data set can: at most 2^31 - 2 rows and 4 GiB of distinct text")]
    TooLarge {
        /// The path as shown to people.
        file: String,
    },
}
