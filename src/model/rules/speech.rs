//! The rules `double-denial` and `speech-alleged`: a status that says again what the relation says.

use crate::diagnostic::{Code, Report};
use crate::model::rules::families::{family, types};
use crate::model::rules::{label, of_claim, push_all, verb};
use crate::model::{Dataset, Quad, Status};

/// Warns of every denial that is denied, and of every speaker whose own words are alleged.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let file = dataset.path("relations");
    let rows = |status: Status| (0..claims.len()).filter(move |row| claims.status[*row] == status);
    let is = |set: &[bool], row: usize| set.get(claims.relation[row].index()) == Some(&true);

    let denials = family(dataset, &["denies"]);
    let hits = rows(Status::Denied).filter(|row| is(&denials, *row));
    let problem = |row: usize| {
        let message =
            format!("{} has the status `denied`, so nobody denies", verb(dataset, claims.relation[row]));
        of_claim(dataset, row, "status", Code::DOUBLE_DENIAL, message)
            .with_cell(Status::Denied.word())
            .with_hint("leave the status empty when the source says that somebody denies")
    };
    push_all(Code::DOUBLE_DENIAL, &file, hits, problem, report);

    let verbal = types(dataset, |relation| {
        matches!(relation.quad, Some(Quad::VerbalConflict | Quad::VerbalCooperation))
    });
    let own = |row: &usize| {
        let speaker = claims.speaker[*row];
        !speaker.is_none() && speaker == claims.subject[*row] && is(&verbal, *row)
    };
    let hits = rows(Status::Alleged).filter(own);
    let problem = |row: usize| {
        let speaker = label(dataset, claims.speaker[row]);
        let verb = verb(dataset, claims.relation[row]);
        let message = format!("`{speaker}` {verb}, and says so itself: that is not alleged");
        of_claim(dataset, row, "status", Code::SPEECH_ALLEGED, message)
            .with_cell(Status::Alleged.word())
            .with_hint("leave the status empty; what is alleged is a claim of its own, with this speaker")
    };
    push_all(Code::SPEECH_ALLEGED, &file, hits, problem, report);
}
