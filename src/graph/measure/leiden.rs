//! Communities: parts of a graph that have more ties within than chance would give them.

use crate::graph::measure::components::by_size;
use crate::graph::measure::{Ties, weak_components};

/// How often the whole search is gone through again from what it found; it mostly settles in two or three.
const ITERATIONS: usize = 10;

/// Numbers the communities of a graph, taken without direction, the largest first. What is sought is the greatest
/// [`modularity`] at a resolution: above 1 for smaller communities, below for larger ones. Every community hangs
/// together. Another seed may give other communities, the same seed gives the same.
///
/// Source: Traag, Waltman and van Eck, From Louvain to Leiden: guaranteeing well-connected communities, Scientific Reports
/// 9 (2019); in the refinement the best community is taken, which is theirs at a randomness of 0. Cost: a few
/// passes over the ties for each level, of which there are about as many as the logarithm of the nodes.
pub fn leiden(ties: &Ties, resolution: f64, seed: u64) -> Vec<u32> {
    let ties = ties.undirected();
    let mut chance = Chance(seed);
    let mut found: Vec<u32> = (0..ties.nodes() as u32).collect();
    let mut quality = modularity(&ties, &found, resolution);
    for _ in 0..ITERATIONS {
        let better = iterate(&ties, &found, resolution, &mut chance);
        let now = modularity(&ties, &better, resolution);
        if now <= quality + 1e-12 {
            break;
        }
        (found, quality) = (better, now);
    }
    by_size(&found)
}

/// Gives the modularity of a grouping: the share of the weight of ties that lie within groups, less what that share
/// would be if ends met by chance, times the resolution. At most 1; 0 where there is no tie. Groups are numbers below
/// the number of nodes.
///
/// Source: Newman and Girvan, Finding and evaluating community structure in networks, Physical Review E 69 (2004); for
/// weights Newman, Analysis of weighted networks, Physical Review E 70 (2004). Cost: linear in the ties.
pub fn modularity(undirected: &Ties, groups: &[u32], resolution: f64) -> f64 {
    let mut totals = vec![0.0; undirected.nodes()];
    let (mut within, mut all) = (0.0, 0.0);
    for (from, to, weight) in undirected.iter() {
        all += weight;
        totals[groups[from as usize] as usize] += weight;
        if groups[from as usize] == groups[to as usize] {
            within += weight;
        }
    }
    if all == 0.0 {
        return 0.0;
    }
    let chance: f64 = totals.iter().map(|total| (total / all) * (total / all)).sum();
    within / all - resolution * chance
}

/// Goes once from single nodes up to communities, beginning with a grouping; the groups are named after nodes.
fn iterate(ties: &Ties, groups: &[u32], resolution: f64, chance: &mut Chance) -> Vec<u32> {
    let mut level = ties.clone();
    // For each node of the whole graph its node at this level, and for each node of this level its group.
    let mut places: Vec<u32> = (0..ties.nodes() as u32).collect();
    let mut groups = groups.to_vec();
    loop {
        let weights = Weights::of(&level, resolution);
        weights.move_nodes(&level, &mut groups, chance);
        let mut refined = weights.refine(&level, &groups, chance);
        let (mut count, mut numbers) = numbered(&refined);
        if count == level.nodes() {
            // Nothing was joined: what hangs together in each group is a community, and the search is over.
            refined = connected(&level, &groups);
            (_, numbers) = numbered(&refined);
            count = level.nodes();
        }
        places.iter_mut().for_each(|place| *place = numbers[refined[*place as usize] as usize]);
        if count == level.nodes() {
            return places;
        }
        let mut upper = vec![0; count];
        for node in 0..level.nodes() {
            upper[numbers[refined[node] as usize] as usize] = groups[node];
        }
        let to = |node: u32| numbers[refined[node as usize] as usize];
        let joined: Vec<_> =
            level.iter().map(|(from, other, weight)| (to(from), to(other), weight)).collect();
        level = Ties::new(count, &joined);
        // Groups are numbers below the number of nodes, of which there are fewer now.
        let (_, fewer) = numbered(&upper);
        groups = upper.iter().map(|group| fewer[*group as usize]).collect();
    }
}

/// Splits groups into what hangs together in each.
fn connected(ties: &Ties, groups: &[u32]) -> Vec<u32> {
    let within: Vec<_> =
        ties.iter().filter(|(from, to, _)| groups[*from as usize] == groups[*to as usize]).collect();
    weak_components(&Ties::new(ties.nodes(), &within))
}

/// Counts the different labels and numbers them in the order in which they are met.
fn numbered(labels: &[u32]) -> (usize, Vec<u32>) {
    let most = labels.iter().max().map_or(0, |most| *most as usize + 1);
    let mut numbers = vec![u32::MAX; most];
    let mut count = 0;
    for label in labels {
        if numbers[*label as usize] == u32::MAX {
            numbers[*label as usize] = count;
            count += 1;
        }
    }
    (count as usize, numbers)
}

/// Holds what the nodes of one level weigh.
struct Weights {
    of: Vec<f64>,
    /// The resolution divided by the weight of all ties, both directions counted.
    scale: f64,
}

impl Weights {
    fn of(ties: &Ties, resolution: f64) -> Self {
        let of: Vec<f64> = (0..ties.nodes() as u32).map(|node| ties.of(node).1.iter().sum()).collect();
        let all: f64 = of.iter().sum();
        Self { of, scale: if all > 0.0 { resolution / all } else { 0.0 } }
    }

