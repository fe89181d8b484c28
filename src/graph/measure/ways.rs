//! Ways: the shortest chains of ties from one node to another, and the next shortest.

use std::collections::BTreeSet;

use crate::graph::measure::Ties;

/// How many searches are made at most, so that many long ways are not sought for ever.
const SEARCHES: usize = 100_000;

/// Finds the `most` shortest ways of at most `longest` steps, both ends included, that visit no node twice: the shorter
/// first, and of those that are as short the one whose nodes have the smaller numbers. None from a node to itself.
///
/// Source: Yen, Finding the k shortest loopless paths in a network, Management Science 17 (1971), with a breadth-first
/// search for each. Cost: a search over nodes and ties for each step of each way.
pub fn ways(ties: &Ties, from: u32, to: u32, most: usize, longest: usize) -> Vec<Vec<u32>> {
    if from == to || most == 0 {
        return Vec::new();
    }
    let mut search = Search { ties, back: ties.reversed(), to, distance: vec![usize::MAX; ties.nodes()] };
    let mut found: Vec<Vec<u32>> = Vec::new();
    let mut known = BTreeSet::new();
    let mut waiting: BTreeSet<(usize, Vec<u32>)> = BTreeSet::new();
    waiting.extend(search.shortest(&[from], &BTreeSet::new(), longest).map(|way| (way.len(), way)));
    let mut searches = 0;
    while let Some((_, way)) = waiting.pop_first() {
        for spur in 0..way.len() - 1 {
            searches += 1;
            let root = &way[..=spur];
            // What was found before goes on from here to these, and the next way to another.
            let taken: BTreeSet<u32> = (found.iter().chain([&way]))
                .filter(|other| other.starts_with(root))
                .filter_map(|other| other.get(spur + 1).copied())
                .collect();
            if let Some(next) =
                search.shortest(root, &taken, longest).filter(|next| known.insert(next.clone()))
            {
                waiting.insert((next.len(), next));
            }
        }
        found.push(way);
        if found.len() == most || searches > SEARCHES {
            break;
        }
    }
    found
}

/// Searches breadth first from the far end.
struct Search<'ties> {
    ties: &'ties Ties,
    back: Ties,
    to: u32,
    distance: Vec<usize>,
}

impl Search<'_> {
    /// Finds the shortest way that begins with a root, does not come back to it, and does not go on from it to some
    /// nodes.
    fn shortest(&mut self, root: &[u32], taken: &BTreeSet<u32>, longest: usize) -> Option<Vec<u32>> {
        let last = *root.last()?;
        let left = (longest + 1).checked_sub(root.len())?;
        self.distance.fill(usize::MAX);
        self.distance[self.to as usize] = 0;
        let mut queue = vec![self.to];
        let mut next = 0;
        while let Some(&node) = queue.get(next) {
            next += 1;
            let further = self.distance[node as usize] + 1;
            if further > left || self.distance[last as usize] != usize::MAX {
                break;
            }
            for &source in self.back.targets(node) {
                let barred = root.contains(&source) && (source != last || taken.contains(&node));
                if self.distance[source as usize] == usize::MAX && !barred {
                    self.distance[source as usize] = further;
                    queue.push(source);
                }
            }
        }
        let mut distance = self.distance[last as usize];
        if distance == usize::MAX {
            return None;
        }
        let mut way = root.to_vec();
        let mut node = last;
        while distance > 0 {
            distance -= 1;
            let first = node == last;
            node = *self.ties.targets(node).iter().find(|target| {
                self.distance[**target as usize] == distance && !(first && taken.contains(*target))
            })?;
            way.push(node);
        }
        Some(way)
    }
}
