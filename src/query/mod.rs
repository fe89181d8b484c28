//! SPARQL as people use it: the catalogue of `.rq` files, their parameters, the guard, and the answer.
//!
//! It knows no actor and no claim beyond the words of its queries, and resolves no name of a folder: values arrive
//! as terms. A term is never pasted into the text of a query.

mod answer;
mod by_rows;
mod catalogue;
mod construct;
mod error;
mod guard;
mod header;
mod manual;
mod options;
mod parameter;
mod query;
mod run;
mod scope;
mod solutions;
mod syntax;
mod token;
mod world;

pub use crate::store::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, TermRef, Triple};
pub use crate::store::{GraphFormat, SolutionsFormat, SolutionsWriter, write_boolean, write_graph};
pub use answer::{Answer, Table};
pub use catalogue::Catalogue;
pub use error::QueryError;
pub use header::{Column, Header};
pub use manual::manual;
pub use options::{Evaluator, Explained, Explanation, Limits, Options, Stop};
pub use parameter::{Parameter, ParameterKind};
pub use query::Query;
pub use run::{ask, ask_part, ask_with, check, find};
pub use scope::Scope;
pub use solutions::{Found, Solutions};
pub use world::{STATUS, World};
