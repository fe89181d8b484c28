//! The rule `duplicate-claim`: two rows that say the same.

use crate::diagnostic::{Code, Report};
use crate::model::rules::{broken, claim_line, of_claim, push_all};
use crate::model::{ClaimId, Dataset};

/// Warns of every claim that says what an earlier one says. The reader has found them, by the content from which
/// the ids of claims are derived.
pub(super) fn check(dataset: &Dataset, read: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    if claims.repeats.is_empty() {
        return;
    }
    let Some(broken) = broken(dataset, read) else { return };
    let whole = |row: ClaimId| !broken.contains(&claims.line[row.index()]);
    let hits = claims.repeats.iter().copied().filter(|(row, first)| whole(*row) && whole(*first));
    let problem = |(row, first): (ClaimId, ClaimId)| {
        let line = claims.line[first.index()];
        let message = format!("the row says what line {line} says already");
        of_claim(dataset, row.index(), "subject", Code::DUPLICATE_CLAIM, message)
            .with_hint("delete one of the two, or say in what they differ: locator, quote, date")
            .with_related(claim_line(dataset, first.index()), "the first row that says so")
    };
    push_all(Code::DUPLICATE_CLAIM, &dataset.path("relations"), hits, problem, report);
}
