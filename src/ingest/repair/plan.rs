//! Finds the repairs of a folder: reads it, repairs what it can in memory, and reads that again until nothing is left.

use std::collections::HashSet;
use std::path::Path;

use crate::diagnostic::{Report, Severity};
use crate::ingest::folder::Folder;
use crate::ingest::repair::edits::{Counts, Edits, of_cells, of_ids, of_row_ends};
use crate::ingest::repair::known::Known;
use crate::ingest::repair::table::Table;
use crate::ingest::repair::{FileRepair, Repairs, RowEnds};
use crate::ingest::shape::{self, Shape};
use crate::ingest::{IngestError, ReadOptions, read, read_tables};
use crate::model::{Kind, validate};

/// How often what was repaired is read again. Each round can only make what the one before it made readable; more than
/// a few are never needed.
const ROUNDS: usize = 8;

/// Holds a file of the folder while it is repaired.
struct File {
    name: String,
    before: Vec<u8>,
    now: Vec<u8>,
    counts: Counts,
}

/// Finds everything in a folder that has exactly one right repair. Nothing is written; that is for
/// [`Repairs::write`].
///
/// Cost: the folder is held in memory and read at least twice.
///
/// # Errors
/// When the folder cannot be read.
pub fn repair(folder: &Path, options: &ReadOptions, ends: RowEnds) -> Result<Repairs, IngestError> {
    let place = Folder::Path(folder);
    let (dataset, _) = read(folder, options)?;
    let mut files = Vec::new();
    for input in &dataset.inputs {
        let before = place.read(&input.name)?.unwrap_or_default();
        files.push(File { name: input.name.clone(), now: before.clone(), before, counts: Counts::new() });
    }
    drop(dataset);
    let mut repairs = Repairs::default();
    for file in &files {
        if let Some(reason) = refused(file) {
            repairs.skipped.push((place.path(&file.name), reason.to_owned()));
        }
    }
    for _ in 0..ROUNDS {
        if !round(&mut files, options, ends)? {
            break;
        }
    }
    for file in files.into_iter().filter(|file| file.now != file.before) {
        repairs.files.push(FileRepair {
            path: place.path(&file.name),
            target: folder.join(&file.name),
            before: file.before,
            after: file.now,
            counts: file.counts,
        });
    }
    Ok(repairs)
}

/// Says why a table cannot be repaired; nothing when it can, or is none.
fn refused(file: &File) -> Option<&'static str> {
    let shape = shape::find(&file.name)?;
    Table::open(&file.now, shape).err()
}

/// Repairs all files once and tells whether anything changed.
fn round(files: &mut [File], options: &ReadOptions, ends: RowEnds) -> Result<bool, IngestError> {
    let tables: Vec<(&str, &[u8])> =
        files.iter().map(|file| (file.name.as_str(), file.now.as_slice())).collect();
    let (dataset, mut report) = read_tables(&tables, options)?;
    let dataset = match validate(dataset, &mut report) {
        Ok(valid) => valid.into_inner(),
        Err(dataset) => *dataset,
    };
    let known = Known::of(&dataset);
    let mut changed = false;
    for file in files.iter_mut() {
        let Some(shape) = shape::find(&file.name) else { continue };
        changed |= file.apply(shape, |table| of_cells(table, shape.file, kind_of(shape), &known, &report));
    }
    // Only what is right as it stands gets an id: the id of a claim comes from what it says.
    if !changed {
        for file in files.iter_mut() {
            let Some(shape) = shape::find(&file.name) else { continue };
            let wrong = wrong_lines(&report, shape.file);
            let is_right = |line: &u32| wrong.as_ref().is_some_and(|wrong| !wrong.contains(line));
            let id = |line: u32, label: &str| match kind_of(shape) {
                Some(kind) => known.new_id(label, kind),
                None => Some(line).filter(is_right).and_then(|line| known.claim_id(line)),
            };
            changed |= file.apply(shape, |table| of_ids(table, id));
            changed |= file.apply(shape, |table| of_row_ends(table, ends));
        }
    }
    Ok(changed)
}

impl File {
    /// Makes the edits of a table; tells whether there are any.
    fn apply(&mut self, shape: &Shape, edits: impl FnOnce(&Table<'_>) -> Edits) -> bool {
        let Ok(table) = Table::open(&self.now, shape) else { return false };
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
