//! Runs a query over a graph.

use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator};
use spargebra::Query;

use crate::store::graph::Graph;
use crate::store::sparql::order::order;
use crate::store::sparql::view::View;

/// Evaluates a query lazily: results come as they are asked for. Patterns run in the order of the graph's own
/// counts, however the query was written.
///
/// # Errors
/// When the query asks for something that is never done here (SERVICE), or the graph file is damaged; results
/// may end with either.
pub fn evaluate<'a>(graph: &'a Graph, query: &Query) -> Result<QueryResults<'a>, QueryEvaluationError> {
    let ordered = order(graph, query);
    SparqlEvaluator::new().for_query(ordered).on_queryable_dataset(View::new(graph)).execute()
}
