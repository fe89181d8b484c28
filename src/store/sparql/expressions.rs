//! Expressions over columns of ids: worked out by Oxigraph's evaluator, each distinct input once.
//!
//! It holds no semantics of its own: whatever an operator or a function means is the evaluator's business.

use oxigraph::model::Variable;
use spareval::{QueryEvaluationError, QueryEvaluator, QueryResults};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::GroundTerm;

use crate::store::error::StoreError;
use crate::store::id::TermId;
use crate::store::sparql::view::View;
use crate::store::terms::Terms;

/// Works out an expression for rows of ids and gives one id for each row; [`TermId::NONE`] stands for no value
/// on the way in and for an error on the way out.
///
/// `rows` holds one id for each of `variables`, row after row. The expression must not contain EXISTS, nor a
/// function whose value is another one each time.
///
/// # Errors
/// When the evaluator cannot take the expression, or the graph file is damaged.
pub fn work_out(
    terms: &Terms<'_>,
    expression: &Expression,
    variables: &[Variable],
    rows: &[TermId],
) -> Result<Vec<TermId>, QueryEvaluationError> {
    let count = rows.len().checked_div(variables.len()).unwrap_or(1);
    let stand_in = |id: TermId| (!id.is_none()).then(|| GroundTerm::NamedNode(View::stand_in(id)));
    let bindings = (0..count)
        .map(|row| rows[row * variables.len()..][..variables.len()].iter().copied().map(stand_in).collect())
        .collect();
    let out = Variable::new_unchecked(" out");
    let values = GraphPattern::Values { variables: variables.to_vec(), bindings };
    let extended = GraphPattern::Extend {
        inner: Box::new(values),
        variable: out.clone(),
        expression: expression.clone(),
    };
    let pattern = GraphPattern::Project { inner: Box::new(extended), variables: vec![out] };
    let query = Query::Select { dataset: None, pattern, base_iri: None };
    // The optimiser would infer from the stand-ins that every value is an IRI.
    let evaluator = QueryEvaluator::new().without_optimizations();
    let QueryResults::Solutions(solutions) = evaluator.prepare(&query).execute(View::of_terms(terms))? else {
        return Ok(vec![TermId::NONE; count]);
    };
    let damaged = |error: StoreError| QueryEvaluationError::Dataset(Box::new(error));
    solutions
        .map(|solution| match solution?.values().first() {
            Some(Some(term)) => terms.id(term.clone()).map_err(damaged),
            _ => Ok(TermId::NONE),
        })
        .collect()
}
