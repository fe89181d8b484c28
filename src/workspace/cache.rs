//! The graph of a folder, kept in `.actant/` inside it. CSV is the truth; whatever lies here may be deleted at any
//! time and is built again.
//!
//! Two files: `index.json` says which inputs a graph was built from, `graph-KEY` is that graph. The graph is
//! published first, so that an index never names a graph that is not there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::rdf::SHAPE_VERSION;
use crate::store::{Built, FORMAT_VERSION, Graph, StoreError};
use crate::workspace::fingerprint::{Fingerprint, stamps};
use crate::workspace::{DataFolder, Summary};

/// The folder that holds the cache.
const FOLDER: &str = ".actant";

#[derive(Debug, Serialize, Deserialize)]
struct Index {
    /// What made the graph: the program's version and the version of its file format.
    maker: String,
    /// How the tables were read, where that was chosen.
    options: String,
    fingerprint: Fingerprint,
    /// Nanoseconds since 1970 at which the inputs were looked at.
    moment: i128,
    graph: String,
    summary: Summary,
}

/// What a look into the cache gives.
pub(super) enum Found {
    /// The graph of exactly these inputs.
    Fresh(Box<Graph>, Summary),
    /// No graph, or one of other inputs or of another version of the program.
    Stale,
    /// A graph that was damaged after it was written.
    Damaged(StoreError),
}

fn maker() -> String {
    format!("actant {} format {FORMAT_VERSION} shape {SHAPE_VERSION}", env!("CARGO_PKG_VERSION"))
}

/// Gives where the graph of a folder lies; that of a single table lies beside it, in a folder of its own.
fn place(folder: &DataFolder) -> PathBuf {
    let cache = folder.folder().join(FOLDER);
    match folder.path().file_name() {
        Some(table) if folder.is_table() => cache.join(table),
        _ => cache,
    }
}

/// Gives the present moment in nanoseconds since 1970.
pub(super) fn now() -> i128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_nanos() as i128)
}

/// Looks for the graph of a folder's present inputs.
pub(super) fn find(folder: &DataFolder) -> io::Result<Found> {
    let cache = place(folder);
    let Ok(bytes) = fs::read(cache.join("index.json")) else { return Ok(Found::Stale) };
    let Ok(index) = serde_json::from_slice::<Index>(&bytes) else { return Ok(Found::Stale) };
    if index.maker != maker() || index.options != folder.options().key() {
        return Ok(Found::Stale);
    }
    let moment = now();
    let present = stamps(folder)?;
    let trusted = present == index.fingerprint.stamps && !Fingerprint::is_young(&present, index.moment);
    if !trusted {
        let taken = Fingerprint::take(folder, present)?;
        if !taken.same_content(&index.fingerprint) {
            return Ok(Found::Stale);
        }
        // Same content under other stamps: say so, so that the next look need not read the files again.
        let renewed = Index { fingerprint: taken, moment, ..index };
        let found = open(&cache, &renewed.graph, renewed.summary.clone());
        if matches!(found, Found::Fresh(..)) {
            // That a cache cannot be renewed costs the next reader time and nothing else.
            let _ = write_index(&cache, &renewed);
        }
        return Ok(found);
    }
    Ok(open(&cache, &index.graph, index.summary))
}

fn open(cache: &Path, graph: &str, summary: Summary) -> Found {
    match Graph::open(&cache.join(graph)) {
        Ok(graph) => Found::Fresh(Box::new(graph), summary),
        // Somebody else built a newer graph and cleared this one away.
        Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Found::Stale,
        Err(StoreError::Format { .. }) => Found::Stale,
        Err(error) => Found::Damaged(error),
    }
}

/// Publishes a graph as that of `fingerprint`, and clears older ones away. Gives the path of the graph.
pub(super) fn publish(
    folder: &DataFolder,
    built: &Built,
    fingerprint: Fingerprint,
    moment: i128,
    summary: &Summary,
) -> Result<PathBuf, StoreError> {
    let cache = place(folder);
    let fail = |intent, path: &Path| {
        let path = path.to_owned();
        move |source| StoreError::Io { intent, path, source }
    };
    fs::create_dir_all(&cache).map_err(fail("create", &cache))?;
    let ignore = cache.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "*\n").map_err(fail("write", &ignore))?;
    }
    let options = folder.options().key();
    let graph = format!("graph-{:016x}", fingerprint.key(&format!("{}\n{options}", maker())));
    let path = cache.join(&graph);
    built.publish(&path)?;
    let index = Index {
        maker: maker(),
        options,
        fingerprint,
        moment,
        graph: graph.clone(),
        summary: summary.clone(),
    };
    write_index(&cache, &index).map_err(fail("write", &cache.join("index.json")))?;
    clear(&cache, &graph);
    Ok(path)
}

/// Gives the version, the path and the summary of the graph that the index names, without a look at the tables; nothing
/// when there is none.
pub(super) fn published(folder: &DataFolder) -> Option<(String, PathBuf, Summary)> {
    let cache = place(folder);
    let index: Index = serde_json::from_slice(&fs::read(cache.join("index.json")).ok()?).ok()?;
    let version = index.graph.strip_prefix("graph-")?.to_owned();
    let graph = cache.join(&index.graph);
    (index.maker == maker() && graph.is_file()).then_some((version, graph, index.summary))
}

/// Forgets a graph that turned out to be damaged, so that the next look builds it again.
pub(super) fn forget(folder: &DataFolder) {
    // A cache that cannot be written to is built in memory each time; there is nothing to do about it here.
    let _ = fs::remove_file(place(folder).join("index.json"));
}

fn write_index(cache: &Path, index: &Index) -> io::Result<()> {
    let beside = cache.join(format!(".index.{}.tmp", std::process::id()));
    let bytes = serde_json::to_vec(index).map_err(io::Error::other)?;
    let mut file = File::create(&beside)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    fs::rename(&beside, cache.join("index.json"))
}

/// Removes graphs that the index no longer names, and what killed builds left behind. Readers that still map one
/// keep it until they end.
fn clear(cache: &Path, keep: &str) {
    let Ok(entries) = fs::read_dir(cache) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let old_graph = name.starts_with("graph-") && name != keep;
        let left_behind = name.ends_with(".tmp") && is_old(&entry);
        if old_graph || left_behind {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Tells whether a file was not touched for a minute: no build that is still alive leaves one that long.
fn is_old(entry: &fs::DirEntry) -> bool {
    let modified = entry.metadata().and_then(|metadata| metadata.modified());
    modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|elapsed| elapsed.as_secs() > 60))
}
