//! The rules that a data set must keep, one file each. A rule reads the data set and reports; it changes nothing.

mod domain_range;
mod no_source;
mod self_relation;
mod unused_actor;

use crate::diagnostic::Report;
use crate::model::Dataset;

/// Runs every rule.
pub(crate) fn check(dataset: &Dataset, report: &mut Report) {
    self_relation::check(dataset, report);
    domain_range::check(dataset, report);
    no_source::check(dataset, report);
    unused_actor::check(dataset, report);
}
