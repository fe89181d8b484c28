//! Cut points: nodes without whom a part of the graph falls apart.

use crate::graph::measure::Ties;

/// Holds a node on which others depend to be connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutPoint {
    /// The node.
    pub node: u32,
    /// How many nodes are in each of the pieces that are left without it, the largest first; at least two.
    pub pieces: Vec<u32>,
}

/// Finds the cut points (articulation points) of a graph, taken without direction, in the order of their nodes.
///
/// Source: Hopcroft and Tarjan, Algorithm 447: efficient algorithms for graph manipulation, Communications of the ACM 16
/// (1973), with a stack of its own. Cost: linear in nodes and ties.
pub fn cut_points(ties: &Ties) -> Vec<CutPoint> {
    const UNSEEN: u32 = u32::MAX;
    let ties = ties.undirected();
    let nodes = ties.nodes();
    let (mut index, mut low, mut size) = (vec![UNSEEN; nodes], vec![0_u32; nodes], vec![1_u32; nodes]);
    let mut pieces: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    let mut count = 0;
    let mut walk: Vec<(u32, u32)> = Vec::new();
    let mut found = Vec::new();
    for root in 0..nodes as u32 {
        if index[root as usize] != UNSEEN {
            continue;
        }
        let mut members = vec![root];
        walk.push((root, 0));
        index[root as usize] = count;
        low[root as usize] = count;
        count += 1;
        while let Some((node, next)) = walk.last_mut() {
            let (node, place) = (*node, *node as usize);
            let Some(&target) = ties.targets(node).get(*next as usize) else {
                walk.pop();
                if let Some(&(parent, _)) = walk.last() {
                    let above = parent as usize;
                    low[above] = low[above].min(low[place]);
                    size[above] += size[place];
                    if low[place] >= index[above] {
                        pieces[above].push(size[place]);
                    }
                }
                continue;
            };
            *next += 1;
            if index[target as usize] == UNSEEN {
                index[target as usize] = count;
                low[target as usize] = count;
                count += 1;
                members.push(target);
                walk.push((target, 0));
            } else {
                // The tie back to the parent is harmless: it gives the parent's own index.
                low[place] = low[place].min(index[target as usize]);
            }
        }
        for member in &members {
            let mut pieces = std::mem::take(&mut pieces[*member as usize]);
            if *member != root && !pieces.is_empty() {
                pieces.push(members.len() as u32 - 1 - pieces.iter().sum::<u32>());
            }
            if pieces.len() > 1 {
                pieces.sort_unstable_by(|left, right| right.cmp(left));
                found.push(CutPoint { node: *member, pieces });
            }
        }
    }
    found.sort_unstable_by_key(|point| point.node);
    found
}
