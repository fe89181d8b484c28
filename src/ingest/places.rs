//! Which file of a folder holds which table: `relations.csv`, the same with tabs, packed, or as a sheet of a workbook.
//! A table that is there twice is an error; nobody could say which one counts.

use std::io;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::choices::Choices;
use crate::ingest::folder::{Folder, list};
use crate::ingest::shape::{self, Shape};
use crate::ingest::{IngestError, settings, workbook};

/// The endings of a table's file.
const ENDINGS: [(&str, Form); 5] = [
    (".csv", Form::Text { tab: false, packed: false }),
    (".csv.gz", Form::Text { tab: false, packed: true }),
    (".tsv", Form::Text { tab: true, packed: false }),
    (".tsv.gz", Form::Text { tab: true, packed: true }),
    (WORKBOOK, Form::Sheet(String::new())),
];

const WORKBOOK: &str = ".xlsx";

/// Says how a file holds a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// As text, with tabs or else commas between its cells, packed or not.
    Text { tab: bool, packed: bool },
    /// As the sheet of this name.
    Sheet(String),
}

/// Says where a table is.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The table.
    pub shape: &'static Shape,
    /// The name of the file in the folder.
    pub file: String,
    /// How the file holds it.
    pub form: Form,
}

impl Place {
    /// Gives the name of the table in the folder: `relations.csv`, or `book.xlsx#relations`.
    pub(super) fn name(&self) -> String {
        match &self.form {
            Form::Text { .. } => self.file.clone(),
            Form::Sheet(sheet) => format!("{}#{sheet}", self.file),
        }
    }
}

/// Holds where the tables of a folder are, and how to read them.
#[derive(Debug)]
pub(super) struct Places<'a> {
    /// The folder.
    pub folder: Folder<'a>,
    /// What was chosen about reading.
    pub choices: Choices,
    found: Vec<Place>,
    /// Tables of which there is a workbook that cannot be read.
    unreadable: Vec<&'static str>,
}

impl<'a> Places<'a> {
    /// Looks for the tables of a folder and reports those that are there twice.
    ///
    /// # Errors
    /// When the folder cannot be listed, or a workbook in it cannot be read.
    pub(super) fn find(
        folder: Folder<'a>,
        choices: Choices,
        report: &mut Report,
    ) -> Result<Self, IngestError> {
        let (mut all, mut unreadable) = (Vec::new(), Vec::new());
        for file in folder.list()? {
            let Some((stem, form)) = split(&file) else { continue };
            match form {
                Form::Sheet(_) => {
                    let places = workbook::tables(folder, &file, &stem, &choices, report)?;
                    let missing = |shape: &&Shape| places.iter().all(|place| place.shape.name != shape.name);
                    unreadable.extend(named(&stem).filter(missing).map(|shape| shape.name));
                    all.extend(places);
                }
                form => all.extend(named(&stem).map(|shape| Place { shape, file, form })),
            }
        }
        let mut found: Vec<Place> = Vec::new();
        for place in all {
            match found.iter().find(|known| known.shape.name == place.shape.name) {
                None => found.push(place),
                Some(first) => {
                    let (one, two) = (folder.path(&first.name()), folder.path(&place.name()));
                    let message = format!("`{one}` and `{two}` hold the same table");
                    report.push(
                        Diagnostic::new(Code::DUPLICATE_TABLE, Location::file(two), message)
                            .with_hint("keep one of the two, or give one another name")
                            .with_related(Location::file(one), "the first of the two"),
                    );
                }
            }
        }
        Ok(Self { folder, choices, found, unreadable })
    }

    /// Finds a table.
    pub(super) fn get(&self, shape: &Shape) -> Option<&Place> {
        self.found.iter().find(|place| place.shape.name == shape.name)
    }

    /// Tells whether a workbook is called after the table and does not hold it, which is reported.
    pub(super) fn is_unreadable(&self, shape: &Shape) -> bool {
        self.unreadable.contains(&shape.name)
    }

    /// Walks all tables that are there.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Place> {
        self.found.iter()
    }

    /// Gives the path of a table as shown to people.
    pub(super) fn path(&self, place: &Place) -> String {
        self.folder.path(&place.name())
    }
}

/// Finds the table of a name, whatever its letters are.
pub(super) fn named(name: &str) -> Option<&'static Shape> {
    let name = name.trim().to_lowercase();
    shape::all().find(|shape| shape.name == name)
}

/// Splits the name of a file into the name of a table and the form that its ending says; nothing for other files, and
/// for those that a program keeps beside an open workbook.
fn split(file: &str) -> Option<(String, Form)> {
    if file.starts_with(['.', '~']) {
        return None;
    }
    let lower = file.to_lowercase();
    // The longest ending counts: `.csv.gz` and not `.gz`.
    let (stem, form) = ENDINGS
        .into_iter()
        .rev()
        .find_map(|(ending, form)| Some((lower.strip_suffix(ending)?.to_owned(), form)))?;
    Some((stem, form))
}

/// Gives the names of the files in a folder that its data set is read from, in the order of the alphabet: the settings,
/// the tables, and every workbook.
///
/// # Errors
/// When the folder cannot be listed.
pub fn inputs(folder: &Path) -> io::Result<Vec<String>> {
    let is_input = |name: &String| {
        let table = |(stem, form): (String, Form)| matches!(form, Form::Sheet(_)) || named(&stem).is_some();
        name == settings::FILE || split(name).is_some_and(table)
    };
    let mut names = match list(folder) {
        // That there is no folder is told when it is read.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            vec![]
        }
        names => names?,
    };
    names.retain(is_input);
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{Form, split};

    #[test]
    fn the_ending_says_the_form() {
        let text = |tab, packed| Form::Text { tab, packed };
        for (file, stem, form) in [
            ("relations.csv", "relations", text(false, false)),
            ("Relations.TSV", "relations", text(true, false)),
            ("actors.csv.gz", "actors", text(false, true)),
            ("a.b.tsv.gz", "a.b", text(true, true)),
            ("book.xlsx", "book", Form::Sheet(String::new())),
        ] {
            assert_eq!(split(file), Some((stem.to_owned(), form)), "{file}");
        }
        for other in [".relations.csv", "~$book.xlsx", "relations.gz", "relations.csv.bak", "relations"] {
            assert_eq!(split(other), None, "{other}");
        }
    }
}
