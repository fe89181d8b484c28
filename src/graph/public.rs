//! What may be handed on: a network without its private claims.

use crate::graph::Network;

/// Leaves out the claims that are marked private, the edges that only they stand behind, and the nodes that are then
/// without an edge; gives how many claims that are. Nodes and edges keep their order.
pub fn public(network: Network) -> (Network, usize) {
    let all = network.edges().flat_map(|(_, _, edge)| &edge.claims);
    let mut private: Vec<_> = all.filter(|claim| claim.private).map(|claim| claim.claim.clone()).collect();
    private.sort_unstable();
    private.dedup();
    let public = network.keep(|_, edge| {
        edge.claims.retain(|claim| !claim.private);
        !edge.claims.is_empty()
    });
    (public, private.len())
}
