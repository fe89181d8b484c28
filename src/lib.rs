#![doc = include_str!("../README.md")]
// Only the top floor prints, panics or ends the program, and tests do as they like; so these are not in Cargo.toml.
#![warn(clippy::exit, clippy::panic, clippy::print_stderr, clippy::print_stdout, clippy::unwrap_used)]

pub mod compare;
pub mod diagnostic;
pub mod engine;
pub mod graph;
pub mod ingest;
pub mod model;
pub mod query;
pub mod question;
pub mod rdf;
pub mod render;
pub mod scaffold;
pub mod server;
pub mod spelling;
pub mod store;
pub mod workspace;
