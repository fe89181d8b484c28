//! The rows of a block: cells, and the address of each. No row is skipped in silence.

use std::sync::Arc;

use crate::diagnostic::Code;
use crate::ingest::blocks::Block;
use crate::ingest::decode::decode;
use crate::ingest::layout::Layout;
use crate::ingest::problems::Problems;
use crate::ingest::quoting::{position, scan};
use crate::ingest::row_problems::{long_cell, ragged, repeated_header};
use crate::ingest::split::{careful_rows, is_plain, plain_rows};
use crate::ingest::translation::Made;

/// Holds one row while it is looked at.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// What the cells point into.
    pub(super) text: &'a str,
    /// Where each cell begins and ends.
    pub(super) cells: &'a [(usize, usize)],
    /// The row as it is written.
    pub(super) raw: &'a str,
    /// The byte of the block at which it begins.
    pub(super) start: usize,
    /// How the file is written.
    pub(super) layout: &'a Layout,
    /// The physical line on which it begins.
    pub line: u32,
    /// Whether its cells cannot be told apart for sure; the problem is reported.
    pub broken: bool,
}

impl<'a> Row<'a> {
    /// Gives a cell without the white space around it; nothing when the table has no such column.
    #[inline]
    pub(super) fn cell(&self, column: Option<usize>) -> &'a str {
        match column.and_then(|column| self.cells.get(column)) {
            Some(&(start, end)) => trim(&self.text[start..end]),
            None => "",
        }
    }

    /// Walks all cells without the white space around them.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a str> {
        self.cells.iter().map(|&(start, end)| trim(&self.text[start..end]))
    }

    /// Gives the same row with other cells.
    pub(super) fn with<'b>(&self, made: &'b Made) -> Row<'b>
    where
        'a: 'b,
    {
        Row { text: &made.text, cells: &made.cells, ..*self }
    }

    /// Gives the physical line and the character at which a cell begins; in the sheet of a workbook its row and the
    /// number of its column. Slow: for problems only.
    pub(super) fn address(&self, column: usize) -> (u32, u32) {
        if self.layout.sheet {
            return (self.line, u32::try_from(column + 1).unwrap_or(u32::MAX));
        }
        let at =
            cell_starts(self.raw, 0, self.layout.separator).get(column).copied().unwrap_or(self.raw.len());
        let (line, character) = position(self.raw, at);
        (self.line + line, character)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|(start, end)| self.text[*start..*end].trim().is_empty())
    }
}

/// The line of a row, and where it begins and ends.
pub(super) type Head = (u32, usize, usize);

/// How many rows a chunk has.
const CHUNK: usize = 256;

/// Holds some whole rows of a block, all with as many cells as the header.
#[derive(Debug)]
pub(super) struct Chunk<'a> {
    text: &'a str,
    source: &'a str,
    cells: &'a [(usize, usize)],
    pub(super) heads: &'a [Head],
    width: usize,
    layout: &'a Layout,
}

impl<'a> Chunk<'a> {
    /// Counts the rows.
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// Walks the cells of a column without the white space around them.
    #[inline]
    pub(super) fn column(&self, column: usize) -> impl Iterator<Item = &'a str> {
        self.cells.iter().skip(column).step_by(self.width).map(|&(start, end)| trim(&self.text[start..end]))
    }

    /// Walks the physical lines on which the rows begin.
    pub(super) fn lines(&self) -> impl Iterator<Item = u32> {
        self.heads.iter().map(|(line, ..)| *line)
    }

    /// Gives rows of the same source with other cells.
    pub(super) fn with<'b>(&self, made: &'b Made, heads: &'b [Head], width: usize) -> Chunk<'b>
    where
        'a: 'b,
    {
        Chunk { text: &made.text, cells: &made.cells, heads, width, ..*self }
    }

    /// Gives one row.
    pub(super) fn row(&self, row: usize) -> Row<'a> {
        let (line, start, end) = self.heads[row];
        let cells = &self.cells[row * self.width..(row + 1) * self.width];
        Row {
            text: self.text,
            cells,
            raw: &self.source[start..end],
            start,
            layout: self.layout,
            line,
            broken: false,
        }
    }
}

#[inline]
fn trim(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [only] if (0x21..0x80).contains(only) => cell,
        [first, .., last] if (0x21..0x80).contains(first) && (0x21..0x80).contains(last) => cell,
        _ => cell.trim(),
    }
}

