//! Which tables there are in a folder, and which of them are called after a table of their own: `relations.csv`, the same
//! with tabs, packed, or as a sheet of a workbook. A table that is there twice is an error; nobody could say which one
//! counts.

use std::io;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::choices::Choices;
use crate::ingest::datapackage::{self, DataPackage, read_package};
use crate::ingest::folder::{Folder, list};
use crate::ingest::header::Wanted;
use crate::ingest::shape::{RELATIONS, Shape, shapes};
use crate::ingest::{IngestError, settings, workbook};

/// The endings of files that hold a table, the longer before the shorter.
const ENDINGS: [(&str, Form); 7] = [
    (".csv.gz", Form::Text { separator: Some(b','), packed: true }),
    (".tsv.gz", Form::Text { separator: Some(b'\t'), packed: true }),
    (".csv", Form::Text { separator: Some(b','), packed: false }),
    (".tsv", Form::Text { separator: Some(b'\t'), packed: false }),
    (".tab", Form::Text { separator: Some(b'\t'), packed: false }),
    (".txt", Form::Text { separator: None, packed: false }),
    (".xlsx", Form::Sheet(String::new())),
];

/// How files end in which other programs keep tables, and which are not read.
const UNREAD: [&str; 8] = [".ods", ".fods", ".xls", ".xlsm", ".xlsb", ".numbers", ".gsheet", ".parquet"];

/// Says how a file holds a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// As text, with the separator that its name promises, packed or not.
    Text { separator: Option<u8>, packed: bool },
    /// As the sheet of this name.
    Sheet(String),
}

/// Says where a table is.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The name of the file in the folder.
    pub file: String,
    /// How the file holds it.
    pub form: Form,
    /// The table that it is called after.
    pub shape: Option<&'static Shape>,
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
    /// What the folder says of its tables in a data package.
    pub package: DataPackage,
    all: Vec<Place>,
    /// Tables that a workbook is called after which does not hold them; that is reported.
    pub unreadable: Vec<&'static str>,
}

impl<'a> Places<'a> {
    /// Looks for the tables of a folder and reports those that are there twice.
    ///
    /// # Errors
    /// When the folder cannot be listed, or a workbook in it cannot be read.
    pub(super) fn find(
        folder: Folder<'a>,
        choices: Choices,
        package: DataPackage,
        report: &mut Report,
    ) -> Result<Self, IngestError> {
        let mut files = folder.files()?;
        // A package may describe tables in folders below; others are not looked for there.
        files.extend(package.files().filter(|file| file.contains('/')).map(str::to_owned));
        let mut places = Self { folder, choices, package, all: Vec::new(), unreadable: Vec::new() };
        for file in files {
            let known = split(&file);
            // One table that is named may have any ending.
            let any =
                || folder.table().map(|_| (file.clone(), Form::Text { separator: None, packed: false }));
            match known.or_else(any) {
                None => places.report_unread(&file, report),
                Some((stem, Form::Sheet(_))) => places.add_workbook(&file, &stem, report)?,
                Some((stem, form)) => {
                    let own =
                        [".csv", ".tsv", ".gz"].iter().any(|ending| file.to_lowercase().ends_with(ending));
                    let told = places.package.table_of(&file).and_then(named);
                    let shape = told.or(named(&stem).filter(|_| own));
                    places.add(Place { shape, file, form }, report);
                }
            }
        }
        Ok(places)
    }

    fn add_workbook(&mut self, file: &str, stem: &str, report: &mut Report) -> Result<(), IngestError> {
        let found = workbook::tables(self.folder, file, stem, &self.choices, report)?;
        let own = named(stem).filter(|shape| found.iter().all(|place| place.shape != Some(*shape)));
        self.unreadable.extend(own.map(Shape::table));
        for place in found {
            self.add(place, report);
        }
        Ok(())
    }

    /// Names a file in which other programs keep tables and which is not read, as that is not to pass in silence.
    fn report_unread(&self, file: &str, report: &mut Report) {
        if file.starts_with(['.', '~']) || !UNREAD.iter().any(|ending| file.to_lowercase().ends_with(ending))
        {
            return;
        }
        let location = Location::file(self.folder.path(file));
        let message = format!("nobody reads the file `{file}`");
        report.push(
            Diagnostic::new(Code::UNREAD_SHEET, location, message)
                .with_hint("save it as a workbook of the form `.xlsx`, or each sheet as `.csv`"),
        );
    }

