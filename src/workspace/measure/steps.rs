//! The ties that a way may take: every claim of a scope, walked from its subject or from either end.

use std::collections::HashSet;

use crate::graph::measure::{Ties, ways};
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::lexicon::find;
use crate::workspace::measure::links::Links;

/// Finds the shortest ways between two nodes of a network, by the numbers of its nodes: at most `most`, of at most
/// `longest` steps each. Where direction matters, a symmetric relation leads both ways all the same.
pub(in crate::workspace) fn steps(
    links: &Links<'_>,
    (from, to): (TermId, TermId),
    directed: bool,
    (most, longest): (usize, usize),
) -> Result<Vec<Vec<u32>>, StoreError> {
    let number = |id: TermId| links.nodes.iter().position(|node| *node == id);
    let (Some(from), Some(to)) = (number(from), number(to)) else { return Ok(Vec::new()) };
    let both = symmetric(links.graph)?;
    let mut ties = Vec::with_capacity(2 * links.links.len());
    for link in links.links.iter().filter(|link| link.from != link.to) {
        ties.push((link.from, link.to, 1.0));
        if !directed || both.contains(&link.relation) {
            ties.push((link.to, link.from, 1.0));
        }
    }
    Ok(ways(&Ties::new(links.nodes.len(), &ties), from as u32, to as u32, most, longest))
}

/// Gives the relation types that have no direction.
pub(super) fn symmetric(graph: &Graph) -> Result<HashSet<TermId>, StoreError> {
    let (Some(class), Some(kind)) = (find(graph, "rdf:type")?, find(graph, "owl:SymmetricProperty")?) else {
        return Ok(HashSet::new());
    };
    Ok(graph.quads(None, Some(class), Some(kind), Graphs::Default)?.map(|quad| quad.0).collect())
}