/// Calls `sink` for every row of a block that is not blank. `names` are the columns of the header.
pub(super) fn read_rows(
    block: &Block,
    names: &[Arc<str>],
    problems: &mut Problems,
    mut sink: impl FnMut(&Row<'_>, &mut Problems),
) {
    let (text, faults) = decode(&block.bytes, block.layout.replace_control);
    let mut check = |row: &mut Row<'_>, problems: &mut Problems| {
        if is_row(row, names, problems) {
            sink(row, problems);
        }
    };
    if faults.is_empty() && is_plain(block) {
        plain_rows(&text, block, names.len(), |row| check(row, problems));
    } else {
        careful_rows(&text, &faults, block, names, problems, &mut check);
    }
}

/// Calls `sink` for the whole rows of a block, a few hundred at a time, so that a caller can work column by column.
/// Rows whose cells cannot be told apart are reported, and go to `broken`.
pub(super) fn read_chunks(
    block: &Block,
    names: &[Arc<str>],
    problems: &mut Problems,
    mut broken: impl FnMut(&Row<'_>),
    mut sink: impl FnMut(&Chunk<'_>, &mut Problems),
) {
    let layout = &block.layout;
    let (text, faults) = decode(&block.bytes, layout.replace_control);
    let width = names.len();
    let (mut cells, mut heads) = (Vec::with_capacity(CHUNK * width), Vec::with_capacity(CHUNK));
    if faults.is_empty() && is_plain(block) {
        let (text, source) = (&*text, &*text);
        plain_rows(text, block, width, |row| {
            if !is_row(row, names, problems) {
                return;
            }
            if row.broken {
                broken(row);
            } else {
                cells.extend_from_slice(row.cells);
                heads.push((row.line, row.start, row.start + row.raw.len()));
                if heads.len() == CHUNK {
                    sink(&Chunk { text, source, cells: &cells, heads: &heads, width, layout }, problems);
                    cells.clear();
                    heads.clear();
                }
            }
        });
        sink(&Chunk { text, source, cells: &cells, heads: &heads, width, layout }, problems);
        return;
    }
    // What the `csv` crate decodes is gathered in a text of its own, which the cells then point into.
    let mut decoded = String::new();
    careful_rows(&text, &faults, block, names, problems, &mut |row, problems| {
        if !is_row(row, names, problems) {
            return;
        }
        if row.broken {
            broken(row);
        } else {
            let start = decoded.len();
            decoded.push_str(row.text);
            cells.extend(row.cells.iter().map(|(first, last)| (start + first, start + last)));
            heads.push((row.line, row.start, row.start + row.raw.len()));
        }
    });
    for (heads, cells) in heads.chunks(CHUNK).zip(cells.chunks(CHUNK * width)) {
        sink(&Chunk { text: &decoded, source: &text, cells, heads, width, layout }, problems);
    }
}

/// Tells whether there is anything in a row, and reports when it has too few or too many cells, or too long ones.
fn is_row(row: &mut Row<'_>, names: &[Arc<str>], problems: &mut Problems) -> bool {
    if row.cell(Some(0)).is_empty() && row.is_blank() {
        return false;
    }
    if row.cells.len() != names.len() && !row.broken {
        let file = Arc::clone(&problems.file);
        problems.push_with(Code::RAGGED_ROW, || {
            ragged(row, row.address(row.cells.len().min(names.len())), names, &file)
        });
        row.broken = true;
    }
    if is_header(row, names) {
        problems.push(repeated_header(row, names, &problems.file));
        return false;
    }
    let most = row.layout.limits.cell;
    if row.raw.len() > most && !row.broken {
        let long = row.cells.iter().position(|(start, end)| end - start > most);
        if let Some(column) = long {
            let (start, end) = row.cells[column];
            let address = row.address(column);
            problems.push(long_cell(end - start, most, address, names.get(column), &problems.file));
            row.broken = true;
        }
    }
    true
}

/// Tells whether a row says once more what the columns are called.
#[inline]
fn is_header(row: &Row<'_>, names: &[Arc<str>]) -> bool {
    let named = |(column, name): (usize, &Arc<str>)| row.cell(Some(column)) == &**name;
    names.len() > 1 && row.cells.len() == names.len() && names.iter().enumerate().all(named)
}

/// Gives the bytes at which the cells of the row at `start` begin.
pub(super) fn cell_starts(text: &str, start: usize, separator: u8) -> Vec<usize> {
    let mut starts = Vec::new();
    scan(text.as_bytes(), start, separator, 0, |at| starts.push(at));
    starts
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use serde_json::{Map, Value};

    use super::read_rows;
    use crate::ingest::blocks::Blocks;
    use crate::ingest::columns::ColumnNames;
    use crate::ingest::header::{Wanted, take_header};
    use crate::ingest::layout::Layout;
    use crate::ingest::problems::Problems;
    use crate::ingest::shape::RELATIONS;

    /// Reads a table as objects, the way the expectations of the suite are written.
    fn objects(bytes: &[u8]) -> (Value, usize) {
        let mut problems = Problems::new("table.csv");
        let mut blocks = Blocks::new(Box::new(bytes), Layout::default());
        let mut block = blocks.next().expect("memory can be read");
        let wanted = Wanted { shape: &RELATIONS, columns: &ColumnNames::default(), missing: &[] };
        let header = take_header(block.as_mut(), wanted, &mut problems);
        let mut problems = Problems::new("table.csv");
        let mut rows = Vec::new();
        while let Some(present) = block {
            read_rows(&present, &header.names, &mut problems, |row, _| {
                let cells = header.names.iter().enumerate();
                let object: Map<String, Value> = cells
                    .map(|(column, name)| (name.to_string(), Value::from(row.cell(Some(column)))))
                    .collect();
                rows.push(Value::Object(object));
            });
            block = blocks.next().expect("memory can be read");
        }
        let mut report = crate::diagnostic::Report::new();
        problems.finish(&mut report);
        (Value::Array(rows), report.diagnostics().len())
    }

    #[test]
    fn the_csv_spectrum_is_read_as_it_says() {
        let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/csv-spectrum");
        if !suite.is_dir() {
            assert!(std::env::var_os("ACTANT_REQUIRE_SUITES").is_none(), "{} is missing", suite.display());
            eprintln!("skipped: {} is missing", suite.display());
            return;
        }
        let mut count = 0;
        for entry in fs::read_dir(suite.join("csvs")).expect("the suite can be listed") {
            let table = entry.expect("the suite can be listed").path();
            let name = table.with_extension("json");
            let expected = suite.join("json").join(name.file_name().expect("a file has a name"));
            let expected: Value = serde_json::from_slice(&fs::read(expected).expect("an expectation"))
                .expect("expectations are JSON");
            let name = table.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let expected = if name == "location_coordinates" { corrected(expected) } else { expected };
            let (found, problems) = objects(&fs::read(&table).expect("a table"));
            assert_eq!(trimmed(found), trimmed(expected), "{}", table.display());
            // One table has a quote in a cell that is not quoted, and two signs of degrees were lost before it came
            // here; the row is read all the same.
            let expected = if name == "location_coordinates" { 2 } else { 0 };
            assert_eq!(problems, expected, "{}", table.display());
            count += 1;
        }
        assert_eq!(count, 12);
    }

    /// The suite expects a single object for this table, with another telephone number than the table has.
    fn corrected(mut expected: Value) -> Value {
        expected["Contact Phone Number"] = Value::from("2095257564");
        Value::Array(vec![expected])
    }

    /// Takes the white space off the ends of all texts, which the reader does with every cell.
    fn trimmed(value: Value) -> Value {
        match value {
            Value::String(text) => Value::from(text.trim()),
            Value::Array(values) => values.into_iter().map(trimmed).collect(),
            Value::Object(object) => object.into_iter().map(|(name, value)| (name, trimmed(value))).collect(),
            value => value,
        }
    }

    #[test]
    fn every_row_has_its_physical_address() {
        let names: Vec<Arc<str>> = ["a", "b", "c"].map(Arc::from).to_vec();
        for (end, quote) in [("\n", ""), ("\r\n", ""), ("\r", ""), ("\n", "\""), ("\r\n", "\""), ("\r", "\"")]
        {
            let rows =
                [format!("é,{quote}x{quote},z"), String::new(), "1,2,3".to_owned(), "4,5,6".to_owned()];
            let bytes = rows.join(end).into_bytes();
            let mut blocks = Blocks::new(Box::new(bytes.as_slice()), Layout::default());
            let block = blocks.next().expect("memory can be read").expect("there is a block");
            let mut found = Vec::new();
            let mut problems = Problems::new("table.csv");
            read_rows(&block, &names, &mut problems, |row, _| {
                found.push((row.line, row.address(2), row.cell(Some(2)).to_owned()));
            });
            let third = if quote.is_empty() { 5 } else { 7 };
            let expected =
                [(1, (1, third), "z".to_owned()), (3, (3, 5), "3".to_owned()), (4, (4, 5), "6".to_owned())];
            assert_eq!(found, expected, "{end:?} {quote:?}");
        }
    }
}
