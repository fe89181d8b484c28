//! Parameters into a query: typed terms joined in as VALUES, never text pasted into text.

use std::collections::HashSet;

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

/// Restricts variables of a query to terms: each pair names a variable and the terms it may have.
///
/// The restriction goes to where the variable gets its value, under grouping, projection and order, so it works
/// for a variable that is grouped by, not projected, or only compared in a FILTER. A row in which the variable
/// would have no value is left out: what is optional becomes required where a parameter names it. A blank node
/// restricts nothing and is left out.
#[must_use]
pub fn bind(mut query: Query, parameters: &[(Variable, Vec<Term>)]) -> Query {
    let pattern = match &mut query {
        Query::Select { pattern, .. }
        | Query::Ask { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. } => pattern,
    };
    for (variable, terms) in parameters {
        let restriction = Restriction {
            variable: variable.clone(),
            terms: terms.iter().cloned().filter_map(ground).collect(),
        };
        let whole = std::mem::replace(pattern, GraphPattern::Bgp { patterns: Vec::new() });
        *pattern = restriction.outside(whole);
    }
    query
}

fn ground(term: Term) -> Option<GroundTerm> {
    match term {
        Term::NamedNode(node) => Some(node.into()),
        Term::Literal(literal) => Some(literal.into()),
        Term::BlankNode(_) => None,
    }
}

struct Restriction {
    variable: Variable,
    terms: Vec<GroundTerm>,
}

impl Restriction {
    /// Goes down through what stands around the solutions of the whole query: a limit counts what is left.
    fn outside(&self, pattern: GraphPattern) -> GraphPattern {
        match pattern {
            GraphPattern::Slice { inner, start, length } => {
                GraphPattern::Slice { inner: Box::new(self.outside(*inner)), start, length }
            }
            GraphPattern::Distinct { inner } => {
                GraphPattern::Distinct { inner: Box::new(self.outside(*inner)) }
            }
            GraphPattern::Reduced { inner } => {
                GraphPattern::Reduced { inner: Box::new(self.outside(*inner)) }
            }
            // A variable that is not projected is still a variable of the query.
            GraphPattern::Project { inner, variables } => {
                GraphPattern::Project { inner: Box::new(self.inside(*inner)), variables }
            }
            other => self.inside(other),
        }
    }

    fn inside(&self, pattern: GraphPattern) -> GraphPattern {
        match pattern {
            GraphPattern::Distinct { inner } => {
                GraphPattern::Distinct { inner: Box::new(self.inside(*inner)) }
            }
            GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: Box::new(self.inside(*inner)) },
            GraphPattern::OrderBy { inner, expression } => {
                GraphPattern::OrderBy { inner: Box::new(self.inside(*inner)), expression }
            }
            GraphPattern::Filter { expr, inner } => {
                GraphPattern::Filter { expr, inner: Box::new(self.inside(*inner)) }
            }
            // A variable that a sub-select does not hand out is another variable of the same name.
            GraphPattern::Project { inner, variables } if variables.contains(&self.variable) => {
                GraphPattern::Project { inner: Box::new(self.inside(*inner)), variables }
            }
            // A variable that is made here cannot be restricted further in.
            GraphPattern::Extend { inner, variable, expression } if variable != self.variable => {
                GraphPattern::Extend { inner: Box::new(self.inside(*inner)), variable, expression }
            }
            GraphPattern::Group { inner, variables, aggregates }
                if aggregates.iter().all(|(made, _)| *made != self.variable) =>
            {
                GraphPattern::Group { inner: Box::new(self.inside(*inner)), variables, aggregates }
            }
            GraphPattern::Join { left, right } if self.certain(&left) => join(self.inside(*left), *right),
            GraphPattern::Join { left, right } if self.certain(&right) => join(*left, self.inside(*right)),
            GraphPattern::LeftJoin { left, right, expression }
                if self.certain(&left) || !self.possible(&right) =>
            {
                let left = Box::new(self.inside(*left));
                GraphPattern::LeftJoin { left, right, expression }
            }
            // Rows without the optional part have no value to compare, so it is optional no longer.
            GraphPattern::LeftJoin { left, right, expression } if !self.possible(&left) => {
                let right = self.inside(*right);
                match expression {
                    Some(expr) => GraphPattern::Filter { expr, inner: Box::new(join(*left, right)) },
                    None => require(*left, right),
                }
            }
            GraphPattern::Union { left, right } => match (self.possible(&left), self.possible(&right)) {
                (true, false) => self.inside(*left),
                (false, true) => self.inside(*right),
                _ => GraphPattern::Union {
                    left: Box::new(self.inside(*left)),
                    right: Box::new(self.inside(*right)),
                },
            },
            GraphPattern::Minus { left, right } if self.certain(&left) => {
                GraphPattern::Minus { left: Box::new(self.inside(*left)), right }
            }
            other if self.possible(&other) && !self.certain(&other) => self.filter(other),
            other => join(self.values(), other),
        }
    }

    fn values(&self) -> GraphPattern {
        GraphPattern::Values {
            variables: vec![self.variable.clone()],
            bindings: self.terms.iter().map(|term| vec![Some(term.clone())]).collect(),
        }
    }

    /// Compares instead of joining: a join would give the variable a value where it has none.
    fn filter(&self, inner: GraphPattern) -> GraphPattern {
        let terms = self.terms.iter().map(|term| match term.clone() {
            GroundTerm::NamedNode(node) => Expression::from(node),
            GroundTerm::Literal(literal) => Expression::from(literal),
        });
        let variable = Box::new(Expression::from(self.variable.clone()));
        GraphPattern::Filter { expr: Expression::In(variable, terms.collect()), inner: Box::new(inner) }
    }

    fn possible(&self, pattern: &GraphPattern) -> bool {
        let mut found = false;
        pattern.on_in_scope_variable(|variable| found |= *variable == self.variable);
        found
    }

    fn certain(&self, pattern: &GraphPattern) -> bool {
        certain(pattern).contains(&self.variable)
    }
}

