//! All problems of one run, in the order in which a reader meets them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Levels, Severity};

/// Gathers diagnostics; it never stops anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    omitted: Vec<Omitted>,
}

/// Counts problems that are not held one by one, because a file has too many of their kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omitted {
    /// The kind of problem.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// The file that they are in.
    pub file: Arc<str>,
    /// How many there are beyond those that are held.
    pub count: usize,
}

impl Report {
    /// Says how many problems of one code in one file are held one by one; the rest is counted.
    pub const MOST: usize = 1_000;

    /// Makes an empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Counts problems that nobody holds.
    pub fn omit(&mut self, code: Code, file: impl Into<Arc<str>>, count: usize) {
        let file = file.into();
        match self.omitted.iter_mut().find(|known| known.code == code && known.file == file) {
            _ if count == 0 => {}
            Some(known) => known.count += count,
            None => self.omitted.push(Omitted { code, severity: code.severity(), file, count }),
        }
    }

    /// Takes over all problems of another report.
    pub fn extend(&mut self, other: Report) {
        self.diagnostics.extend(other.diagnostics);
        for omitted in other.omitted {
            self.omit(omitted.code, omitted.file, omitted.count);
        }
    }

    /// Gives every problem the severity that the folder sets for its code, and takes out what it allows.
    pub fn apply(&mut self, levels: &Levels) {
        if levels.is_empty() {
            return;
        }
        let apply = |code: Code, severity: &mut Severity| match levels.get(code) {
            None => true,
            Some(level) => level.severity().is_some_and(|set| {
                *severity = set;
                true
            }),
        };
        self.diagnostics.retain_mut(|problem| apply(problem.code, &mut problem.severity));
        self.omitted.retain_mut(|omitted| apply(omitted.code, &mut omitted.severity));
    }

    /// Sorts by file, line and column, then by code; equal problems stay in the order they were found.
    pub fn sort(&mut self) {
        self.diagnostics
            .sort_by(|left, right| (&left.location, left.code).cmp(&(&right.location, right.code)));
        self.omitted.sort_by(|left, right| (&left.file, left.code).cmp(&(&right.file, right.code)));
    }

    /// Gives the problems in their present order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Gives the problems for completing them.
    pub(crate) fn diagnostics_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut()
    }

    /// Gives what is only counted.
    pub fn omitted(&self) -> &[Omitted] {
        &self.omitted
    }

    /// Counts the problems of one severity, those that are not held too.
    pub fn count(&self, severity: Severity) -> usize {
        let held = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let omitted = self.omitted.iter().filter(|omitted| omitted.severity == severity);
        held + omitted.map(|omitted| omitted.count).sum::<usize>()
    }

    /// Counts the problems of every code that there is one of, those that are not held too; the worst first, then
    /// in the order of the alphabet.
    pub fn count_by_code(&self) -> Vec<(Severity, Code, usize)> {
        let mut counts: BTreeMap<(std::cmp::Reverse<Severity>, Code), usize> = BTreeMap::new();
        let held = self.diagnostics.iter().map(|problem| (problem.severity, problem.code, 1));
        let omitted = self.omitted.iter().map(|omitted| (omitted.severity, omitted.code, omitted.count));
        for (severity, code, count) in held.chain(omitted) {
            *counts.entry((std::cmp::Reverse(severity), code)).or_default() += count;
        }
        counts.into_iter().map(|((severity, code), count)| (severity.0, code, count)).collect()
    }

    /// Gives the first `most` problems, the worst first; what is left of them keeps the order of the report. The
    /// rest is counted.
    #[must_use]
    pub fn first(&self, most: usize) -> Self {
        if self.diagnostics.len() <= most {
            return self.clone();
        }
        let mut chosen: Vec<usize> = (0..self.diagnostics.len()).collect();
        chosen.sort_by_key(|index| std::cmp::Reverse(self.diagnostics[*index].severity));
        let mut keep = vec![false; self.diagnostics.len()];
        chosen.iter().take(most).for_each(|index| keep[*index] = true);
        let mut first = Self { diagnostics: Vec::with_capacity(most), omitted: self.omitted.clone() };
        for (problem, keep) in self.diagnostics.iter().zip(keep) {
            if keep {
                first.diagnostics.push(problem.clone());
            } else {
                first.omit_one(problem);
            }
        }
        first
    }

    fn omit_one(&mut self, problem: &Diagnostic) {
        let file = &problem.location.file;
        self.omit(problem.code, Arc::clone(file), 1);
        // The folder may have set another severity than the code has.
        let known = self.omitted.iter_mut().find(|known| known.code == problem.code && known.file == *file);
        if let Some(known) = known {
            known.severity = problem.severity;
        }
    }

    /// Tells whether anything keeps the data from being used.
    pub fn has_errors(&self) -> bool {
        let held = self.diagnostics.iter().any(|problem| problem.severity == Severity::Error);
        held || self.omitted.iter().any(|omitted| omitted.severity == Severity::Error)
    }

    /// Tells whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty() && self.omitted.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Report;
    use crate::diagnostic::{Code, Diagnostic, Level, Levels, Location, Severity};

    fn report() -> Report {
        let mut report = Report::new();
        for (code, line) in [(Code::NO_SOURCE, 2), (Code::BAD_DATE, 3), (Code::BAD_DATE, 4)] {
            report.push(Diagnostic::new(code, Location::line("r.csv", line), "m"));
        }
        report.omit(Code::NO_SOURCE, "r.csv", 5);
        report.omit(Code::NO_SOURCE, "r.csv", 2);
        report.omit(Code::NEAR_MISS, "r.csv", 0);
        report
    }

    #[test]
    fn what_is_only_counted_counts() {
        let report = report();
        assert_eq!((report.count(Severity::Error), report.count(Severity::Warning)), (2, 8));
        let counts = [(Severity::Error, Code::BAD_DATE, 2), (Severity::Warning, Code::NO_SOURCE, 8)];
        assert_eq!(report.count_by_code(), counts);
    }

    #[test]
    fn levels_change_and_take_out() {
        let mut levels = Levels::default();
        levels.set(Code::NO_SOURCE, Level::Deny);
        let mut denied = report();
        denied.apply(&levels);
        assert_eq!((denied.count(Severity::Error), denied.count(Severity::Warning)), (10, 0));
        levels.set(Code::NO_SOURCE, Level::Allow);
        let mut allowed = report();
        allowed.apply(&levels);
        assert_eq!((allowed.count(Severity::Error), allowed.count(Severity::Warning)), (2, 0));
        assert!(allowed.omitted().is_empty());
    }

    #[test]
    fn the_worst_come_first_and_the_rest_is_counted() {
        let first = report().first(2);
        let lines: Vec<u32> = first.diagnostics().iter().map(|problem| problem.location.line).collect();
        assert_eq!(lines, [3, 4]);
        assert_eq!(first.count_by_code(), report().count_by_code());
        assert_eq!(report().first(3), report());
    }
}
