//! The nodes with most claims, when there are too many to look at.

use std::cmp::Reverse;

use crate::graph::Network;

/// Keeps the nodes with most claims at their edges, and the edges between them; of nodes with as many, those that come
/// first. A node that is left without an edge goes too. Nodes and edges keep their order. Cost: a sort of the nodes.
pub fn top(network: Network, count: usize) -> Network {
    if network.nodes().len() <= count {
        return network;
    }
    let mut claims = vec![0; network.nodes().len()];
    for (from, to, edge) in network.edges() {
        claims[from.index()] += edge.claims.len();
        if to != from {
            claims[to.index()] += edge.claims.len();
        }
    }
    let mut order: Vec<_> =
        network.nodes().map(|(index, _)| (Reverse(claims[index.index()]), index)).collect();
    order.sort_unstable();
    let mut kept = vec![false; order.len()];
    order.iter().take(count).for_each(|(_, index)| kept[index.index()] = true);
    network.keep(|ends, _| ends.iter().all(|end| kept[end.index()]))
}

#[cfg(test)]
mod tests {
    use crate::graph::story::{row, table};
    use crate::graph::{network, top};

    #[test]
    fn keeps_those_with_most_claims() {
        let all = network(&table(&[
            row("k1", "actor/a", "blames", "actor/b"),
            row("k2", "actor/b", "blames", "actor/c"),
            row("k3", "actor/c", "blames", "actor/a"),
            row("k4", "actor/d", "blames", "actor/a"),
        ]))
        .expect("a network");
        let labels = |count| {
            let network = top(all.clone(), count);
            network.nodes().map(|(_, node)| node.label.clone()).collect::<Vec<_>>().join(" ")
        };
        // a has three claims, b and c have two each, d has one.
        assert_eq!(
            (labels(4), labels(3), labels(2), labels(1)),
            ("a b c d".into(), "a b c".into(), "a b".into(), "".into())
        );
    }
}
