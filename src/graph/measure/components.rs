//! Components: who can reach whom at all.

use petgraph::unionfind::UnionFind;

use crate::graph::measure::Ties;

/// Numbers the weak components: nodes have the same number when ties connect them, whatever their direction. The
/// component with most nodes is 0; of two that are as large, the one with the smaller first node comes first.
///
/// Source: Tarjan, Efficiency of a good but not linear set union algorithm, Journal of the ACM 22 (1975). Cost: all but
/// linear in nodes and ties.
pub fn weak_components(ties: &Ties) -> Vec<u32> {
    let mut sets: UnionFind<u32> = UnionFind::new(ties.nodes());
    for (from, to, _) in ties.iter() {
        sets.union(from, to);
    }
    by_size(&sets.into_labeling())
}

/// Numbers the strong components: nodes have the same number when each reaches the other along the ties. They are
/// ordered as those of [`weak_components`].
///
/// Source: Tarjan, Depth-first search and linear graph algorithms, SIAM Journal on Computing 1 (1972), with a stack of
/// its own, so that a chain of any length is walked. Cost: linear in nodes and ties.
pub fn strong_components(ties: &Ties) -> Vec<u32> {
    const UNSEEN: u32 = u32::MAX;
    let nodes = ties.nodes();
    let mut index = vec![UNSEEN; nodes];
    let mut low = vec![0_u32; nodes];
    let mut labels = vec![UNSEEN; nodes];
    let mut open: Vec<u32> = Vec::new();
    let mut walk: Vec<(u32, u32)> = Vec::new();
    let mut count = 0;
    for root in 0..nodes as u32 {
        if index[root as usize] != UNSEEN {
            continue;
        }
        walk.push((root, 0));
        while let Some((node, next)) = walk.last_mut() {
            let (node, place) = (*node, *node as usize);
            if *next == 0 {
                index[place] = count;
                low[place] = count;
                count += 1;
                open.push(node);
            }
            match ties.targets(node).get(*next as usize) {
                Some(&target) => {
                    *next += 1;
                    if index[target as usize] == UNSEEN {
                        walk.push((target, 0));
                    } else if labels[target as usize] == UNSEEN {
                        low[place] = low[place].min(index[target as usize]);
                    }
                }
                None => {
                    walk.pop();
                    if let Some((parent, _)) = walk.last() {
                        low[*parent as usize] = low[*parent as usize].min(low[place]);
                    }
                    if low[place] == index[place] {
                        while let Some(member) = open.pop() {
                            labels[member as usize] = node;
                            if member == node {
                                break;
                            }
                        }
                    }
                }
            }
        }
    }
    by_size(&labels)
}

/// Numbers groups anew, the largest first, and of groups as large the one that is met first. Labels are numbers of
/// nodes.
pub(super) fn by_size(labels: &[u32]) -> Vec<u32> {
    let mut sizes = vec![(0_u32, u32::MAX); labels.len()];
    for (node, label) in labels.iter().enumerate() {
        let (size, first) = &mut sizes[*label as usize];
        *size += 1;
        *first = (*first).min(node as u32);
    }
    let mut order: Vec<u32> = (0..labels.len() as u32).filter(|label| sizes[*label as usize].0 > 0).collect();
    order.sort_unstable_by_key(|label| (u32::MAX - sizes[*label as usize].0, sizes[*label as usize].1));
    let mut numbers = vec![0; labels.len()];
    for (number, label) in order.iter().enumerate() {
        numbers[*label as usize] = number as u32;
    }
    labels.iter().map(|label| numbers[*label as usize]).collect()
}
