//! A folder of tables becomes a data set and a report. Bad data is never an `Err` and never stops reading: it loads,
//! or it is a problem with its address. Nothing here prints, and nothing here knows a graph.
//!
//! Bytes come in through `places` (which files there are), `open` (packed, encoded), `blocks` (whole rows) and `rows`
//! (cells with their addresses); only what is not plain UTF-8 between commas costs more than a look.
//!
//! The only owner of the `csv` crate.

mod aliases;
mod batch;
mod blocks;
mod cells;
mod check_settings;
mod choices;
mod claims;
mod coded;
mod codes;
mod columns;
mod datapackage;
mod dates;
mod decode;
mod detect;
mod dictionary;
mod encoding;
mod error;
pub mod expectations;
mod finish;
mod folded_names;
mod folder;
mod foreign;
mod gunzip;
mod header;
mod hints;
mod ids;
mod implied;
mod inventory;
mod keys;
mod layout;
mod limits;
mod links;
mod local_texts;
mod locate;
mod mapping;
mod merge;
mod names;
mod near_miss;
mod open;
mod options;
mod places;
mod possible;
mod problems;
mod quoting;
mod read;
mod read_as;
mod readings;
mod repair;
mod row_problems;
mod rows;
mod separator;
mod settings;
mod shape;
mod shared;
#[cfg(feature = "xlsx")]
mod sheet;
mod source_lines;
mod spellings;
mod split;
mod tables;
mod transcode;
mod translation;
mod trouble;
mod words;
#[cfg(feature = "xlsx")]
mod workbook;
#[cfg(not(feature = "xlsx"))]
#[path = "no_workbook.rs"]
mod workbook;
mod written_names;

pub use columns::{ColumnNameError, ColumnNames};
pub use dictionary::{Column, Holds, Table, dictionary};
pub use encoding::Encoding;
pub use error::IngestError;
pub use locate::locate;
pub use options::ReadOptions;
pub use places::inputs;
pub use read::{read, read_tables};
pub use repair::{FileRepair, Repairs, RowEnds, not_repaired, repair};
pub use source_lines::{SourceLines, source_lines};
