//! A new folder.

use std::path::{Path, PathBuf};

use crate::scaffold;
use crate::workspace::WorkspaceError;

/// Makes a new folder with a worked example, or with headers only, and gives the paths of what was written.
///
/// ```
/// use actant::query::World;
/// use actant::workspace::{Workspace, init};
///
/// let folder = tempfile::tempdir()?;
/// init(folder.path(), false)?;
/// let answer = Workspace::open(folder.path())?.ask("who blamed whom", World::Accepted)?;
/// assert_eq!(answer.table.rows.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When one of the files is there already, or cannot be written.
pub fn init(folder: &Path, bare: bool) -> Result<Vec<PathBuf>, WorkspaceError> {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(scaffold::create(folder, &scaffold::files(&name, bare))?)
}
