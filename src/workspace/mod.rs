//! The front door of the library: an open folder, its graph, and answers.
//!
//! It puts the floors below together and keeps the cache; it decides nothing that one of them owns, and prints
//! nothing.

mod cache;
mod error;
mod fingerprint;
mod lexicon;
mod summary;
mod workspace;

pub use error::WorkspaceError;
pub use summary::Summary;
pub use workspace::{Freshness, Workspace, check};
