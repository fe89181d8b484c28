//! Where the tables are: a folder of files, or bytes in memory. Only this module opens a file.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::ingest::IngestError;

/// Gives tables by the name of their file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Folder<'a> {
    /// A folder of the file system.
    Path(&'a Path),
    /// Names with their bytes.
    Memory(&'a [(&'a str, &'a [u8])]),
}

/// Is one open file.
pub(super) struct Opened<'a> {
    /// Gives its bytes.
    pub input: Box<dyn Read + Send + 'a>,
    /// How many there are.
    pub bytes: u64,
}

impl<'a> Folder<'a> {
    /// Checks that the folder is there.
    ///
    /// # Errors
    /// When it is not, or is no folder.
    pub(super) fn check(&self) -> Result<(), IngestError> {
        let Self::Path(path) = self else { return Ok(()) };
        let refused = |source| IngestError::Folder { folder: shown(path), source };
        if fs::metadata(path).map_err(refused)?.is_dir() {
            Ok(())
        } else {
            Err(refused(io::Error::from(io::ErrorKind::NotADirectory)))
        }
    }

    /// Gives the path of a file as shown to people, with `/` between its parts.
    pub(super) fn path(&self, name: &str) -> String {
        match self {
            Self::Memory(_) => name.to_owned(),
            Self::Path(path) => {
                let folder = shown(path);
                if folder.is_empty() {
                    name.to_owned()
                } else {
                    format!("{}/{name}", folder.trim_end_matches('/'))
                }
            }
        }
    }

    /// Opens a file; nothing when it is absent.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub(super) fn open(&self, name: &str) -> Result<Option<Opened<'a>>, IngestError> {
        match self {
            Self::Memory(tables) => Ok(tables
                .iter()
                .find(|(table, _)| *table == name)
                .map(|(_, bytes)| Opened { input: Box::new(*bytes), bytes: bytes.len() as u64 })),
            Self::Path(path) => match File::open(path.join(name)) {
                Ok(file) => {
                    let bytes = file.metadata().map_err(|source| self.refused(name, source))?.len();
                    Ok(Some(Opened { input: Box::new(file), bytes }))
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(source) => Err(self.refused(name, source)),
            },
        }
    }

    /// Reads a whole file; nothing when it is absent.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub(super) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
        let Some(mut opened) = self.open(name)? else { return Ok(None) };
        let mut bytes = Vec::with_capacity(usize::try_from(opened.bytes).unwrap_or(0) + 1);
        opened.input.read_to_end(&mut bytes).map_err(|source| self.refused(name, source))?;
        Ok(Some(bytes))
    }

    /// Names the files of a folder inside it that end in `.ending`, in the order of the alphabet; none when that folder
    /// is absent.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub(super) fn list(&self, inside: &str, ending: &str) -> Result<Vec<String>, IngestError> {
        let Self::Path(path) = self else { return Ok(Vec::new()) };
        let refused = |source| self.refused(inside, source);
        let entries = match fs::read_dir(path.join(inside)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(refused)?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let name = entry.map_err(refused)?.file_name().to_string_lossy().into_owned();
            if Path::new(&name).extension().is_some_and(|found| found == ending) {
                files.push(format!("{inside}/{name}"));
            }
        }
        files.sort();
        Ok(files)
    }

    /// Makes the error for a file that cannot be read.
    pub(super) fn refused(&self, name: &str, source: io::Error) -> IngestError {
        IngestError::File { file: self.path(name), source }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string().replace(std::path::MAIN_SEPARATOR, "/")
}
