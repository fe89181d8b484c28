//! CONSTRUCT by the engine over columns: its pattern is asked as a SELECT, and each row fills the template.

use crate::query::{NamedOrBlankNode, QueryError, Solutions, Term, TermRef, Triple};
use crate::store::StoreError;
use crate::store::sparql::{
    GraphPattern, NamedNodePattern, Query, QueryEvaluationError, TermPattern, TriplePattern, Variable,
};

/// Gives the SELECT behind a CONSTRUCT: the variables of its template, each row once. There is none where the template
/// has a blank node, which is another one in every row.
pub(super) fn select(query: &Query) -> Option<(Query, &[TriplePattern])> {
    let Query::Construct { template, dataset: None, pattern, base_iri } = query else { return None };
    let mut variables: Vec<Variable> = Vec::new();
    let mut add = |variable: &Variable| {
        if !variables.contains(variable) {
            variables.push(variable.clone());
        }
    };
    for triple in template {
        for end in [&triple.subject, &triple.object] {
            match end {
                TermPattern::Variable(variable) => add(variable),
                TermPattern::BlankNode(_) => return None,
                _ => {}
            }
        }
        if let NamedNodePattern::Variable(variable) = &triple.predicate {
            add(variable);
        }
    }
    let pattern = GraphPattern::Project { inner: Box::new(pattern.clone()), variables };
    let pattern = GraphPattern::Distinct { inner: Box::new(pattern) };
    Some((Query::Select { dataset: None, pattern, base_iri: base_iri.clone() }, template))
}

/// Fills a template with rows; what would be no triple is left out.
pub(super) fn fill(template: &[TriplePattern], rows: &Solutions<'_>) -> Result<Vec<Triple>, QueryError> {
    let mut triples = Vec::new();
    let filled = rows.each::<StoreError>(|cells| {
        let cells = cells.map(|cell| cell.map(|term| term.map(TermRef::into_owned)));
        let cells: Vec<Option<Term>> = cells.collect::<Result<_, _>>()?;
        let value = |variable: &Variable| {
            let column = rows.columns().iter().position(|column| column == variable.as_str())?;
            cells[column].clone()
        };
        let term = |pattern: &TermPattern| match pattern {
            TermPattern::Variable(variable) => value(variable),
            TermPattern::NamedNode(node) => Some(node.clone().into()),
            TermPattern::Literal(literal) => Some(literal.clone().into()),
            TermPattern::BlankNode(_) => None,
        };
        for pattern in template {
            let subject = match term(&pattern.subject) {
                Some(Term::NamedNode(node)) => NamedOrBlankNode::from(node),
                Some(Term::BlankNode(node)) => NamedOrBlankNode::from(node),
                _ => continue,
            };
            let predicate = match &pattern.predicate {
                NamedNodePattern::NamedNode(node) => node.clone(),
                NamedNodePattern::Variable(variable) => match value(variable) {
                    Some(Term::NamedNode(node)) => node,
                    _ => continue,
                },
            };
            if let Some(object) = term(&pattern.object) {
                triples.push(Triple::new(subject, predicate, object));
            }
        }
        Ok(())
    });
    filled.map_err(|source| QueryEvaluationError::Dataset(Box::new(source)))?;
    Ok(triples)
}

/// Puts triples into the order of their N-Triples text, each once.
pub(super) fn in_order(triples: Vec<Triple>) -> Vec<Triple> {
    let mut triples: Vec<_> = triples.into_iter().map(|triple| (triple.to_string(), triple)).collect();
    triples.sort_by(|left, right| left.0.cmp(&right.0));
    triples.dedup_by(|left, right| left.0 == right.0);
    triples.into_iter().map(|(_, triple)| triple).collect()
}
