//! What is held against what: an answer against the one that is expected, a graph against an earlier one.
//!
//! It asks no question and opens no file: both sides arrive as they were found. It never says which side is right.

mod found;
mod outcome;

pub use found::{Found, FoundCell, FoundRows};
pub use outcome::{Mismatch, Outcome, Row, compared, outcome};
