//! The rule `empty-table`: a table with a header and no rows.

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::model::Dataset;

/// Warns of every table that holds nothing, unless it could not be read.
pub(super) fn check(dataset: &Dataset, read: &Report, report: &mut Report) {
    for input in dataset.inputs.iter().filter(|input| input.name.ends_with(".csv") && input.rows == 0) {
        let told = |problem: &Diagnostic| {
            problem.severity == crate::diagnostic::Severity::Error && *problem.location.file == *input.path
        };
        if read.diagnostics().iter().any(told) {
            continue;
        }
        let hint = if input.name == "relations.csv" {
            "write a row for each claim: subject, relation, object".to_owned()
        } else {
            "a table that is there is complete: fill it in, or delete the file to allow any name".to_owned()
        };
        let message = format!("`{}` has a header and no rows", input.name);
        let location = Location::file(input.path.as_str());
        report.push(Diagnostic::new(Code::EMPTY_TABLE, location, message).with_hint(hint));
    }
}
