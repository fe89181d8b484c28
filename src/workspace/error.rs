//! Why a folder cannot be opened.

use std::io;
use std::path::PathBuf;

use crate::diagnostic::Report;
use crate::graph::NetworkError;
use crate::ingest::IngestError;
use crate::query::QueryError;
use crate::question::NameError;
use crate::scaffold::ScaffoldError;
use crate::store::sparql::QueryEvaluationError;
use crate::store::{DumpError, StoreError};
use crate::workspace::network::DayError;
use crate::workspace::parameters::ParameterError;
use crate::workspace::{DataFolder, RevisionError};

/// Says why a folder gives no graph, or a graph no answer.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// The folder cannot be read.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The tables break a rule; the report says which, where.
    #[error("the data has errors")]
    Invalid {
        /// Every problem, sorted.
        report: Report,
        /// The folder.
        folder: Box<DataFolder>,
    },
    /// A file changed while it was being read, again and again.
    #[error("the files in `{}` keep changing while they are read", folder.display())]
    Unsteady {
        /// The folder.
        folder: PathBuf,
    },
    /// A new folder cannot be made.
    #[error(transparent)]
    Scaffold(#[from] ScaffoldError),
    /// The operating system refused.
    #[error("cannot {intent} `{}`", path.display())]
    Io {
        /// What was attempted.
        intent: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The graph cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The query cannot be answered.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// A parameter has no value.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    /// A name stands for nothing, or for too much.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A day is none.
    #[error(transparent)]
    Day(#[from] DayError),
    /// A revision cannot be read.
    #[error(transparent)]
    Revision(#[from] RevisionError),
    /// A graph without its tables holds rows that are marked private, and none of it may be left out.
    #[error("`{}` holds rows that are marked private", path.display())]
    Private {
        /// The graph file.
        path: PathBuf,
    },
    /// The claims make no network.
    #[error(transparent)]
    Network(#[from] NetworkError),
}

/// Says why a graph cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder, or what was asked of it.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// The writer.
    #[error(transparent)]
    Dump(#[from] DumpError),
}

impl WorkspaceError {
    /// Gives what to do about it, as one sentence.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Query(error) => error.hint(),
            Self::Parameter(error) => error.hint(),
            Self::Revision(error) => error.hint(),
            Self::Name(NameError::Unknown { nearest, .. }) if !nearest.is_empty() => {
                Some(format!("did you mean `{}`?", nearest.join("`, `")))
            }
            Self::Name(NameError::Ambiguous { .. }) => Some("use one of these ids".to_owned()),
            Self::Day(_) => Some("write the day as `2025-11-26`".to_owned()),
            Self::Ingest(IngestError::Folder { .. }) => {
                Some("name the folder that holds relations.csv: actant -d DIR".to_owned())
            }
            Self::Scaffold(ScaffoldError::Exists { .. }) => {
                Some("name a new folder: actant init DIR".to_owned())
            }
            Self::Private { .. } => Some(
                "serve the folder that it was built from, which leaves them out, or say --private".to_owned(),
            ),
            Self::Unsteady { .. } => Some("wait until nothing writes to the folder".to_owned()),
            _ => None,
        }
    }

    /// Tells how the graph file is damaged, if that is what is wrong.
    pub fn damage(&self) -> Option<String> {
        let error = match self {
            Self::Store(error) => Some(error),
            // The evaluator passes the store's error on as its own, so that it is no source of anything.
            Self::Query(QueryError::Evaluation { source: QueryEvaluationError::Dataset(error) }) => {
                error.downcast_ref()
            }
            _ => None,
        };
        error.filter(|error| matches!(error, StoreError::Damaged { .. })).map(ToString::to_string)
    }
}
