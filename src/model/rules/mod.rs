//! The rules that a data set must keep, one file each. A rule reads the data set and reports; it changes nothing.
//! It knows lines and columns; the reader adds the character.

mod domain_range;
mod no_source;
mod self_relation;
mod unused_actor;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::model::{Dataset, EntityId};

/// How many problems of one rule are shown.
const MOST: usize = 1_000;

/// Runs every rule.
pub(crate) fn check(dataset: &Dataset, report: &mut Report) {
    self_relation::check(dataset, report);
    domain_range::check(dataset, report);
    no_source::check(dataset, report);
    unused_actor::check(dataset, report);
}

/// Reports the first problems of a rule and counts the rest.
fn push_all(code: Code, file: &str, problems: impl Iterator<Item = Diagnostic>, report: &mut Report) {
    let mut count = 0;
    for problem in problems {
        count += 1;
        if count <= MOST {
            report.push(problem);
        }
    }
    if count > MOST {
        let message = format!("{} more problems of this kind in this file are not shown", count - MOST);
        report.push(Diagnostic::new(code, Location::file(file), message));
    }
}

/// Gives the label of an entity.
fn label(dataset: &Dataset, entity: EntityId) -> &str {
    dataset.texts.get(dataset.entities.get(entity).label)
}
