//! The rows of a table against its schema. The table is read once more for it, and only when its schema says something
//! that the reader does not check by itself.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::IngestError;
use crate::ingest::datapackage::descriptor::Resource;
use crate::ingest::datapackage::field::Field;
use crate::ingest::datapackage::keys::{ForeignKey, Seen, Targets};
use crate::ingest::datapackage::package::is_table;
use crate::ingest::dictionary::dictionary;
use crate::ingest::header::{Header, take_header};
use crate::ingest::inventory::Inventory;
use crate::ingest::places::Places;
use crate::ingest::problems::Problems;
use crate::ingest::rows::{Row, read_rows};
use crate::ingest::shape::RELATIONS;

/// Checks the tables of the package of a folder.
///
/// # Errors
/// When a file cannot be read.
pub(in crate::ingest) fn check(
    places: &Places<'_>,
    inventory: &Inventory,
    report: &mut Report,
) -> Result<(), IngestError> {
    let files = Files { places, inventory };
    for resource in &places.package.resources {
        if let Some(table) = Table::of(files, resource)? {
            table.check(files, report)?;
        }
    }
    Ok(())
}

/// Opens the files of resources.
#[derive(Clone, Copy)]
struct Files<'a> {
    places: &'a Places<'a>,
    inventory: &'a Inventory,
}

impl Files<'_> {
    /// Calls `sink` once with the header of a resource and then with every row that can be told into cells.
    fn each_row(
        self,
        resource: &Resource,
        mut sink: impl FnMut(Option<&Row<'_>>, &Header),
    ) -> Result<(), IngestError> {
        let Some(place) = self.places.iter().find(|place| place.file == resource.path) else { return Ok(()) };
        let refused = |source| self.places.folder.refused(&place.file, source);
        // What is wrong with its rows is said where the table itself is read.
        let mut ignored = Problems::new(self.places.path(place));
        let (mut blocks, _) = self.places.open(place, &mut ignored)?;
        let mut block = blocks.next().map_err(refused)?;
        let shape = self.inventory.table(place).unwrap_or(&RELATIONS);
        let header = take_header(block.as_mut(), self.places.wanted(shape, place), &mut ignored);
        blocks.width = header.width;
        sink(None, &header);
        while let Some(present) = block {
            read_rows(&present, header.written(), &mut ignored, |row, _| {
                if !row.broken {
                    sink(Some(row), &header);
                }
            });
            block = blocks.next().map_err(refused)?;
        }
        Ok(())
    }

    /// Gathers the cells of some columns of a resource.
    fn targets(self, target: &Resource, names: &[String]) -> Result<Targets, IngestError> {
        let mut found = Targets::new();
        self.each_row(target, |row, header| {
            let cells = |row: &Row<'_>| -> Option<Vec<String>> {
                names.iter().map(|name| Some(row.cell(Some(column(header, name)?)).to_owned())).collect()
            };
            found.extend(row.and_then(cells));
        })?;
        Ok(found)
    }
}

/// Holds what is left to check in a table.
struct Table<'a> {
    resource: &'a Resource,
    fields: Vec<Field>,
    primary_key: Vec<String>,
    foreign_keys: Vec<(&'a ForeignKey, Targets)>,
}

impl<'a> Table<'a> {
    /// Leaves out what the reader checks by itself; nothing when nothing is left.
    fn of(files: Files<'a>, resource: &'a Resource) -> Result<Option<Self>, IngestError> {
        let own =
            dictionary().iter().find(|table| table.name() == resource.name || table.file == resource.path);
        let mut fields = resource.fields.clone();
        for field in &mut fields {
            let column = own.and_then(|table| table.columns.iter().find(|column| column.name == field.name));
            if let Some(column) = column {
                field.forget(column);
            }
        }
        let mut primary_key = resource.primary_key.clone();
        if own.is_some() && primary_key == ["id"] {
            primary_key.clear();
        }
        // What a cell of ours names may be an id, a label or an alias; the reader knows all of them.
        let ours = |key: &&ForeignKey| {
            let to_ours = is_table(&key.resource) || (key.resource.is_empty() && own.is_some());
            own.is_some() && to_ours && key.to == ["id"]
        };
        let mut foreign_keys = Vec::new();
        for key in resource.foreign_keys.iter().filter(|key| !ours(key)) {
            let other = files.places.package.resources.iter().find(|other| other.name == key.resource);
            let target = if key.resource.is_empty() { Some(resource) } else { other };
            if let Some(target) = target {
                foreign_keys.push((key, files.targets(target, &key.to)?));
            }
        }
        let idle = fields.iter().all(Field::is_free) && primary_key.is_empty() && foreign_keys.is_empty();
        Ok((!idle).then_some(Self { resource, fields, primary_key, foreign_keys }))
    }

