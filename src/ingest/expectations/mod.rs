//! What a folder expects of its own answers: the entries of `tests.toml`, and each `tests/NAME.rq` with the rows of
//! `tests/NAME.csv` beside it. `docs/testing.md` is the manual.
//!
//! Only what is written is read here, with its place; no question is asked.

mod expectation;
mod fields;
mod read;
mod rows;
mod test;

pub use expectation::{Asks, Expectation, ExpectedAnswer, ExpectedRow, Expects, Narrowing};
pub use read::expectations;
pub(super) use read::{FILE, FOLDER};

use crate::diagnostic::{Code, Diagnostic, Location};

/// Makes the one kind of problem that is found here.
fn bad(location: Location, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::BAD_EXPECTATION, location, message)
}