/// Joins what was optional to what it was optional to, beneath everything that still is: there the patterns of
/// both can be put into one order, and a selective restriction comes first.
///
/// `(A ⟕ O) ⋈ R` is `(A ⋈ R) ⟕ O`, and `A ⋈ (R ⟕ O)` is too, where all that the moved side shares with `O` has a
/// value on the side that it is optional to.
fn require(pattern: GraphPattern, required: GraphPattern) -> GraphPattern {
    match required {
        GraphPattern::LeftJoin { left, right, expression: None } if movable(&pattern, &right, &left) => {
            let left = Box::new(require(pattern, *left));
            GraphPattern::LeftJoin { left, right, expression: None }
        }
        required => match pattern {
            GraphPattern::LeftJoin { left, right, expression: None } if movable(&required, &right, &left) => {
                let left = Box::new(require(*left, required));
                GraphPattern::LeftJoin { left, right, expression: None }
            }
            pattern => join(pattern, required),
        },
    }
}

fn movable(moved: &GraphPattern, optional: &GraphPattern, base: &GraphPattern) -> bool {
    let certain = certain(base);
    let mut shared = HashSet::new();
    moved.on_in_scope_variable(|variable| {
        shared.insert(variable);
    });
    let mut free = true;
    optional
        .on_in_scope_variable(|variable| free &= !shared.contains(variable) || certain.contains(variable));
    free
}

fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Join { left: Box::new(left), right: Box::new(right) }
}

/// Gives the variables that have a value in every result of a pattern.
fn certain(pattern: &GraphPattern) -> HashSet<&Variable> {
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.iter().flat_map(of_triple).collect(),
        GraphPattern::Path { subject, object, .. } => of_end(subject).chain(of_end(object)).collect(),
        GraphPattern::Values { variables, bindings } => (variables.iter().enumerate())
            .filter(|(column, _)| bindings.iter().all(|row| row.get(*column).is_some_and(Option::is_some)))
            .map(|(_, variable)| variable)
            .collect(),
        GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
            &certain(left) | &certain(right)
        }
        GraphPattern::Union { left, right } => &certain(left) & &certain(right),
        GraphPattern::Graph { name, inner } => certain(inner).into_iter().chain(of_name(name)).collect(),
        GraphPattern::LeftJoin { left: inner, .. }
        | GraphPattern::Minus { left: inner, .. }
        | GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Slice { inner, .. } => certain(inner),
        GraphPattern::Project { inner, variables } | GraphPattern::Group { inner, variables, .. } => {
            certain(inner).into_iter().filter(|variable| variables.contains(variable)).collect()
        }
        GraphPattern::Service { .. } => HashSet::new(),
    }
}

fn of_triple(triple: &TriplePattern) -> impl Iterator<Item = &Variable> {
    of_end(&triple.subject).chain(of_name(&triple.predicate)).chain(of_end(&triple.object))
}

fn of_end(end: &TermPattern) -> impl Iterator<Item = &Variable> + use<'_> {
    match end {
        TermPattern::Variable(variable) => Some(variable),
        _ => None,
    }
    .into_iter()
}

