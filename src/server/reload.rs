//! From tables that changed to a graph that answers: built by a process of its own, beside the old one.

use std::io::{self, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

use crate::server::Options;
use crate::server::pool::Pool;
use crate::workspace::{Audience, DataFolder, Published, Watch, Workspace, WorkspaceError};

/// The verb that makes this program a builder.
const VERB: &str = "serve-build";
/// How often the tables are looked at.
const OFTEN: Duration = Duration::from_millis(300);

/// Finds or builds the graph of a folder and says where it lies, as one line of JSON. Gives how many claims are not in it
/// because they are private.
///
/// # Errors
/// When the folder makes no graph.
pub fn build(
    folder: &DataFolder,
    scratch: &Path,
    audience: Audience,
    damage: Option<&str>,
    out: &mut impl Write,
) -> Result<usize, WorkspaceError> {
    if let Some(damage) = damage {
        Workspace::reopen(folder, damage)?;
    }
    let published = Published::of(folder, scratch, audience)?;
    let written = serde_json::to_writer(&mut *out, &published).map_err(io::Error::from);
    written.and_then(|()| out.flush()).map_err(|source| WorkspaceError::Io {
        intent: "write to",
        path: "standard output".into(),
        source,
    })?;
    Ok(published.private())
}

/// Has the graph of the folder built. What is wrong with the tables goes to standard error.
pub(super) async fn published(
    options: &Options,
    scratch: &Path,
    damaged: bool,
) -> io::Result<Option<Published>> {
    let mut command = Command::new(&options.program);
    command.args(&options.arguments).arg(VERB).arg("--scratch").arg(scratch);
    if options.audience == Audience::Own {
        command.arg("--private");
    }
    if damaged {
        command.arg("--damaged");
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).kill_on_drop(true);
    let output = command.spawn()?.wait_with_output().await?;
    Ok(if output.status.success() { serde_json::from_slice(&output.stdout).ok() } else { None })
}

/// Looks after the folder for as long as the endpoint runs.
pub(super) async fn look_after(
    pool: Arc<Pool>,
    mut watch: Watch,
    options: Options,
    scratch: std::path::PathBuf,
) {
    loop {
        let called = timeout(OFTEN, pool.look.notified()).await.is_ok();
        if !watch.has_changed() && !called {
            continue;
        }
        let damaged = pool.is_damaged.swap(false, Ordering::Relaxed);
        match published(&options, &scratch, damaged).await {
            Ok(Some(published)) => {
                pool.set_stale(false);
                pool.publish(published);
                pool.warm().await;
            }
            // The tables are read again when they change again.
            Ok(None) | Err(_) => pool.set_stale(true),
        }
    }
}
