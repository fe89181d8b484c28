//! The variables around a pattern: those that have a value by the time it runs, and those that must not reach it.

use std::collections::HashSet;

use oxigraph::model::Variable;
use spargebra::algebra::GraphPattern;
use spargebra::term::NamedNodePattern;

use crate::store::sparql::order::influence::{may_run_with, mentions};
use crate::store::sparql::order::step::{End, end};

/// The variables that have a value by the time a pattern runs.
pub(super) type Known = HashSet<Variable>;

/// What a pattern finds around it.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    /// What probably has a value by the time the pattern runs: it steers the order and changes no answer.
    pub(super) known: Known,
    /// What the evaluator may bring in from patterns that stand beside this one, although SPARQL evaluates each
    /// of them for itself.
    around: Known,
}

impl Scope {
    /// Gives the scope of what runs after `pattern`.
    pub(super) fn after(&self, pattern: &GraphPattern) -> Self {
        let mut scope = self.clone();
        bound(pattern, &mut scope.known);
        scope
    }

    /// Gives the scope of what is joined to `pattern`.
    pub(super) fn beside(mut self, pattern: &GraphPattern) -> Self {
        pattern.on_in_scope_variable(|variable| {
            self.around.insert(variable.clone());
        });
        // Blank nodes of a query are values too.
        bound(pattern, &mut self.around);
        self
    }

    /// Gives the scope of a part that the evaluator runs once, not for each result of what stands beside it.
    pub(super) fn alone(&self) -> Self {
        Self { known: self.known.clone(), around: Known::default() }
    }

    /// Gives the scope inside a sub-select.
    pub(super) fn handing_out(mut self, variables: &[Variable]) -> Self {
        self.known.retain(|variable| variables.contains(variable));
        self
    }

    /// Tells whether values from beside may reach a pattern under OPTIONAL without making a difference there.
    pub(super) fn may_reach(&self, pattern: &GraphPattern) -> bool {
        may_run_with(pattern, &self.around)
    }

    /// Tells whether a value from beside may reach a pattern under EXISTS, over results that have values of
    /// their own for `bound`. A question mark inside a literal is a false alarm, which costs time and no answer.
    pub(super) fn leaks_into(&self, pattern: &GraphPattern, bound: &Known) -> bool {
        let strangers: Vec<&Variable> = self.around.difference(bound).collect();
        !strangers.is_empty() && mentions(&pattern.to_string(), &strangers)
    }
}

/// Adds the variables that every result of a pattern has a value for.
pub(super) fn bound(pattern: &GraphPattern, known: &mut Known) {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                for end in [end(&triple.subject), end(&triple.object)] {
                    if let End::Variable(variable) = end {
                        known.insert(variable);
                    }
                }
                if let NamedNodePattern::Variable(variable) = &triple.predicate {
                    known.insert(variable.clone());
                }
            }
        }
        GraphPattern::Path { subject, object, .. } => {
            for end in [end(subject), end(object)] {
                if let End::Variable(variable) = end {
                    known.insert(variable);
                }
            }
        }
        GraphPattern::Values { variables, bindings } => {
            let full = bindings.iter().all(|row| row.iter().all(Option::is_some));
            known.extend(variables.iter().filter(|_| full).cloned());
        }
        GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
            bound(left, known);
            bound(right, known);
        }
        GraphPattern::LeftJoin { left, .. } | GraphPattern::Minus { left, .. } => bound(left, known),
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Slice { inner, .. } => bound(inner, known),
        GraphPattern::Project { inner, variables } => {
            let mut inside = Known::default();
            bound(inner, &mut inside);
            known.extend(inside.into_iter().filter(|variable| variables.contains(variable)));
        }
        GraphPattern::Group { variables, .. } => known.extend(variables.iter().cloned()),
        GraphPattern::Union { .. } | GraphPattern::Service { .. } => {}
    }
}
