//! One thing that a query looks up, and what the graph says it costs.

use oxigraph::model::{Term, Variable};
use spargebra::algebra::{GraphPattern, PropertyPathExpression};
use spargebra::term::TermPattern;

use crate::store::sparql::order::Orderer;
use crate::store::sparql::order::scope::Known;

/// One thing to look up: a triple pattern, a path, or a short list of values.
pub(super) struct Step {
    pub(super) pattern: GraphPattern,
    pub(super) subject: End,
    pub(super) object: End,
    pub(super) predicate: Predicate,
    pub(super) variables: Vec<Variable>,
    /// How many results it has on its own.
    pub(super) count: f64,
    /// How many subjects and objects those share.
    pub(super) distinct: (f64, f64),
}

#[derive(Clone, PartialEq)]
pub(super) enum End {
    Constant,
    Variable(Variable),
}

pub(super) enum Predicate {
    Constant,
    Variable(Variable),
    /// A list of values: it has no ends, only variables.
    Values,
}

impl Orderer<'_> {
    /// Counts what a pattern between two ends finds.
    pub(super) fn step(
        &self,
        pattern: GraphPattern,
        subject: &TermPattern,
        object: &TermPattern,
        predicate: Predicate,
        predicate_term: Option<Term>,
        spread: f64,
    ) -> Step {
        let id = |term: Option<Term>| match term {
            None => Ok(None),
            // A term that is nowhere in the graph makes the pattern empty, which is the best start there is.
            Some(term) => self.graph.find(term.as_ref()).unwrap_or(None).map(Some).ok_or(()),
        };
        let ids = (id(constant(subject)), id(predicate_term), id(constant(object)));
        let (count, distinct) = match ids {
            (Ok(subject), Ok(predicate), Ok(object)) => {
                let count = self.graph.count(subject, predicate, object, self.graphs).unwrap_or(usize::MAX);
                (count, self.graph.distinct(predicate, self.graphs))
            }
            _ => (0, (0, 0)),
        };
        let (subject, object) = (end(subject), end(object));
        let mut variables = Vec::new();
        for end in [&subject, &object] {
            if let End::Variable(variable) = end {
                variables.push(variable.clone());
            }
        }
        if let Predicate::Variable(variable) = &predicate {
            variables.push(variable.clone());
        }
        Step {
            pattern,
            subject,
            object,
            predicate,
            variables,
            count: count as f64 * spread,
            distinct: (distinct.0.max(1) as f64, distinct.1.max(1) as f64),
        }
    }
}

impl Step {
    /// Estimates how many results each of the results so far leads to.
    pub(super) fn fan_out(&self, known: &Known) -> f64 {
        if matches!(self.predicate, Predicate::Values) {
            let joined = self.variables.iter().any(|variable| known.contains(variable));
            return if joined { 1.0_f64.min(self.count) } else { self.count };
        }
        let is_known = |end: &End| matches!(end, End::Variable(variable) if known.contains(variable));
        let mut fan_out = self.count;
        if is_known(&self.subject) {
            fan_out /= self.distinct.0;
        }
        if is_known(&self.object) && self.subject != self.object {
            fan_out /= self.distinct.1;
        }
        if matches!(&self.predicate, Predicate::Variable(variable) if known.contains(variable)) {
            fan_out /= 10.0;
        }
        fan_out
    }

    pub(super) fn touches(&self, known: &Known) -> bool {
        self.variables.is_empty() || self.variables.iter().any(|variable| known.contains(variable))
    }
}

fn constant(pattern: &TermPattern) -> Option<Term> {
    match pattern {
        TermPattern::NamedNode(node) => Some(node.clone().into()),
        TermPattern::Literal(literal) => Some(literal.clone().into()),
        TermPattern::BlankNode(_) | TermPattern::Variable(_) => None,
    }
}

pub(super) fn end(pattern: &TermPattern) -> End {
    match pattern {
        TermPattern::NamedNode(_) | TermPattern::Literal(_) => End::Constant,
        TermPattern::Variable(variable) => End::Variable(variable.clone()),
        // A blank node in a query is a variable that nobody can name; the space keeps it apart from any name.
        TermPattern::BlankNode(node) => End::Variable(Variable::new_unchecked(format!(" {}", node.as_str()))),
    }
}

/// Gives the first predicate of a path and how many more results than its triples it may have.
pub(super) fn path_size(path: &PropertyPathExpression) -> (Option<Term>, f64) {
    match path {
        PropertyPathExpression::NamedNode(node) => (Some(node.clone().into()), 1.0),
        PropertyPathExpression::Reverse(path) | PropertyPathExpression::ZeroOrOne(path) => path_size(path),
        PropertyPathExpression::ZeroOrMore(path) | PropertyPathExpression::OneOrMore(path) => {
            let (predicate, spread) = path_size(path);
            (predicate, spread * 10.0)
        }
        PropertyPathExpression::Sequence(left, _) | PropertyPathExpression::Alternative(left, _) => {
            let (predicate, spread) = path_size(left);
            (predicate, spread * 2.0)
        }
        PropertyPathExpression::NegatedPropertySet(_) => (None, 1.0),
    }
}
