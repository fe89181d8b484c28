//! Cycles: chains of ties that come back to where they began.

use crate::graph::measure::Ties;

/// How many steps a search may take; with it any graph is searched in about a second.
const STEPS: usize = 20_000_000;

/// Holds the cycles that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycles {
    /// Each cycle once, from its smallest node on; the shorter first.
    pub found: Vec<Vec<u32>>,
    /// Whether these are all that are so short.
    pub complete: bool,
}

/// Finds the directed cycles of two to `longest` nodes that visit no node twice, at most `most` of them.
///
/// Source: the search for cycles from the smallest node of each, as Tiernan, An efficient search algorithm to find the
/// elementary circuits of a graph, Communications of the ACM 13 (1970), cut off by length and by the distance
/// back to the beginning. Cost: exponential in the length at worst, so it is bounded: what is not searched is said.
pub fn cycles(ties: &Ties, longest: usize, most: usize) -> Cycles {
    let back = ties.reversed();
    let mut found: Vec<Vec<u32>> = Vec::new();
    let mut steps = 0;
    let mut complete = true;
    let mut distance = vec![usize::MAX; ties.nodes()];
    // Cycles of each length come before the longer ones, so that a bound cuts off the longest.
    'all: for length in 2..=longest {
        for start in 0..ties.nodes() as u32 {
            let mut reached = vec![start];
            distance[start as usize] = 0;
            let mut next = 0;
            while let Some(&node) = reached.get(next) {
                next += 1;
                let further = distance[node as usize] + 1;
                for &source in back.targets(node).iter().filter(|source| **source > start && further < length)
                {
                    if distance[source as usize] == usize::MAX {
                        distance[source as usize] = further;
                        reached.push(source);
                    }
                }
                steps += back.targets(node).len();
            }
            let mut way = vec![start];
            let mut walk = vec![0_usize];
            while let Some(place) = walk.last_mut() {
                let node = *way.last().expect("a node for each place");
                steps += 1;
                if steps > STEPS || found.len() > most {
                    break;
                }
                match ties.targets(node).get(*place) {
                    None => {
                        walk.pop();
                        way.pop();
                    }
                    Some(&target) => {
                        *place += 1;
                        if target == start && way.len() == length {
                            found.push(way.clone());
                        } else if target > start
                            && way.len() < length
                            && distance[target as usize] <= length - way.len()
                            && !way.contains(&target)
                        {
                            way.push(target);
                            walk.push(0);
                        }
                    }
                }
            }
            reached.iter().for_each(|node| distance[*node as usize] = usize::MAX);
            if steps > STEPS || found.len() > most {
                complete = false;
                break 'all;
            }
        }
    }
    found.truncate(most);
    Cycles { found, complete }
}
