//! Hubs and authorities: who speaks of those whom many speak of, and who is spoken of by such.

use crate::graph::measure::Ties;

const STILL: f64 = 1e-10;
const ROUNDS: usize = 2_000;

/// Holds the two scores of each node; each kind adds up to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// How much a node leads to authorities.
    pub hubs: Vec<f64>,
    /// How much hubs lead to a node.
    pub authorities: Vec<f64>,
}

/// Gives hub and authority scores: a hub is as good as the authorities it leads to, and an authority as the hubs that
/// lead to it, by weight. Nothing where there is no tie or the rounds do not settle.
///
/// Source: Kleinberg, Authoritative sources in a hyperlinked environment, Journal of the ACM 46 (1999). Cost: at most
/// 2,000 rounds over the ties.
pub fn hits(ties: &Ties) -> Option<Hits> {
    if ties.is_empty() {
        return None;
    }
    let back = ties.reversed();
    let mut hubs = vec![1.0 / ties.nodes() as f64; ties.nodes()];
    let mut authorities = vec![0.0; ties.nodes()];
    for _ in 0..ROUNDS {
        pull(&back, &hubs, &mut authorities);
        let before = hubs.clone();
        pull(ties, &authorities, &mut hubs);
        let change: f64 = before.iter().zip(&hubs).map(|(before, now)| (before - now).abs()).sum();
        if change < STILL {
            return Some(Hits { hubs, authorities });
        }
    }
    None
}

/// Gives each node what the nodes that its ties lead to have, and scales all to 1.
fn pull(ties: &Ties, have: &[f64], get: &mut [f64]) {
    for (node, get) in get.iter_mut().enumerate() {
        let (targets, weights) = ties.of(node as u32);
        *get = targets.iter().zip(weights).map(|(target, weight)| have[*target as usize] * weight).sum();
    }
    let all: f64 = get.iter().sum();
    if all > 0.0 {
        get.iter_mut().for_each(|get| *get /= all);
    }
}
