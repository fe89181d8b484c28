//! Puts the patterns of a query into the order that the graph's own counts call for, so that the order in which
//! somebody wrote them does not decide between a millisecond and a minute.
//!
//! Oxigraph's optimiser has no statistics: it starts from any pattern with a constant object and keeps the written
//! order among equals. Here each run of joined patterns becomes a chain of LATERAL joins, which that optimiser
//! leaves as it is: the first pattern is looked up, and for each result the next one with what is known by then.

mod influence;
mod plan;
mod scope;
mod step;

use oxigraph::model::Term;
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::NamedNodePattern;

use crate::store::graph::Graph;
use crate::store::id::TermId;
use crate::store::quads::Graphs;
use crate::store::sparql::order::plan::chain;
use crate::store::sparql::order::scope::{Known, Scope, bound};
use crate::store::sparql::order::step::{End, Predicate, Step, may_be_empty, path_size};

/// Rewrites a query so that its patterns run in the order of least work, by exact counts.
///
/// Cost: for `n` joined patterns, `n` counts and on the order of `n³` small steps; more than 64 patterns keep
/// the cheapest start only.
#[must_use]
pub fn order(graph: &Graph, query: &Query) -> Query {
    let mut query = query.clone();
    let pattern = match &mut query {
        Query::Select { pattern, .. }
        | Query::Ask { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. } => pattern,
    };
    let orderer = Orderer { graph, graphs: Graphs::Default };
    *pattern = orderer.pattern(std::mem::replace(pattern, empty()), &Scope::default());
    query
}

fn empty() -> GraphPattern {
    GraphPattern::Bgp { patterns: Vec::new() }
}

/// Gives all results of a pattern, by a limit that none reaches.
fn whole(pattern: GraphPattern) -> GraphPattern {
    GraphPattern::Slice { inner: Box::new(pattern), start: 0, length: Some(usize::MAX) }
}

#[derive(Clone, Copy)]
struct Orderer<'a> {
    graph: &'a Graph,
    graphs: Graphs,
}

