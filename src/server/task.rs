//! What goes between the process that listens and a worker: a greeting, tasks one way, replies the other.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::server::route::Route;
use crate::workspace::Published;

/// The first thing a worker reads.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Greeting {
    pub(super) published: Published,
    /// How many bytes it may take.
    pub(super) memory: u64,
}

/// The first thing a worker writes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Ready {
    /// It has the graph open.
    Open,
    /// The graph file has made room for a newer one.
    Gone,
    /// It cannot open the graph.
    Failed(String),
}

/// One request, without HTTP.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Task {
    pub(super) route: Route,
    /// What stood behind the question mark and in a form, in order.
    pub(super) parameters: Vec<(String, String)>,
    /// What the client takes.
    pub(super) accept: String,
    /// The address by which the client called, such as `http://127.0.0.1:7880`.
    pub(super) origin: String,
    /// How long the answer may take.
    pub(super) time: Duration,
    /// How many bytes it may take.
    pub(super) memory: u64,
    /// Whether the tables have changed into something that makes no graph, so that this is an older state.
    pub(super) is_stale: bool,
}

impl Task {
    /// Gives the last value of a parameter, if there is one that is not empty.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let named = self.parameters.iter().rev().filter(|(known, _)| known == name);
        named.map(|(_, value)| value.trim()).find(|value| !value.is_empty())
    }

    /// Gives every value of a parameter that is not empty.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let named = self.parameters.iter().filter(|(known, _)| known == name);
        named.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
    }
}

/// What a worker says before the body of an answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) media: String,
    /// The name under which a browser keeps the answer, when it is to be kept and not shown.
    pub(super) file: Option<String>,
    /// How many bytes of body follow.
    pub(super) length: u64,
    /// How the graph file turned out to be damaged.
    pub(super) damage: Option<String>,
}

/// One answer, whole.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) media: &'static str,
    pub(super) file: Option<String>,
    pub(super) body: Vec<u8>,
    pub(super) damage: Option<String>,
}

impl Reply {
    /// Makes a reply that went well.
    pub(super) fn new(media: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, media, file: None, body: body.into(), damage: None }
    }

    /// Gives what is said before the body.
    pub(super) fn head(&self) -> Head {
        Head {
            status: self.status,
            media: self.media.to_owned(),
            file: self.file.clone(),
            length: self.body.len() as u64,
            damage: self.damage.clone(),
        }
    }
}
