//! *actant* builds a knowledge graph of actors and relations from curated CSV and answers questions such as
//! "who blamed whom" with the row, the source and the place in the source behind every line.
//!
//! The library is a house of floors that import only downwards; `ARCHITECTURE.md` has the picture.

// Only the top floor prints, panics or ends the program, and tests do as they like; so these are not in Cargo.toml.
#![warn(clippy::exit, clippy::panic, clippy::print_stderr, clippy::print_stdout, clippy::unwrap_used)]

pub mod diagnostic;
pub mod graph;
pub mod ingest;
pub mod model;
pub mod query;
pub mod question;
pub mod rdf;
pub mod render;
pub mod store;
pub mod workspace;
