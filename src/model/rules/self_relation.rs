//! The rule `self-relation`: a claim whose subject is also its object.

use crate::diagnostic::{Code, Report};
use crate::model::Dataset;
use crate::model::rules::{label, of_claim, push_all, verb};

/// Warns of every claim that relates something to itself.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let same = |row: &usize| {
        !claims.subject[*row].is_none() && claims.object[*row].entity() == Some(claims.subject[*row])
    };
    let problem = |row: usize| {
        let (subject, relation) = (label(dataset, claims.subject[row]), verb(dataset, claims.relation[row]));
        let message = format!("`{subject}` {relation} itself");
        of_claim(dataset, row, "object", Code::SELF_RELATION, message)
            .with_cell(subject)
            .with_hint("name the other party, or delete the row when it is a slip")
    };
    let hits = (0..claims.len()).filter(same);
    push_all(Code::SELF_RELATION, &dataset.path("relations"), hits, problem, report);
}
