//! The problems of one file while it is read, in bounded memory: after a thousand of one code the rest is counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Report};

/// How many problems of one code are shown for one file.
const MOST: usize = 1_000;

/// Gathers the problems of one file.
#[derive(Debug, Clone)]
pub(super) struct Problems {
    /// The path as shown to people.
    pub file: Arc<str>,
    found: Vec<Diagnostic>,
    counts: BTreeMap<Code, usize>,
    /// Whether the rest of the file could not be told into rows.
    pub lost: bool,
}

impl Problems {
    /// Starts with none.
    pub(super) fn new(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), found: Vec::new(), counts: BTreeMap::new(), lost: false }
    }

    /// Adds one, or counts it when there are too many of its code.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        let count = self.counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= MOST {
            self.found.push(diagnostic);
        }
    }

    /// Takes over the problems that were found further down in the same file.
    pub(super) fn absorb(&mut self, later: Self) {
        self.lost |= later.lost;
        let mut counts = later.counts;
        for diagnostic in later.found {
            if let Some(count) = counts.get_mut(&diagnostic.code) {
                *count -= 1;
            }
            self.push(diagnostic);
        }
        for (code, count) in counts {
            *self.counts.entry(code).or_default() += count;
        }
    }

    /// Hands everything over, with one more line for each code that had too many.
    pub(super) fn finish(self, report: &mut Report) {
        for diagnostic in self.found {
            report.push(diagnostic);
        }
        for (code, count) in self.counts {
            if let Some(more) = count.checked_sub(MOST).filter(|more| *more > 0) {
                let message = format!("{more} more problems of this kind in this file are not shown");
                report.push(Diagnostic::new(code, Location::file(Arc::clone(&self.file)), message));
            }
        }
    }
}
