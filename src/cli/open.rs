//! Opens the folder for a verb that reads, and tells what a person should know about how that went.

use actant::workspace::{DataFolder, Freshness, Workspace};

use crate::cli::failure::Failure;
use crate::cli::terminal::Talk;

/// Opens a folder and runs a verb on it. A cached graph that turns out to be damaged while the verb reads it is
/// built again, and the verb runs once more.
///
/// The verb must not have written anything to standard output before it has read all it needs.
pub fn with<T>(folder: &DataFolder, verb: impl Fn(&Workspace) -> Result<T, Failure>) -> Result<T, Failure> {
    let workspace = Workspace::open(folder)?;
    tell(&workspace);
    match verb(&workspace) {
        Err(Failure::Damaged(reason)) => {
            let workspace = Workspace::reopen(folder, &reason)?;
            tell(&workspace);
            verb(&workspace)
        }
        done => done,
    }
}

fn tell(workspace: &Workspace) {
    match workspace.freshness() {
        Freshness::Cached | Freshness::Built(_) => {}
        Freshness::InMemory(_, reason) => {
            Talk::new().say(&format!("note: the graph was built in memory and is not kept: {reason}"));
        }
        Freshness::Rebuilt(_, reason) => {
            Talk::new().say(&format!("note: {reason}; it was built again"));
        }
    }
}
