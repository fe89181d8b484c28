//! What may be handed on: a network without its private claims.

use crate::graph::network::Builder;
use crate::graph::{Edge, Network};

/// Leaves out the claims that are marked private, the edges that only they stand behind, and the nodes that are then
/// without an edge; gives how many claims that are. Nodes and edges keep their order.
pub fn public(network: &Network) -> (Network, usize) {
    let all = network.edges().flat_map(|(_, _, edge)| &edge.claims);
    let mut private: Vec<_> = all.filter(|claim| claim.private).map(|claim| &claim.claim).collect();
    private.sort_unstable();
    private.dedup();
    let mut builder = Builder::default();
    for (from, to, edge) in network.edges() {
        let claims: Vec<_> = edge.claims.iter().filter(|claim| !claim.private).cloned().collect();
        if claims.is_empty() {
            continue;
        }
        let [from, to] = [from, to].map(|index| {
            let node = &network.graph[index];
            builder.node(node.id.clone(), &node.label, &node.class)
        });
        builder.edge(from, to, Edge { claims, ..edge.clone() });
    }
    (builder.network, private.len())
}
