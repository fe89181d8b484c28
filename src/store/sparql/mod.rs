//! The SPARQL door: text to query, parameters into it, patterns into a good order, Oxigraph's evaluator over
//! the columns. It changes what a query costs, never what it answers.

mod bind;
mod evaluate;
mod order;
mod syntax;
mod view;

pub use oxigraph::model::Variable;
pub use oxigraph::sparql::{QueryEvaluationError, QueryResults, QuerySolution, QuerySolutionIter};
pub use spargebra::Query;

pub use bind::bind;
pub use evaluate::{evaluate, evaluate_part};
pub use order::order;
pub use syntax::{SyntaxError, parse, parse_against};