    fn add(&mut self, place: Place, report: &mut Report) {
        if let Some(first) = place.shape.and_then(|shape| self.get(shape)) {
            let (one, two) = (self.path(first), self.path(&place));
            let message = format!("`{one}` and `{two}` hold the same table");
            report.push(
                Diagnostic::new(Code::DUPLICATE_TABLE, Location::file(two), message)
                    .with_hint("keep one of the two, or give one another name")
                    .with_related(Location::file(one), "the first of the two"),
            );
        } else {
            self.all.push(place);
        }
    }

    /// Says how the header of a table is read.
    pub(super) fn wanted(&self, shape: &'static Shape, place: &Place) -> Wanted<'_> {
        Wanted { shape, columns: &self.choices.columns, missing: self.package.missing(&place.file) }
    }

    /// Finds the place that is called after a table.
    pub(super) fn get(&self, shape: &'static Shape) -> Option<&Place> {
        self.all.iter().find(|place| place.shape == Some(shape))
    }

    /// Walks all places.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Place> {
        self.all.iter()
    }

    /// Gives the path of a table as shown to people.
    pub(super) fn path(&self, place: &Place) -> String {
        self.folder.path(&place.name())
    }
}

/// Finds the table of a name, whatever its letters are.
pub(super) fn named(name: &str) -> Option<&'static Shape> {
    let name = name.trim().to_lowercase();
    shapes().find(|shape| shape.table() == name)
}

/// Splits the name of a file into what stands before its ending and the form that the ending says; nothing for other
/// files, and for those that a program keeps beside an open workbook.
fn split(file: &str) -> Option<(String, Form)> {
    if file.starts_with(['.', '~']) {
        return None;
    }
    let lower = file.to_lowercase();
    ENDINGS.into_iter().find_map(|(ending, form)| Some((lower.strip_suffix(ending)?.to_owned(), form)))
}

/// Names the files that reading a folder may look at, in order: the settings, the tables and every workbook, and all
/// that may be a table when none is called `relations`; of a single table, that file.
///
/// # Errors
/// When the folder cannot be listed.
pub fn inputs(folder: &Path) -> io::Result<Vec<String>> {
    if let Some(table) = Folder::new(folder).table() {
        return Ok(vec![table]);
    }
    let mut names = match list(folder) {
        // That there is no folder is told when it is read.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            vec![]
        }
        names => names?,
    };
    let stem = |name: &String| split(name).filter(|(_, form)| !matches!(form, Form::Sheet(_)));
    let claims = |name: &String| stem(name).is_some_and(|(stem, _)| stem == RELATIONS.table());
    let settled = names.iter().any(claims);
    names.retain(|name| {
        let table = |(stem, form): (String, Form)| {
            !settled || matches!(form, Form::Sheet(_)) || named(&stem).is_some()
        };
        [settings::FILE, datapackage::FILE].contains(&name.as_str())
            || (split(name).is_some_and(table) && folder.join(name).is_file())
    });
    let package = read_package(Folder::Path(folder), &mut Report::new());
    names.extend(package.iter().flat_map(DataPackage::files).map(str::to_owned));
    names.sort();
    names.dedup();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{Form, split};

    #[test]
    fn the_ending_says_the_form() {
        let text = |separator, packed| Form::Text { separator: Some(separator), packed };
        for (file, stem, form) in [
            ("relations.csv", "relations", text(b',', false)),
            ("Relations.TSV", "relations", text(b'\t', false)),
            ("actors.csv.gz", "actors", text(b',', true)),
            ("a.b.tsv.gz", "a.b", text(b'\t', true)),
            ("a.txt", "a", Form::Text { separator: None, packed: false }),
            ("book.xlsx", "book", Form::Sheet(String::new())),
        ] {
            assert_eq!(split(file), Some((stem.to_owned(), form)), "{file}");
        }
        for other in [".relations.csv", "~$book.xlsx", "relations.gz", "relations.csv.bak", "relations"] {
            assert_eq!(split(other), None, "{other}");
        }
    }
}
