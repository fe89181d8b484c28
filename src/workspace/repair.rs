//! The repairs of a folder.

use crate::ingest::{self, Repairs, RowEnds};
use crate::workspace::{DataFolder, WorkspaceError};

/// Finds everything in a folder that has exactly one right repair; [`Repairs::write`] makes them.
///
/// ```
/// use actant::workspace::{RowEnds, repair};
///
/// let folder = tempfile::tempdir()?;
/// let table = folder.path().join("relations.csv");
/// std::fs::write(&table, "subject,relation,object,date\nIslamabad,blames,militants,\"Nov 26, 2025\"\n")?;
/// let repairs = repair(folder.path(), RowEnds::AsTheyAre)?;
/// assert_eq!(repairs.counts()["bad-date"], 1);
/// repairs.write()?;
/// assert!(std::fs::read_to_string(&table)?.ends_with("militants,\"2025-11-26\"\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the folder cannot be read.
pub fn repair(folder: impl Into<DataFolder>, ends: RowEnds) -> Result<Repairs, WorkspaceError> {
    let folder = folder.into();
    Ok(ingest::repair(folder.path(), folder.options(), ends)?)
}

/// Names the files of a folder that [`repair`] leaves alone, because they are packed, workbooks, or not UTF-8, each with
/// what can be done instead.
///
/// # Errors
/// When the folder cannot be read.
pub fn not_repaired(folder: impl Into<DataFolder>) -> Result<Vec<(String, String)>, WorkspaceError> {
    let folder = folder.into();
    Ok(ingest::not_repaired(folder.path(), folder.options())?)
}
