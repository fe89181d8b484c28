//! Structural balance: whether the friends of friends are friends, and the enemies of friends enemies.

use crate::graph::measure::Ties;

/// Says whether two nodes stand together or against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// More weighs for them than against.
    Positive,
    /// More weighs against them than for.
    Negative,
    /// As much weighs on either side.
    Mixed,
}

/// Holds three nodes of which each two have a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triad {
    /// The nodes, ascending.
    pub nodes: [u32; 3],
    /// The signs of the first two, of the first and the last, and of the last two.
    pub signs: [Sign; 3],
}

impl Triad {
    /// Counts the negative ties.
    pub fn negative(&self) -> usize {
        self.signs.iter().filter(|sign| **sign == Sign::Negative).count()
    }

    /// Tells whether it is balanced: no negative tie, or two.
    pub fn is_balanced(&self) -> bool {
        self.negative().is_multiple_of(2)
    }

    /// Gives the node that stands with both others while these stand against each other.
    pub fn between(&self) -> Option<u32> {
        let [first, middle, last] = self.signs.map(|sign| sign == Sign::Negative);
        match (first, middle, last) {
            (true, false, false) => Some(self.nodes[2]),
            (false, true, false) => Some(self.nodes[1]),
            (false, false, true) => Some(self.nodes[0]),
            _ => None,
        }
    }
}

/// Holds the signs of a graph and how they fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// How many pairs are positive, negative and mixed.
    pub pairs: [usize; 3],
    /// How many triads have no negative tie, one, two and three; triads with a mixed pair are not counted.
    pub triads: [usize; 4],
    /// For each node how many triads it is in between of: it stands with two who stand against each other.
    pub between: Vec<u32>,
    /// The triads, by their nodes, as many as were asked for.
    pub listed: Vec<Triad>,
}

/// Weighs the positive ties of each pair of nodes against the negative ones, whatever their direction, and counts what
/// kinds of triads that makes.
///
/// A triad is balanced when the product of its signs is positive: Heider, Attitudes and cognitive organization, Journal of
/// Psychology 21 (1946); Cartwright and Harary, Structural balance: a generalization of Heider's theory, Psychological
/// Review 63 (1956). Cost: each tie of a node with those of its neighbour that has more ties, so at most the ties to
/// the power of one and a half.
pub fn balance(positive: &Ties, negative: &Ties, list: usize) -> Balance {
    let nodes = positive.nodes();
    let (with, against) = (positive.undirected(), negative.undirected());
    let signed: Vec<(u32, u32, f64)> =
        with.iter().chain(against.iter().map(|(one, other, weight)| (one, other, -weight))).collect();
    let signed = Ties::new(nodes, &signed);
    let sign = |weight: f64| match weight {
        weight if weight > 0.0 => Sign::Positive,
        weight if weight < 0.0 => Sign::Negative,
        _ => Sign::Mixed,
    };
    let mut balance = Balance { pairs: [0; 3], triads: [0; 4], between: vec![0; nodes], listed: Vec::new() };
    for (one, other, weight) in signed.iter() {
        if one < other {
            balance.pairs[sign(weight) as usize] += 1;
        }
    }
    // A triad is found at its node of lowest degree, from there to the two others.
    let rank = |node: u32| (signed.targets(node).len(), node);
    let up: Vec<_> = signed
        .iter()
        .filter(|(one, other, weight)| rank(*one) < rank(*other) && sign(*weight) != Sign::Mixed)
        .collect();
    let up = Ties::new(nodes, &up);
    let mut marks = vec![0.0; nodes];
    for lowest in 0..nodes as u32 {
        let (targets, weights) = up.of(lowest);
        for (target, weight) in targets.iter().zip(weights) {
            marks[*target as usize] = *weight;
        }
        for (second, second_weight) in targets.iter().zip(weights) {
            let (thirds, third_weights) = up.of(*second);
            for (third, third_weight) in thirds.iter().zip(third_weights) {
                let mark = marks[*third as usize];
                if mark != 0.0 {
                    let weights = [*second_weight, mark, *third_weight];
                    let triad = triad([lowest, *second, *third], weights.map(sign));
                    balance.triads[triad.negative()] += 1;
                    if let Some(between) = triad.between() {
                        balance.between[between as usize] += 1;
                    }
                    balance.listed.push(triad);
                    // Only the first are kept; what is beyond is thrown away now and then.
                    if balance.listed.len() > 2 * list + 1_000 {
                        shorten(&mut balance.listed, list);
                    }
                }
            }
        }
        targets.iter().for_each(|target| marks[*target as usize] = 0.0);
    }
    shorten(&mut balance.listed, list);
    balance
}

/// Keeps the first triads: the unbalanced ones before the balanced, each by their nodes.
fn shorten(triads: &mut Vec<Triad>, list: usize) {
    triads.sort_unstable_by_key(|triad| (triad.is_balanced(), triad.nodes));
    triads.truncate(list);
}

/// Puts the nodes of a triad in order, and its signs with them. They come as first–second, first–third, second–third.
fn triad(nodes: [u32; 3], signs: [Sign; 3]) -> Triad {
    let mut pairs = [
        (nodes[0].min(nodes[1]), nodes[0].max(nodes[1]), signs[0]),
        (nodes[0].min(nodes[2]), nodes[0].max(nodes[2]), signs[1]),
        (nodes[1].min(nodes[2]), nodes[1].max(nodes[2]), signs[2]),
    ];
    pairs.sort_unstable_by_key(|(one, other, _)| (*one, *other));
    let mut nodes = nodes;
    nodes.sort_unstable();
    Triad { nodes, signs: pairs.map(|(_, _, sign)| sign) }
}
