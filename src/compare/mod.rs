//! What is held against what: an answer against the one that is expected, a graph against an earlier one.
//!
//! It asks no question and opens no file: both sides arrive as they were found. It never says which side is right.

mod answers;
mod changes;
mod difference;
mod disputes;
mod found;
mod names;
mod outcome;
mod pairs;
mod side;

pub use answers::{AnswerChange, answer_change};
pub use changes::Changes;
pub use difference::{Change, ClaimLine, Difference, FieldChange, Value, difference};
pub use disputes::{DisputeChanges, DisputeLine, dispute_changes};
pub use found::{Found, FoundCell, FoundRows};
pub use names::Renamed;
use outcome::row_of;
pub use outcome::{Mismatch, Outcome, Row, outcome};
