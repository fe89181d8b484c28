//! The rule `mirrored-claim`: a relation without a direction that is written in both.

use crate::diagnostic::{Code, Report};
use crate::model::Dataset;
use crate::model::rules::families::types;
use crate::model::rules::opposites::opposites;
use crate::model::rules::{broken, claim_line, label, of_claim, push_all, verb};

/// Warns of every claim that an earlier one says the other way round, where the direction does not count: of the
/// same event, date, status and speaker, from the same source.
pub(super) fn check(dataset: &Dataset, read: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let symmetric = types(dataset, |relation| relation.symmetric);
    let rows = (0..claims.len()).filter(|row| symmetric.get(claims.relation[*row].index()) == Some(&true));
    let key = |row: usize| {
        let about = [claims.relation[row], claims.about[row], claims.source[row], claims.speaker[row]];
        let [relation, about, source, speaker] = about.map(|entity| entity.index() as u32);
        [relation, about, source, speaker, claims.date[row].index() as u32, claims.status[row] as u32]
    };
    let hits = opposites(dataset, rows, key);
    if hits.is_empty() {
        return;
    }
    let Some(broken) = broken(dataset, read) else { return };
    let whole = |row: usize| !broken.contains(&claims.line[row]);
    let hits = hits.into_iter().filter(|(row, first)| whole(*row) && whole(*first));
    let problem = |(row, first): (usize, usize)| {
        let (relation, other) = (verb(dataset, claims.relation[row]), label(dataset, claims.subject[first]));
        let line = claims.line[first];
        let message = format!("{relation} has no direction, and line {line} says the same of `{other}`");
        of_claim(dataset, row, "subject", Code::MIRRORED_CLAIM, message)
            .with_cell(label(dataset, claims.subject[row]))
            .with_hint("delete one of the two rows")
            .with_related(claim_line(dataset, first), "the first of the two")
    };
    push_all(Code::MIRRORED_CLAIM, &dataset.path("relations"), hits, problem, report);
}
