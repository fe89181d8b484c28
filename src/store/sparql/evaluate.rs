//! Runs a query over a graph.

use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};
use spargebra::Query;

use crate::store::graph::Graph;
use crate::store::part::Part;
use crate::store::sparql::order::order;
use crate::store::sparql::view::View;

/// Evaluates a query lazily: results come as they are asked for. Patterns run in the order of the graph's own
/// counts, however the query was written.
///
/// # Errors
/// When the query asks for something that is never done here (SERVICE), or the graph file is damaged; results
/// may end with either.
///
/// ```
/// use actant::store::Builder;
/// use actant::store::sparql::{QueryResults, evaluate, parse};
///
/// let mut builder = Builder::new();
/// let [csto, part, tajikistan] =
///     ["csto", "part", "tajikistan"].map(|name| builder.iri(&format!("https://example.org/{name}")));
/// builder.quad(csto, part, tajikistan, None);
/// let graph = builder.finish().into_graph()?;
///
/// let query = parse("SELECT ?who { <https://example.org/csto> <https://example.org/part> ?who }")?;
/// let QueryResults::Solutions(solutions) = evaluate(&graph, &query)? else { panic!("SELECT gives solutions") };
/// for solution in solutions {
///     assert_eq!(solution?["who"].to_string(), "<https://example.org/tajikistan>");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn evaluate<'a>(graph: &'a Graph, query: &Query) -> Result<QueryResults<'a>, QueryEvaluationError> {
    evaluate_part(graph, None, query, CancellationToken::new())
}

/// Evaluates a query over a part of a graph, as if the rest were not there; no part is the whole. A query that is
/// cancelled ends at the next triple that it looks at.
///
/// # Errors
/// As [`evaluate`]; and when it is cancelled.
pub fn evaluate_part<'a>(
    graph: &'a Graph,
    part: Option<&'a Part<'a>>,
    query: &Query,
    cancelled: CancellationToken,
) -> Result<QueryResults<'a>, QueryEvaluationError> {
    let ordered = order(graph, query);
    let evaluator = SparqlEvaluator::new().with_cancellation_token(cancelled);
    evaluator.for_query(ordered).on_queryable_dataset(View::new(graph, part)).execute()
}
