//! Betweenness: who lies on the shortest ways between others.

use crate::graph::measure::Ties;

/// Gives for each node the share of shortest ways between two other nodes that lead through it, added up over all pairs
/// that have one and divided by the number of pairs: 0 to 1. Ways are counted in steps; weights do not matter. For a
/// graph without direction give [`Ties::undirected`].
///
/// Source: Freeman, A set of measures of centrality based on betweenness, Sociometry 40 (1977); worked out as Brandes,
/// A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25 (2001). Cost: nodes times ties.
pub fn betweenness(ties: &Ties) -> Vec<f64> {
    const UNSEEN: u32 = u32::MAX;
    let nodes = ties.nodes();
    let mut scores = vec![0.0; nodes];
    if nodes < 3 {
        return scores;
    }
    let mut distance = vec![UNSEEN; nodes];
    let mut ways = vec![0.0_f64; nodes];
    // What a node hands back to each way that leads to it.
    let mut share = vec![0.0_f64; nodes];
    let mut order: Vec<u32> = Vec::with_capacity(nodes);
    for start in 0..nodes as u32 {
        order.clear();
        order.push(start);
        distance[start as usize] = 0;
        ways[start as usize] = 1.0;
        let mut next = 0;
        while let Some(&node) = order.get(next) {
            next += 1;
            let (further, through) = (distance[node as usize] + 1, ways[node as usize]);
            for &target in ties.targets(node) {
                let place = target as usize;
                if distance[place] == UNSEEN {
                    distance[place] = further;
                    order.push(target);
                }
                if distance[place] == further {
                    ways[place] += through;
                }
            }
        }
        for &node in order.iter().rev() {
            let further = distance[node as usize] + 1;
            let mut handed = 0.0;
            for &target in ties.targets(node) {
                if distance[target as usize] == further {
                    handed += share[target as usize];
                }
            }
            let depends = handed * ways[node as usize];
            share[node as usize] = (1.0 + depends) / ways[node as usize];
            if node != start {
                scores[node as usize] += depends;
            }
        }
        for &node in &order {
            distance[node as usize] = UNSEEN;
            ways[node as usize] = 0.0;
        }
    }
    let pairs = (nodes as f64 - 1.0) * (nodes as f64 - 2.0);
    scores.iter_mut().for_each(|score| *score /= pairs);
    scores
}
