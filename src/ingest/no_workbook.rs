//! What stands in for workbooks in a program that is built without the feature `xlsx`: they are named and not read.

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::IngestError;
use crate::ingest::choices::Choices;
use crate::ingest::folder::Folder;
use crate::ingest::places::{Place, named};
use crate::ingest::problems::Problems;

/// Finds no table, and reports a workbook that is called after one.
pub(super) fn tables(
    folder: Folder<'_>,
    file: &str,
    stem: &str,
    _: &Choices,
    report: &mut Report,
) -> Result<Vec<Place>, IngestError> {
    if named(stem).is_some() {
        let message = "the file is a workbook, which this program was built without";
        report.push(
            Diagnostic::new(Code::WRONG_FORMAT, Location::file(folder.path(file)), message)
                .with_hint("save the sheet as \"CSV UTF-8\""),
        );
    }
    Ok(Vec::new())
}

/// Reads nothing; no table is ever found in a workbook.
pub(super) fn read(
    _: Folder<'_>,
    _: &str,
    _: &str,
    _: &Choices,
    _: &mut Problems,
) -> Result<Vec<u8>, IngestError> {
    Ok(Vec::new())
}
