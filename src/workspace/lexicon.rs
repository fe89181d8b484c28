//! The words of a folder, read straight off its graph: what everything is called, and how relations are spoken.

use crate::question::{Lexicon, Name, Names, Verb};
use crate::rdf::vocabulary::expand;
use crate::store::{Graph, Graphs, Literal, NamedNode, StoreError, Term, TermId};
use crate::workspace::usage;

/// Reads the names of everything in a graph that has an id. Cost: linear in the names of the graph.
pub(super) fn names(graph: &Graph) -> Result<Names, StoreError> {
    let Some(identifier) = find(graph, "dcterms:identifier")? else {
        return Ok(Names::default());
    };
    let label = find(graph, "skos:prefLabel")?;
    let alias = find(graph, "skos:altLabel")?;
    let class = find(graph, "act:type")?;
    let [publisher, author] = ["dcterms:publisher", "dcterms:creator"].map(|name| find(graph, name));
    let (publisher, author) = (publisher?, author?);
    let mut names = Vec::new();
    for (subject, _, id, _) in graph.quads(None, Some(identifier), None, Graphs::Default)? {
        let iri = text(graph.term(subject)?);
        let id = text(graph.term(id)?);
        let kind = kind(&iri).to_owned();
        names.push(Name {
            makers: match kind.as_str() {
                "source" => [texts(graph, subject, publisher)?, texts(graph, subject, author)?].concat(),
                _ => Vec::new(),
            },
            kind,
            label: texts(graph, subject, label)?.into_iter().next().unwrap_or_else(|| id.clone()),
            aliases: texts(graph, subject, alias)?,
            class: texts(graph, subject, class)?.into_iter().next().unwrap_or_default(),
            iri,
            id,
        });
    }
    Ok(names.into_iter().collect())
}

/// Reads names and verbs.
pub(super) fn lexicon(graph: &Graph) -> Result<Lexicon, StoreError> {
    let names = names(graph)?;
    let predicate = find(graph, "rdf:predicate")?;
    let inverse = find(graph, "act:inverseLabel")?;
    let broader = find(graph, "skos:broader")?;
    let a = find(graph, "rdf:type")?;
    let symmetric = find(graph, "owl:SymmetricProperty")?;
    let mut verbs = Vec::new();
    for name in names.iter().filter(|name| name.kind == "relation") {
        let Some(id) = graph.find(NamedNode::new_unchecked(&name.iri).as_ref())? else { continue };
        let claims = match predicate {
            Some(predicate) => graph.count(None, Some(predicate), Some(id), Graphs::Default)?,
            None => 0,
        };
        verbs.push(Verb {
            iri: name.iri.clone(),
            id: name.id.clone(),
            label: name.label.clone(),
            forms: name.aliases.clone(),
            inverse: texts(graph, id, inverse)?.into_iter().next().unwrap_or_default(),
            broader: texts(graph, id, broader)?.into_iter().next().unwrap_or_default(),
            symmetric: match (a, symmetric) {
                (Some(a), Some(symmetric)) => {
                    graph.count(Some(id), Some(a), Some(symmetric), Graphs::Default)? > 0
                }
                _ => false,
            },
            claims,
            ..Verb::default()
        });
    }
    Ok(Lexicon::new(verbs, names))
}

/// Reads how the claims of each relation type are made up. Cost: linear in the claims.
pub(super) fn describe(graph: &Graph, lexicon: &mut Lexicon) -> Result<(), StoreError> {
    let mut reader = usage::Reader::new(graph, &lexicon.names)?;
    for verb in lexicon.verbs.iter_mut().filter(|verb| verb.claims > 0 && verb.covers.is_empty()) {
        verb.usage = reader.usage(&verb.iri)?;
    }
    lexicon.year = reader.first_year()?;
    Ok(())
}

/// Finds the id of a compact name such as `skos:prefLabel`.
pub(super) fn find(graph: &Graph, compact: &str) -> Result<Option<TermId>, StoreError> {
    graph.find(NamedNode::new_unchecked(expand(compact)).as_ref())
}

fn texts(graph: &Graph, subject: TermId, predicate: Option<TermId>) -> Result<Vec<String>, StoreError> {
    let Some(predicate) = predicate else { return Ok(Vec::new()) };
    let quads = graph.quads(Some(subject), Some(predicate), None, Graphs::Default)?;
    quads.map(|(_, _, object, _)| Ok(text(graph.term(object)?))).collect()
}

pub(super) fn text(term: Term) -> String {
    match term {
        Term::NamedNode(node) => node.into_string(),
        Term::BlankNode(node) => node.into_string(),
        Term::Literal(literal) => Literal::destruct(literal).0,
    }
}

/// Reads the kind of a thing off its IRI: the folder that its id lies in.
pub(super) fn kind(iri: &str) -> &str {
    let folder = iri.rsplit_once('/').map_or("", |(folder, _)| folder);
    match folder.rsplit_once('/').map_or("", |(_, kind)| kind) {
        kind @ ("actor" | "event" | "place" | "source" | "relation" | "claim") => kind,
        _ => "",
    }
}