impl Orderer<'_> {
    fn pattern(&self, pattern: GraphPattern, scope: &Scope) -> GraphPattern {
        let alone = |inner: Box<GraphPattern>| Box::new(self.pattern(*inner, &scope.alone()));
        match pattern {
            GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Join { .. } => {
                self.join(pattern, scope)
            }
            values @ GraphPattern::Values { .. } => values,
            GraphPattern::LeftJoin { left, right, expression } => {
                let left = self.pattern(*left, scope);
                let right = self.pattern(*right, &scope.after(&left).beside(&left));
                let mut bound_here = Known::default();
                bound(&left, &mut bound_here);
                bound(&right, &mut bound_here);
                let expression = expression.map(|expression| self.expression(expression, &bound_here, scope));
                let (may, [left, right]) = (scope.may_reach(&right), [left, right].map(Box::new));
                let optional = GraphPattern::LeftJoin { left, right, expression };
                // The evaluator never brings values into a group with a limit, however large.
                if may { optional } else { whole(optional) }
            }
            GraphPattern::Lateral { left, right } => {
                let left = self.pattern(*left, scope);
                let right = self.pattern(*right, &scope.after(&left));
                GraphPattern::Lateral { left: Box::new(left), right: Box::new(right) }
            }
            GraphPattern::Filter { expr, inner } => {
                let inner = self.pattern(*inner, scope);
                let mut bound_here = Known::default();
                bound(&inner, &mut bound_here);
                let expr = self.expression(expr, &bound_here, scope);
                GraphPattern::Filter { expr, inner: Box::new(inner) }
            }
            GraphPattern::Union { left, right } => GraphPattern::Union {
                left: Box::new(self.pattern(*left, scope)),
                right: Box::new(self.pattern(*right, scope)),
            },
            GraphPattern::Graph { name, inner } => {
                let inside = Orderer { graph: self.graph, graphs: self.graphs_of(&name) };
                GraphPattern::Graph { name, inner: Box::new(inside.pattern(*inner, scope)) }
            }
            GraphPattern::Extend { inner, variable, expression } => {
                let inner = self.pattern(*inner, scope);
                let mut bound_here = Known::default();
                bound(&inner, &mut bound_here);
                let expression = self.expression(expression, &bound_here, scope);
                GraphPattern::Extend { inner: Box::new(inner), variable, expression }
            }
            GraphPattern::Minus { left, right } => {
                GraphPattern::Minus { left: alone(left), right: self.apart(*right) }
            }
            GraphPattern::OrderBy { inner, expression } => {
                GraphPattern::OrderBy { inner: alone(inner), expression }
            }
            GraphPattern::Project { inner, variables } => {
                // Only what a sub-select hands out is the same variable outside and in.
                let scope = scope.alone().handing_out(&variables);
                GraphPattern::Project { inner: Box::new(self.pattern(*inner, &scope)), variables }
            }
            GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: alone(inner) },
            GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: alone(inner) },
            GraphPattern::Slice { inner, start, length } => {
                GraphPattern::Slice { inner: self.apart(*inner), start, length }
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                GraphPattern::Group { inner: self.apart(*inner), variables, aggregates }
            }
            service @ GraphPattern::Service { .. } => service,
        }
    }

    fn apart(&self, pattern: GraphPattern) -> Box<GraphPattern> {
        Box::new(self.pattern(pattern, &Scope::default()))
    }

    /// Orders the patterns under EXISTS, in an expression over results that have values for `bound_here`.
    fn expression(&self, expression: Expression, bound_here: &Known, scope: &Scope) -> Expression {
        let inside = |inner: Box<Expression>| Box::new(self.expression(*inner, bound_here, scope));
        match expression {
            Expression::Exists(pattern) => {
                let pattern = self.apart(*pattern);
                let leaks = scope.leaks_into(&pattern, bound_here);
                // The evaluator may run the group of this expression once for each result of what stands beside
                // it. Values would then reach EXISTS that SPARQL keeps out of it, and the evaluator does not
                // look for that; it never does so with a group that has DISTINCT in it.
                Expression::Exists(if leaks {
                    Box::new(GraphPattern::Distinct { inner: pattern })
                } else {
                    pattern
                })
            }
            Expression::Not(inner) => Expression::Not(inside(inner)),
            Expression::And(left, right) => Expression::And(inside(left), inside(right)),
            Expression::Or(left, right) => Expression::Or(inside(left), inside(right)),
            other => other,
        }
    }

    fn graphs_of(&self, name: &NamedNodePattern) -> Graphs {
        match name {
            NamedNodePattern::Variable(_) => Graphs::AnyNamed,
            NamedNodePattern::NamedNode(node) => match self.graph.find(node.as_ref()) {
                Ok(Some(id)) => Graphs::Named(id),
                _ => Graphs::Named(TermId::NONE),
            },
        }
    }

    /// Orders what a tree of joins looks up; whatever else is joined keeps its place behind it.
    fn join(&self, pattern: GraphPattern, scope: &Scope) -> GraphPattern {
        let mut steps = Vec::new();
        let mut others = Vec::new();
        self.flatten(pattern, &mut steps, &mut others);
        let ordered = chain(steps, &scope.known);
        let inner =
            ordered.as_ref().map_or_else(|| scope.clone(), |ordered| scope.after(ordered).beside(ordered));
        let scopes: Vec<Scope> = (0..others.len())
            .map(|at| {
                let beside = others.iter().enumerate().filter(|(other, _)| *other != at);
                beside.fold(inner.clone(), |scope, (_, other)| scope.beside(other))
            })
            .collect();
        let others = others.into_iter().zip(&scopes).map(|(other, scope)| self.pattern(other, scope));
        ordered
            .into_iter()
            .chain(others)
            .reduce(|left, right| GraphPattern::Join { left: Box::new(left), right: Box::new(right) })
            .unwrap_or_else(empty)
    }

    fn flatten(&self, pattern: GraphPattern, steps: &mut Vec<Step>, others: &mut Vec<GraphPattern>) {
        match pattern {
            GraphPattern::Join { left, right } => {
                self.flatten(*left, steps, others);
                self.flatten(*right, steps, others);
            }
            GraphPattern::Bgp { patterns } => {
                for triple in patterns {
                    let one = GraphPattern::Bgp { patterns: vec![triple.clone()] };
                    let (predicate, id) = match &triple.predicate {
                        NamedNodePattern::NamedNode(node) => {
                            (Predicate::Constant, Some(Term::from(node.clone())))
                        }
                        NamedNodePattern::Variable(variable) => (Predicate::Variable(variable.clone()), None),
                    };
                    steps.push(self.step(one, &triple.subject, &triple.object, predicate, id, 1.0));
                }
            }
            GraphPattern::Path { ref subject, ref path, ref object } => {
                let (predicate, spread) = path_size(path);
                let kind = Predicate::Constant;
                let mut step = self.step(pattern.clone(), subject, object, kind, predicate, spread);
                if may_be_empty(path) {
                    // Its own end is a result even where the graph has no triple of it.
                    step.count = step.count.max(1.0);
                }
                steps.push(step);
            }
            GraphPattern::Values { ref variables, ref bindings }
                if bindings.iter().all(|row| row.iter().all(Option::is_some)) =>
            {
                steps.push(Step {
                    subject: End::Constant,
                    object: End::Constant,
                    predicate: Predicate::Values,
                    variables: variables.clone(),
                    count: bindings.len() as f64,
                    distinct: (1.0, 1.0),
                    pattern,
                });
            }
            other => others.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::store::Builder;
    use crate::store::sparql::{order, parse};

    #[test]
    fn a_path_that_may_be_empty_is_not_taken_for_nothing() {
        let mut builder = Builder::new();
        let [kind, blames, about, event] =
            ["x:kind", "x:blames", "x:about", "x:e"].map(|iri| builder.iri(iri));
        for number in 0..100 {
            let claim = builder.iri(&format!("x:claim/{number}"));
            builder.quad(claim, kind, blames, None);
            if number == 0 {
                builder.quad(claim, about, event, None);
            }
        }
        let graph = builder.finish().into_graph().expect("a graph that was just built opens");
        let text = "SELECT * { ?r <x:broader>* <x:blames> . ?c <x:kind> ?r . ?c <x:about> <x:e> }";
        let ordered = order(&graph, &parse(text).expect("valid SPARQL")).to_string();
        let at = |part: &str| ordered.find(part).expect("the pattern is kept");
        assert!(at("x:about") < at("x:kind"), "{ordered}");
    }
}
