//! The formats in which answers for people and programs come.

use std::io::Write;

use clap::ValueEnum;

use actant::render::{self, Formulas, Names};
use actant::workspace::Table;

use crate::cli::failure::Failure;
use crate::cli::terminal::page;

/// Names a format for a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns for reading
    Table,
    /// Comma-separated values with ids and labels in columns of their own
    Csv,
    /// An array of objects
    Json,
    /// A table for a report
    Markdown,
}

impl Format {
    /// Gives the most lines to show, of which a person has a say: as many as anybody reads at once in a terminal, and all
    /// of them anywhere else. 0 means all.
    pub fn limit(self, wanted: Option<usize>) -> Option<usize> {
        self.at_most(200, wanted)
    }

    /// Gives the most claims to show on sheets of their own, each of which takes about ten lines.
    pub fn sheets(self, wanted: Option<usize>) -> Option<usize> {
        self.at_most(50, wanted)
    }

    fn at_most(self, shown: usize, wanted: Option<usize>) -> Option<usize> {
        match wanted {
            None => (self == Self::Table).then_some(shown),
            Some(wanted) => (wanted > 0).then_some(wanted),
        }
    }
}

/// Writes a table in a format.
pub fn write(table: &Table, format: Format, names: &Names, out: &mut dyn Write) -> Result<(), Failure> {
    match format {
        Format::Table => render::table(table, names, page(), out)?,
        Format::Csv => render::csv(table, names, Formulas::Defused, out)?,
        Format::Json => render::json(table, names, out)?,
        Format::Markdown => render::markdown(table, names, out)?,
    }
    Ok(())
}
