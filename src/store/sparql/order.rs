//! Puts the patterns of a query into the order that the graph's own counts call for, so that the order in which
//! somebody wrote them does not decide between a millisecond and a minute.
//!
//! Oxigraph's optimiser has no statistics: it starts from any pattern with a constant object and keeps the written
//! order among equals. Here each run of joined patterns becomes a chain of LATERAL joins, which that optimiser
//! leaves as it is: the first pattern is looked up, and for each result the next one with what is known by then.

use std::collections::HashSet;

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern};

use crate::store::graph::Graph;
use crate::store::id::TermId;
use crate::store::quads::Graphs;

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
    *pattern = orderer.pattern(std::mem::replace(pattern, empty()), &Known::default());
    query
}

fn empty() -> GraphPattern {
    GraphPattern::Bgp { patterns: Vec::new() }
}

/// The variables that have a value by the time a pattern runs.
type Known = HashSet<Variable>;

#[derive(Clone, Copy)]
struct Orderer<'a> {
    graph: &'a Graph,
    graphs: Graphs,
}

/// One thing to look up: a triple pattern, a path, or a short list of values.
struct Step {
    pattern: GraphPattern,
    subject: End,
    object: End,
    predicate: Predicate,
    variables: Vec<Variable>,
    /// How many results it has on its own.
    count: f64,
    /// How many subjects and objects those share.
    distinct: (f64, f64),
}

#[derive(Clone, PartialEq)]
enum End {
    Constant,
    Variable(Variable),
}

enum Predicate {
    Constant,
    Variable(Variable),
    /// A list of values: it has no ends, only variables.
    Values,
}

