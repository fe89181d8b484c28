//! The vocabulary, the IRIs, and the lowering of a valid data set into the store's builder.
//!
//! It decides nothing about the data and reports nothing: what arrives here keeps every rule.

mod claims;
mod derived;
mod entities;
mod iri;
mod known;
mod lower;
mod memberships;
mod reading;
mod relation_types;
pub mod vocabulary;

/// Numbers the shape of the graph: it grows when the same tables become other triples.
pub const SHAPE_VERSION: u32 = 5;

pub use derived::Rule;
pub use iri::{encode, prefixes};
pub use lower::lower;
