//! One line for each difference, in the form that editors and `grep` jump from.

use std::io::{self, Write};

use crate::compare::Outcome;
use crate::render::outcomes::sentence;
use crate::render::visible::visible;

/// Writes `file:line: name: difference`, one line each; what is met has none.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn short(outcomes: &[Outcome], out: &mut dyn Write) -> io::Result<()> {
    for outcome in outcomes {
        for mismatch in &outcome.mismatches {
            let line = format!("{}: {}: {}", outcome.location, outcome.name, sentence(mismatch));
            writeln!(out, "{}", visible(&line))?;
        }
    }
    Ok(())
}
