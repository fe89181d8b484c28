//! The first row of a table: what each column is called and what it means.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::blocks::Block;
use crate::ingest::columns::ColumnNames;
use crate::ingest::foreign::{self, Plan, Sample, Signature};
use crate::ingest::mapping::Mapping;
use crate::ingest::problems::Problems;
use crate::ingest::quoting::{after_line_end, line_ends, scan};
use crate::ingest::row_problems::separator_word;
use crate::ingest::rows::{Row, read_rows};
use crate::ingest::shape::Shape;
use crate::ingest::translation::Translation;
use crate::model::PRIVATE;
use crate::spelling::fold;

/// Holds the columns of one table, and after them the cells that are made of others.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// The names as written; a cell that is made of others has that of the first of them.
    pub names: Vec<Arc<str>>,
    /// What each means: a word of the shape, or nothing for a column that nobody knows.
    pub meanings: Vec<Option<&'static str>>,
    /// How many columns the file has.
    pub width: usize,
    /// What is made of the cells of a row, when they are not read as they stand.
    pub translation: Option<Translation>,
    /// The cells of the first row as they stand.
    pub original: Vec<Arc<str>>,
    /// How files of this kind are read, when it is one of another program.
    pub plan: Option<Plan>,
}

/// Says which table a file is taken for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// Its columns.
    pub shape: &'static Shape,
    /// What the user says of them.
    pub columns: &'a ColumnNames,
    /// What stands for an empty cell.
    pub missing: &'a [String],
}

impl Header {
    /// Finds the column of a meaning.
    pub(super) fn column(&self, meaning: &str) -> Option<usize> {
        self.meanings.iter().position(|known| *known == Some(meaning))
    }

    /// Gives the name that a column has in this table, or its usual one.
    pub(super) fn name(&self, meaning: &str) -> Arc<str> {
        match self.column(meaning) {
            Some(column) => Arc::clone(&self.names[column]),
            None => Arc::from(meaning),
        }
    }

    /// Gives the column of the file that a cell stands in, or the first that it is made of.
    pub(super) fn place(&self, column: usize) -> usize {
        let derived = column.checked_sub(self.width);
        let from = derived.zip(self.translation.as_ref()).map(|(derived, made)| made.from(derived));
        match from {
            Some(from) => from.iter().copied().find(|column| *column < self.width).unwrap_or(0),
            None => column,
        }
    }

    /// Gives the columns that the file has, by name.
    pub(super) fn written(&self) -> &[Arc<str>] {
        &self.names[..self.width]
    }

    /// Walks the columns that nobody knows.
    pub(super) fn extras(&self) -> impl Iterator<Item = usize> {
        (0..self.names.len()).filter(|column| self.meanings[*column].is_none())
    }

    /// Gives the name under which a column that nobody knows is kept: its own, but for the one that hides rows, which
    /// hides them however it is written.
    pub(super) fn extra_name(&self, column: usize) -> &str {
        if fold(&self.names[column]) == PRIVATE { PRIVATE } else { &self.names[column] }
    }
}

/// Takes the header off the first block of a table and reports what is wrong with it. A header without columns says
/// that the table cannot be read.
pub(super) fn take_header(block: Option<&mut Block>, wanted: Wanted<'_>, problems: &mut Problems) -> Header {
    let file = Arc::clone(&problems.file);
    let mut first = First { line: 1, ..First::default() };
    let mut recognised = None;
    let mut original = Vec::new();
    if let Some(block) = block {
        let row = take_first_row(block);
        let (width, most) = (count_cells(&row), row.layout.limits.columns);
        if width > most {
            problems.push(too_wide(width, most, Location::line(file, row.line)));
            return Header::default();
        }
        note_separator(&row, width, problems);
        first.read(&row, width, problems);
        recognised = recognise(&first.names, wanted.shape, block);
        if let Some((_, plan)) = &mut recognised {
            if let Some(names) = plan.names.take() {
                original = std::mem::replace(&mut first.names, names);
            }
            if plan.headless {
                block.bytes.splice(..0, row.bytes);
                block.line = row.line;
            }
        }
    }
    let at = |column: usize| {
        let (line, character) = first.addresses.get(column).copied().unwrap_or((first.line, 1));
        Location::cell(Arc::clone(&file), line, character, Arc::clone(&first.names[column]))
    };
    let mapping = Mapping::new(wanted, &first.names, &at, first.line);
    let mut header = mapping.read(recognised, problems);
    header.original = if original.is_empty() { first.names } else { original };
    header
}

/// Finds what kind of file this is, unless its columns have the names of the table's own.
fn recognise(names: &[Arc<str>], shape: &Shape, after: &Block) -> Option<(&'static Signature, Plan)> {
    let own = |required: &&str| names.iter().any(|name| fold(name) == *required);
    if shape.required.iter().all(own) {
        return None;
    }
    foreign::recognise(shape.rows, &Sample::new(names, Some(after)))
}

/// Holds the first row of a table.
#[derive(Debug, Default)]
struct First {
    names: Vec<Arc<str>>,
    addresses: Vec<(u32, u32)>,
    line: u32,
}

impl First {
    fn read(&mut self, row: &Block, width: usize, problems: &mut Problems) {
        self.line = row.line;
        let unnamed: Vec<Arc<str>> =
            (1..=width).map(|column| Arc::from(format!("column {column}"))).collect();
        read_rows(row, &unnamed, problems, |row: &Row<'_>, _| {
            for (column, unnamed) in unnamed.iter().enumerate() {
                let name = row.cell(Some(column));
                let name = if name.is_empty() { Arc::clone(unnamed) } else { Arc::from(name) };
                self.names.push(name);
                self.addresses.push(row.address(column));
            }
        });
    }
}

fn too_wide(width: usize, most: usize, location: Location) -> Diagnostic {
    let message = format!("the table has {width} columns, more than {most}");
    Diagnostic::new(Code::TOO_LARGE, location, message).with_hint(format!(
        "write `columns = {width}` under `[limits]` in actant.toml, or see whether a line end is missing"
    ))
}

/// Says what separates cells, when the name of the file lets one expect something else.
fn note_separator(first: &Block, width: usize, problems: &mut Problems) {
    let layout = &first.layout;
    if layout.promised.is_none_or(|promised| promised == layout.separator) || width < 2 {
        return;
    }
    let word = separator_word(layout);
    let message = format!("the cells are read as separated by {word}s");
    let location = Location::line(Arc::clone(&problems.file), first.line);
    problems.push(Diagnostic::new(Code::SEPARATOR, location, message));
}

/// Cuts the first line that is not blank off the block, as a block of its own.
fn take_first_row(block: &mut Block) -> Block {
    let layout = block.layout;
    let mut at = 0;
    while matches!(block.bytes.get(at), Some(b'\n' | b'\r')) {
        at = after_line_end(&block.bytes, at);
    }
    let row = scan(&block.bytes, at, layout.separator, 0, |_| ());
    let line = block.line + line_ends(&block.bytes[..at]);
    let first = Block { number: 0, line, bytes: block.bytes[at..row.next].to_vec(), layout };
    block.line = line + if layout.sheet { 1 } else { line_ends(&block.bytes[at..row.next]) };
    block.bytes.drain(..row.next);
    first
}

fn count_cells(first: &Block) -> usize {
    let mut cells = 0;
    scan(&first.bytes, 0, first.layout.separator, 0, |_| cells += 1);
    cells
}
