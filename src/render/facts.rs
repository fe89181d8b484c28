//! What every network format says of a node and of an edge, gathered once: names, claims, sources, days, evidence.

use std::collections::{HashMap, HashSet};

use crate::graph::{ClaimRef, Day, Edge, Network, NodeIndex};
use crate::render::Names;

/// Names the nodes: the short name, or the whole IRI where two would have the same.
pub(super) fn node_names(network: &Network, names: &Names) -> HashMap<NodeIndex, String> {
    let mut count: HashMap<String, usize> = HashMap::with_capacity(network.nodes().len());
    for (_, node) in network.nodes() {
        *count.entry(names.distinct(node.id.as_str()).into_owned()).or_default() += 1;
    }
    network
        .nodes()
        .map(|(index, node)| {
            let iri = node.id.as_str();
            let short = names.distinct(iri).into_owned();
            let name = if count.get(&short) == Some(&1) { short } else { iri.to_owned() };
            (index, name)
        })
        .collect()
}

/// Walks the claims of each edge, with the nodes at its ends; at one edge each comes once.
pub(super) fn claims(network: &Network) -> impl Iterator<Item = ([NodeIndex; 2], &Edge, &ClaimRef)> {
    network.edges().flat_map(|(from, to, edge)| {
        let mut seen = HashSet::new();
        let one = edge.claims.len() == 1;
        let first = edge.claims.iter().filter(move |claim| one || seen.insert(&claim.claim));
        first.map(move |claim| ([from, to], edge, claim))
    })
}

/// Holds what stands behind an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    /// The ids of the claims, in their order.
    pub(super) claims: Vec<String>,
    /// The ids of the sources, in the order of the alphabet.
    pub(super) sources: Vec<String>,
    /// The first day of any claim; none when no claim has one.
    pub(super) since: Option<Day>,
    /// The last day of any claim; none when no claim has one, or one is open.
    pub(super) until: Option<Day>,
}

/// Gathers what stands behind an edge.
pub(super) fn facts(edge: &Edge, names: &Names) -> Facts {
    let mut claims: Vec<String> =
        edge.claims.iter().map(|claim| names.short(claim.claim.as_str()).into_owned()).collect();
    claims.dedup();
    let source = |claim: &ClaimRef| Some(names.short(claim.source.as_ref()?.as_str()).into_owned());
    let mut sources: Vec<String> = edge.claims.iter().filter_map(source).collect();
    sources.sort_unstable();
    sources.dedup();
    Facts {
        claims,
        sources,
        since: edge.claims.iter().filter_map(|claim| claim.earliest).min(),
        until: edge.claims.iter().filter_map(|claim| claim.latest).max(),
    }
}

/// Gives one line for each claim: `k1: Border talks, para 3, said by the ministry: “two words”`. No line comes twice.
pub(super) fn evidence<'a>(edge: &'a Edge, names: &'a Names) -> impl Iterator<Item = String> + 'a {
    let mut seen = HashSet::new();
    let lines = edge.claims.iter().map(|claim| {
        let line = format!("{}: {}", names.short(claim.claim.as_str()), cite(claim));
        line.trim_end_matches([':', ' ']).to_owned()
    });
    lines.filter(move |line| seen.insert(line.clone()))
}

/// Gives the lines of [`evidence`] as one text.
pub(super) fn evidence_text(edge: &Edge, names: &Names) -> String {
    evidence(edge, names).collect::<Vec<_>>().join("\n")
}

/// Says where a claim is written, by whom it is said, and in which words; empty when nothing is known of it.
pub(super) fn cite(claim: &ClaimRef) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in [&claim.source_label, &claim.locator] {
        if !part.is_empty() {
            parts.push(part.clone());
        }
    }
    if !claim.speaker.is_empty() {
        parts.push(format!("said by {}", claim.speaker));
    }
    let place = parts.join(", ");
    match (place.is_empty(), claim.quote.is_empty()) {
        (_, true) => place,
        (true, false) => format!("“{}”", claim.quote),
        (false, false) => format!("{place}: “{}”", claim.quote),
    }
}

/// Gives the words at an edge: what, how many sources, and the status unless it is asserted.
pub(super) fn edge_words(edge: &Edge, before_status: char) -> String {
    let mut words = edge.label.clone();
    if let Some(strength) = edge.strength {
        words.push_str(&format!(" {}", (strength * 100.0).round() / 100.0));
    } else if edge.weight() > 1 {
        words.push_str(&format!(" ×{}", edge.weight()));
    }
    if !edge.is_asserted() {
        words.push_str(&format!("{before_status}({})", edge.status));
    }
    words
}
