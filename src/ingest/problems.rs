//! The problems of one file while it is read, in bounded memory: after a thousand of one code the rest is counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Report};

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
        if *count <= Report::MOST {
            self.found.push(diagnostic);
        }
    }

    /// Adds one of a code, which is made only when there is room for it.
    pub(super) fn push_with(&mut self, code: Code, make: impl FnOnce() -> Diagnostic) {
        match self.counts.get_mut(&code) {
            Some(count) if *count >= Report::MOST => *count += 1,
            _ => self.push(make()),
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

    /// Hands everything over, with the count of what there is no room for.
    pub(super) fn finish(self, report: &mut Report) {
        for diagnostic in self.found {
            report.push(diagnostic);
        }
        for (code, count) in self.counts {
            report.omit(code, Arc::clone(&self.file), count.saturating_sub(Report::MOST));
        }
    }
}
