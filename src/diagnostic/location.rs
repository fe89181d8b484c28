//! The address of a problem: file, physical line, character, and the name of the column.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// Points at a file, a line of it, or one cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    /// The path as the user wrote it, with `/` between parts: `data/relations.csv`.
    pub file: Arc<str>,
    /// The physical line, counted from 1; 0 means the whole file.
    pub line: u32,
    /// Where in the line, when the problem has a cell.
    #[serde(flatten)]
    pub column: Option<Column>,
}

/// Points at one cell of a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Column {
    /// The character at which the cell begins, counted from 1 as editors do; 0 when it is not known yet.
    #[serde(rename = "column")]
    pub character: u32,
    /// The name in the header: `subject`.
    #[serde(rename = "column_name")]
    pub name: Arc<str>,
}

impl Location {
    /// Points at a whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), line: 0, column: None }
    }

    /// Points at one physical line, counted from 1.
    pub fn line(file: impl Into<Arc<str>>, line: u32) -> Self {
        Self { file: file.into(), line, column: None }
    }

    /// Points at the cell of a column whose character is not known yet; `ingest::locate` finds it.
    pub fn column(file: impl Into<Arc<str>>, line: u32, name: impl Into<Arc<str>>) -> Self {
        Self::cell(file, line, 0, name)
    }

    /// Points at one cell.
    pub fn cell(file: impl Into<Arc<str>>, line: u32, character: u32, name: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), line, column: Some(Column { character, name: name.into() }) }
    }

    /// Gives what a spreadsheet calls the cell, such as `C14`, when the file is the sheet of a workbook: there a line is
    /// a row and a character the number of a column.
    pub fn sheet_cell(&self) -> Option<String> {
        let (_, sheet) = self.file.rsplit_once('#')?;
        let book = &self.file[..self.file.len() - sheet.len() - 1];
        let mut number = self.column.as_ref()?.character;
        if number == 0 || !book.to_ascii_lowercase().ends_with(".xlsx") {
            return None;
        }
        let mut letters = Vec::new();
        while number > 0 {
            letters.push(char::from(b'A' + ((number - 1) % 26) as u8));
            number = (number - 1) / 26;
        }
        Some(letters.into_iter().rev().chain(self.line.to_string().chars()).collect())
    }
}

impl fmt::Display for Location {
    /// Writes `file`, `file:line` or `file:line:column`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if self.line > 0 {
            write!(formatter, ":{}", self.line)?;
            if let Some(column) = self.column.as_ref().filter(|column| column.character > 0) {
                write!(formatter, ":{}", column.character)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn the_cells_of_a_sheet_have_letters() {
        let cell = |file: &str, character| Location::cell(file, 14, character, "object").sheet_cell();
        for (character, name) in
            [(1, "A14"), (3, "C14"), (26, "Z14"), (27, "AA14"), (702, "ZZ14"), (703, "AAA14")]
        {
            assert_eq!(cell("data/book.xlsx#relations", character).as_deref(), Some(name));
        }
        assert_eq!(cell("data/relations.csv", 3), None);
        assert_eq!(cell("data#1/relations.csv", 3), None);
        assert_eq!(cell("data/book.xlsx#relations", 0), None);
    }
}
