//! The rows of a block: cells, and the address of each. Good blocks without quotes are split by vector
//! instructions; all others go through the strict check and the `csv` crate. No row is skipped in silence.

use std::sync::Arc;

use memchr::{memchr, memchr_iter, memchr2_iter};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::blocks::Block;
use crate::ingest::decode::{Fault, decode};
use crate::ingest::problems::Problems;
use crate::ingest::quoting::{QuoteFault, line_ends, position, scan};

/// Holds one row while it is looked at.
#[derive(Debug)]
pub(super) struct Row<'a> {
    text: &'a str,
    cells: &'a [(usize, usize)],
    raw: &'a str,
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

    /// Gives the physical line and the character at which a cell begins. Slow: for problems only.
    pub(super) fn address(&self, column: usize) -> (u32, u32) {
        let at = cell_starts(self.raw, 0).get(column).copied().unwrap_or(self.raw.len());
        let (line, character) = position(self.raw, at);
        (self.line + line, character)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|(start, end)| self.text[*start..*end].trim().is_empty())
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
    let (text, faults) = decode(&block.bytes);
    let mut check = |row: &mut Row<'_>, problems: &mut Problems| {
        if row.cells.len() == names.len() || row.broken {
            let blank = row.cell(Some(0)).is_empty() && row.is_blank();
            if !row.cells.is_empty() && !blank {
                sink(row, problems);
            }
        } else if !row.is_blank() {
            problems.push(ragged(row, names, &problems.file));
            row.broken = true;
            sink(row, problems);
        }
    };
    if faults.is_empty() && is_plain(text.as_bytes()) {
        plain_rows(&text, block.line, names.len(), |row| check(row, problems));
    } else {
        careful_rows(&text, &faults, block.line, names, problems, &mut check);
    }
}

/// Gives the bytes at which the cells of the row at `start` begin.
pub(super) fn cell_starts(text: &str, start: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    scan(text.as_bytes(), start, 0, |at| starts.push(at));
    starts
}

fn is_plain(bytes: &[u8]) -> bool {
    memchr(b'"', bytes).is_none() && memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
}

