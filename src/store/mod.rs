//! An RDF data set laid out as columns, one table for each predicate, with Oxigraph's SPARQL evaluator on top.
//!
//! It knows terms and dense rows; it knows no actor and no claim, and it never writes to what it has opened.
//! The only owner of `oxigraph` and its sister crates, and of the memory map.

mod serialize;

pub use oxigraph::model::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
pub use serialize::{GraphFormat, SolutionsFormat, write_boolean, write_graph, write_solutions};
