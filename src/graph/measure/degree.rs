//! How much leads to a node and away from it.

use crate::graph::measure::Ties;

/// Adds up what the ties weigh that lead away from each node; a tie from a node to itself counts in both degrees.
///
/// Source: Freeman, Centrality in social networks, Social Networks 1 (1978). Cost: linear in the ties.
pub fn out_degree(ties: &Ties) -> Vec<f64> {
    (0..ties.nodes() as u32).map(|node| ties.of(node).1.iter().sum()).collect()
}

/// Adds up what the ties weigh that lead to each node.
///
/// Source and cost: as [`out_degree`].
pub fn in_degree(ties: &Ties) -> Vec<f64> {
    let mut degrees = vec![0.0; ties.nodes()];
    for (_, to, weight) in ties.iter() {
        degrees[to as usize] += weight;
    }
    degrees
}