fn of_name(name: &NamedNodePattern) -> impl Iterator<Item = &Variable> + use<'_> {
    match name {
        NamedNodePattern::Variable(variable) => Some(variable),
        NamedNodePattern::NamedNode(_) => None,
    }
    .into_iter()
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, Variable};
    use oxigraph::sparql::QueryResults;

    use crate::store::Builder;
    use crate::store::sparql::{bind, evaluate, parse};

    fn count(query: &str, variable: &str, value: i64) -> usize {
        let graph = Builder::new().finish().into_graph().expect("an empty graph opens");
        let query = parse(query).expect("valid SPARQL");
        let variable = Variable::new(variable).expect("a variable");
        let bound = bind(query, &[(variable, vec![Literal::from(value).into()])]);
        match evaluate(&graph, &bound).expect("it runs") {
            QueryResults::Solutions(solutions) => solutions.count(),
            _ => unreachable!("SELECT gives solutions"),
        }
    }

    #[test]
    fn a_parameter_restricts_wherever_its_variable_is_made() {
        assert_eq!(count("SELECT ?x { VALUES ?x { 1 2 } }", "x", 1), 1);
        assert_eq!(count("SELECT ?y { VALUES (?x ?y) { (1 1) (2 2) } }", "x", 1), 1, "not projected");
        assert_eq!(count("SELECT ?x (COUNT(*) AS ?n) { VALUES ?x { 1 2 } } GROUP BY ?x", "x", 1), 1);
        assert_eq!(count("SELECT ?x { VALUES ?y { 1 2 } BIND(?y AS ?x) }", "x", 1), 1, "made by BIND");
        assert_eq!(count("SELECT ?x { { SELECT ?y { VALUES ?x { 1 2 } BIND(?x AS ?y) } } }", "x", 1), 2);
        assert_eq!(count("SELECT ?x { VALUES ?x { 1 2 } } LIMIT 1", "x", 2), 1, "before the limit");
    }

    #[test]
    fn a_parameter_on_something_optional_leaves_out_what_has_none() {
        let optional = "SELECT * { VALUES ?c { 1 2 3 } OPTIONAL { VALUES (?c ?x) { (1 7) (2 8) } } }";
        assert_eq!(count(optional, "x", 7), 1);
        assert_eq!(count(optional, "x", 9), 0, "no row is given the value it lacks");
        let nested = "SELECT * { VALUES ?c { 1 2 }
            OPTIONAL { VALUES (?c ?e) { (1 7) (2 8) } OPTIONAL { VALUES (?e ?x) { (7 70) } } } }";
        assert_eq!(count(nested, "x", 70), 1);
        assert_eq!(count("SELECT * { VALUES (?c ?x) { (1 7) (2 UNDEF) } }", "x", 7), 1);
        assert_eq!(count("SELECT * { { VALUES ?x { 1 2 } } UNION { VALUES ?y { 1 } } }", "x", 1), 1);
        let grouped = "SELECT ?x (COUNT(*) AS ?n) { VALUES (?c ?x) { (1 7) (2 UNDEF) } } GROUP BY ?x";
        assert_eq!(count(grouped, "x", 7), 1);
    }

    #[test]
    fn what_becomes_required_is_joined_beneath_what_stays_optional() {
        let query = "SELECT * { ?c <x:p> ?y OPTIONAL { ?c <x:q> ?z }
            OPTIONAL { ?c <x:about> ?x OPTIONAL { ?x <x:label> ?l } } OPTIONAL { ?c <x:r> ?w } }";
        let parameter = (Variable::new("x").expect("a variable"), vec![Literal::from(1).into()]);
        let bound = bind(parse(query).expect("valid SPARQL"), &[parameter]).to_string();
        let at = |part: &str| bound.find(part).unwrap_or_else(|| panic!("{part} is not in {bound}"));
        assert!(at("x:about") < at("OPTIONAL"), "{bound}");
        assert!(at("OPTIONAL") < at("x:q") && at("OPTIONAL") < at("x:label"), "{bound}");
        let shares = "SELECT * { VALUES ?c { 1 2 } OPTIONAL { VALUES (?c ?z) { (1 5) } }
            OPTIONAL { VALUES (?z ?x) { (5 7) (6 7) } } }";
        assert_eq!(count(shares, "x", 7), 3, "`?z` has no value in one row, and may have any there");
    }

    #[test]
    fn a_parameter_may_be_a_bound_that_is_only_compared() {
        let since = "SELECT ?y { VALUES ?y { 1 2 3 } FILTER(!BOUND(?since) || ?y >= ?since) }";
        assert_eq!(count(since, "since", 2), 2);
        assert_eq!(count(since, "other", 2), 3);
        let in_union = "SELECT ?y { { VALUES ?y { 1 2 } FILTER(?y >= ?since) } UNION { VALUES ?y { 9 } } }";
        assert_eq!(count(in_union, "since", 2), 2);
    }
}
