//! PageRank: who is named by those who are themselves much named.

use crate::graph::measure::Ties;

/// How often the walker goes on and does not begin anew.
const DAMPING: f64 = 0.85;
/// When the ranks of all nodes together change by less, they are taken to stand still.
const STILL: f64 = 1e-9;
/// 0.85 to this power is far below [`STILL`], so no graph needs more rounds.
const ROUNDS: usize = 200;

/// Gives the PageRank of each node; all add up to 1. A walker follows the ties in proportion to their weights, and
/// with probability 0.15, or where no tie leads on, begins again at any node.
///
/// Source: Page, Brin, Motwani and Winograd, The PageRank citation ranking (1999); with weights as Langville and Meyer,
/// Google's PageRank and beyond (2006). Cost: at most 200 rounds over the ties, in practice some 50.
pub fn pagerank(ties: &Ties) -> Vec<f64> {
    let nodes = ties.nodes();
    if nodes == 0 {
        return Vec::new();
    }
    let back = ties.reversed();
    let shares: Vec<f64> = (0..nodes as u32)
        .map(|node| {
            let all: f64 = ties.of(node).1.iter().sum();
            if all > 0.0 { 1.0 / all } else { 0.0 }
        })
        .collect();
    let dangling: Vec<usize> = (0..nodes).filter(|node| shares[*node] == 0.0).collect();
    let each = 1.0 / nodes as f64;
    let mut ranks = vec![each; nodes];
    let mut passed: Vec<f64> = vec![0.0; nodes];
    for _ in 0..ROUNDS {
        for ((passed, rank), share) in passed.iter_mut().zip(&ranks).zip(&shares) {
            *passed = rank * share;
        }
        let lost: f64 = dangling.iter().map(|node| ranks[*node]).sum();
        let base = (1.0 - DAMPING) * each + DAMPING * lost * each;
        let mut change = 0.0;
        for (node, rank) in ranks.iter_mut().enumerate() {
            let (sources, weights) = back.of(node as u32);
            let given: f64 =
                sources.iter().zip(weights).map(|(source, weight)| passed[*source as usize] * weight).sum();
            let new = base + DAMPING * given;
            change += (new - *rank).abs();
            *rank = new;
        }
        if change < STILL {
            break;
        }
    }
    ranks
}