    fn check(&self, files: Files<'_>, report: &mut Report) -> Result<(), IngestError> {
        let mut problems = Problems::new(files.places.folder.path(&self.resource.path));
        let mut columns = Columns::default();
        let mut seen: Vec<Seen> = self.fields.iter().map(|_| Seen::default()).collect();
        let mut keys = Seen::default();
        files.each_row(self.resource, |row, header| match row {
            None => columns = self.columns(header, &mut problems),
            Some(row) => {
                self.check_fields(row, &columns, &mut seen, &mut problems);
                self.check_keys(row, &columns, &mut keys, &mut problems);
            }
        })?;
        problems.finish(report);
        Ok(())
    }

    /// Finds the columns, and reports those that are missing.
    fn columns(&self, header: &Header, problems: &mut Problems) -> Columns {
        let all =
            |names: &[String]| names.iter().map(|name| column(header, name)).collect::<Option<Vec<usize>>>();
        for field in self.fields.iter().filter(|field| !field.is_free()) {
            if column(header, &field.name).is_none() {
                let location = Location::line(Arc::clone(&problems.file), 1);
                let message =
                    format!("the column `{}` is missing, though datapackage.json describes it", field.name);
                problems.push(Diagnostic::new(Code::SCHEMA_VIOLATION, location, message));
            }
        }
        let field = |field: &Field| column(header, &field.name).filter(|_| !field.is_free());
        Columns {
            names: header.original.clone(),
            fields: self.fields.iter().map(field).collect(),
            key: all(&self.primary_key).unwrap_or_default(),
            foreign: self.foreign_keys.iter().map(|(key, _)| all(&key.from).unwrap_or_default()).collect(),
        }
    }

    fn check_fields(&self, row: &Row<'_>, at: &Columns, seen: &mut [Seen], problems: &mut Problems) {
        for ((field, column), seen) in self.fields.iter().zip(&at.fields).zip(seen) {
            let Some(column) = *column else { continue };
            let cell = row.cell(Some(column));
            let fault = if self.is_missing(field, cell) {
                field.constraints.required.then(|| format!("a cell under `{}` may not be empty", field.name))
            } else {
                field.fault(cell).or_else(|| {
                    let earlier = field.constraints.unique.then(|| seen.add(vec![cell.to_owned()], row.line));
                    earlier.flatten().map(|line| format!("`{cell}` stands in line {line} already"))
                })
            };
            if let Some(fault) = fault {
                problems.push(at.violation(row, column, fault, &problems.file));
            }
        }
    }

    fn check_keys(&self, row: &Row<'_>, at: &Columns, keys: &mut Seen, problems: &mut Problems) {
        if let Some(cells) = self.cells(row, &at.key) {
            let shown = cells.join(", ");
            if let Some(line) = keys.add(cells, row.line) {
                let message = format!("the key `{shown}` is already that of line {line}");
                problems.push(at.violation(row, at.key[0], message, &problems.file));
            }
        }
        for ((key, targets), columns) in self.foreign_keys.iter().zip(&at.foreign) {
            let Some(cells) = self.cells(row, columns) else { continue };
            if !targets.contains(&cells) {
                let other = if key.resource.is_empty() { &self.resource.name } else { &key.resource };
                let message =
                    format!("`{}` is not under `{}` of `{other}`", cells.join(", "), key.to.join("`, `"));
                problems.push(at.violation(row, columns[0], message, &problems.file));
            }
        }
    }

    fn is_missing(&self, field: &Field, cell: &str) -> bool {
        cell.is_empty() || self.resource.missing.iter().chain(&field.missing).any(|missing| missing == cell)
    }

    /// Gives the cells of a key; nothing when there is none or one of its cells is empty.
    fn cells(&self, row: &Row<'_>, columns: &[usize]) -> Option<Vec<String>> {
        let cell = |column: &usize| {
            let cell = row.cell(Some(*column));
            let missing = cell.is_empty() || self.resource.missing.iter().any(|missing| missing == cell);
            (!missing).then(|| cell.to_owned())
        };
        if columns.is_empty() { None } else { columns.iter().map(cell).collect() }
    }
}

/// Says where the columns of a table are that are checked.
#[derive(Debug, Default)]
struct Columns {
    names: Vec<Arc<str>>,
    fields: Vec<Option<usize>>,
    key: Vec<usize>,
    foreign: Vec<Vec<usize>>,
}

impl Columns {
    fn violation(&self, row: &Row<'_>, column: usize, message: String, file: &Arc<str>) -> Diagnostic {
        let (line, character) = row.address(column);
        let name = self.names.get(column).cloned().unwrap_or_else(|| Arc::from(""));
        let location = Location::cell(Arc::clone(file), line, character, name);
        Diagnostic::new(Code::SCHEMA_VIOLATION, location, message)
            .with_cell(row.cell(Some(column)))
            .with_hint("correct the cell, or what datapackage.json says of it")
    }
}

/// Gives the number of a column by the name that the file gives it.
fn column(header: &Header, name: &str) -> Option<usize> {
    header.original.iter().position(|column| **column == *name)
}
