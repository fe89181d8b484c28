//! From answers, networks and reports to bytes, one module for each format and its escaping.
//!
//! Every function gives a `String` or writes to what it is handed; none knows a terminal, a file or standard
//! output. How wide the page is and whether it may be coloured are arguments. The same input gives the same bytes.

pub mod changes;
mod claims_rdf;
mod common;
mod csv;
mod cytoscape;
pub mod diagnostics;
mod diff;
mod dot;
mod error;
mod explanation;
mod facts;
mod followthemoney;
mod gexf;
mod graphml;
pub mod html;
mod json;
mod markdown;
mod mermaid;
mod names;
mod neo4j_csv;
mod network_csv;
pub mod outcomes;
mod page;
mod palette;
#[cfg(feature = "parquet")]
mod parquet;
mod people;
mod svg;
mod table;
mod timeline;
mod tone;
mod visible;
mod w3c;
mod wrap;
mod xml;

pub use claims_rdf::{nanopublications, reifiers};
pub use common::{Common, common, write_common};
pub use csv::{Formulas, csv};
pub use cytoscape::cytoscape;
pub use diff::diff;
pub use dot::{Direction, DotOptions, Legend, dot};
pub use error::RenderError;
pub use explanation::explanation;
pub use followthemoney::followthemoney;
pub use gexf::gexf;
pub use graphml::graphml;
pub use json::json;
pub use markdown::markdown;
pub use mermaid::mermaid;
pub use names::Names;
pub use neo4j_csv::{neo4j_edges_csv, neo4j_nodes_csv};
pub use network_csv::{edges_csv, nodes_csv};
pub use page::{Colour, Page};
#[cfg(feature = "parquet")]
pub use parquet::{claims_parquet, nodes_parquet};
pub use svg::{Arrangement, SvgOptions, svg};
pub use table::{sheets, table};
pub use timeline::timeline;
pub use w3c::{ResultFormat, found, results};
