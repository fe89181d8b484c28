//! Finds the repairs of a folder: reads it, repairs what it can in memory, and reads that again until nothing is left.

use std::collections::HashSet;
use std::path::Path;

use crate::diagnostic::{Report, Severity};
use crate::ingest::folder::Folder;
use crate::ingest::header::Wanted;
use crate::ingest::inventory::Inventory;
use crate::ingest::places::{Place, Places};
use crate::ingest::read::open;
use crate::ingest::repair::edits::{Counts, Edits, of_cells, of_ids, of_row_ends};
use crate::ingest::repair::known::Known;
use crate::ingest::repair::table::Table;
use crate::ingest::repair::{FileRepair, Repairs, RowEnds};
use crate::ingest::shape::{self, Shape};
use crate::ingest::{IngestError, ReadOptions, read, read_tables};
use crate::model::{Dataset, Kind, validate};

/// How often what was repaired is read again. Each round can only repair what the one before it made readable; more than
/// a few are never needed.
const ROUNDS: usize = 8;

/// Holds a file of the folder while it is repaired.
struct File {
    name: String,
    before: Vec<u8>,
    now: Vec<u8>,
    counts: Counts,
}

/// Finds everything in a folder, or in one table, that has exactly one right repair. Nothing is written; that is for
/// [`Repairs::write`].
///
/// Cost: the files are held in memory and read at least twice.
///
/// # Errors
/// When the folder cannot be read.
pub fn repair(folder: &Path, options: &ReadOptions, ends: RowEnds) -> Result<Repairs, IngestError> {
    let place = Folder::new(folder);
    let mut files = Vec::new();
    for input in read(folder, options)?.0.inputs {
        // A sheet of a workbook is named after its file.
        let name = input.name.split_once('#').map_or(input.name.as_str(), |(file, _)| file).to_owned();
        let before = place.read(&name)?.unwrap_or_default();
        files.push(File { name, now: before.clone(), before, counts: Counts::new() });
    }
    files.dedup_by(|left, right| left.name == right.name);
    let places = open(place, options, &mut Dataset::default(), &mut Report::new())?;
    let mut repairs = Repairs { skipped: skipped(&places)?, ..Repairs::default() };
    for _ in 0..ROUNDS {
        if !round(&mut files, &places, options, ends)? {
            break;
        }
    }
    for file in files.into_iter().filter(|file| file.now != file.before) {
        let target = if place.table().is_some() { folder.to_owned() } else { folder.join(&file.name) };
        let path = place.path(&file.name);
        repairs.files.push(FileRepair {
            path,
            target,
            before: file.before,
            after: file.now,
            counts: file.counts,
        });
    }
    Ok(repairs)
}

/// Names the files that [`repair`] leaves alone, because they are packed, workbooks, or not UTF-8, each with what can be
/// done instead.
///
/// # Errors
/// When the folder cannot be read.
pub fn not_repaired(folder: &Path, options: &ReadOptions) -> Result<Vec<(String, String)>, IngestError> {
    let places = open(Folder::new(folder), options, &mut Dataset::default(), &mut Report::new())?;
    skipped(&places)
}

fn skipped(places: &Places<'_>) -> Result<Vec<(String, String)>, IngestError> {
    let mut skipped = Vec::new();
    for (shape, place) in Inventory::take(places, &mut Report::new())?.files() {
        let bytes = places.folder.read(&place.file)?.unwrap_or_default();
        if let Err(reason) = Table::open(&bytes, wanted(places, shape, &place.file)) {
            let path = places.folder.path(&place.file);
            let instead = (path.clone(), instead(&path, reason));
            if !skipped.contains(&instead) {
                skipped.push(instead);
            }
        }
    }
    Ok(skipped)
}

fn in_memory(files: &[File]) -> Vec<(&str, &[u8])> {
    files.iter().map(|file| (file.name.as_str(), file.now.as_slice())).collect()
}

