//! The repairs of a folder.

use std::path::Path;

use crate::ingest::{self, ReadOptions, Repairs, RowEnds};
use crate::workspace::WorkspaceError;

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
pub fn repair(folder: &Path, ends: RowEnds) -> Result<Repairs, WorkspaceError> {
    Ok(ingest::repair(folder, &ReadOptions::default(), ends)?)
}
