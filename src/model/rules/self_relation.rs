//! The rule `self-relation`: a claim whose subject is also its object.

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::model::rules::{label, push_all};
use crate::model::{Dataset, EntityId};

/// Warns of every claim that relates something to itself.
pub(super) fn check(dataset: &Dataset, report: &mut Report) {
    let claims = &dataset.claims;
    let file = dataset.path("relations");
    let same = |row: &usize| {
        !claims.subject[*row].is_none() && claims.object[*row].entity() == Some(claims.subject[*row])
    };
    let problem = |row: usize| {
        let (subject, relation) = (label(dataset, claims.subject[row]), name(dataset, claims.relation[row]));
        let location = Location::column(file.as_str(), claims.line[row], "object");
        Diagnostic::new(Code::SELF_RELATION, location, format!("`{subject}` {relation} itself"))
            .with_cell(subject)
            .with_hint("name the other party, or delete the row when it is a slip")
    };
    push_all(Code::SELF_RELATION, &file, (0..claims.len()).filter(same).map(problem), report);
}

fn name(dataset: &Dataset, relation: EntityId) -> String {
    match relation.some() {
        Some(relation) => format!("`{}`", dataset.texts.get(dataset.entities.get(relation).name)),
        None => "is related to".to_owned(),
    }
}
