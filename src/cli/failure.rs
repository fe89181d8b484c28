//! How a verb ends when it does not end well: a sentence, what caused it, what to do, and an exit code.

use std::error::Error;
use std::io;
use std::process::ExitCode;

use actant::diagnostic::Report;
use actant::render::RenderError;
use actant::workspace::{
    AskError, DataFolder, DumpFailure, QueryError, RevisionError, WorkspaceError, WriteError,
};

use crate::cli::terminal::Talk;

/// Says why a verb failed.
#[derive(Debug)]
pub enum Failure {
    /// Whatever reads the output has gone; nobody is left to tell.
    BrokenPipe,
    /// What was typed is not something that can be done: exit 2.
    Usage { message: String, hint: Option<String> },
    /// The data or the answer is not good: exit 1.
    Bad { message: String, causes: Vec<String>, hint: Option<String> },
    /// The report of the data has been printed and holds errors: exit 1.
    Reported,
    /// The data has errors that nobody has printed yet: exit 1.
    Data(Report, Box<DataFolder>),
    /// The cached graph is damaged; the verb may be tried once more on a new one.
    Damaged(String),
}

impl Failure {
    /// Makes a failure of what was typed.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: None }
    }

    /// Prints the failure and gives its exit code.
    pub fn report(self) -> ExitCode {
        let talk = Talk::new();
        match self {
            Self::BrokenPipe => ExitCode::SUCCESS,
            Self::Reported => ExitCode::from(1),
            Self::Usage { message, hint } => {
                talk.error(&message, &[], hint.as_deref());
                ExitCode::from(2)
            }
            Self::Bad { message, causes, hint } => {
                talk.error(&message, &causes, hint.as_deref());
                ExitCode::from(1)
            }
            Self::Data(report, folder) => {
                talk.data_errors(&report, &folder);
                ExitCode::from(1)
            }
            Self::Damaged(reason) => {
                talk.error(&reason, &[], Some("delete the folder `.actant` and try again"));
                ExitCode::from(1)
            }
        }
    }
}

fn causes(error: &dyn Error) -> Vec<String> {
    let mut causes = Vec::new();
    let mut at = error.source();
    while let Some(cause) = at {
        causes.push(cause.to_string());
        at = cause.source();
    }
    causes
}

fn bad(error: &dyn Error, hint: Option<String>) -> Failure {
    Failure::Bad { message: error.to_string(), causes: causes(error), hint }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => bad(&error, None),
        }
    }
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Write(error) => error.into(),
            error => Self::usage(error.to_string()),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Workspace(error) => error.into(),
            WriteError::Dump(DumpFailure::Io(error)) => error.into(),
            WriteError::Dump(DumpFailure::Store(error)) => WorkspaceError::from(error).into(),
        }
    }
}

impl From<AskError> for Failure {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Workspace(error) => error.into(),
            AskError::NotRead { .. } => bad(&error, error.hint()),
        }
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        let hint = error.hint();
        match &error {
            QueryError::UnknownQuery { .. }
            | QueryError::UnknownParameter { .. }
            | QueryError::BadParameter { .. } => Self::Usage { message: error.to_string(), hint },
            QueryError::Syntax { line, column, text, .. } if *line > 0 => Self::Bad {
                message: error.to_string(),
                causes: vec![],
                hint: Some(match hint {
                    Some(hint) => format!("{}\n{hint}", frame(*line, *column, text)),
                    None => frame(*line, *column, text),
                }),
            },
            _ => bad(&error, hint),
        }
    }
}

/// Draws a line of a query with a mark under a character; an empty line is not worth drawing.
fn frame(line: usize, column: usize, text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let number = line.to_string();
    let gap = " ".repeat(number.len());
    format!("{number} | {text}\n{gap} | {}^", " ".repeat(column.saturating_sub(1)))
}

impl From<WorkspaceError> for Failure {
    fn from(error: WorkspaceError) -> Self {
        if let Some(damage) = error.damage() {
            return Self::Damaged(damage);
        }
        match error {
            WorkspaceError::Query(error) => error.into(),
            WorkspaceError::Invalid { report, folder } => Self::Data(report, folder),
            error => {
                let hint = error.hint();
                match error {
                    WorkspaceError::Parameter(_)
                    | WorkspaceError::Day(_)
                    | WorkspaceError::Revision(
                        RevisionError::Unknown { .. }
                        | RevisionError::NoFolder { .. }
                        | RevisionError::NoRepository { .. },
                    ) => Self::Usage { message: error.to_string(), hint },
                    error => bad(&error, hint),
                }
            }
        }
    }
}
