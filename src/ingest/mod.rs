//! A folder of tables becomes a data set and a report. Bad data is never an `Err` and never stops reading: it loads,
//! or it is a problem with its address. Nothing here prints, and nothing here knows a graph.
//!
//! The only owner of the `csv` crate.

mod aliases;
mod batch;
mod blocks;
mod cells;
mod check_settings;
mod claims;
mod coded;
mod codes;
mod columns;
mod dates;
mod decode;
mod dictionary;
mod error;
pub mod expectations;
mod finish;
mod folder;
mod foreign;
mod header;
mod hints;
mod ids;
mod implied;
mod inventory;
mod keys;
mod links;
mod local_texts;
mod locate;
mod mapping;
mod merge;
mod names;
mod near_miss;
mod options;
mod possible;
mod problems;
mod quoting;
mod read;
mod read_as;
mod readings;
mod row_problems;
mod rows;
mod settings;
mod shape;
mod shared;
mod source_lines;
mod spellings;
mod tables;
mod translation;
mod words;

pub use columns::{ColumnNameError, ColumnNames};
pub use dictionary::{Column, Holds, Table, dictionary};
pub use error::IngestError;
pub use folder::inputs;
pub use locate::locate;
pub use options::ReadOptions;
pub use read::{read, read_tables};
pub use source_lines::{SourceLines, source_lines};
