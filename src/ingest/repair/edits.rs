//! What is to be written anew in one table.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Report};
use crate::ingest::quoting::line_ends;
use crate::ingest::repair::RowEnds;
use crate::ingest::repair::cell::{Repaired, repair_cell};
use crate::ingest::repair::columns::{Cells, cells};
use crate::ingest::repair::known::Known;
use crate::ingest::repair::table::{RowPlace, Table};
use crate::model::Kind;

/// Counts repairs by the word for what was wrong.
pub(super) type Counts = BTreeMap<&'static str, usize>;

/// Holds what is to be written anew, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: Vec<(Range<usize>, String)>,
    /// How many repairs there are of each kind.
    pub counts: Counts,
}

impl Edits {
    /// Tells whether nothing is to be written.
    pub(super) fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    fn push(&mut self, place: Range<usize>, text: String, words: &[&'static str]) {
        self.edits.push((place, text));
        for word in words {
            *self.counts.entry(word).or_default() += 1;
        }
    }

    /// Writes the table with the edits made; all other bytes are those of `bytes`.
    pub(super) fn apply(&self, bytes: &[u8]) -> Vec<u8> {
        let mut written = Vec::with_capacity(bytes.len());
        let mut at = 0;
        for (place, text) in &self.edits {
            written.extend_from_slice(&bytes[at..place.start]);
            written.extend_from_slice(text.as_bytes());
            at = place.end;
        }
        written.extend_from_slice(&bytes[at..]);
        written
    }
}

/// Finds what is to be written anew in the cells of a table; `kind` is none for the table of claims.
pub(super) fn of_cells(
    table: &Table<'_>,
    file: &str,
    kind: Option<Kind>,
    known: &Known<'_>,
    report: &Report,
) -> Edits {
    let columns: Vec<Cells> = table.header.meanings.iter().map(|meaning| cells(kind, *meaning)).collect();
    let problems = with_repairs(report, file);
    let mut edits = Edits::default();
    for row in table.rows().filter(|row| row.sound) {
        let last = row.line + lines_of(table, &row);
        let here = (row.line..=last).any(|line| problems.contains_key(&line));
        for (cell, cells) in row.cells.iter().zip(&columns) {
            let Some(written) = table.text(cell) else { continue };
            let meant = if here { meant(table, &row, cell, &written, &problems) } else { None };
            let Some(repaired) = repair_cell(&written, *cells, meant, known) else { continue };
            if may_be(&written, &repaired, *cells, kind, known) {
                edits.push(cell.clone(), table.written(cell, &repaired.text), &repaired.words);
            }
        }
    }
    edits
}

/// Gives the problems of a file that come with a repair, by their line.
fn with_repairs<'r>(report: &'r Report, file: &str) -> HashMap<u32, Vec<&'r Diagnostic>> {
    let mut problems: HashMap<u32, Vec<&Diagnostic>> = HashMap::new();
    for problem in report.diagnostics() {
        if problem.repair.is_some() && *problem.location.file == *file {
            problems.entry(problem.location.line).or_default().push(problem);
        }
    }
    problems
}

fn lines_of(table: &Table<'_>, row: &RowPlace) -> u32 {
    match (row.cells.first(), row.cells.last()) {
        (Some(first), Some(last)) => line_ends(&table.bytes[first.start..last.end]),
        _ => 0,
    }
}

/// Gives what the reader says that a cell can only have been meant to hold.
fn meant<'r>(
    table: &Table<'_>,
    row: &RowPlace,
    cell: &Range<usize>,
    written: &str,
    problems: &HashMap<u32, Vec<&'r Diagnostic>>,
) -> Option<(&'static str, &'r str)> {
    let (line, character) = table.address(row, cell);
    let problem = problems.get(&line)?.iter().find(|problem| {
        problem.location.column.as_ref().is_some_and(|column| column.character == character)
            && problem.cell.as_deref() == Some(written.trim())
    })?;
    Some((problem.code.name(), problem.repair.as_deref()?))
}

/// Tells whether a repair leaves every id an id of its own.
fn may_be(written: &str, repaired: &Repaired, cells: Cells, kind: Option<Kind>, known: &Known<'_>) -> bool {
    match (cells, kind) {
        (Cells::Id, Some(kind)) => {
            repaired.text == written.trim() || known.is_free(&repaired.text, written.trim(), kind)
        }
        _ => true,
    }
}

/// Finds the rows of a table that have no id and can be given one. `id` gives it for the line of a row, and the label in
/// that row.
pub(super) fn of_ids(table: &Table<'_>, id: impl Fn(u32, &str) -> Option<String>) -> Edits {
    let mut edits = Edits::default();
    let Some(column) = table.header.column("id") else { return edits };
    let label = table.header.column("label").or_else(|| table.header.column("title"));
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for row in table.rows().filter(|row| row.sound) {
        let text = |column: usize| table.text(&row.cells[column]);
        let is_blank =
            (0..row.cells.len()).all(|column| text(column).is_none_or(|cell| cell.trim().is_empty()));
        if is_blank || text(column).is_none_or(|cell| !cell.trim().is_empty()) {
            continue;
        }
        let label = label.and_then(text).unwrap_or_default();
        found.extend(id(row.line, label.trim()).map(|id| (row.cells[column].clone(), id)));
    }
    // Two rows that would get the same id get none.
    let mut uses: HashMap<String, usize> = HashMap::new();
    found.iter().for_each(|(_, id)| *uses.entry(id.clone()).or_default() += 1);
    for (cell, id) in found.into_iter().filter(|(_, id)| uses[id] == 1) {
        let written = table.written(&cell, &id);
        edits.push(cell, written, &["missing-id"]);
    }
    edits
}

/// Finds the rows that end in another way than with LF, when the file mixes ends or LF is wanted everywhere. Line ends
/// inside cells stay.
pub(super) fn of_row_ends(table: &Table<'_>, wanted: RowEnds) -> Edits {
    let mut edits = Edits::default();
    let ends = table.row_ends();
    let end = |place: &Range<usize>| &table.bytes[place.clone()];
    let mixed = ends.iter().any(|place| end(place) != end(&ends[0]));
    if mixed || wanted == RowEnds::Lf {
        for place in ends.iter().filter(|place| end(place) != b"\n") {
            edits.push(place.clone(), "\n".to_owned(), &["line-ends"]);
        }
    }
    edits
}
