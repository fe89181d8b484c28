//! Closeness: who is few steps away from all who can reach them.

use crate::graph::measure::Ties;

/// Gives for each node the nodes that reach it divided by the steps they need, times the share of all nodes that do: 0
/// to 1. So a node in a small part of the graph is not close to everything. For a graph without direction give
/// [`Ties::undirected`].
///
/// Source: Sabidussi, The centrality index of a graph, Psychometrika 31 (1966); for graphs in parts as Wasserman and
/// Faust, Social Network Analysis (1994), p. 201. Cost: nodes times ties at most; 64 nodes are searched from at once (Then
/// et al., The more the merrier, VLDB 2014).
pub fn closeness(ties: &Ties) -> Vec<f64> {
    let nodes = ties.nodes();
    let mut scores = vec![0.0; nodes];
    let back = ties.reversed();
    let mut seen = vec![0_u64; nodes];
    let mut now = vec![0_u64; nodes];
    let mut next = vec![0_u64; nodes];
    let mut active: Vec<u32> = Vec::with_capacity(nodes);
    let mut touched: Vec<u32> = Vec::with_capacity(nodes);
    for first in (0..nodes).step_by(64) {
        let starts = first..nodes.min(first + 64);
        let (mut reached, mut steps) = ([0_u64; 64], [0_u64; 64]);
        seen.fill(0);
        active.clear();
        for start in starts.clone() {
            seen[start] = 1 << (start - first);
            now[start] = seen[start];
            active.push(start as u32);
        }
        let mut distance = 0;
        while !active.is_empty() {
            distance += 1;
            touched.clear();
            for &node in &active {
                let bits = std::mem::take(&mut now[node as usize]);
                for &target in back.targets(node) {
                    let fresh = bits & !seen[target as usize];
                    if fresh != 0 {
                        if next[target as usize] == 0 {
                            touched.push(target);
                        }
                        next[target as usize] |= fresh;
                    }
                }
            }
            for &node in &touched {
                let mut fresh = std::mem::take(&mut next[node as usize]);
                seen[node as usize] |= fresh;
                now[node as usize] = fresh;
                while fresh != 0 {
                    let start = fresh.trailing_zeros() as usize;
                    fresh &= fresh - 1;
                    reached[start] += 1;
                    steps[start] += distance;
                }
            }
            std::mem::swap(&mut active, &mut touched);
        }
        for start in starts {
            let (reached, steps) = (reached[start - first] as f64, steps[start - first] as f64);
            if steps > 0.0 {
                scores[start] = reached / steps * (reached / (nodes as f64 - 1.0));
            }
        }
    }
    scores
}
