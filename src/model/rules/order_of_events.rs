//! The rule `order-of-events`: an event that follows a later one.

use crate::diagnostic::{Code, Report};
use crate::model::rules::days::{Days, written_of};
use crate::model::rules::families::family;
use crate::model::rules::{label, of_claim, push_all, verb, with_row};
use crate::model::{Dataset, EntityId, Status};

/// Warns of every asserted claim that an event follows another which begins for certain after its end.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let follows = family(dataset, &["follows"]);
    let days = Days::of(dataset);
    let date = |entity: EntityId| dataset.entities.get(entity).date;
    let hits = (0..claims.len()).filter_map(|row| {
        let counts = follows.get(claims.relation[row].index()) == Some(&true);
        let later =
            claims.subject[row].some().filter(|_| counts && claims.status[row] == Status::Asserted)?;
        let earlier = claims.object[row].entity()?;
        days.before(date(later), date(earlier)).then_some((row, later, earlier))
    });
    let problem = |(row, later, earlier): (usize, EntityId, EntityId)| {
        let message = format!(
            "`{}` ({}) {} `{}` ({}), which is later",
            label(dataset, later),
            written_of(dataset, later),
            verb(dataset, claims.relation[row]),
            label(dataset, earlier),
            written_of(dataset, earlier)
        );
        let problem = of_claim(dataset, row, "object", Code::ORDER_OF_EVENTS, message)
            .with_cell(label(dataset, earlier))
            .with_hint("exchange subject and object, or correct one of the dates");
        let problem = with_row(problem, dataset, later, "said to be the later one");
        with_row(problem, dataset, earlier, "said to be the earlier one")
    };
    push_all(Code::ORDER_OF_EVENTS, &dataset.path("relations"), hits, problem, report);
}
