//! The rule `copy-before-original`: a source that repeats one which was published later.

use crate::diagnostic::{Code, Report};
use crate::model::rules::days::{Days, written, written_of};
use crate::model::rules::{label, of_entity, push_rows, with_row};
use crate::model::{Dataset, Kind};

/// Warns of every source that was published for certain before the one that it is a copy of.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let days = Days::of(dataset);
    push_rows(
        dataset,
        Kind::Source,
        Code::COPY_BEFORE_ORIGINAL,
        |source| {
            let original = source.part_of.some()?;
            let date = dataset.entities.get(original).date;
            if !days.before(source.date, date) {
                return None;
            }
            let (name, published) = (label(dataset, original), written_of(dataset, original));
            let message = format!("it is a copy of `{name}`, which was published later, on `{published}`");
            let problem = of_entity(dataset, source, "published", Code::COPY_BEFORE_ORIGINAL, message)
                .with_cell(written(dataset, source.date))
                .with_hint("correct one of the dates, or say which is the copy");
            Some(with_row(problem, dataset, original, "the original"))
        },
        report,
    );
}
