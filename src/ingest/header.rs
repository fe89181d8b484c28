//! The first row of a table: what each column is called and what it means.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::blocks::Block;
use crate::ingest::problems::Problems;
use crate::ingest::quoting::{after_line_end, line_ends, scan};
use crate::ingest::row_problems::separator_word;
use crate::ingest::rows::{Row, read_rows};
use crate::ingest::shape::Shape;
use crate::spelling::{fold, is_near};

/// Holds the columns of one table.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// The names as written.
    pub names: Vec<Arc<str>>,
    /// What each means: a word of the shape, or nothing for a column that nobody knows.
    pub meanings: Vec<Option<&'static str>>,
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

    /// Walks the columns that nobody knows.
    pub(super) fn extras(&self) -> impl Iterator<Item = usize> {
        (0..self.names.len()).filter(|column| self.meanings[*column].is_none())
    }
}

/// Takes the header off the first block of a table and reports what is wrong with it. A header without columns says
/// that the table cannot be read.
pub(super) fn take_header(block: Option<&mut Block>, shape: &Shape, problems: &mut Problems) -> Header {
    let file = Arc::clone(&problems.file);
    let mut header = Header::default();
    let mut addresses = Vec::new();
    let mut line = 1;
    if let Some(block) = block {
        let first = take_first_row(block);
        line = first.line;
        let width = count_cells(&first);
        let most = first.layout.limits.columns;
        if width > most {
            let message = format!("the table has {width} columns, more than {most}");
            problems.push(
                Diagnostic::new(Code::TOO_LARGE, Location::line(file, line), message).with_hint(format!(
                    "write `columns = {width}` under `[limits]` in actant.toml, or see whether a line end is missing"
                )),
            );
            return header;
        }
        note_separator(&first, width, problems);
        let unnamed: Vec<Arc<str>> =
            (1..=width).map(|column| Arc::from(format!("column {column}"))).collect();
        read_rows(&first, &unnamed, problems, |row: &Row<'_>, _| {
            for (column, unnamed) in unnamed.iter().enumerate() {
                let name = row.cell(Some(column));
                let name = if name.is_empty() { Arc::clone(unnamed) } else { Arc::from(name) };
                header.names.push(name);
                addresses.push(row.address(column));
            }
        });
    }
    let at = |column: usize| {
        let (line, character) = addresses[column];
        Location::cell(Arc::clone(&file), line, character, Arc::clone(&header.names[column]))
    };
    let mut meanings: Vec<Option<&'static str>> = vec![None; header.names.len()];
    let folded: Vec<String> = header.names.iter().map(|name| fold(name)).collect();
    for column in 0..folded.len() {
        let own = shape.columns.iter().find(|word| fold(word) == folded[column]);
        let other = shape.synonyms.iter().find(|(word, meaning)| {
            *word == folded[column] && (*meaning != "id" || !folded.iter().any(|name| name == "id"))
        });
        let meaning = own.copied().or(other.map(|(_, meaning)| *meaning));
        let earlier = (0..column).find(|earlier| match meaning {
            Some(_) => meanings[*earlier] == meaning,
            None => meanings[*earlier].is_none() && folded[*earlier] == folded[column],
        });
        if let Some(earlier) = earlier {
            let (first, second) = (&header.names[earlier], &header.names[column]);
            let message = if first == second {
                format!("two columns are called `{first}`")
            } else {
                format!("the columns `{first}` and `{second}` mean the same")
            };
            problems.push(
                Diagnostic::new(Code::DUPLICATE_COLUMN, at(column), message)
                    .with_hint("keep one of the two, or give one another name")
                    .with_related(at(earlier), "the first of the two"),
            );
        } else {
            meanings[column] = meaning;
            if meaning.is_none() {
                let message = format!("nobody knows the column `{}`; it is kept", header.names[column]);
                let mut note = Diagnostic::new(Code::UNKNOWN_COLUMN, at(column), message);
                if let Some(near) = shape.columns.iter().find(|word| is_near(&folded[column], &fold(word))) {
                    note = note.with_hint(format!("did you mean `{near}`?"));
                }
                problems.push(note);
            }
        }
    }
    header.meanings = meanings;
    report_missing(&header, shape, line, problems);
    header
}

fn report_missing(header: &Header, shape: &Shape, line: u32, problems: &mut Problems) {
    for required in shape.required {
        if header.column(required).is_some() {
            continue;
        }
        let location = Location::line(Arc::clone(&problems.file), line);
        let message = format!("the column `{required}` is missing");
        let mut problem = Diagnostic::new(Code::MISSING_COLUMN, location, message);
        let near = header.extras().find(|column| is_near(&fold(&header.names[*column]), required));
        if let Some(column) = near {
            problem = problem.with_hint(format!("rename the column `{}`", header.names[column]));
        } else if let [only] = header.names.as_slice()
            && only.contains('|')
        {
            problem = problem.with_hint("the cells are separated by `|`; save the file with commas");
        }
        problems.push(problem);
    }
}

/// Says what separates cells, when the name of the file lets one expect something else.
fn note_separator(first: &Block, width: usize, problems: &mut Problems) {
    let layout = &first.layout;
    if layout.separator == layout.promised || layout.sheet || width < 2 {
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
