//! Writes a new folder.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::scaffold::{NewFile, ScaffoldError};

/// Writes files into a folder, which is made when it is not there, and gives their paths. When one of them is there
/// already, nothing is written.
///
/// # Errors
/// When a file is there, or cannot be written.
pub fn create(folder: &Path, files: &[NewFile]) -> Result<Vec<PathBuf>, ScaffoldError> {
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file.name)).collect();
    // A link that leads nowhere is something too.
    if let Some(path) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(ScaffoldError::Exists { path: path.clone() });
    }
    let refused = |path: &Path| {
        let path = path.to_owned();
        move |source| ScaffoldError::Write { path, source }
    };
    fs::create_dir_all(folder).map_err(refused(folder))?;
    for (path, file) in paths.iter().zip(files) {
        // Somebody else may be making the same file right now.
        let mut new = OpenOptions::new().write(true).create_new(true).open(path).map_err(refused(path))?;
        new.write_all(file.text.as_bytes()).map_err(refused(path))?;
    }
    Ok(paths)
}
