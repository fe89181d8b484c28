//! Where the tables are: a folder of files, or bytes in memory. Only this module opens a file.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::ingest::IngestError;
use crate::ingest::shape::RELATIONS;

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
    pub input: Box<dyn Read + Send + 'a>,
    /// How many there are.
    pub bytes: u64,
}

/// The endings of files that may hold a table.
const ENDINGS: [&str; 4] = ["csv", "tab", "tsv", "txt"];

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

    /// Names the files that may hold a table, in order.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub(super) fn tables(&self) -> Result<Vec<String>, IngestError> {
        match self {
            Self::Memory(tables) => {
                let mut names: Vec<String> = tables.iter().map(|(name, _)| (*name).to_owned()).collect();
                names.retain(|name| is_table(name));
                names.sort();
                Ok(names)
            }
            Self::Table(_) => Ok(self.table().into_iter().collect()),
            Self::Path(path) => {
                let refused = |source| IngestError::Folder { folder: shown(path), source };
                tables(path).map_err(refused)
            }
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
            Self::Table(path) => shown(path),
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
            Self::Table(path) if self.table().is_some_and(|table| table == name) => {
                self.open_file(path, name)
            }
            Self::Table(_) => Ok(None),
            Self::Path(path) => self.open_file(&path.join(name), name),
        }
    }

    fn open_file(&self, path: &Path, name: &str) -> Result<Option<Opened<'a>>, IngestError> {
        match File::open(path) {
            Ok(file) => {
                let bytes = file.metadata().map_err(|source| self.refused(name, source))?.len();
                Ok(Some(Opened { input: Box::new(file), bytes }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(self.refused(name, source)),
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

/// The files that a folder is read from; any of them may be absent.
const INPUTS: [&str; 7] = [
    "actant.toml",
    "actors.csv",
    "events.csv",
    "places.csv",
    "relation_types.csv",
    "relations.csv",
    "sources.csv",
];

/// Names the files that reading a folder may look at, in order; of a single table, that file.
///
/// # Errors
/// When the folder cannot be listed.
pub fn inputs(folder: &Path) -> io::Result<Vec<String>> {
    if let Some(table) = Folder::new(folder).table() {
        return Ok(vec![table]);
    }
    let mut names: Vec<String> =
        INPUTS.iter().filter(|name| folder.join(name).is_file()).map(|name| (*name).to_owned()).collect();
    if !names.iter().any(|name| name == RELATIONS.file) {
        match tables(folder) {
            Ok(tables) => names.extend(tables),
            // That the folder is not there is for reading it to say.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        names.sort();
        names.dedup();
    }
    Ok(names)
}

/// Names the files of a folder that may hold a table, in order.
fn tables(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // A name that is not UTF-8 could not be shown, and none that a table needs is.
        if let Ok(name) = entry.file_name().into_string()
            && is_table(&name)
            && entry.path().is_file()
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn is_table(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn shown(path: &Path) -> String {
    path.display().to_string().replace(std::path::MAIN_SEPARATOR, "/")
}
