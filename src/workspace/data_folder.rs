//! What a workspace is opened on: a folder of tables, or one table, and how it is to be read.

use std::path::{Path, PathBuf};

use crate::ingest::ReadOptions;

/// Names a folder of tables, or one table, and says how it is to be read.
#[derive(Debug, Clone)]
pub struct DataFolder {
    path: PathBuf,
    options: ReadOptions,
}

impl DataFolder {
    /// Names a folder that is read in a way of the caller's choice.
    pub fn new(path: impl Into<PathBuf>, options: ReadOptions) -> Self {
        Self { path: path.into(), options }
    }

    /// Gives the path as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives how it is read.
    pub fn options(&self) -> &ReadOptions {
        &self.options
    }

    /// Gives the folder that the table is in, when one table is named, or else the folder itself.
    pub(super) fn folder(&self) -> &Path {
        if self.is_table() { self.path.parent().unwrap_or(Path::new("")) } else { &self.path }
    }

    /// Tells whether one table is named and not a folder.
    pub(super) fn is_table(&self) -> bool {
        self.path.is_file()
    }
}

impl From<&Path> for DataFolder {
    fn from(path: &Path) -> Self {
        Self::new(path, ReadOptions::default())
    }
}

impl From<&PathBuf> for DataFolder {
    fn from(path: &PathBuf) -> Self {
        Self::from(path.as_path())
    }
}

impl From<&DataFolder> for DataFolder {
    fn from(folder: &DataFolder) -> Self {
        folder.clone()
    }
}
