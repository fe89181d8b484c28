//! The queries that have a name: those that ship inside the program and those of a folder, which come first.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::query::{Query, QueryError};
use crate::spelling::nearest;

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../queries/", $name, ".rq")))),*]
    };
}

/// The shipped queries, in the order of the alphabet.
const SHIPPED: &[(&str, &str)] = shipped![
    "about-event",
    "accusations",
    "actor-profile",
    "actors",
    "ambiguous",
    "anonymous",
    "casualties",
    "claims-by-month",
    "contradictions",
    "denials",
    "disputes",
    "edges",
    "events",
    "members",
    "negotiations",
    "never-cited",
    "possible",
    "quotes",
    "reciprocal-accusations",
    "relations",
    "sayings",
    "shared-origins",
    "silences",
    "single-source",
    "sources",
    "speakers",
    "timeline",
    "unanswered-accusations",
    "undated",
    "unsourced",
    "who-blamed-whom",
    "who-condemned-what",
];

/// Holds queries by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    queries: BTreeMap<String, Query>,
}

impl Catalogue {
    /// Gives the queries that ship inside the program.
    ///
    /// ```
    /// let catalogue = actant::query::Catalogue::shipped();
    /// assert_eq!(catalogue.find("members")?.header().summary, "Who is a member of what");
    /// # Ok::<_, actant::query::QueryError>(())
    /// ```
    pub fn shipped() -> Self {
        let queries = SHIPPED.iter().map(|(name, text)| {
            let query = Query::new(*name, *text).expect("shipped headers are read by a test");
            ((*name).to_owned(), query)
        });
        Self { queries: queries.collect() }
    }

    /// Adds the `*.rq` files of a folder; a file with the name of a shipped query takes its place. A folder that
    /// does not exist has none. What cannot be read is left out and given back.
    #[must_use = "the errors name the files that were left out"]
    pub fn add_folder(&mut self, folder: &Path) -> Vec<QueryError> {
        let mut errors = Vec::new();
        let files = files(folder).unwrap_or_else(|error| {
            errors.push(error);
            Vec::new()
        });
        for path in files {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let query = fs::read_to_string(&path)
                .map_err(|source| QueryError::Read { path, source })
                .and_then(|text| Query::new(name.clone(), text));
            match query {
                Ok(query) => drop(self.queries.insert(name, query)),
                Err(error) => errors.push(error),
            }
        }
        errors
    }

    /// Finds a query by its name.
    ///
    /// # Errors
    /// When there is none; the error knows the nearest.
    pub fn find(&self, name: &str) -> Result<&Query, QueryError> {
        self.queries.get(name).ok_or_else(|| QueryError::UnknownQuery {
            name: name.to_owned(),
            nearest: nearest(name, self.queries.keys().map(String::as_str)).map(str::to_owned),
        })
    }

    /// Walks the queries in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Query> {
        self.queries.values()
    }
}

/// Gives the namespace that the shipped queries write for a prefix.
pub(super) fn namespace(prefix: &str) -> Option<&'static str> {
    let start = format!("PREFIX {prefix}: <");
    let line = SHIPPED.iter().flat_map(|(_, text)| text.lines()).find(|line| line.starts_with(&start))?;
    line[start.len()..].strip_suffix('>')
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, QueryError> {
    let failed = |source| QueryError::Read { path: folder.to_owned(), source };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(failed)?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "rq") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Catalogue, SHIPPED};
    use crate::query::QueryError;

    #[test]
    fn the_table_is_in_the_order_of_the_alphabet() {
        assert!(SHIPPED.is_sorted_by(|left, right| left.0 < right.0));
        assert_eq!(Catalogue::shipped().iter().count(), SHIPPED.len());
    }

    #[test]
    fn a_folder_adds_and_overrides_and_keeps_what_is_good() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("members.rq", "#+ summary: Mine\nSELECT * {}");
        write("own.rq", "SELECT * {}");
        write("broken.rq", "#+ sumary: x\nSELECT * {}");
        write("notes.txt", "#+ sumary: x");
        let mut catalogue = Catalogue::shipped();
        let errors = catalogue.add_folder(folder.path());
        assert_eq!(catalogue.find("members").unwrap().header().summary, "Mine");
        assert!(catalogue.find("own").is_ok());
        assert!(matches!(&errors[..], [QueryError::Header { query, line: 1, .. }] if query == "broken"));
        assert!(catalogue.add_folder(&folder.path().join("none")).is_empty());
    }

    #[test]
    fn a_misspelt_name_finds_its_neighbour() {
        let error = Catalogue::shipped().find("who-blames-whom").unwrap_err();
        assert_eq!(error.to_string(), "no query is called `who-blames-whom`");
        assert_eq!(error.hint().as_deref(), Some("did you mean `who-blamed-whom`?"));
    }
}
