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
