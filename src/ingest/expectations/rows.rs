//! Expected rows: lists of cells in `tests.toml`, or a table of their own.

use csv::ReaderBuilder;
use toml::de::DeValue;

use crate::diagnostic::{Diagnostic, Location};
use crate::ingest::expectations::fields::{Fields, cell};
use crate::ingest::expectations::{ExpectedRow, bad};

/// Reads the rows under a name. Nothing when the name is not there, or names a file.
pub(super) fn listed(fields: &Fields<'_, '_>, name: &'static str) -> Option<Vec<ExpectedRow>> {
    let value = fields.get(name)?;
    let DeValue::Array(items) = value.get_ref() else {
        let hint = format!("write `{name} = [[\"Pakistan\", \"militants\"], [\"Tajikistan\", \"others\"]]`");
        return fields.refuse(value, format!("`{name}` must be a list of rows"), &hint);
    };
    let mut rows = Vec::new();
    for item in items {
        let cells = match item.get_ref() {
            DeValue::Array(cells) => cells.iter().map(|item| cell(item.get_ref())).collect(),
            single => cell(single).map(|cell| vec![cell]),
        };
        let cells: Option<Vec<String>> = cells;
        let Some(cells) = cells.filter(|cells| !cells.is_empty()) else {
            let hint = "a row is a list of texts and numbers, or one of them alone";
            return fields.refuse(item, format!("a row of `{name}` has cells and nothing else"), hint);
        };
        rows.push(ExpectedRow { cells, location: fields.source.at(item.span()) });
    }
    let width = rows.first().map(|row| row.cells.len());
    if let Some(odd) = rows.iter().find(|row| Some(row.cells.len()) != width) {
        let cells = if odd.cells.len() == 1 { "cell" } else { "cells" };
        let message = format!("a row of {} {cells} among rows of {}", odd.cells.len(), width.unwrap_or(0));
        fields.push(bad(odd.location.clone(), message).with_hint("every row has a cell for every column"));
        return None;
    }
    Some(rows)
}

/// The columns and the rows of a table.
type Table = (Vec<String>, Vec<ExpectedRow>);

/// Reads a table of expected rows: its header names the columns.
pub(super) fn table(path: &str, bytes: &[u8]) -> Result<Table, Box<Diagnostic>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().from_reader(bytes);
    let failed = |error: &csv::Error| {
        let line = error.position().map_or(0, |position| position.line() as u32);
        let message = match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                let cells = if *len == 1 { "cell" } else { "cells" };
                format!("this row has {len} {cells}, and the header {expected_len}")
            }
            csv::ErrorKind::Utf8 { .. } => "this row is not UTF-8".to_owned(),
            _ => "this table cannot be read".to_owned(),
        };
        Box::new(bad(Location::line(path, line), message))
    };
    let columns: Vec<String> =
        reader.headers().map_err(|error| failed(&error))?.iter().map(|name| name.trim().to_owned()).collect();
    if columns.iter().all(String::is_empty) {
        let problem = bad(Location::file(path), "a table of expected rows has a header");
        let hint = "its first line names columns of the answer, as in `who,whom`";
        return Err(Box::new(problem.with_hint(hint)));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| failed(&error))?;
        let line = record.position().map_or(0, |position| position.line() as u32);
        let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
        rows.push(ExpectedRow { cells, location: Location::line(path, line) });
    }
    Ok((columns, rows))
}
