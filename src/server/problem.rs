//! What a client is told when there is no answer: RFC 9457, `application/problem+json`.

use serde_json::json;

use crate::render::RenderError;
use crate::server::media::PROBLEM;
use crate::server::task::Reply;
use crate::workspace::{AskError, QueryError, Stop, WorkspaceError};

/// Says why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) status: u16,
    pub(super) title: &'static str,
    pub(super) detail: Box<str>,
    pub(super) hint: Option<Box<str>>,
    /// The line and the character of a query, both counted from 1, at which it cannot be read.
    pub(super) place: Option<(u32, u32)>,
    /// How the graph file is damaged.
    pub(super) damage: Option<Box<str>>,
}

impl Problem {
    pub(super) fn new(status: u16, title: &'static str, detail: impl Into<Box<str>>) -> Self {
        Self { status, title, detail: detail.into(), hint: None, place: None, damage: None }
    }

    pub(super) fn with_hint(self, hint: impl Into<Box<str>>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// There is nothing here.
    pub(super) fn not_found(detail: impl Into<Box<str>>) -> Self {
        Self::new(404, "not found", detail)
    }

    /// The request makes no sense.
    pub(super) fn bad(detail: impl Into<Box<str>>) -> Self {
        Self::new(400, "bad request", detail)
    }

    /// Nobody is free to answer.
    pub(super) fn busy() -> Self {
        Self::new(503, "busy", "every worker has something to do").with_hint("ask again in a second")
    }

    /// The time is over.
    pub(super) fn late(milliseconds: u128) -> Self {
        Self::new(504, "too slow", format!("no answer within {milliseconds} ms, which is the limit"))
            .with_hint("ask for less: name an actor, an event, or a LIMIT")
    }

    /// The memory is full.
    pub(super) fn too_much() -> Self {
        Self::new(503, "too much memory", "the answer needs more memory than a query may take")
            .with_hint("ask for less: name an actor, an event, or a LIMIT")
    }

    /// Gives the body.
    pub(super) fn json(&self) -> Vec<u8> {
        let mut object = json!({ "title": self.title, "status": self.status, "detail": self.detail });
        if let Some(hint) = &self.hint {
            object["hint"] = json!(hint);
        }
        if let Some((line, column)) = self.place {
            object["line"] = json!(line);
            object["column"] = json!(column);
        }
        let mut bytes = object.to_string().into_bytes();
        bytes.push(b'\n');
        bytes
    }

    /// Makes a reply for a program.
    pub(super) fn reply(self) -> Reply {
        Reply {
            status: self.status,
            damage: self.damage.as_deref().map(str::to_owned),
            ..Reply::new(PROBLEM, self.json())
        }
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        let (status, title) = match &error {
            QueryError::UnknownQuery { .. } => (404, "not found"),
            QueryError::Refused { .. } => (400, "query refused"),
            QueryError::Syntax { .. } => (400, "query cannot be read"),
            QueryError::Limit { stop: Stop::Time { .. } } => (504, "too slow"),
            QueryError::Limit { .. } => (503, "too much memory"),
            QueryError::Thread { .. } => return Self::too_much(),
            QueryError::Header { .. }
            | QueryError::UnknownParameter { .. }
            | QueryError::BadParameter { .. } => (400, "bad request"),
            QueryError::Read { .. } | QueryError::Evaluation { .. } => (500, "no answer"),
        };
        let place = match &error {
            QueryError::Syntax { line, column, .. } if *line > 0 => Some((*line as u32, *column as u32)),
            _ => None,
        };
        let hint = error.hint().map(Into::into);
        let mut detail = error.to_string();
        if let QueryError::Evaluation { source } = &error {
            detail = format!("{detail}: {source}");
        }
        Self { hint, place, ..Self::new(status, title, detail) }
    }
}

impl From<WorkspaceError> for Problem {
    fn from(error: WorkspaceError) -> Self {
        if let Some(damage) = error.damage() {
            let detail = "the graph file is damaged and is being built again";
            return Self { damage: Some(damage.into()), ..Self::new(503, "damaged", detail) };
        }
        let hint = error.hint().map(Into::into);
        match error {
            WorkspaceError::Query(error) => error.into(),
            WorkspaceError::Parameter(_) | WorkspaceError::Name(_) | WorkspaceError::Day(_) => {
                Self { hint, ..Self::bad(error.to_string()) }
            }
            error => Self { hint, ..Self::new(500, "no answer", error.to_string()) },
        }
    }
}

impl From<AskError> for Problem {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Workspace(error) => error.into(),
            AskError::NotRead { .. } => Self {
                hint: error.hint().map(Into::into),
                ..Self::new(400, "question cannot be read", error.to_string())
            },
        }
    }
}

impl From<RenderError> for Problem {
    fn from(error: RenderError) -> Self {
        Self::new(406, "not acceptable", error.to_string())
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::new(500, "no answer", error.to_string())
    }
}
