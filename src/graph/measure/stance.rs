//! Who takes which stance on what, and who therefore is like whom: the networks of discourse network analysis.

use std::collections::BTreeMap;

use crate::graph::measure::Ties;

/// Says that an actor is for or against something, in one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Who takes the stance.
    pub actor: u32,
    /// On what.
    pub concept: u32,
    /// Whether for it.
    pub agrees: bool,
}

/// Holds the two-mode network: for each actor and concept how many statements are for and how many against.
pub type Tallies = BTreeMap<(u32, u32), [u32; 2]>;

/// Says what ties two actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// That both are for, or both against, the same.
    Congruence,
    /// That one is for and the other against the same.
    Conflict,
    /// The first less the second.
    Subtract,
}

/// Says what the weight of a tie between two actors is divided by, so that those who speak much are not tied to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Normalisation {
    /// By nothing.
    No,
    /// By the mean of how many stances the two take.
    Average,
    /// By how many stances either of the two takes.
    Jaccard,
    /// By the geometric mean of how many stances the two take.
    Cosine,
}

/// Holds a tie between two actors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The actor with the smaller number.
    pub one: u32,
    /// The other.
    pub other: u32,
    /// How many stances they share.
    pub congruence: u32,
    /// On how many concepts they are opposed; an actor who is both for and against is both like and unlike others.
    pub conflict: u32,
    /// What the tie weighs: one of the two, or their difference, normalised.
    pub weight: f64,
}

/// Counts the statements of each actor on each concept. Cost: linear in the statements but for the sort.
pub fn tallies(statements: &[Statement]) -> Tallies {
    let mut tallies = Tallies::new();
    for statement in statements {
        tallies.entry((statement.actor, statement.concept)).or_default()[usize::from(!statement.agrees)] += 1;
    }
    tallies
}

/// Ties the actors of a two-mode network by the stances that they take; who takes one twice takes it once. Pairs come in
/// the order of their nodes, and those of weight 0 not at all. `nodes` counts actors and concepts together.
///
/// Source: Leifeld, Discourse Network Analysis: policy debates as dynamic networks, in The Oxford Handbook of Political
/// Networks (2017), and Leifeld, Gruber and Bossner, Discourse Network Analyzer Manual (2019), qualifier aggregations
/// `congruence`, `conflict` and `subtract` of a binary qualifier, normalisations `average activity`, `Jaccard` and
/// `cosine`, duplicates ignored across the date range. Cost: for each concept the square of the actors with a stance on it.
pub fn pairs(nodes: usize, tallies: &Tallies, likeness: Likeness, normalisation: Normalisation) -> Vec<Pair> {
    // A stance is a concept and a side: node `2 c` is to be for `c`, and node `2 c + 1` to be against it.
    let stances: Vec<(u32, u32, f64)> = (tallies.iter())
        .flat_map(|((actor, concept), counts)| {
            [0, 1]
                .into_iter()
                .filter(|side| counts[*side as usize] > 0)
                .map(|side| (*actor, 2 * *concept + side, 1.0))
        })
        .collect();
    let by_actor = Ties::new(2 * nodes, &stances);
    let by_stance = by_actor.reversed();
    let mut pairs = Vec::new();
    let mut counts = vec![[0_u32; 2]; nodes];
    let mut others: Vec<u32> = Vec::new();
    for one in 0..nodes as u32 {
        for stance in by_actor.targets(one) {
            for (kind, stance) in [*stance, *stance ^ 1].into_iter().enumerate() {
                for &other in by_stance.targets(stance).iter().filter(|other| **other > one) {
                    let count = &mut counts[other as usize];
                    if *count == [0, 0] {
                        others.push(other);
                    }
                    count[kind] += 1;
                }
            }
        }
        others.sort_unstable();
        for other in others.drain(..) {
            let [congruence, conflict] = std::mem::take(&mut counts[other as usize]);
            let (mine, theirs) = (by_actor.targets(one).len() as f64, by_actor.targets(other).len() as f64);
            let raw = match likeness {
                Likeness::Congruence => f64::from(congruence),
                Likeness::Conflict => f64::from(conflict),
                Likeness::Subtract => f64::from(congruence) - f64::from(conflict),
            };
            let norm = match normalisation {
                Normalisation::No => 1.0,
                Normalisation::Average => (mine + theirs) / 2.0,
                Normalisation::Jaccard => mine + theirs - f64::from(congruence),
                Normalisation::Cosine => (mine * theirs).sqrt(),
            };
            if raw != 0.0 {
                pairs.push(Pair { one, other, congruence, conflict, weight: raw / norm });
            }
        }
    }
    pairs
}
