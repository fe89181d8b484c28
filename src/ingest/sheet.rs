//! The cells of a sheet become a table of text: dates as ISO 8601 writes them, numbers as they are typed, each row of
//! the sheet one row of the table.

use std::borrow::Cow;
use std::io::{Read, Seek};
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, XlsxCellReader};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::problems::Problems;
use crate::ingest::trouble::Trouble;
use crate::ingest::workbook::damaged;

/// How many rows a sheet can have.
const ROWS: u32 = 1 << 20;

/// Holds a sheet as text.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// A table with commas between its cells.
    pub bytes: Vec<u8>,
    header: Vec<String>,
    faults: Vec<(u32, u32, String)>,
    trouble: Option<(Trouble, u32)>,
}

/// Writes a sheet as text, at most `most` bytes of it.
pub(super) fn write_sheet<R: Read + Seek>(cells: &mut XlsxCellReader<'_, R>, most: u64) -> Sheet {
    let mut sheet = Sheet::default();
    let (mut row, mut column, mut width) = (0, 0, 0);
    loop {
        let cell = match cells.next_cell_with_formula() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(error) => {
                sheet.trouble = Some((damaged(&error), row + 1));
                break;
            }
        };
        let (at, number) = cell.pos;
        let text = text(&cell.value);
        match &cell.value {
            DataRef::Error(error) => {
                sheet.faults.push((at, number, format!("the cell holds the error `{error}`")));
            }
            DataRef::Empty if cell.formula.is_some_and(|formula| !formula.is_empty()) => {
                sheet.faults.push((
                    at,
                    number,
                    "the formula in the cell has no value kept beside it".to_owned(),
                ));
            }
            _ => {}
        }
        if text.is_empty() {
            continue;
        }
        if at >= ROWS || at < row || (at == row && number < column) {
            let trouble = Trouble::Damaged("the cells of the sheet are not in order".to_owned());
            sheet.trouble = Some((trouble, row + 1));
            break;
        }
        if at > row {
            end_row(&mut sheet, &mut column, &mut width);
            sheet.bytes.resize(sheet.bytes.len() + (at - row - 1) as usize, b'\n');
            row = at;
        }
        sheet
            .bytes
            .resize(sheet.bytes.len() + (number - column.saturating_sub(1).min(number)) as usize, b',');
        column = number + 1;
        if width == 0 {
            sheet.header.resize(number as usize, String::new());
            sheet.header.push(text.clone().into_owned());
        }
        push_cell(&mut sheet.bytes, &text);
        if sheet.bytes.len() as u64 > most {
            sheet.trouble = Some((Trouble::TooLarge { most, has: 0, setting: "file" }, row + 1));
            break;
        }
    }
    end_row(&mut sheet, &mut column, &mut width);
    sheet
}

/// Fills a row up with empty cells to the width of the header, which is the first row with anything in it.
fn end_row(sheet: &mut Sheet, column: &mut u32, width: &mut u32) {
    if *column > 0 {
        *width = (*width).max(if *width == 0 { *column } else { 0 });
        sheet.bytes.resize(sheet.bytes.len() + width.saturating_sub(*column) as usize, b',');
    }
    sheet.bytes.push(b'\n');
    *column = 0;
}

fn push_cell(bytes: &mut Vec<u8>, text: &str) {
    let plain = !text.bytes().any(|byte| matches!(byte, b'"' | b',' | b'\n' | b'\r'));
    if plain {
        bytes.extend_from_slice(text.as_bytes());
        return;
    }
    bytes.push(b'"');
    bytes.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    bytes.push(b'"');
}

impl Sheet {
    /// Reports what is wrong with cells, and what ended the sheet before its end.
    pub(super) fn report(&self, problems: &mut Problems) {
        for (row, column, message) in &self.faults {
            let name = self.header.get(*column as usize).filter(|name| !name.is_empty());
            let name = name.cloned().unwrap_or_else(|| format!("column {}", column + 1));
            let location = Location::cell(Arc::clone(&problems.file), row + 1, column + 1, name);
            problems.push(Diagnostic::new(Code::CELL_ERROR, location, message.as_str()).with_hint(
                "open the workbook in a spreadsheet, mend the formula or type the value, and save it",
            ));
        }
        if let Some((trouble, line)) = &self.trouble {
            problems.lost = true;
            problems.push(trouble.problem(&problems.file, *line));
        }
    }
}

fn text<'a>(value: &'a DataRef<'_>) -> Cow<'a, str> {
    match value {
        DataRef::Empty => Cow::Borrowed(""),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cow::Borrowed(text)
        }
        DataRef::SharedString(text) => Cow::Borrowed(text),
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        DataRef::Float(number) => Cow::Owned(number.to_string()),
        DataRef::Bool(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
        DataRef::Error(error) => Cow::Owned(error.to_string()),
        DataRef::DateTime(moment) => Cow::Owned(date(moment)),
    }
}

/// Writes a moment as ISO 8601 does: the day alone at midnight, the time alone when there is no day.
fn date(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let seconds = (value * 86_400.0).round();
    if moment.is_duration() {
        let sign = if seconds < 0.0 { "-" } else { "" };
        let seconds = seconds.abs() as u64;
        return format!("{sign}PT{}H{}M{}S", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&value) && value > 0.0 {
        return time;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if hour == 0 && minute == 0 && second == 0 { day } else { format!("{day}T{time}") }
}

#[cfg(test)]
mod tests {
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    use super::date;

    #[test]
    fn dates_are_iso_text() {
        let date = |value, kind, is_1904| date(&ExcelDateTime::new(value, kind, is_1904));
        // Day 45,987 counted from 1899-12-30; the other epoch is 1,462 days later.
        assert_eq!(date(45_987.0, ExcelDateTimeType::DateTime, false), "2025-11-26");
        assert_eq!(date(44_525.0, ExcelDateTimeType::DateTime, true), "2025-11-26");
        assert_eq!(date(45_987.75, ExcelDateTimeType::DateTime, false), "2025-11-26T18:00:00");
        assert_eq!(date(0.5, ExcelDateTimeType::DateTime, false), "12:00:00");
        assert_eq!(date(1.5, ExcelDateTimeType::TimeDelta, false), "PT36H0M0S");
    }
}
