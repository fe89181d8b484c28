//! A data package as a whole: its resources, and which table of the folder each of them is.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::IngestError;
use crate::ingest::datapackage::descriptor::{Reader, Resource};
use crate::ingest::folder::Folder;
use crate::ingest::shape::shapes;
use crate::model::Settings;

/// The name of the file.
pub(in crate::ingest) const FILE: &str = "datapackage.json";

/// Holds what the package says.
#[derive(Debug, Default)]
pub(in crate::ingest) struct DataPackage {
    /// What the data set is called; empty when nothing is said.
    pub title: String,
    /// The licence; empty when nothing is said.
    pub licence: String,
    /// Its tables.
    pub resources: Vec<Resource>,
}

impl DataPackage {
    /// Says of the data set what its settings leave open.
    pub(in crate::ingest) fn describe(&self, settings: &mut Settings) {
        for (said, open) in [(&self.title, &mut settings.title), (&self.licence, &mut settings.licence)] {
            if open.is_empty() {
                open.clone_from(said);
            }
        }
    }

    /// Gives the name of the resource that a file is.
    pub(in crate::ingest) fn table_of(&self, file: &str) -> Option<&str> {
        self.resources.iter().find(|resource| resource.path == file).map(|resource| resource.name.as_str())
    }

    /// Gives what stands for an empty cell in a file.
    pub(in crate::ingest) fn missing(&self, file: &str) -> &[String] {
        let resource = self.resources.iter().find(|resource| resource.path == file);
        resource.map_or(&[], |resource| &resource.missing)
    }

    /// Names the files that it is about.
    pub(in crate::ingest) fn files(&self) -> impl Iterator<Item = &str> {
        self.resources.iter().map(|resource| resource.path.as_str())
    }
}

/// Reads the package of a folder; without one, it says nothing. What is wrong with it is reported and left out.
///
/// # Errors
/// When the file is there and cannot be read.
pub(in crate::ingest) fn read_package(
    folder: Folder<'_>,
    report: &mut Report,
) -> Result<DataPackage, IngestError> {
    let Some(bytes) = folder.read(FILE)? else { return Ok(DataPackage::default()) };
    let path = folder.path(FILE);
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let value: Value = match serde_json::from_slice(text) {
        Ok(value) => value,
        Err(error) => {
            let (line, character) = (error.line().max(1), error.column().max(1));
            let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let location = Location::cell(path, short(line), short(character), "");
            let message = format!("the data package is not JSON: {}", words(&error.to_string()));
            report.push(Diagnostic::new(Code::BAD_SCHEMA, location, message));
            return Ok(DataPackage::default());
        }
    };
    let mut reader = Reader { folder, path, report, schemas: BTreeMap::new() };
    let resources = reader.resources(&value)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let licence = value["licenses"].get(0).map(|licence| match text(&licence["name"]) {
        name if name.is_empty() => text(&licence["path"]),
        name => name,
    });
    Ok(DataPackage { title: text(&value["title"]), licence: licence.unwrap_or_default(), resources })
}

/// Tells whether a resource has the name of a table of ours.
pub(super) fn is_table(name: &str) -> bool {
    shapes().any(|shape| shape.table() == name)
}

/// Takes the place off the words of an error, which is said otherwise.
fn words(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}