    /// Moves single nodes to the group that gains most, until none gains.
    fn move_nodes(&self, ties: &Ties, groups: &mut [u32], chance: &mut Chance) {
        let nodes = ties.nodes();
        let (mut totals, mut sizes) = (vec![0.0; nodes], vec![0_u32; nodes]);
        for (node, group) in groups.iter().enumerate() {
            totals[*group as usize] += self.of[node];
            sizes[*group as usize] += 1;
        }
        let mut empty: Vec<u32> =
            (0..nodes as u32).rev().filter(|group| sizes[*group as usize] == 0).collect();
        let mut queue: std::collections::VecDeque<u32> = chance.order(nodes).into();
        let mut queued = vec![true; nodes];
        let mut towards = Towards::new(nodes);
        while let Some(node) = queue.pop_front() {
            let (place, weight) = (node as usize, self.of[node as usize]);
            queued[place] = false;
            towards.fill(ties, node, groups);
            let old = groups[place];
            totals[old as usize] -= weight;
            sizes[old as usize] -= 1;
            let gain = |group: u32, towards: &Towards| {
                towards.to[group as usize] - weight * totals[group as usize] * self.scale
            };
            let (mut best, mut most) = (old, gain(old, &towards));
            for &group in &towards.groups {
                let gain = gain(group, &towards);
                if gain > most + 1e-12 {
                    (best, most) = (group, gain);
                }
            }
            if most < -1e-12 && sizes[old as usize] > 0 {
                // Alone it does better than with anybody.
                best = empty.pop().unwrap_or(old);
            }
            totals[best as usize] += weight;
            sizes[best as usize] += 1;
            if best != old {
                groups[place] = best;
                if sizes[old as usize] == 0 {
                    empty.push(old);
                }
                for &other in ties.targets(node) {
                    if groups[other as usize] != best && !queued[other as usize] {
                        queued[other as usize] = true;
                        queue.push_back(other);
                    }
                }
            }
        }
    }

    /// Joins single nodes within each group to parts that are well tied to the rest of the group.
    fn refine(&self, ties: &Ties, groups: &[u32], chance: &mut Chance) -> Vec<u32> {
        let nodes = ties.nodes();
        let mut totals = vec![0.0; nodes];
        for (node, group) in groups.iter().enumerate() {
            totals[*group as usize] += self.of[node];
        }
        // What ties each node, and later each part, to the rest of its group.
        let mut inside: Vec<f64> = (0..nodes as u32)
            .map(|node| {
                let (targets, weights) = ties.of(node);
                let same = |target: u32| target != node && groups[target as usize] == groups[node as usize];
                targets
                    .iter()
                    .zip(weights)
                    .filter(|(target, _)| same(**target))
                    .map(|(_, weight)| weight)
                    .sum()
            })
            .collect();
        let mut parts: Vec<u32> = (0..nodes as u32).collect();
        let mut weights = self.of.clone();
        let mut alone = vec![true; nodes];
        let mut towards = Towards::new(nodes);
        let well_tied = |part: usize, group: u32, weights: &[f64], inside: &[f64]| {
            let rest = totals[group as usize] - weights[part];
            inside[part] + 1e-12 >= weights[part] * rest * self.scale
        };
        for node in chance.order(nodes) {
            let (place, group) = (node as usize, groups[node as usize]);
            if !alone[place] || !well_tied(place, group, &weights, &inside) {
                continue;
            }
            towards.fill(ties, node, &parts);
            let (mut best, mut most) = (node, 0.0);
            for &part in &towards.groups {
                // A part is named after one of its nodes, so its group is that node's.
                if part == node || groups[part as usize] != group {
                    continue;
                }
                let gain = towards.to[part as usize] - self.of[place] * weights[part as usize] * self.scale;
                if gain > most && well_tied(part as usize, group, &weights, &inside) {
                    (best, most) = (part, gain);
                }
            }
            if best != node {
                let part = best as usize;
                let between = towards.to[part];
                parts[place] = best;
                alone[place] = false;
                alone[part] = false;
                inside[part] += inside[place] - 2.0 * between;
                weights[part] += weights[place];
            }
        }
        parts
    }
}

/// Holds what ties one node to each group.
struct Towards {
    to: Vec<f64>,
    groups: Vec<u32>,
}

impl Towards {
    fn new(nodes: usize) -> Self {
        Self { to: vec![0.0; nodes], groups: Vec::new() }
    }

    fn fill(&mut self, ties: &Ties, node: u32, groups: &[u32]) {
        for group in self.groups.drain(..) {
            self.to[group as usize] = 0.0;
        }
        let (targets, weights) = ties.of(node);
        for (target, weight) in targets.iter().zip(weights).filter(|(target, _)| **target != node) {
            let group = groups[*target as usize];
            if self.to[group as usize] == 0.0 {
                self.groups.push(group);
            }
            self.to[group as usize] += weight;
        }
    }
}

/// Gives numbers that look like chance and are always the same for a seed (SplitMix64: Steele, Lea and Flood, Fast
/// splittable pseudorandom number generators, OOPSLA 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Gives the numbers below a count in a shuffled order.
    fn order(&mut self, count: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..count as u32).collect();
        for last in (1..count).rev() {
            order.swap(last, (self.next() % (last as u64 + 1)) as usize);
        }
        order
    }
}
