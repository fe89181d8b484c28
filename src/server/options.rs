//! What an endpoint is told when it starts.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use crate::workspace::Audience;

/// Says where an endpoint listens, whom it answers, and how much an answer may cost.
#[derive(Debug, Clone)]
pub struct Options {
    /// This program, which is started again for every worker.
    pub program: PathBuf,
    /// The arguments that name the folder and how it is read; the verb comes behind them.
    pub arguments: Vec<OsString>,
    /// Where to listen; port 0 takes any that is free.
    pub address: SocketAddr,
    /// Names, besides those of this machine, by which it may be called.
    pub hosts: Vec<String>,
    /// Origins of web pages that may read answers, such as `https://example.org`, or `*` for all.
    pub origins: Vec<String>,
    /// What a client must know.
    pub token: Option<String>,
    /// Whether rows that are marked private are served.
    pub audience: Audience,
    /// How long an answer may take, waiting included.
    pub deadline: Duration,
    /// How many bytes a worker may take beside the graph, which is mapped, and one stack.
    pub memory: u64,
    /// How many workers there are at once.
    pub workers: usize,
}
