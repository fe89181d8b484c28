//! One worker as the process that listens sees it: a child with three pipes, which may be killed at any time.

use std::io;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};

use crate::server::Options;
use crate::server::body::{Body, Room};
use crate::server::frame::{bytes, receive};
use crate::server::task::{Greeting, Head, Ready, Task};
use crate::workspace::Published;

/// The verb that makes this program a worker.
const VERB: &str = "serve-worker";
/// How much of what a worker says on its way out is kept.
const WORDS: u64 = 4 << 10;

/// Holds a child that answers tasks, one at a time. Dropping it kills it.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    words: Arc<Mutex<String>>,
    /// The version of its graph.
    pub(super) version: Arc<str>,
    /// Which publication of a graph it was started for.
    pub(super) generation: u64,
}

/// Says why there is no worker.
#[derive(Debug)]
pub(super) enum NoWorker {
    /// The graph file has made room for a newer one.
    Gone,
    /// It could not be started.
    Failed(String),
}

/// Says how a worker ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It wanted more memory than it may have.
    Memory,
    /// Something else.
    Crash,
}

impl Worker {
    /// Starts a worker and waits until it has the graph open.
    pub(super) async fn start(
        options: &Options,
        published: &Published,
        generation: u64,
    ) -> Result<Self, NoWorker> {
        let failed = |error: io::Error| NoWorker::Failed(error.to_string());
        let mut command = Command::new(&options.program);
        command.args(&options.arguments).arg(VERB);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().map_err(failed)?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
            return Err(NoWorker::Failed("a pipe is missing".to_owned()));
        };
        let words = Arc::new(Mutex::new(String::new()));
        tokio::spawn(listen(stderr, Arc::clone(&words)));
        let version = Arc::from(published.version.as_str());
        let stdout = BufReader::with_capacity(64 << 10, stdout);
        let mut worker = Self { child, stdin, stdout, words, version, generation };
        let greeting = Greeting { published: published.clone(), memory: options.memory };
        worker.send(&bytes(&greeting).map_err(failed)?).await.map_err(failed)?;
        match receive(&mut worker.stdout).await {
            Ok(Ready::Open) => Ok(worker),
            Ok(Ready::Gone) => Err(NoWorker::Gone),
            Ok(Ready::Failed(reason)) => Err(NoWorker::Failed(reason)),
            Err(error) => Err(NoWorker::Failed(format!("{error}; {}", worker.words()))),
        }
    }

    /// Gives a task to the worker and takes the whole answer.
    pub(super) async fn ask(&mut self, task: &Task, room: &Room) -> io::Result<(Head, Body)> {
        self.send(&bytes(task)?).await?;
        let head: Head = receive(&mut self.stdout).await?;
        let body = Body::take(&mut self.stdout, head.length, room).await?;
        Ok((head, body))
    }

    /// Finds out how a worker ended that no longer answers.
    pub(super) async fn end(mut self) -> End {
        // What it said arrives with its end.
        let _ = tokio::time::timeout(Duration::from_millis(200), self.child.wait()).await;
        tokio::time::sleep(Duration::from_millis(1)).await;
        if self.words().contains("memory allocation of") { End::Memory } else { End::Crash }
    }

    /// Ends the worker, whatever it does.
    pub(super) fn kill(mut self) {
        // It is dead already when this fails.
        let _ = self.child.start_kill();
    }

    async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stdin.write_all(bytes).await?;
        self.stdin.flush().await
    }

    fn words(&self) -> String {
        self.words.lock().unwrap_or_else(PoisonError::into_inner).trim().to_owned()
    }
}

/// Keeps what a worker says, so that its pipe never fills.
async fn listen(mut stderr: ChildStderr, words: Arc<Mutex<String>>) {
    let mut piece = [0; 1024];
    while let Ok(read @ 1..) = stderr.read(&mut piece).await {
        let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
        if (words.len() as u64) < WORDS {
            words.push_str(&String::from_utf8_lossy(&piece[..read]));
        }
    }
}
