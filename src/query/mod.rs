//! SPARQL as people use it: the catalogue of `.rq` files, their parameters, the guard, and the answer.

mod answer;

pub use crate::store::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
pub use crate::store::{GraphFormat, SolutionsFormat, write_boolean, write_graph, write_solutions};
pub use answer::{Answer, Table};
