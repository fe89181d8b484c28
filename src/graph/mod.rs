//! Who stands to whom: the claims of an answer folded into a network of nodes and weighted edges.
//!
//! It reads one table, the answer of the `edges` query, and knows no store, no file and no picture; it makes up no
//! node and no edge that no claim stands behind, and it leaves out nothing without counting it. The only owner of
//! `petgraph`.

mod edge;
mod error;
mod filter;
pub mod layout;
mod lines;
pub mod measure;
mod network;
mod node;
mod public;
#[cfg(test)]
pub(crate) mod story;
mod top;

pub use crate::model::Day;
pub use edge::{ClaimRef, Edge, Tone};
pub use error::NetworkError;
pub use filter::{Filter, Focus, LeftOut, Narrowed, narrow};
pub use network::{Network, network};
pub use node::{Node, NodeKind};
pub use petgraph::graph::NodeIndex;
pub use public::public;
pub use top::top;
