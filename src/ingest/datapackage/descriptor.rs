//! The resources and schemas of a data package, out of JSON. What cannot be used is a problem that names the place in
//! the package, and is left out.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::IngestError;
use crate::ingest::datapackage::constraint::Constraints;
use crate::ingest::datapackage::field::Field;
use crate::ingest::datapackage::keys::ForeignKey;
use crate::ingest::datapackage::value::Kind;
use crate::ingest::folder::Folder;

/// Holds one table of the package.
#[derive(Debug)]
pub(in crate::ingest) struct Resource {
    /// Its name.
    pub name: String,
    /// The file, by its path inside the folder.
    pub path: String,
    /// What stands for an empty cell.
    pub missing: Vec<String>,
    /// Its columns.
    pub fields: Vec<Field>,
    /// The columns whose cells together name a row.
    pub primary_key: Vec<String>,
    /// Columns whose cells are in another table.
    pub foreign_keys: Vec<ForeignKey>,
}

/// Reads one package.
pub(super) struct Reader<'a> {
    /// The folder that it is in.
    pub folder: Folder<'a>,
    /// The path of the package as shown to people.
    pub path: String,
    /// Where problems go.
    pub report: &'a mut Report,
    /// Schemas in files of their own.
    pub schemas: BTreeMap<String, Value>,
}

impl Reader<'_> {
    pub(super) fn problem(&mut self, place: &str, message: &str) {
        let location = Location::file(self.path.as_str());
        self.report.push(Diagnostic::new(Code::BAD_SCHEMA, location, format!("{place}: {message}")));
    }

    pub(super) fn resources(&mut self, package: &Value) -> Result<Vec<Resource>, IngestError> {
        let Some(resources) = package["resources"].as_array() else {
            self.problem("the package", "there is no list `resources`");
            return Ok(Vec::new());
        };
        let mut found: Vec<Resource> = Vec::new();
        for (number, resource) in resources.iter().enumerate() {
            let place = match resource["name"].as_str() {
                Some(name) => format!("the resource `{name}`"),
                None => format!("resource {}", number + 1),
            };
            if let Some(resource) = self.resource(resource, &place)? {
                found.push(resource);
            }
        }
        let names: Vec<&str> = resources.iter().filter_map(|resource| resource["name"].as_str()).collect();
        for resource in &mut found {
            let place = format!("the resource `{}`", resource.name);
            resource.foreign_keys.retain(|key| {
                let known = key.resource.is_empty() || names.contains(&key.resource.as_str());
                if !known {
                    let message =
                        format!("a foreign key names the resource `{}`, and there is none", key.resource);
                    self.problem(&place, &message);
                }
                known
            });
        }
        Ok(found)
    }

    fn resource(&mut self, value: &Value, place: &str) -> Result<Option<Resource>, IngestError> {
        let path = match &value["path"] {
            Value::String(path) => path.as_str(),
            Value::Array(paths) if paths.len() == 1 => paths[0].as_str().unwrap_or_default(),
            Value::Array(_) => {
                self.problem(place, "it has several files, and only tables of one file are checked");
                return Ok(None);
            }
            // Data may stand in the package itself; there is no row of a file to point at.
            _ => return Ok(None),
        };
        if path.contains("://") {
            self.problem(place, "its path is an address of the web, and nothing is fetched");
            return Ok(None);
        }
        if path.is_empty() || path.starts_with('/') || path.split(['/', '\\']).any(|part| part == "..") {
            self.problem(place, &format!("its path `{path}` does not lie inside the folder"));
            return Ok(None);
        }
        let path = path.trim_start_matches("./").to_owned();
        if self.folder.open(&path)?.is_none() {
            // A package may describe tables that a folder may have and need not.
            if !crate::ingest::shape::shapes().any(|shape| shape.file == path) {
                self.problem(place, &format!("there is no file `{path}`"));
            }
            return Ok(None);
        }
        let Some(schema) = self.schema(&value["schema"], place)? else { return Ok(None) };
        let missing = missing_values(&schema["missingValues"]);
        let mut fields = Vec::new();
        for field in schema["fields"].as_array().into_iter().flatten() {
            fields.extend(self.field(field, place));
        }
        let foreign_keys = schema["foreignKeys"].as_array().into_iter().flatten();
        let foreign_keys = foreign_keys.filter_map(|key| self.foreign_key(key, place)).collect();
        Ok(Some(Resource {
            name: value["name"].as_str().unwrap_or_default().to_owned(),
            path,
            missing,
            primary_key: texts(&schema["primaryKey"]),
            fields,
            foreign_keys,
        }))
    }

    /// Gives the schema: an object, or the name of a file inside the folder.
    fn schema(&mut self, value: &Value, place: &str) -> Result<Option<Value>, IngestError> {
        let Some(file) = value.as_str() else { return Ok(Some(value.clone())) };
        if let Some(schema) = self.schemas.get(file) {
            return Ok(Some(schema.clone()));
        }
        let inside =
            !file.contains("://") && !file.starts_with('/') && !file.split('/').any(|part| part == "..");
        let bytes = if inside { self.folder.read(file)? } else { None };
        let schema = bytes.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        match &schema {
            Some(schema) => drop(self.schemas.insert(file.to_owned(), schema.clone())),
            None => self.problem(place, &format!("its schema `{file}` cannot be read")),
        }
        Ok(schema)
    }

    fn field(&mut self, value: &Value, place: &str) -> Option<Field> {
        let Some(name) = value["name"].as_str() else {
            self.problem(place, "a field has no name");
            return None;
        };
        let place = format!("{place}, field `{name}`");
        let kind = match Kind::read(value) {
            Ok(kind) => kind,
            Err(message) => {
                self.problem(&place, &message);
                Kind::Any
            }
        };
        let constraints = match Constraints::read(&value["constraints"], &kind) {
            Ok(constraints) => constraints,
            Err(message) => {
                self.problem(&place, &message);
                Constraints::default()
            }
        };
        Some(Field {
            name: name.to_owned(),
            kind,
            constraints,
            missing: missing_values(&value["missingValues"]),
        })
    }

    fn foreign_key(&mut self, value: &Value, place: &str) -> Option<ForeignKey> {
        let (from, to) = (texts(&value["fields"]), texts(&value["reference"]["fields"]));
        if from.is_empty() || from.len() != to.len() {
            self.problem(
                place,
                "a foreign key does not name as many fields of its own as of the other table",
            );
            return None;
        }
        let resource = value["reference"]["resource"].as_str().unwrap_or_default().to_owned();
        Some(ForeignKey { from, resource, to })
    }
}

/// Reads one text or several.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(texts) => texts.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Reads what stands for an empty cell: texts, or objects with a `value` (version 2). An empty cell always is one.
fn missing_values(value: &Value) -> Vec<String> {
    let values = value.as_array().into_iter().flatten();
    let texts = values.filter_map(|value| value.as_str().or_else(|| value["value"].as_str()));
    texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}
