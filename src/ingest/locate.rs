//! The character of a cell for problems that know only its line and column: the rules of the model and whatever is
//! found after reading. The files are read again, for problems only.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Report};
use crate::ingest::blocks::Blocks;
use crate::ingest::folder::Folder;
use crate::ingest::header::{Header, Wanted, take_header};
use crate::ingest::inventory::Inventory;
use crate::ingest::problems::Problems;
use crate::ingest::read::columns;
use crate::ingest::rows::{Row, read_rows};
use crate::ingest::{IngestError, ReadOptions};

/// Completes the addresses in a report on a folder: a column that has no character yet gets it, its name as the header
/// writes it, and the text of the cell. Sorts the report.
///
/// Cost: one reading of each file that such a problem is in; nothing when there is none.
///
/// # Errors
/// When a file cannot be read.
pub fn locate(folder: &Path, options: &ReadOptions, report: &mut Report) -> Result<(), IngestError> {
    locate_in(Folder::new(folder), options, report)
}

pub(super) fn locate_in(
    folder: Folder<'_>,
    options: &ReadOptions,
    report: &mut Report,
) -> Result<(), IngestError> {
    let open =
        |problem: &Diagnostic| problem.location.column.as_ref().is_some_and(|column| column.character == 0);
    if !report.diagnostics().iter().any(open) {
        report.sort();
        return Ok(());
    }
    let columns = columns(folder, options)?;
    let inventory = Inventory::take(folder, &columns, &mut Report::new())?;
    for (shape, file) in inventory.files() {
        let path = folder.path(file);
        let mut wanted: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, problem) in report.diagnostics().iter().enumerate() {
            if open(problem) && *problem.location.file == *path {
                wanted.entry(problem.location.line).or_default().push(index);
            }
        }
        if !wanted.is_empty() {
            let table = Table { file, wanted: Wanted { shape, columns: &columns } };
            locate_file(folder, table, &mut wanted, report)?;
        }
    }
    report.sort();
    Ok(())
}

/// Names a file with what its header is read as.
#[derive(Clone, Copy)]
struct Table<'a> {
    file: &'a str,
    wanted: Wanted<'a>,
}

fn locate_file(
    folder: Folder<'_>,
    table: Table<'_>,
    wanted: &mut BTreeMap<u32, Vec<usize>>,
    report: &mut Report,
) -> Result<(), IngestError> {
    let file = table.file;
    let Some(opened) = folder.open(file)? else { return Ok(()) };
    let refused = |source| folder.refused(file, source);
    let mut ignored = Problems::new(file);
    let mut blocks = Blocks::new(opened.input);
    let mut block = blocks.next().map_err(refused)?;
    let header = take_header(block.as_mut(), table.wanted, &mut ignored);
    blocks.width = header.width;
    while let Some(present) = block {
        read_rows(&present, header.written(), &mut ignored, |row, _| {
            for index in wanted.remove(&row.line).unwrap_or_default() {
                complete(row, &header, report, index);
            }
        });
        if wanted.is_empty() {
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
