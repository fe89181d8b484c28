//! The rule `both-ways`: a relation with one direction that is claimed in both.

use crate::diagnostic::{Code, Report};
use crate::model::rules::days::Days;
use crate::model::rules::families::{family, types};
use crate::model::rules::opposites::opposites;
use crate::model::rules::{claim_line, label, of_claim, push_all, verb};
use crate::model::{Dataset, Status};

/// Warns of every asserted membership or leadership that an earlier claim asserts the other way round, for a time
/// that may be the same.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let mut directed = family(dataset, &["leads", "member-of"]);
    // Transitive relations have a rule that finds longer circles as well.
    let other = types(dataset, |relation| relation.symmetric || relation.transitive);
    directed.iter_mut().zip(other).for_each(|(directed, other)| *directed &= !other);
    let rows = (0..claims.len()).filter(|row| {
        directed.get(claims.relation[*row].index()) == Some(&true) && claims.status[*row] == Status::Asserted
    });
    let days = Days::of(dataset);
    let hits = opposites(dataset, rows, |row| [claims.relation[row].index() as u32]);
    let hits = hits.into_iter().filter(|(row, first)| days.may_meet(claims.date[*row], claims.date[*first]));
    let problem = |(row, first): (usize, usize)| {
        let (subject, object) =
            (label(dataset, claims.object_entity(row)), label(dataset, claims.subject[row]));
        let (relation, line) = (verb(dataset, claims.relation[row]), claims.line[first]);
        let message =
            format!("line {line} claims that `{subject}` {relation} `{object}`, the other way round");
        of_claim(dataset, row, "subject", Code::BOTH_WAYS, message)
            .with_cell(object)
            .with_hint("exchange subject and object of the row that is wrong, or correct its status")
            .with_related(claim_line(dataset, first), "the other direction")
    };
    push_all(Code::BOTH_WAYS, &dataset.path("relations"), hits, problem, report);
}
