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
mod dates;
mod decode;
mod dictionary;
mod error;
mod finish;
mod folder;
mod header;
mod hints;
mod ids;
mod implied;
mod keys;
mod links;
mod local_texts;
mod locate;
mod merge;
mod names;
mod near_miss;
mod options;
mod possible;
mod problems;
mod quoting;
mod read;
mod readings;
mod repair;
mod row_problems;
mod rows;
mod settings;
mod shape;
mod shared;
mod spellings;
mod tables;
mod words;

pub use dictionary::{Column, Holds, Table, dictionary};
pub use error::IngestError;
pub use locate::locate;
pub use options::ReadOptions;
pub use read::{read, read_tables};
pub use repair::{FileRepair, Repairs, RowEnds, repair};
