//! What a caller may choose about reading.

use std::num::NonZeroUsize;

use crate::ingest::ColumnNames;

/// Holds the choices of one run.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// How many threads read the claims; the data set is the same for any number.
    pub threads: NonZeroUsize,
    /// Which column means what, where the header does not say it; `[columns]` in `actant.toml` comes after it.
    pub columns: ColumnNames,
}

impl ReadOptions {
    /// Gives the choices that change what is read, as text that is the same for the same choices; empty when there
    /// are none.
    pub fn key(&self) -> String {
        self.columns.key()
    }
}

impl Default for ReadOptions {
    /// Takes as many threads as the machine has, at most four: beyond that the one that merges is the limit.
    fn default() -> Self {
        let most = NonZeroUsize::MIN.saturating_add(3);
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN).min(most);
        Self { threads, columns: ColumnNames::default() }
    }
}
