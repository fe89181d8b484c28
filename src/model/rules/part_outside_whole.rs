//! The rule `part-outside-whole`: an event that lies before or after the event that it is part of.

use crate::diagnostic::{Code, Report};
use crate::model::rules::days::{Days, written, written_of};
use crate::model::rules::{label, of_entity, push_rows, with_row};
use crate::model::{Dataset, Kind};

/// Warns of every event that has for certain no day in common with its whole.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let days = Days::of(dataset);
    push_rows(
        dataset,
        Kind::Event,
        Code::PART_OUTSIDE_WHOLE,
        |event| {
            let whole = event.part_of.some()?;
            let date = dataset.entities.get(whole).date;
            let word = if days.before(event.date, date) {
                "before"
            } else if days.before(date, event.date) {
                "after"
            } else {
                return None;
            };
            let (name, its) = (dataset.texts.get(event.label), written(dataset, event.date));
            let (whole_name, whole_date) = (label(dataset, whole), written_of(dataset, whole));
            let message = format!(
                "`{name}` ({its}) is part of `{whole_name}` ({whole_date}) and lies wholly {word} it"
            );
            let problem = of_entity(dataset, event, "date", Code::PART_OUTSIDE_WHOLE, message)
                .with_cell(its)
                .with_hint("correct one of the dates, or `part_of`");
            Some(with_row(problem, dataset, whole, "the whole"))
        },
        report,
    );
}
