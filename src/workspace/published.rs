//! A graph that is published, so that another process opens it without a look at the tables; and the eye on those
//! tables that tells when it is time for the next.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::store::{Graph, StoreError};
use crate::workspace::fingerprint::{Stamp, stamps};
use crate::workspace::fold::holds_private;
use crate::workspace::steady::Audience;
use crate::workspace::{DataFolder, Freshness, Summary, Workspace, WorkspaceError, cache};

/// Says where the graph of a folder lies and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Names the state of the tables: another state has another version, and the same state the same.
    pub version: String,
    /// The graph file.
    graph: PathBuf,
    summary: Summary,
    /// How many claims are not in it, because they are private.
    private: usize,
}

impl Published {
    /// Finds the graph of a folder, and builds it where it is missing or stale; or takes a file that `build --output`
    /// wrote. Where the cache cannot be written to, and where private rows stay out of it, the graph goes into `scratch`.
    ///
    /// # Errors
    /// As [`Workspace::open`]; when `scratch` cannot be written to; and when private rows are to stay out of a file.
    pub fn of(folder: &DataFolder, scratch: &Path, audience: Audience) -> Result<Self, WorkspaceError> {
        let path = folder.path();
        if path.is_file()
            && let Ok(graph) = Graph::open(path)
        {
            if audience == Audience::Public && holds_private(&graph)? {
                return Err(WorkspaceError::Private { path: path.to_owned() });
            }
            return Ok(Self {
                version: version(path)?,
                graph: path.to_owned(),
                summary: Summary::of_graph(&graph)?,
                private: 0,
            });
        }
        // Another process may publish a newer graph and clear this one away before anybody can look.
        for _ in 0..3 {
            let workspace = Workspace::open(folder)?;
            let is_hidden = audience == Audience::Public && holds_private(workspace.graph())?;
            if is_hidden || matches!(workspace.freshness(), Freshness::InMemory(..)) {
                break;
            }
            if let Some((version, graph, summary)) = cache::published(folder) {
                return Ok(Self { version, graph, summary, private: 0 });
            }
        }
        let beside = scratch.join("graph");
        let (workspace, _, private) = Workspace::write_part(folder.clone(), &beside, audience)?;
        let version = version(&beside)?;
        let graph = scratch.join(format!("graph-{version}"));
        fs::rename(&beside, &graph).map_err(|source| failed("write", &graph, source))?;
        clear(scratch);
        Ok(Self { version, graph, summary: workspace.summary().clone(), private })
    }

    /// Opens the graph, by memory map; the folder is what it stands for.
    ///
    /// # Errors
    /// When the file is gone or damaged.
    pub fn open(&self, folder: &DataFolder) -> Result<Workspace, WorkspaceError> {
        let graph = Graph::open(&self.graph)?;
        Ok(Workspace::of_graph(folder.clone(), graph, self.summary.clone()))
    }

    /// Gives what the folder holds, in numbers.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Counts the claims that are not in the graph, because they are private.
    pub fn private(&self) -> usize {
        self.private
    }

    /// Tells whether opening failed because somebody else has published a newer graph.
    pub fn is_gone(error: &WorkspaceError) -> bool {
        matches!(error, WorkspaceError::Store(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound)
    }
}

/// Removes the graphs of a scratch folder but for the two newest: what opens the one before may be on its way.
fn clear(scratch: &Path) {
    let Ok(entries) = fs::read_dir(scratch) else { return };
    let graphs = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with("graph-"));
    let mut graphs: Vec<_> =
        graphs.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
    graphs.sort();
    for (_, path) in graphs.iter().rev().skip(2) {
        // One that stays takes room and does no other harm.
        let _ = fs::remove_file(path);
    }
}

/// Names a file by what is in it.
fn version(path: &Path) -> Result<String, WorkspaceError> {
    let bytes = fs::read(path).map_err(|source| failed("read", path, source))?;
    Ok(format!("{:016x}", xxh3_64(&bytes)))
}

fn failed(intent: &'static str, path: &Path, source: io::Error) -> WorkspaceError {
    WorkspaceError::Io { intent, path: path.to_owned(), source }
}

/// Looks at the tables of a folder, and its queries, again and again; it reads none of them.
#[derive(Debug)]
pub struct Watch {
    folder: DataFolder,
    seen: Option<(Vec<Stamp>, Vec<Stamp>)>,
}

impl Watch {
    /// Begins to look.
    pub fn new(folder: &DataFolder) -> Self {
        let mut watch = Self { folder: folder.clone(), seen: None };
        watch.seen = watch.look();
        watch
    }

    /// Tells whether a file has come, gone or changed since the last time. A folder that cannot be read has not
    /// changed.
    pub fn has_changed(&mut self) -> bool {
        let present = self.look();
        let changed = present.is_some() && present != self.seen;
        if changed {
            self.seen = present;
        }
        changed
    }

    fn look(&self) -> Option<(Vec<Stamp>, Vec<Stamp>)> {
        let tables = stamps(&self.folder).ok()?;
        Some((tables, files(&self.folder.folder().join("queries"))))
    }
}

fn files(folder: &Path) -> Vec<Stamp> {
    let mut stamps: Vec<Stamp> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some(Stamp::new(entry.file_name().into_string().ok()?, &entry.metadata().ok()?)))
        .collect();
    stamps.sort_by(|left, right| left.name.cmp(&right.name));
    stamps
}
