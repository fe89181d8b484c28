//! What can go wrong between a question and its answer. A hint says what to type instead.

use std::io;
use std::path::PathBuf;

use crate::query::{ParameterKind, Stop};
use crate::store::sparql::QueryEvaluationError;

/// Says why a query gives no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The query is one that this program does not run, valid or not.
    #[error("{reason}")]
    Refused {
        /// Why not, in words for an analyst.
        reason: String,
        /// What to do instead.
        hint: &'static str,
    },
    /// The text is not SPARQL.
    #[error("the query cannot be read at line {line}, column {column}: {message}")]
    Syntax {
        /// The line, counted from 1; 0 when the place is not known.
        line: usize,
        /// The character of the line, counted from 1.
        column: usize,
        /// What is wrong there.
        message: String,
        /// The line itself.
        text: String,
        /// What to do about it, where that is known.
        hint: Option<String>,
    },
    /// The lines that begin with `#+` cannot be read.
    #[error("`{query}`, line {line}: {message}")]
    Header {
        /// The name of the query.
        query: String,
        /// The line of the file, counted from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// The catalogue has no such query.
    #[error("no query is called `{name}`")]
    UnknownQuery {
        /// The name that was asked for.
        name: String,
        /// The name most like it.
        nearest: Option<String>,
    },
    /// The query has no such parameter.
    #[error("the query `{query}` has no parameter `{name}`")]
    UnknownParameter {
        /// The name of the query.
        query: String,
        /// The name of the parameter that was given.
        name: String,
        /// The name most like it.
        nearest: Option<String>,
        /// The parameters that the query has.
        known: Vec<String>,
    },
    /// A parameter has a value that its kind cannot have.
    #[error("the parameter `{name}` takes {}, and `{value}` is none", kind.article())]
    BadParameter {
        /// The name of the parameter.
        name: String,
        /// Its kind.
        kind: ParameterKind,
        /// The value that was given.
        value: String,
    },
    /// A query file of the folder cannot be read.
    #[error("cannot read the query file `{}`", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The query is valid and its answer cannot be worked out.
    #[error("the query cannot be answered")]
    Evaluation {
        /// What the evaluator said.
        #[from]
        source: QueryEvaluationError,
    },
    /// The query was stopped at a limit.
    #[error("{stop}")]
    Limit {
        /// Which one: that of time, or that of memory.
        stop: Stop,
    },
    /// The operating system gives no room to work the answer out in.
    #[error("no thread can be started for the query")]
    Thread {
        /// What the operating system said.
        source: io::Error,
    },
}

impl QueryError {
    /// Gives what to do about it, as one sentence.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Refused { hint, .. } => Some((*hint).to_owned()),
            Self::Syntax { hint, .. } => hint.clone(),
            Self::UnknownQuery { nearest: Some(nearest), .. }
            | Self::UnknownParameter { nearest: Some(nearest), .. } => {
                Some(format!("did you mean `{nearest}`?"))
            }
            Self::UnknownQuery { .. } => Some("`actant questions` lists what can be asked".into()),
            Self::UnknownParameter { known, .. } if known.is_empty() => Some(
                "a query takes the parameters that its `#+ parameters:` lines name, and this one has none"
                    .into(),
            ),
            Self::UnknownParameter { known, .. } => Some(format!("it has `{}`", known.join("`, `"))),
            Self::Limit { .. } => Some("ask for less: name an actor, an event, or a LIMIT".to_owned()),
            Self::BadParameter { kind, .. } => kind.hint().map(str::to_owned),
            _ => None,
        }
    }
}
