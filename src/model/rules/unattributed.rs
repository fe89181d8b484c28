//! The rule `unattributed`: an allegation that nobody makes.

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::model::rules::{of_claim, push_all, told};
use crate::model::{Dataset, Status};

const HINT: &str = "name the one who alleges under `speaker`";

/// Notes every allegation without a speaker, or once when no allegation has one.
pub(super) fn check(dataset: &Dataset, read: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let alleged = |row: &usize| claims.status[*row] == Status::Alleged;
    let bare = |row: &usize| claims.speaker[*row].is_none();
    let rows = || (0..claims.len()).filter(alleged);
    if !rows().any(|row| bare(&row)) {
        return;
    }
    // A speaker that is unknown was written.
    let codes = [Code::UNKNOWN_ACTOR, Code::AMBIGUOUS_ALIAS, Code::EMPTY_CELL];
    let Some(written) = told(dataset, &codes, read) else { return };
    let file = dataset.path("relations");
    if rows().count() > 1 && rows().all(|row| bare(&row)) && written.is_empty() {
        let message = "no allegation has a speaker, so nobody can ask who alleges what";
        report.push(
            Diagnostic::new(Code::UNATTRIBUTED, Location::file(file.as_str()), message).with_hint(HINT),
        );
        return;
    }
    let hits = rows().filter(|row| bare(row) && !written.contains(&claims.line[*row]));
    let problem = |row: usize| {
        let message = "nobody is named who alleges this".to_owned();
        of_claim(dataset, row, "speaker", Code::UNATTRIBUTED, message).with_hint(HINT)
    };
    push_all(Code::UNATTRIBUTED, &file, hits, problem, report);
}
