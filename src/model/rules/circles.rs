//! Circles in a graph of rows: the search that the rules about parts, broader types and claims share.

/// How many edges all circles together may have; more are counted and not held.
const MOST_EDGES: usize = 1 << 20;

/// Finds circles by a search in depth (Tarjan 1972): every edge that leads back to a node whose search is not done
/// closes one. Edges go from one number to another; `bound` is above every number. Gives each circle as the
/// indices of its edges, in their order, and the number of circles that are not held.
///
/// Cost: linear in `bound` and the edges.
pub(super) fn circles(bound: usize, edges: &[(u32, u32)]) -> (Vec<Vec<usize>>, usize) {
    const NEW: u32 = u32::MAX;
    const DONE: u32 = u32::MAX - 1;
    let mut offsets = vec![0_u32; bound + 1];
    for (from, _) in edges {
        offsets[*from as usize + 1] += 1;
    }
    for node in 0..bound {
        offsets[node + 1] += offsets[node];
    }
    let mut order = vec![0_u32; edges.len()];
    let mut free = offsets.clone();
    for (edge, (from, _)) in edges.iter().enumerate() {
        let place = &mut free[*from as usize];
        order[*place as usize] = edge as u32;
        *place += 1;
    }
    // The place of a node on the present path, as long as its search is not done.
    let mut depth = vec![NEW; bound];
    let (mut found, mut held, mut more) = (Vec::new(), 0, 0);
    let mut path: Vec<(u32, u32)> = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for (start, _) in edges {
        if depth[*start as usize] != NEW {
            continue;
        }
        depth[*start as usize] = 0;
        path.push((*start, offsets[*start as usize]));
        while let Some((node, next)) = path.last_mut() {
            if *next == offsets[*node as usize + 1] {
                depth[*node as usize] = DONE;
                path.pop();
                taken.pop();
                continue;
            }
            let edge = order[*next as usize] as usize;
            *next += 1;
            let target = edges[edge].1;
            match depth[target as usize] {
                DONE => {}
                NEW => {
                    depth[target as usize] = path.len() as u32;
                    taken.push(edge);
                    path.push((target, offsets[target as usize]));
                }
                place => {
                    let circle = taken[place as usize..].iter().copied().chain([edge]);
                    let length = taken.len() - place as usize + 1;
                    if held + length <= MOST_EDGES {
                        held += length;
                        found.push(circle.collect());
                    } else {
                        more += 1;
                    }
                }
            }
        }
    }
    (found, more)
}

/// Writes the names of a circle as a chain: the first five, and how many more there are.
pub(super) fn chain<'a>(mut names: impl ExactSizeIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 5;
    let first = names.next().unwrap_or_default();
    let mut chain = format!("`{first}`");
    let more = names.len().saturating_sub(SHOWN - 1);
    for name in names.take(SHOWN - 1) {
        chain.push_str(&format!(" → `{name}`"));
    }
    if more > 0 {
        chain.push_str(&format!(" → {more} more"));
    }
    chain.push_str(&format!(" → `{first}`"));
    chain
}

#[cfg(test)]
mod tests {
    use super::{chain, circles};

    #[test]
    fn every_circle_is_found_once() {
        assert_eq!(circles(4, &[(0, 1), (1, 2), (0, 2), (2, 3)]), (vec![], 0));
        assert_eq!(circles(3, &[(0, 1), (1, 2), (2, 0)]), (vec![vec![0, 1, 2]], 0));
        assert_eq!(circles(1, &[(0, 0)]), (vec![vec![0]], 0));
        let two = [(5, 0), (0, 1), (1, 0), (2, 3), (3, 4), (4, 2)];
        assert_eq!(circles(6, &two), (vec![vec![1, 2], vec![3, 4, 5]], 0));
        // Two circles that share an edge.
        assert_eq!(circles(3, &[(0, 1), (1, 0), (1, 2), (2, 0)]).0.len(), 2);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<(u32, u32)> = (0..200_000).map(|node| (node, (node + 1) % 200_000)).collect();
        let (found, more) = circles(200_000, &edges);
        assert_eq!((found.len(), found[0].len(), more), (1, 200_000, 0));
    }

    #[test]
    fn chains_are_short() {
        assert_eq!(chain(["a"].into_iter()), "`a` → `a`");
        assert_eq!(chain(["a", "b"].into_iter()), "`a` → `b` → `a`");
        let long = ["a", "b", "c", "d", "e", "f", "g"];
        assert_eq!(chain(long.into_iter()), "`a` → `b` → `c` → `d` → `e` → 2 more → `a`");
    }
}
