//! Whether the files of a folder are still those a graph was built from: size, inode and time stamp first, content
//! where those differ or are too young to trust, as git's index does.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3Default;

use crate::ingest;
use crate::workspace::DataFolder;

/// Describes one input file as the operating system sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub(super) name: String,
    size: u64,
    inode: u64,
    /// Nanoseconds since 1970 of the last change of the content, as programs may set it.
    modified: i128,
    /// Nanoseconds since 1970 of the last change of anything, which no program can set: it tells when an edit was
    /// given its old time stamp back.
    changed: i128,
}

impl Stamp {
    pub(super) fn new(name: String, metadata: &fs::Metadata) -> Self {
        Self {
            name,
            size: metadata.size(),
            inode: metadata.ino(),
            modified: i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec()),
            changed: i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec()),
        }
    }
}

/// Describes the inputs of a folder. Files that are absent are absent here too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fingerprint {
    pub(super) stamps: Vec<Stamp>,
    /// The XXH3 hash of each file's content, in the same order.
    hashes: Vec<u128>,
}

/// Looks at the inputs of a folder without reading them.
pub(super) fn stamps(folder: &DataFolder) -> io::Result<Vec<Stamp>> {
    let mut stamps = Vec::new();
    for name in ingest::inputs(folder.path())? {
        let metadata = match fs::metadata(folder.folder().join(&name)) {
            Ok(metadata) if metadata.is_file() => metadata,
            Ok(_) => continue,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        stamps.push(Stamp::new(name, &metadata));
    }
    Ok(stamps)
}

impl Fingerprint {
    /// Reads the files that `stamps` names and hashes their content.
    pub(super) fn take(folder: &DataFolder, stamps: Vec<Stamp>) -> io::Result<Self> {
        let hashes =
            stamps.iter().map(|stamp| hash(&folder.folder().join(&stamp.name))).collect::<io::Result<_>>()?;
        Ok(Self { stamps, hashes })
    }

    /// Tells whether a file was changed so shortly before `moment` (nanoseconds since 1970) that a later change
    /// may have left the same time stamp. File systems tick as coarsely as every two seconds.
    pub(super) fn is_young(stamps: &[Stamp], moment: i128) -> bool {
        const TICK: i128 = 2_000_000_000;
        stamps.iter().any(|stamp| stamp.modified.max(stamp.changed) + TICK > moment)
    }

    /// Tells whether two fingerprints are of the same content, whatever the time stamps say.
    pub(super) fn same_content(&self, other: &Self) -> bool {
        let names = |fingerprint: &Self| -> Vec<String> {
            fingerprint.stamps.iter().map(|stamp| stamp.name.clone()).collect()
        };
        names(self) == names(other) && self.hashes == other.hashes
    }

    /// Folds names and content into one number.
    pub(super) fn key(&self, salt: &str) -> u64 {
        let mut hasher = Xxh3Default::new();
        hasher.update(salt.as_bytes());
        for (stamp, hash) in self.stamps.iter().zip(&self.hashes) {
            hasher.update(stamp.name.as_bytes());
            hasher.update(&hash.to_le_bytes());
        }
        hasher.digest()
    }
}

fn hash(path: &Path) -> io::Result<u128> {
    let mut file = File::open(path)?;
    let mut hasher = Xxh3Default::new();
    let mut block = vec![0; 1 << 18];
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hasher.digest128()),
            length => hasher.update(&block[..length]),
        }
    }
}
