//! From a parsed query to operators: variables numbered, patterns put into the order of least work by the graph's own
//! counts, and for each step the operator that does it.
//!
//! It decides what a query costs, never what it answers: what it does not know how to answer, it refuses as a whole.

mod build;
mod compile;
mod depend;
mod estimate;
mod explain;
mod group;
mod join;
mod late;
mod node;
mod optional;
mod order;
mod rewrite;
mod sides;
mod spread;

pub(super) use build::{Builder, Wish};
pub(super) use compile::{Compiler, Scope};
pub use explain::Explanation;
pub(super) use explain::Watched;
pub(super) use node::Node;
