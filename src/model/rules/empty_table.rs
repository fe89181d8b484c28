//! The rule `empty-table`: a table with a header and no rows.

use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::model::Dataset;

/// Warns of every table that holds nothing, unless it could not be read. A folder in which nothing has a row yet is new: one
/// note says where to begin.
pub(super) fn check(dataset: &Dataset, read: &Report, report: &mut Report) {
    let tables = || dataset.inputs.iter().filter(|input| input.name.ends_with(".csv"));
    let is_new = tables().all(|input| input.rows == 0) && !read.has_errors();
    for input in tables().filter(|input| input.rows == 0) {
        let told = |problem: &Diagnostic| {
            problem.severity == Severity::Error && *problem.location.file == *input.path
        };
        if read.diagnostics().iter().any(told) {
            continue;
        }
        let claims = input.name == "relations.csv";
        let message = format!("`{}` has a header and no rows", input.name);
        let hint = if claims {
            "write a row for each claim: subject, relation, object"
        } else {
            "a table that is there is complete: fill it in, or delete the file to allow any name"
        };
        let location = Location::file(input.path.as_str());
        let mut problem = Diagnostic::new(Code::EMPTY_TABLE, location, message).with_hint(hint);
        if is_new {
            if !claims {
                continue;
            }
            problem.severity = Severity::Note;
        }
        report.push(problem);
    }
}