fn plain_rows(text: &str, first: u32, width: usize, mut sink: impl FnMut(&mut Row<'_>)) {
    let mut cells = Vec::with_capacity(width + 1);
    let (mut line, mut row, mut start) = (first, 0, 0);
    for at in memchr2_iter(b',', b'\n', text.as_bytes()) {
        cells.push((start, at));
        start = at + 1;
        if text.as_bytes()[at] == b'\n' {
            sink(&mut Row { text, cells: &cells, raw: &text[row..at], line, broken: false });
            cells.clear();
            line = line.saturating_add(1);
            row = start;
        }
    }
    if row < text.len() {
        cells.push((start, text.len()));
        sink(&mut Row { text, cells: &cells, raw: &text[row..], line, broken: false });
    }
}

fn careful_rows(
    text: &str,
    faults: &[(usize, Fault)],
    first: u32,
    names: &[Arc<str>],
    problems: &mut Problems,
    sink: &mut impl FnMut(&mut Row<'_>, &mut Problems),
) {
    // The `csv` crate decodes the rows that the strict check found sound, one record for each. A row of its own in
    // front keeps it from taking a leading U+FEFF for the mark of the file.
    let mut sound = b"-\n".to_vec();
    let mut rows = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let row = scan(text.as_bytes(), at, names.len(), |_| ());
        if row.fault.is_none() && row.end > at {
            sound.extend_from_slice(&text.as_bytes()[at..row.end]);
            sound.push(b'\n');
        }
        rows.push((at, row));
        at = row.next;
    }
    let mut decoder =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(sound.as_slice());
    let mut record = csv::StringRecord::new();
    let mut decoded = decoder.read_record(&mut record).is_ok();
    let mut cells = Vec::new();
    let mut faults = faults.iter().peekable();
    let mut line = first;
    for (start, row) in rows {
        let raw = &text[start..row.end];
        cells.clear();
        let mut fault_here = None;
        while let Some(fault) = faults.next_if(|(at, _)| *at < row.next) {
            fault_here = fault_here.or(Some(*fault));
        }
        if let Some((at, fault)) = fault_here {
            problems.push(character_problem(text, start, at, line, fault, names, &problems.file));
        }
        if let Some(fault) = row.fault {
            let after = &text[row.end..row.next];
            problems.lost |= matches!(fault, QuoteFault::Unterminated(_, None)) && !after.trim().is_empty();
            problems.push(quote_problem(text, start, line, fault, names, &problems.file));
            let starts = cell_starts(raw, 0);
            let ends = starts.iter().skip(1).map(|start| start - 1).chain([raw.len()]);
            cells.extend(starts.iter().copied().zip(ends));
            sink(&mut Row { text: raw, cells: &cells, raw, line, broken: true }, problems);
        } else if row.end > start {
            decoded = decoded && decoder.read_record(&mut record).unwrap_or(false);
            if decoded {
                cells.extend(
                    (0..record.len())
                        .filter_map(|cell| record.range(cell))
                        .map(|cell| (cell.start, cell.end)),
                );
                sink(&mut Row { text: record.as_slice(), cells: &cells, raw, line, broken: false }, problems);
            }
        }
        line = line.saturating_add(line_ends(&text.as_bytes()[start..row.next]));
    }
}

fn ragged(row: &Row<'_>, names: &[Arc<str>], file: &Arc<str>) -> Diagnostic {
    let (has, wants) = (row.cells.len(), names.len());
    let cells = if has == 1 { "1 cell".to_owned() } else { format!("{has} cells") };
    let (line, character) = row.address(has.min(wants));
    if has < wants {
        let missing: Vec<String> = names[has..].iter().map(|name| format!("`{name}`")).collect();
        let location = Location::cell(Arc::clone(file), line, character, Arc::clone(&names[has]));
        let message =
            format!("the row has {cells}, the header {wants}: {} missing", list(&missing, "is", "are"));
        return Diagnostic::new(Code::RAGGED_ROW, location, message)
            .with_hint("write a comma for every empty cell");
    }
    let extra = row.cell(Some(wants));
    let name = names.last().cloned().unwrap_or_else(|| Arc::from(""));
    let message = format!("the row has {cells}, the header {wants}: `{extra}` is one too many");
    Diagnostic::new(Code::RAGGED_ROW, Location::cell(Arc::clone(file), line, character, name), message)
        .with_cell(extra)
        .with_hint("put a cell that holds a comma in double quotes")
}

fn list(words: &[String], one: &str, many: &str) -> String {
    let verb = if words.len() == 1 { one } else { many };
    format!("{} {verb}", words.join(", "))
}

/// Finds the cell of a byte in the row at `start`, and the address of that byte.
fn place(text: &str, start: usize, at: usize, line: u32, names: &[Arc<str>], file: &Arc<str>) -> Location {
    let mut cells = 0;
    scan(text.as_bytes(), start, 0, |cell| cells += usize::from(cell <= at));
    let (offset, character) = position(&text[start..], at - start);
    let column = cells.saturating_sub(1);
    let name = names.get(column).or(names.last()).cloned().unwrap_or_else(|| Arc::from(""));
    Location::cell(Arc::clone(file), line + offset, character, name)
}

fn quote_problem(
    text: &str,
    start: usize,
    line: u32,
    fault: QuoteFault,
    names: &[Arc<str>],
    file: &Arc<str>,
) -> Diagnostic {
    match fault {
        QuoteFault::Stray(at) => {
            let location = place(text, start, at, line, names, file);
            let cell = text[start..at].rfind([',', '\n', '\r']).map_or(start, |end| start + end + 1);
            let hint = if cell < at && text[cell..at].trim().is_empty() {
                "delete the white space before the quote"
            } else {
                "put the whole cell in double quotes and write each quote inside it twice"
            };
            Diagnostic::new(Code::STRAY_QUOTE, location, "a quote stands inside a cell").with_hint(hint)
        }
        QuoteFault::Unterminated(at, next) => {
            let location = place(text, start, at, line, names, file);
            let opened = location.line;
            let message = match next {
                Some(next) => {
                    let next = line + line_ends(&text.as_bytes()[start..next]);
                    format!("the quote opened here is never closed; line {next} looks like the next row")
                }
                None => {
                    "the quote opened here is never closed, and no later line looks like a row".to_owned()
                }
            };
            Diagnostic::new(Code::UNTERMINATED_QUOTE, location, message).with_hint(format!(
                "close the quote on line {opened}, or write each quote inside the cell twice"
            ))
        }
    }
}

fn character_problem(
    text: &str,
    start: usize,
    at: usize,
    line: u32,
    fault: Fault,
    names: &[Arc<str>],
    file: &Arc<str>,
) -> Diagnostic {
    let location = place(text, start, at, line, names, file);
    match fault {
        Fault::NotUtf8(byte) => {
            Diagnostic::new(Code::NOT_UTF8, location, format!("the byte `{byte:02X}` is not UTF-8"))
                .with_hint("save the file as UTF-8; a spreadsheet calls it \"CSV UTF-8\"")
        }
        Fault::Control(character) => {
            let message = format!("the character U+{:04X} cannot be kept", u32::from(character));
            Diagnostic::new(Code::CONTROL_CHARACTER, location, message)
                .with_hint("delete the character; it is invisible in most editors")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use serde_json::{Map, Value};

    use super::read_rows;
    use crate::ingest::blocks::Blocks;
    use crate::ingest::header::take_header;
    use crate::ingest::problems::Problems;
    use crate::ingest::shape::RELATIONS;

    /// Reads a table as objects, the way the expectations of the suite are written.
    fn objects(bytes: &[u8]) -> (Value, usize) {
        let mut problems = Problems::new("table.csv");
        let mut blocks = Blocks::new(Box::new(bytes));
        let mut block = blocks.next().expect("memory can be read");
        let header = take_header(block.as_mut(), &RELATIONS, &mut problems);
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
            // One table is Latin-1, and says so; its cells are read all the same.
            assert_eq!(problems, usize::from(name == "location_coordinates"), "{}", table.display());
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
            let mut blocks = Blocks::new(Box::new(bytes.as_slice()));
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
