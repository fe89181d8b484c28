//! What has exactly one right repair is repaired: the cells of text tables that say one thing and are written another way.
//! Whatever has two readings is left alone, and so is every byte outside the cells that change.
//!
//! A repair is made in memory, and read again, until nothing is left to repair; only then is anything written.

mod cell;
mod columns;
mod edits;
mod known;
mod plan;
mod repairs;
mod table;
mod write;

pub use plan::{not_repaired, repair};
pub use repairs::{FileRepair, Repairs, RowEnds};
