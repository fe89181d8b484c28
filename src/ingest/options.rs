//! What a caller may choose about reading. Nothing here changes what is read.

use std::num::NonZeroUsize;

/// Holds the choices of one run.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// How many threads read `relations.csv`; the data set is the same for any number.
    pub threads: NonZeroUsize,
}

impl Default for ReadOptions {
    /// Takes as many threads as the machine has, at most four: beyond that the one that merges is the limit.
    fn default() -> Self {
        let most = NonZeroUsize::MIN.saturating_add(3);
        Self { threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN).min(most) }
    }
}
