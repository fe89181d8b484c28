//! Parameters into a query: typed terms joined in as VALUES, never text pasted into text.

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::GroundTerm;

/// Restricts variables of a query to terms: each pair names a variable and the terms it may have.
///
/// The restriction is joined to the innermost pattern under grouping, projection and order, so it works for a
/// variable that is grouped by or not projected at all. A blank node restricts nothing and is left out.
#[must_use]
pub fn bind(mut query: Query, parameters: &[(Variable, Vec<Term>)]) -> Query {
    let pattern = match &mut query {
        Query::Select { pattern, .. }
        | Query::Ask { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. } => pattern,
    };
    for (variable, terms) in parameters {
        let bindings = terms.iter().cloned().filter_map(ground).map(|term| vec![Some(term)]).collect();
        let values = GraphPattern::Values { variables: vec![variable.clone()], bindings };
        join(pattern, variable, values, true);
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

fn join(pattern: &mut GraphPattern, variable: &Variable, values: GraphPattern, outermost: bool) {
    match pattern {
        // A variable that a sub-select does not hand out is another variable of the same name.
        GraphPattern::Project { inner, variables } if outermost || variables.contains(variable) => {
            join(inner, variable, values, false);
        }
        // A variable that is made here cannot be restricted further in.
        GraphPattern::Extend { inner, variable: made, .. } if made != variable => {
            join(inner, variable, values, outermost);
        }
        GraphPattern::Group { inner, aggregates, .. }
            if aggregates.iter().all(|(made, _)| made != variable) =>
        {
            join(inner, variable, values, outermost);
        }
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Filter { inner, .. } => join(inner, variable, values, outermost),
        // What is optional stays optional: the restriction belongs to what it is optional to.
        GraphPattern::LeftJoin { left, .. } | GraphPattern::Minus { left, .. } => {
            join(left, variable, values, outermost);
        }
        other => {
            let inner = std::mem::replace(other, GraphPattern::Bgp { patterns: Vec::new() });
            *other = GraphPattern::Join { left: Box::new(values), right: Box::new(inner) };
        }
    }
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
}
