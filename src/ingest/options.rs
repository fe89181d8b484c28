//! What a caller may choose about reading.

use std::num::NonZeroUsize;

use crate::ingest::{ColumnNames, Encoding};

/// Holds the choices of one run.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// How many threads read the claims; the data set is the same for any number.
    pub threads: NonZeroUsize,
    /// Which column means what, where the header does not say it; `[columns]` in `actant.toml` comes after it.
    pub columns: ColumnNames,
    /// The encoding of tables that are not UTF-8; the folder's own settings count when there is none.
    pub encoding: Option<Encoding>,
    /// Whether control characters are read as U+FFFD instead of being errors.
    pub replace_control: bool,
}

impl ReadOptions {
    /// Gives the choices that change what is read, as text that is the same for the same choices; empty when there
    /// are none.
    pub fn key(&self) -> String {
        let encoding = self.encoding.map(|encoding| format!("encoding={encoding}\n")).unwrap_or_default();
        let replace = if self.replace_control { "replace-control\n" } else { "" };
        format!("{encoding}{replace}{}", self.columns.key())
    }
}

impl Default for ReadOptions {
    /// Takes as many threads as the machine has, at most four: beyond that the one that merges is the limit.
    fn default() -> Self {
        let most = NonZeroUsize::MIN.saturating_add(3);
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN).min(most);
        Self { threads, columns: ColumnNames::default(), encoding: None, replace_control: false }
    }
}
