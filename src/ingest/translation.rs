//! Rows of a file of another program become rows as the reader of claims and of tables expects them: cells that are
//! made of others are added at the end of the row, and what stands for an empty cell is empty. The address of a row
//! and of its cells stays that of the file.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::foreign::{Derived, Plan};
use crate::ingest::header::Header;
use crate::ingest::problems::Problems;
use crate::ingest::rows::{Chunk, Row};

/// Says what is made of the cells of a row.
#[derive(Debug, Clone)]
pub(super) struct Translation {
    derived: Vec<Derived>,
    missing: &'static [&'static str],
    several: Option<(usize, char)>,
    /// The columns of the two parties, when a row without either is no claim.
    parties: Option<(usize, usize)>,
}

impl Translation {
    /// Prepares the translation of a table; nothing when its rows are read as they stand. `meanings` are those of the
    /// columns with what is derived at the end.
    pub(super) fn new(derived: Vec<Derived>, plan: &Plan, meanings: &[Option<&str>]) -> Option<Self> {
        let column = |wanted| meanings.iter().position(|meaning| *meaning == Some(wanted));
        let parties = column("subject").zip(column("object")).filter(|_| plan.coded);
        let needed =
            !derived.is_empty() || !plan.missing.is_empty() || plan.several.is_some() || parties.is_some();
        needed.then_some(Self { derived, missing: plan.missing, several: plan.several, parties })
    }

    /// Gives the columns that a derived cell is made of.
    pub(super) fn from(&self, derived: usize) -> &[usize] {
        self.derived.get(derived).map_or(&[], |derived| &derived.from)
    }

    /// Translates some rows and hands them on.
    pub(super) fn chunk(
        &self,
        chunk: &Chunk<'_>,
        header: &Header,
        problems: &mut Problems,
        mut sink: impl FnMut(&Chunk<'_>, &mut Problems),
    ) {
        let mut made = Made::default();
        let mut heads = Vec::with_capacity(chunk.len());
        for number in 0..chunk.len() {
            let row = chunk.row(number);
            let before = made.cells.len();
            let rows = self.row(&row, &mut made);
            if self.is_nobody(&made, before) {
                made.cells.truncate(before);
                problems.push(nobody(&row, header, self.parties, &problems.file));
            } else {
                heads.extend(std::iter::repeat_n(chunk.heads[number], rows));
            }
        }
        sink(&chunk.with(&made, &heads, header.names.len()), problems);
    }

    /// Translates the cells of one row; gives how many rows it becomes.
    pub(super) fn row(&self, row: &Row<'_>, made: &mut Made) -> usize {
        let cells: Vec<&str> =
            row.all().map(|cell| if self.missing.contains(&cell) { "" } else { cell }).collect();
        let Some((column, between)) = self.several else {
            self.write(&cells, made);
            return 1;
        };
        let several = cells.get(column).copied().unwrap_or_default();
        let mut parts: Vec<&str> =
            several.split(between).map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            parts.push("");
        }
        let mut cells = cells.clone();
        for part in &parts {
            if let Some(cell) = cells.get_mut(column) {
                *cell = part;
            }
            self.write(&cells, made);
        }
        parts.len()
    }

    fn write(&self, cells: &[&str], made: &mut Made) {
        for cell in cells {
            made.push(|text| text.push_str(cell));
        }
        let mut from = Vec::new();
        for derived in &self.derived {
            from.clear();
            from.extend(derived.from.iter().map(|column| cells.get(*column).copied().unwrap_or_default()));
            from.extend(derived.constant.as_deref());
            made.push(|text| (derived.cell)(&from, text));
        }
    }

    fn is_nobody(&self, made: &Made, before: usize) -> bool {
        let Some((subject, object)) = self.parties else { return false };
        let empty = |column: usize| made.cells.get(before + column).is_some_and(|(start, end)| start == end);
        empty(subject) || empty(object)
    }
}

/// Holds translated cells and the text that they point into.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// The text.
    pub text: String,
    /// Where each cell begins and ends.
    pub cells: Vec<(usize, usize)>,
}

impl Made {
    fn push(&mut self, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        self.cells.push((start, self.text.len()));
    }
}

fn nobody(row: &Row<'_>, header: &Header, parties: Option<(usize, usize)>, file: &Arc<str>) -> Diagnostic {
    let column = header.place(parties.map_or(0, |(subject, _)| subject));
    let (line, character) = row.address(column);
    let location = Location::cell(Arc::clone(file), line, character, Arc::clone(&header.names[column]));
    let message = "the row does not name two parties, so it is no claim; it is left out";
    Diagnostic::new(Code::NO_PARTY, location, message)
}
