//! The SPARQL door: text to query, parameters into it, patterns into a good order, Oxigraph's evaluator over
//! the columns. It changes what a query costs, never what it answers.

mod bind;
mod evaluate;
mod expressions;
mod order;
mod syntax;
mod view;

pub use oxigraph::model::Variable;
pub use oxigraph::sparql::{
    CancellationToken, QueryEvaluationError, QueryResults, QuerySolution, QuerySolutionIter,
};
pub use spareval::ExpressionTerm as Value;
pub use spargebra::Query;
pub use spargebra::algebra::{
    AggregateExpression, AggregateFunction, Expression, Function, GraphPattern, OrderExpression,
    PropertyPathExpression,
};
pub use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

pub use bind::bind;
pub use evaluate::{evaluate, evaluate_part};
pub use expressions::work_out;
pub use order::order;
pub use syntax::{SyntaxError, over, parse, parse_against, parse_with_prefixes};
