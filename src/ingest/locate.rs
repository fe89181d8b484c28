//! The character of a cell for problems that know only its line and column: the rules of the model and whatever is
//! found after reading. The files are read again, for problems only.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ingest::folder::Folder;
use crate::ingest::header::{Header, Wanted, take_header};
use crate::ingest::inventory::Inventory;
use crate::ingest::places::{Place, Places};
use crate::ingest::problems::Problems;
use crate::ingest::read::open;
use crate::ingest::rows::{Row, read_rows};
use crate::ingest::{IngestError, ReadOptions};
use crate::model::Dataset;

/// Completes the addresses in a report on a folder: a column that has no character yet gets it, its name as the header
/// writes it, and the text of the cell. Sorts the report.
///
/// Cost: one reading of each file that such a problem is in; nothing when there is none.
///
/// # Errors
/// When a file cannot be read.
pub fn locate(folder: &Path, options: &ReadOptions, report: &mut Report) -> Result<(), IngestError> {
    if !report.diagnostics().iter().any(is_open) {
        report.sort();
        return Ok(());
    }
    let places = open_again(folder, options, report)?;
    let inventory = Inventory::take(&places, &mut Report::new())?;
    locate_in(&places, &inventory, report)
}

/// Finds the tables of a folder that a report is on, in the encodings in which they were read.
pub(super) fn open_again<'a>(
    folder: &'a Path,
    options: &ReadOptions,
    report: &Report,
) -> Result<Places<'a>, IngestError> {
    let mut places = open(Folder::new(folder), options, &mut Dataset::default(), &mut Report::new())?;
    let other = |problem: &&Diagnostic| problem.code == Code::OTHER_ENCODING;
    let files: Vec<_> =
        report.diagnostics().iter().filter(other).map(|problem| &problem.location.file).collect();
    let mut found = Vec::new();
    for place in places.iter().filter(|place| files.iter().any(|file| ***file == *places.path(place))) {
        found.extend(places.guess(place)?.map(|guess| (place.file.clone(), guess.encoding)));
    }
    places.choices.assumed.extend(found);
    Ok(places)
}

/// Tells whether the character of a problem is not known yet.
fn is_open(problem: &Diagnostic) -> bool {
    problem.location.column.as_ref().is_some_and(|column| column.character == 0)
}

pub(super) fn locate_in(
    places: &Places<'_>,
    inventory: &Inventory,
    report: &mut Report,
) -> Result<(), IngestError> {
    for (shape, place) in inventory.files() {
        let path = places.path(place);
        let mut lines: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, problem) in report.diagnostics().iter().enumerate() {
            if is_open(problem) && *problem.location.file == *path {
                lines.entry(problem.location.line).or_default().push(index);
            }
        }
        if !lines.is_empty() {
            let wanted = Wanted { shape, columns: &places.choices.columns };
            locate_table(places, place, wanted, &mut lines, report)?;
        }
    }
    report.sort();
    Ok(())
}

fn locate_table(
    places: &Places<'_>,
    place: &Place,
    wanted: Wanted<'_>,
    lines: &mut BTreeMap<u32, Vec<usize>>,
    report: &mut Report,
) -> Result<(), IngestError> {
    let refused = |source| places.folder.refused(&place.file, source);
    let mut ignored = Problems::new(places.path(place));
    let (mut blocks, _) = places.open(place, &mut ignored)?;
    let mut block = blocks.next().map_err(refused)?;
    let header = take_header(block.as_mut(), wanted, &mut ignored);
    blocks.width = header.width;
    while let Some(present) = block {
        read_rows(&present, header.written(), &mut ignored, |row, _| {
            for index in lines.remove(&row.line).unwrap_or_default() {
                complete(row, &header, report, index);
            }
        });
        if lines.is_empty() {
            break;
        }
        block = blocks.next().map_err(refused)?;
    }
    Ok(())
}

fn complete(row: &Row<'_>, header: &Header, report: &mut Report, index: usize) {
    let Some(problem) = report.diagnostics_mut().nth(index) else { return };
    let Some(column) = &mut problem.location.column else { return };
    let written = header.names.iter().position(|name| *name == column.name);
    if let Some(number) = written.or_else(|| header.column(&column.name)) {
        let number = header.place(number);
        let (line, character) = row.address(number);
        problem.location.line = line;
        column.character = character;
        column.name = Arc::clone(&header.names[number]);
        // What a rule knows of a cell is what it stands for; what is written may be an alias of that.
        let cell = row.cell(Some(number));
        problem.cell = (!cell.is_empty()).then(|| cell.to_owned());
    } else {
        // The table has no such column; the problem is the row's.
        problem.location.column = None;
    }
}
