//! Eigenvector centrality: who is tied to those who are themselves central.

use crate::graph::measure::Ties;

/// When the scores of all nodes together change by less, they are taken to stand still.
const STILL: f64 = 1e-9;
/// How many rounds are tried.
const ROUNDS: usize = 2_000;

/// Gives each node a score in proportion to the scores of the nodes whose ties lead to it, by weight; the squares add up
/// to 1. Nothing where the rounds do not settle, as in a graph whose ties nowhere lead back. For a graph without
/// direction give [`Ties::undirected`].
///
/// Source: Bonacich, Power and centrality, American Journal of Sociology 92 (1987). Worked out by power iteration with
/// the matrix plus one, which settles for graphs in two parts as well. Cost: at most 2,000 rounds over the ties.
pub fn eigenvector(ties: &Ties) -> Option<Vec<f64>> {
    let nodes = ties.nodes();
    if ties.is_empty() {
        return None;
    }
    let back = ties.reversed();
    // Shifting by about the greatest eigenvalue would settle slowly, by much less not at all; weights are scaled to it.
    let heaviest = ties.iter().map(|(_, _, weight)| weight).fold(0.0, f64::max);
    let shift = if heaviest > 0.0 { heaviest } else { return None };
    let mut scores = vec![(1.0 / nodes as f64).sqrt(); nodes];
    let mut new = vec![0.0; nodes];
    for _ in 0..ROUNDS {
        let mut squares = 0.0;
        for (node, new) in new.iter_mut().enumerate() {
            let (sources, weights) = back.of(node as u32);
            let given: f64 =
                sources.iter().zip(weights).map(|(source, weight)| scores[*source as usize] * weight).sum();
            *new = given + shift * scores[node];
            squares += *new * *new;
        }
        let norm = squares.sqrt();
        let mut change = 0.0;
        for (new, score) in new.iter_mut().zip(&mut scores) {
            *new /= norm;
            change += (*new - *score).abs();
            *score = *new;
        }
        if change < STILL {
            return Some(scores);
        }
    }
    None
}
