//! Whether a pattern answers the same when values from beside it are brought in before it runs and not joined after.
//!
//! Oxigraph's evaluator does bring them in, and looks whether it may; but it does not look at what stands under
//! OPTIONAL. SPARQL evaluates each group for itself.

use oxigraph::model::Variable;
use spargebra::algebra::{Expression, GraphPattern};

use crate::store::sparql::order::scope::{Known, bound};

/// Tells whether values of `around` that are brought in only leave out results that would not join anyway. When in
/// doubt it says no, which costs time and no answer.
pub(super) fn may_run_with(pattern: &GraphPattern, around: &Known) -> bool {
    if around.is_empty() {
        return true;
    }
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => true,
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right } => may_run_with(left, around) && may_run_with(right, around),
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::OrderBy { inner, .. } => may_run_with(inner, around),
        GraphPattern::Filter { expr, inner } => {
            may_run_with(inner, around) && ignores(expr, &[inner], around)
        }
        GraphPattern::Extend { inner, variable, expression } => {
            !around.contains(variable) && may_run_with(inner, around) && ignores(expression, &[inner], around)
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            let conditions =
                expression.as_ref().is_none_or(|expression| ignores(expression, &[left], around));
            let own = !mentions(&right.to_string(), &strangers(&[left], around));
            conditions && own && may_run_with(left, around) && may_run_with(right, around)
        }
        GraphPattern::Project { inner, variables } => {
            let inside = around.iter().filter(|variable| variables.contains(variable)).cloned().collect();
            may_run_with(inner, &inside)
        }
        // What is taken away, cut off or counted depends on everything that is there.
        GraphPattern::Minus { .. }
        | GraphPattern::Slice { .. }
        | GraphPattern::Group { .. }
        | GraphPattern::Service { .. } => false,
    }
}

/// Tells whether an expression over results of some patterns reads nothing that only comes from beside.
fn ignores(expression: &Expression, over: &[&GraphPattern], around: &Known) -> bool {
    !mentions(&expression.to_string(), &strangers(over, around))
}

/// Gives what has no value of its own in every result of some patterns.
fn strangers<'a>(over: &[&GraphPattern], around: &'a Known) -> Vec<&'a Variable> {
    let mut own = Known::default();
    over.iter().for_each(|pattern| bound(pattern, &mut own));
    around.iter().filter(|variable| !own.contains(*variable)).collect()
}

/// Tells whether a text names one of some variables. A question mark inside a literal is a false alarm.
pub(super) fn mentions(text: &str, variables: &[&Variable]) -> bool {
    variables.iter().any(|variable| text.contains(&variable.to_string()))
}
