//! What ends a table before its end: it is too large, or what holds it is damaged. It travels as an [`io::Error`] through
//! the readers and ends as a problem, never as a failure of the program.

use std::io;
use std::sync::Arc;

use thiserror::Error;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::limits::size;

/// Says why the rest of a table cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum Trouble {
    /// It holds more than the limit of the setting.
    #[error("more than {}", size(*most))]
    TooLarge {
        /// The bytes that it may hold.
        most: u64,
        /// How many it holds at least.
        has: u64,
        /// The setting that moves the limit.
        setting: &'static str,
    },
    /// What it is packed in is damaged.
    #[error("{0}")]
    Damaged(String),
    /// It is something else than its name says, and what to do about that.
    #[error("{0}")]
    Format(&'static str, &'static str),
}

impl Trouble {
    /// Finds the trouble in an error of reading, or gives the error back.
    ///
    /// # Errors
    /// When the error is none of data, but of the world.
    pub(super) fn of(error: io::Error) -> Result<Self, io::Error> {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
            Some(trouble) => Ok(trouble.clone()),
            None => Err(error),
        }
    }

    /// Makes the problem of a table whose line `line` is the first that could not be read.
    pub(super) fn problem(&self, file: &Arc<str>, line: u32) -> Diagnostic {
        let location = Location::line(Arc::clone(file), line);
        let rest =
            if line > 1 { format!("; line {line} and what follows are not read") } else { String::new() };
        match self {
            Self::TooLarge { most, has, setting } => {
                let message = format!("the table holds more than {}{rest}", size(*most));
                Diagnostic::new(Code::TOO_LARGE, location, message).with_hint(match *setting {
                    "expansion" => "if the file is what it should be, write `expansion = 1000` under `[limits]` in \
                                    actant.toml: how many times larger than packed it may be"
                        .to_owned(),
                    setting => {
                        let more = size((*has).max(most + 1).next_power_of_two());
                        format!("write `{setting} = \"{more}\"` under `[limits]` in actant.toml, or split the table")
                    }
                })
            }
            Self::Damaged(how) => {
                Diagnostic::new(Code::DAMAGED_FILE, location, format!("the file is damaged: {how}{rest}"))
                    .with_hint("get the file again from where it came, or pack it again")
            }
            Self::Format(what, hint) => {
                let message = format!("the file is {what}, not a table of text");
                Diagnostic::new(Code::WRONG_FORMAT, Location::file(Arc::clone(file)), message)
                    .with_hint(*hint)
            }
        }
    }
}

impl From<Trouble> for io::Error {
    fn from(trouble: Trouble) -> Self {
        Self::new(io::ErrorKind::InvalidData, trouble)
    }
}

/// Reads no more than a table may hold.
pub(super) struct Bounded<R> {
    input: R,
    left: u64,
    trouble: Trouble,
}

impl<R> Bounded<R> {
    /// Lets `most` bytes pass; the next one is the trouble.
    pub(super) fn new(input: R, most: u64, trouble: Trouble) -> Self {
        Self { input, left: most, trouble }
    }
}

impl<R: io::Read> io::Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(into)?;
        self.left = self.left.checked_sub(length as u64).ok_or_else(|| self.trouble.clone())?;
        Ok(length)
    }
}
