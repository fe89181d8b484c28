//! Writes repaired files: beside, synced, renamed. Whoever reads a file meanwhile, or after a crash, has the old one or
//! the new one, and never a part of either.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::ingest::IngestError;
use crate::ingest::repair::{FileRepair, Repairs};

impl Repairs {
    /// Writes every file that changes. A link stays a link: what it leads to is replaced. Permissions are kept.
    ///
    /// # Errors
    /// When a file has changed since it was read, or cannot be written. Files before it in the order are repaired, it and
    /// those after it are as they were.
    pub fn write(&self) -> Result<(), IngestError> {
        self.files.iter().try_for_each(FileRepair::write)
    }
}

impl FileRepair {
    fn write(&self) -> Result<(), IngestError> {
        let refused = |intent| move |source| IngestError::Write { intent, file: self.path.clone(), source };
        let target = fs::canonicalize(&self.target).map_err(refused("find"))?;
        if fs::read(&target).map_err(refused("read"))? != self.before {
            return Err(IngestError::Changed { file: self.path.clone() });
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let beside = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        let replaced = write_like(&beside, &self.after, &target)
            .map_err(refused("write beside"))
            .and_then(|()| fs::rename(&beside, &target).map_err(refused("replace")));
        if replaced.is_err() {
            // A file that nobody will read is of no use; that it cannot be removed changes nothing.
            let _ = fs::remove_file(&beside);
        }
        replaced?;
        let folder = target.parent().unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(refused("sync the folder of"))
    }
}

/// Writes a new file with the permissions, and where that is allowed the owner, of another.
fn write_like(path: &Path, bytes: &[u8], like: &Path) -> io::Result<()> {
    let like = fs::metadata(like)?;
    // A leftover of a run that was killed may lie here.
    let _ = fs::remove_file(path);
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        // Only the superuser may give a file away, and then it must not become his.
        let _ = fchown(&file, Some(like.uid()), Some(like.gid()));
    }
    file.set_permissions(like.permissions())?;
    file.sync_all()
}
