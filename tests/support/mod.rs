//! What several integration tests need: where the shared suites lie, and one graph built in two ways.

#![allow(dead_code, reason = "each test uses a part of it")]

pub mod data;
pub mod folders;
pub mod grammar;
pub mod independent;
pub mod rows;
pub mod scoped;
pub mod served;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use actant::store::{Builder, Graph};
use oxigraph::io::RdfFormat;
use oxigraph::model::{GraphName, Quad};
use oxigraph::store::Store;

/// Gives the folder of a suite that is not part of the project, or nothing after saying that the test is
/// skipped. With `ACTANT_REQUIRE_SUITES=1` a missing suite fails the test.
pub fn shared(part: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(part);
    if path.exists() {
        return Some(path);
    }
    skipped(&format!("the suite `{part}`"));
    None
}

/// Says that a test is skipped because something is not on this machine; with `ACTANT_REQUIRE_SUITES=1` the test fails.
pub fn skipped(what: &str) {
    assert!(std::env::var_os("ACTANT_REQUIRE_SUITES").is_none(), "{what} is required but not there");
    eprintln!("skipped: {what} is not on this machine");
}

/// Builds the columnar graph of some quads.
pub fn columns(quads: &[Quad]) -> Graph {
    builder(quads).finish().into_graph().expect("a graph that was just built opens")
}

/// Puts some quads into a builder.
pub fn builder(quads: &[Quad]) -> Builder {
    let mut builder = Builder::new();
    for quad in quads {
        let subject = builder.term(quad.subject.as_ref());
        let predicate = builder.iri(quad.predicate.as_str());
        let object = builder.term(quad.object.as_ref());
        let graph = match &quad.graph_name {
            GraphName::DefaultGraph => None,
            GraphName::NamedNode(node) => Some(builder.term(node.as_ref())),
            GraphName::BlankNode(node) => Some(builder.term(node.as_ref())),
        };
        builder.quad(subject, predicate, object, graph);
    }
    builder
}

/// Builds the store that serves as oracle from some quads.
pub fn oracle(quads: &[Quad]) -> Store {
    let store = Store::new().expect("an empty store opens");
    for quad in quads {
        store.insert(quad).expect("memory takes a quad");
    }
    store
}

/// Loads what the program exports of a folder, narrowed by some options, into the store that serves as oracle.
pub fn exported(folder: &Path, options: &[&str]) -> Store {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.arg("-d").arg(folder).args(["export", "nquads"]).args(options);
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let store = Store::new().expect("an empty store opens");
    store.load_from_slice(RdfFormat::NQuads, &output.stdout).expect("the export is N-Quads");
    store
}

/// Copies the shipped data into a folder of its own, without its cache.
pub fn shipped() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data"), folder.path());
    folder
}

/// Copies the files of a folder, and no folder inside it.
pub fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        if entry.path().is_file() {
            // Not `fs::copy`: the copy of a file that may only be read could not be edited.
            let content = fs::read(entry.path()).expect("the file can be read");
            fs::write(to.join(entry.file_name()), content).expect("the folder can be written");
        }
    }
}