/// Says why a file is not repaired, and what can be done instead.
fn instead(path: &str, reason: &str) -> String {
    let name = path.to_lowercase();
    if name.ends_with(".gz") {
        return format!("it is packed; unpack it with `gzip -d {path}`, repair it, and pack it again");
    }
    if name.ends_with(".xlsx") {
        return "it is a workbook; mend the cells that `check` names in a spreadsheet, or save the sheets as \"CSV UTF-8\""
            .to_owned();
    }
    if reason.ends_with("UTF-8") {
        return format!(
            "{reason}; save it as \"CSV UTF-8\", or convert it with the `iconv` command that `check` names"
        );
    }
    reason.to_owned()
}

/// Says which of the files are tables, and which.
fn tables(files: &[File], options: &ReadOptions) -> Result<Vec<(usize, &'static Shape)>, IngestError> {
    let files = in_memory(files);
    let folder = Folder::Memory(&files);
    let places = open(folder, options, &mut Dataset::default(), &mut Report::new())?;
    let inventory = Inventory::take(&places, &mut Report::new())?;
    let number = |place: &Place| files.iter().position(|(name, _)| *name == place.file);
    Ok(inventory.files().filter_map(|(shape, place)| Some((number(place)?, shape))).collect())
}

/// Says how the header of a file is read.
fn wanted<'p>(places: &'p Places<'_>, shape: &'static Shape, file: &str) -> Wanted<'p> {
    Wanted { shape, columns: &places.choices.columns, missing: places.package.missing(file) }
}

/// Repairs all files once and tells whether anything changed.
fn round(
    files: &mut [File],
    places: &Places<'_>,
    options: &ReadOptions,
    ends: RowEnds,
) -> Result<bool, IngestError> {
    let (dataset, mut report) = read_tables(&in_memory(files), options)?;
    let dataset = match validate(dataset, &mut report) {
        Ok(valid) => valid.into_inner(),
        Err(dataset) => *dataset,
    };
    let known = Known::of(&dataset);
    let tables = tables(files, options)?;
    let mut changed = false;
    for (file, shape) in &tables {
        let file = &mut files[*file];
        let name = file.name.clone();
        let wanted = wanted(places, shape, &name);
        changed |= file.apply(wanted, |table| of_cells(table, &name, kind_of(shape), &known, &report));
    }
    if changed {
        return Ok(true);
    }
    // Only what is right as it stands gets an id: the id of a claim comes from what it says.
    for (file, shape) in &tables {
        let file = &mut files[*file];
        let name = file.name.clone();
        let wanted = wanted(places, shape, &name);
        let wrong = wrong_lines(&report, &file.name);
        let is_right = |line: &u32| wrong.as_ref().is_some_and(|wrong| !wrong.contains(line));
        let id = |line: u32, label: &str| match kind_of(shape) {
            Some(kind) => known.new_id(label, kind),
            None => Some(line).filter(is_right).and_then(|line| known.claim_id(line)),
        };
        changed |= file.apply(wanted, |table| of_ids(table, id));
        changed |= file.apply(wanted, |table| of_row_ends(table, ends));
    }
    Ok(changed)
}

impl File {
    /// Makes the edits of a table; tells whether there are any.
    fn apply(&mut self, wanted: Wanted<'_>, edits: impl FnOnce(&Table<'_>) -> Edits) -> bool {
        let Ok(table) = Table::open(&self.now, wanted) else { return false };
        let edits = edits(&table);
        if edits.is_empty() {
            return false;
        }
        self.now = edits.apply(&self.now);
        for (word, count) in edits.counts {
            *self.counts.entry(word).or_default() += count;
        }
        true
    }
}

fn kind_of(shape: &Shape) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| shape::of(*kind).file == shape.file)
}

/// Gives the lines of a table on which something is wrong; nothing when not all of them are known.
fn wrong_lines(report: &Report, file: &str) -> Option<HashSet<u32>> {
    let wrong = report.diagnostics().iter().filter(|problem| problem.severity == Severity::Error);
    let here = wrong.filter(|problem| *problem.location.file == *file);
    let all = !report.omitted().iter().any(|omitted| *omitted.file == *file);
    all.then(|| here.map(|problem| problem.location.line).collect())
}
