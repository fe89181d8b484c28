//! The rule `no-source`: a claim that no document reports.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::model::Dataset;
use crate::model::rules::push_all;

const HINT: &str = "write the id of the document that reports it under `source`";

/// Warns of every claim without a source, or once when no claim has one.
pub(super) fn check(dataset: &Dataset, report: &mut Report) {
    let claims = &dataset.claims;
    let file = dataset.path("relations");
    // A source that is unknown was written; its row is not reported a second time.
    let written: BTreeSet<u32> = report
        .diagnostics()
        .iter()
        .filter(|problem| problem.code == Code::UNKNOWN_SOURCE && *problem.location.file == *file)
        .map(|problem| problem.location.line)
        .collect();
    if !claims.is_empty() && written.is_empty() && claims.source.iter().all(|source| source.is_none()) {
        let message = "no claim has a source, so no answer can be cited";
        report.push(Diagnostic::new(Code::NO_SOURCE, Location::file(file.as_str()), message).with_hint(HINT));
        return;
    }
    let problem = |row: usize| {
        let location = Location::column(file.as_str(), claims.line[row], "source");
        Diagnostic::new(Code::NO_SOURCE, location, "the claim has no source").with_hint(HINT)
    };
    let bare = (0..claims.len())
        .filter(|row| claims.source[*row].is_none() && !written.contains(&claims.line[*row]));
    push_all(Code::NO_SOURCE, &file, bare.map(problem), report);
}
