//! From answers, networks and reports to bytes, one module for each format and its escaping.
//!
//! Every function gives a `String` or writes to what it is handed; none knows a terminal, a file or standard
//! output. How wide the page is and whether it may be coloured are arguments. The same input gives the same bytes.

pub mod changes;
mod common;
mod csv;
pub mod diagnostics;
mod diff;
mod dot;
mod error;
mod explanation;
mod json;
mod markdown;
mod names;
mod network_csv;
pub mod outcomes;
mod page;
mod people;
mod table;
mod timeline;
mod visible;
mod w3c;
mod wrap;

pub use common::{Common, common, write_common};
pub use csv::{Formulas, csv};
pub use diff::diff;
pub use dot::{Direction, DotOptions, Legend, dot};
pub use error::RenderError;
pub use explanation::explanation;
pub use json::json;
pub use markdown::markdown;
pub use names::Names;
pub use network_csv::{edges_csv, nodes_csv};
pub use page::{Colour, Page};
pub use table::{sheets, table};
pub use timeline::timeline;
pub use w3c::{ResultFormat, found, results};
