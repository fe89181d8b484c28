//! From a folder to a graph of it, while other programs may be writing to the folder.

use std::thread;
use std::time::Duration;

use crate::diagnostic::Report;
use crate::ingest;
use crate::model::{Dataset, Valid, public, validate};
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

/// Holds a built graph.
pub(super) struct Steady {
    pub(super) built: Built,
    /// What it holds in numbers.
    pub(super) summary: Summary,
    /// What is wrong with the folder and no error.
    pub(super) report: Report,
    /// The files that it is of.
    pub(super) fingerprint: Fingerprint,
    /// When they were looked at.
    pub(super) moment: i128,
    /// How many claims are not in it, because they are private.
    pub(super) private: usize,
}

/// Says for whom a folder becomes a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// For its owner: all of it.
    Own,
    /// For others: what is not marked private.
    Public,
}

/// Reads, checks, lowers and lays out a folder whose files do not change meanwhile.
pub(super) fn steady(folder: &DataFolder, audience: Audience) -> Result<Steady, WorkspaceError> {
    let path = || folder.path().to_owned();
    let fail = |source| WorkspaceError::Io { intent: "read", path: path(), source };
    // An editor or a version control system that writes several files is done within a second.
    for wait in [0, 20, 60, 200, 600] {
        thread::sleep(Duration::from_millis(wait));
        let moment = cache::now();
        let before = stamps(folder).map_err(fail)?;
        let (checked, report) = read(folder)?;
        let Ok(dataset) = checked else {
            // A table that is half written is no table that is wrong.
            if stamps(folder).map_err(fail)? != before {
                continue;
            }
            return Err(WorkspaceError::Invalid { report, folder: Box::new(folder.clone()) });
        };
        let (dataset, private) = match audience {
            Audience::Own => (dataset, 0),
            Audience::Public => narrowed(dataset, folder)?,
        };
        let summary = Summary::of(&dataset);
        let (built, fingerprint) = thread::scope(|scope| {
            let fingerprint = scope.spawn(|| Fingerprint::take(folder, before));
            let built = rdf::lower(dataset).finish();
            (built, fingerprint.join().expect("hashing does not panic"))
        });
        let fingerprint = fingerprint.map_err(fail)?;
        if stamps(folder).map_err(fail)? == fingerprint.stamps {
            return Ok(Steady { built, summary, report, fingerprint, moment, private });
        }
    }
    Err(WorkspaceError::Unsteady { folder: path() })
}

/// Leaves out what is private, and has what is left checked again.
fn narrowed(dataset: Valid<Dataset>, folder: &DataFolder) -> Result<(Valid<Dataset>, usize), WorkspaceError> {
    let (dataset, private) = public(dataset.into_inner());
    let mut report = Report::new();
    match validate(dataset, &mut report) {
        Ok(dataset) => Ok((dataset, private)),
        Err(_) => Err(WorkspaceError::Invalid { report, folder: Box::new(folder.clone()) }),
    }
}
