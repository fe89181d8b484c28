//! From a folder to a graph of it, while other programs may be writing to the folder.

use std::thread;
use std::time::Duration;

use crate::diagnostic::Report;
use crate::ingest;
use crate::model::validate;
use crate::rdf;
use crate::store::Built;
use crate::workspace::fingerprint::{Fingerprint, stamps};
use crate::workspace::{Checked, DataFolder, Summary, WorkspaceError, cache};

/// Reads a folder and checks every rule.
pub(super) fn read(folder: &DataFolder) -> Result<(Checked, Report), WorkspaceError> {
    let (dataset, mut report) = ingest::read(folder.path(), folder.options())?;
    let checked = validate(dataset, &mut report);
    ingest::locate(folder.path(), folder.options(), &mut report)?;
    Ok((checked, report))
}

/// A built graph, what it holds in numbers, what is wrong with it, the files it is of, and when they were looked at.
type Steady = (Built, Summary, Report, Fingerprint, i128);

/// Reads, checks, lowers and lays out a folder whose files do not change meanwhile.
pub(super) fn steady(folder: &DataFolder) -> Result<Steady, WorkspaceError> {
    let path = || folder.path().to_owned();
    let fail = |source| WorkspaceError::Io { intent: "read", path: path(), source };
    // An editor or a version control system that writes several files is done within a second.
    for wait in [0, 20, 60, 200, 600] {
        thread::sleep(Duration::from_millis(wait));
        let moment = cache::now();
        let before = stamps(folder).map_err(fail)?;
        let (checked, report) = read(folder)?;
        let Ok(dataset) = checked else {
            return Err(WorkspaceError::Invalid { report, folder: Box::new(folder.clone()) });
        };
        let summary = Summary::of(&dataset);
        let built = rdf::lower(dataset).finish();
        let fingerprint = Fingerprint::take(folder, before).map_err(fail)?;
        if stamps(folder).map_err(fail)? == fingerprint.stamps {
            return Ok((built, summary, report, fingerprint, moment));
        }
    }
    Err(WorkspaceError::Unsteady { folder: path() })
}
