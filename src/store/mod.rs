//! An RDF data set laid out as columns, one table for each predicate, with Oxigraph's SPARQL evaluator on top.
//!
//! It knows terms and dense rows; it knows no actor and no claim, and it never writes to what it has opened.
//! The only owner of `oxigraph` and its sister crates, and of the memory map.

mod builder;
mod column;
mod dictionary;
mod dump;
mod error;
mod graph;
mod groups;
mod id;
mod ints;
mod jobs;
mod links;
mod numbered;
mod pairs;
mod part;
mod pieces;
mod quads;
mod reader;
mod rows;
mod serialize;
mod snapshot;
pub mod sparql;
mod strings;
mod table;
mod terms;

pub use oxigraph::model::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, TermRef, Triple};

pub use builder::{Builder, Built, Rows};
pub use column::Values;
pub use dump::{DumpError, DumpFormat, dump};
pub use error::StoreError;
pub use graph::Graph;
pub use id::TermId;
pub use links::{Links, Place, Way};
pub use part::{Part, Statement};
pub use quads::{Graphs, Quads};
pub use reader::TermReader;
pub use rows::RowNames;
pub use serialize::{GraphFormat, SolutionsFormat, SolutionsWriter, write_boolean, write_graph};
pub use snapshot::FORMAT_VERSION;
pub use terms::Terms;