impl Orderer<'_> {
    fn pattern(&self, pattern: GraphPattern, known: &Known) -> GraphPattern {
        match pattern {
            GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Join { .. } => {
                self.join(pattern, known)
            }
            values @ GraphPattern::Values { .. } => values,
            GraphPattern::LeftJoin { left, right, expression } => {
                let left = self.pattern(*left, known);
                let mut inner = known.clone();
                bound(&left, &mut inner);
                let right = self.pattern(*right, &inner);
                let expression = expression.map(|expression| self.expression(expression));
                GraphPattern::LeftJoin { left: Box::new(left), right: Box::new(right), expression }
            }
            GraphPattern::Lateral { left, right } => {
                let left = self.pattern(*left, known);
                let mut inner = known.clone();
                bound(&left, &mut inner);
                let right = self.pattern(*right, &inner);
                GraphPattern::Lateral { left: Box::new(left), right: Box::new(right) }
            }
            GraphPattern::Filter { expr, inner } => GraphPattern::Filter {
                expr: self.expression(expr),
                inner: Box::new(self.pattern(*inner, known)),
            },
            GraphPattern::Union { left, right } => GraphPattern::Union {
                left: Box::new(self.pattern(*left, known)),
                right: Box::new(self.pattern(*right, known)),
            },
            GraphPattern::Graph { name, inner } => {
                let inside = Orderer { graph: self.graph, graphs: self.graphs_of(&name) };
                GraphPattern::Graph { name, inner: Box::new(inside.pattern(*inner, known)) }
            }
            GraphPattern::Extend { inner, variable, expression } => GraphPattern::Extend {
                inner: Box::new(self.pattern(*inner, known)),
                variable,
                expression: self.expression(expression),
            },
            GraphPattern::Minus { left, right } => GraphPattern::Minus {
                left: Box::new(self.pattern(*left, known)),
                right: Box::new(self.pattern(*right, &Known::default())),
            },
            GraphPattern::OrderBy { inner, expression } => {
                GraphPattern::OrderBy { inner: Box::new(self.pattern(*inner, known)), expression }
            }
            GraphPattern::Project { inner, variables } => {
                // Only what a sub-select hands out is the same variable outside and in.
                let known = known.iter().filter(|variable| variables.contains(variable)).cloned().collect();
                GraphPattern::Project { inner: Box::new(self.pattern(*inner, &known)), variables }
            }
            GraphPattern::Distinct { inner } => {
                GraphPattern::Distinct { inner: Box::new(self.pattern(*inner, known)) }
            }
            GraphPattern::Reduced { inner } => {
                GraphPattern::Reduced { inner: Box::new(self.pattern(*inner, known)) }
            }
            GraphPattern::Slice { inner, start, length } => GraphPattern::Slice {
                inner: Box::new(self.pattern(*inner, &Known::default())),
                start,
                length,
            },
            GraphPattern::Group { inner, variables, aggregates } => GraphPattern::Group {
                inner: Box::new(self.pattern(*inner, &Known::default())),
                variables,
                aggregates,
            },
            service @ GraphPattern::Service { .. } => service,
        }
    }

    fn expression(&self, expression: Expression) -> Expression {
        let both = |left: Box<Expression>, right: Box<Expression>| {
            (Box::new(self.expression(*left)), Box::new(self.expression(*right)))
        };
        match expression {
            Expression::Exists(pattern) => {
                Expression::Exists(Box::new(self.pattern(*pattern, &Known::default())))
            }
            Expression::Not(inner) => Expression::Not(Box::new(self.expression(*inner))),
            Expression::And(left, right) => {
                let (left, right) = both(left, right);
                Expression::And(left, right)
            }
            Expression::Or(left, right) => {
                let (left, right) = both(left, right);
                Expression::Or(left, right)
            }
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
    fn join(&self, pattern: GraphPattern, known: &Known) -> GraphPattern {
        let mut steps = Vec::new();
        let mut others = Vec::new();
        self.flatten(pattern, &mut steps, &mut others);
        let ordered = chain(steps, known);
        let mut inner = known.clone();
        if let Some(ordered) = &ordered {
            bound(ordered, &mut inner);
        }
        let others = others.into_iter().map(|other| self.pattern(other, &inner));
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

    fn step(
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
    fn fan_out(&self, known: &Known) -> f64 {
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

    fn touches(&self, known: &Known) -> bool {
        self.variables.is_empty() || self.variables.iter().any(|variable| known.contains(variable))
    }
}

/// Chains steps in the order of least estimated work: every start is tried, the rest follows greedily.
fn chain(mut steps: Vec<Step>, known: &Known) -> Option<GraphPattern> {
    const STARTS: usize = 64;
    if steps.len() > 1 {
        let mut starts: Vec<usize> = (0..steps.len()).collect();
        if steps.len() > STARTS {
            starts
                .sort_by(|&left, &right| steps[left].fan_out(known).total_cmp(&steps[right].fan_out(known)));
            starts.truncate(1);
        }
        let (_, order) = starts
            .into_iter()
            .map(|start| plan(&steps, start, known))
            .min_by(|left, right| left.0.total_cmp(&right.0))?;
        let mut slots: Vec<Option<Step>> = steps.into_iter().map(Some).collect();
        steps = order.into_iter().filter_map(|index| slots[index].take()).collect();
    }
    steps
        .into_iter()
        .map(|step| step.pattern)
        .reduce(|left, right| GraphPattern::Lateral { left: Box::new(left), right: Box::new(right) })
}

/// Gives the estimated work of a chain that begins at `start`, and its order.
fn plan(steps: &[Step], start: usize, known: &Known) -> (f64, Vec<usize>) {
    let mut known = known.clone();
    let mut left: Vec<usize> = (0..steps.len()).filter(|index| *index != start).collect();
    let mut order = vec![start];
    let mut results = steps[start].fan_out(&known);
    let mut work = results;
    known.extend(steps[start].variables.iter().cloned());
    while !left.is_empty() {
        let connected = left.iter().any(|&index| steps[index].touches(&known));
        let next = (left.iter().enumerate())
            .filter(|(_, index)| !connected || steps[**index].touches(&known))
            .map(|(at, &index)| (at, steps[index].fan_out(&known)))
            .min_by(|left, right| left.1.total_cmp(&right.1));
        let Some((at, fan_out)) = next else { break };
        let index = left.remove(at);
        order.push(index);
        known.extend(steps[index].variables.iter().cloned());
        // A look-up costs something even when it finds nothing.
        work += results * fan_out.max(0.1);
        results *= fan_out;
    }
    (work, order)
}

fn constant(pattern: &TermPattern) -> Option<Term> {
    match pattern {
        TermPattern::NamedNode(node) => Some(node.clone().into()),
        TermPattern::Literal(literal) => Some(literal.clone().into()),
        TermPattern::BlankNode(_) | TermPattern::Variable(_) => None,
    }
}

fn end(pattern: &TermPattern) -> End {
    match pattern {
        TermPattern::NamedNode(_) | TermPattern::Literal(_) => End::Constant,
        TermPattern::Variable(variable) => End::Variable(variable.clone()),
        // A blank node in a query is a variable that nobody can name; the space keeps it apart from any name.
        TermPattern::BlankNode(node) => End::Variable(Variable::new_unchecked(format!(" {}", node.as_str()))),
    }
}

/// Gives the first predicate of a path and how many more results than its triples it may have.
fn path_size(path: &PropertyPathExpression) -> (Option<Term>, f64) {
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

fn may_be_empty(path: &PropertyPathExpression) -> bool {
    match path {
        PropertyPathExpression::ZeroOrMore(_) | PropertyPathExpression::ZeroOrOne(_) => true,
        PropertyPathExpression::Reverse(path) | PropertyPathExpression::OneOrMore(path) => may_be_empty(path),
        PropertyPathExpression::Sequence(left, right) => may_be_empty(left) && may_be_empty(right),
        PropertyPathExpression::Alternative(left, right) => may_be_empty(left) || may_be_empty(right),
        PropertyPathExpression::NamedNode(_) | PropertyPathExpression::NegatedPropertySet(_) => false,
    }
}

/// Adds the variables that every result of a pattern has a value for.
fn bound(pattern: &GraphPattern, known: &mut Known) {
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
