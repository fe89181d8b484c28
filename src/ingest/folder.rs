//! Where the tables are: a folder of files, or bytes in memory. Only this module opens a file.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use crate::ingest::IngestError;

/// Gives tables by the name of their file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Folder<'a> {
    /// A folder of the file system.
    Path(&'a Path),
    /// One table of the file system.
    Table(&'a Path),
    /// Names with their bytes.
    Memory(&'a [(&'a str, &'a [u8])]),
}

/// Is one open file.
pub(super) struct Opened<'a> {
    /// Gives its bytes.
    pub input: Input<'a>,
    /// How many there are.
    pub bytes: u64,
}

/// Gives the bytes of a file, from any place in it.
pub(super) enum Input<'a> {
    File(File),
    Memory(io::Cursor<&'a [u8]>),
}

impl Read for Input<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(into),
            Self::Memory(bytes) => bytes.read(into),
        }
    }
}

impl Seek for Input<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Memory(bytes) => bytes.seek(to),
        }
    }
}

impl<'a> Input<'a> {
    /// Gives the reader of the bytes itself.
    pub(super) fn boxed(self) -> Box<dyn Read + Send + 'a> {
        match self {
            Self::File(file) => Box::new(file),
            Self::Memory(bytes) => Box::new(bytes),
        }
    }
}

impl<'a> Folder<'a> {
    /// Takes a path as what it is: a folder, or one table.
    pub(super) fn new(path: &'a Path) -> Self {
        if path.is_file() { Self::Table(path) } else { Self::Path(path) }
    }

    /// Gives the name of the one table.
    pub(super) fn table(&self) -> Option<String> {
        match self {
            Self::Table(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Self::Path(_) | Self::Memory(_) => None,
        }
    }

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
            Self::Table(path) => {
                // A sheet is named after its file.
                let sheet = name.split_once('#').map(|(_, sheet)| format!("#{sheet}"));
                format!("{}{}", shown(path), sheet.unwrap_or_default())
            }
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

    /// Gives the names of the files in it, in the order of the alphabet.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub(super) fn files(&self) -> Result<Vec<String>, IngestError> {
        let mut names = match self {
            Self::Memory(tables) => tables.iter().map(|(name, _)| (*name).to_owned()).collect(),
            Self::Table(_) => self.table().into_iter().collect(),
            Self::Path(path) => {
                list(path).map_err(|source| IngestError::Folder { folder: shown(path), source })?
            }
        };
        names.sort();
        Ok(names)
    }

    /// Opens a file; nothing when it is absent.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub(super) fn open(&self, name: &str) -> Result<Option<Opened<'a>>, IngestError> {
        match self {
            Self::Memory(tables) => {
                let found = tables.iter().find(|(table, _)| *table == name);
                Ok(found.map(|(_, bytes)| Opened {
                    input: Input::Memory(io::Cursor::new(*bytes)),
                    bytes: bytes.len() as u64,
                }))
            }
            Self::Table(path) if self.table().is_some_and(|table| table == name) => {
                self.open_file(path, name)
            }
            Self::Table(_) => Ok(None),
            Self::Path(path) => self.open_file(&path.join(name), name),
        }
    }

    fn open_file(&self, path: &Path, name: &str) -> Result<Option<Opened<'a>>, IngestError> {
        let refused = |source| self.refused(name, source);
        let metadata = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            metadata => metadata.map_err(refused)?,
        };
        // Opening a pipe would wait for somebody to write into it.
        if !metadata.is_file() {
            return Err(refused(io::Error::other("it is no file")));
        }
        let file = File::open(path).map_err(refused)?;
        Ok(Some(Opened { input: Input::File(file), bytes: metadata.len() }))
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

/// Gives the names of the files in a folder in any order. A name that is not UTF-8 is that of no table.
pub(super) fn list(path: &Path) -> io::Result<Vec<String>> {
    let entries = fs::read_dir(path)?;
    let named =
        |entry: io::Result<fs::DirEntry>| entry.map(|entry| entry.file_name().into_string().ok()).transpose();
    entries.filter_map(named).collect()
}

fn shown(path: &Path) -> String {
    path.display().to_string().replace(std::path::MAIN_SEPARATOR, "/")
}
