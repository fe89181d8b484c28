//! How far a rank hangs on one source: everything is ranked again with each source left out in turn.

use std::collections::HashMap;
use std::fmt;

use crate::store::TermId;
use crate::workspace::measure::Weight;
use crate::workspace::measure::links::{Link, Links};
use crate::workspace::measure::rank::{RankOptions, Ranks, ranks};

/// How many steps may be spent on it all; about two seconds.
const BUDGET: usize = 2_000_000_000;

/// Holds between what the rank and the score of a node lie when any one source is left out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Span {
    /// The best and the worst rank; none when it is in no graph that is left.
    pub(super) ranks: Option<(usize, usize)>,
    /// The least and the greatest score.
    pub(super) scores: Option<(f64, f64)>,
    /// Whether there is a source without which no claim speaks of it.
    pub(super) is_out: bool,
}

impl Span {
    fn take(&mut self, rank: usize, score: f64) {
        let (best, worst) = self.ranks.unwrap_or((rank, rank));
        self.ranks = Some((best.min(rank), worst.max(rank)));
        let (least, greatest) = self.scores.unwrap_or((score, score));
        self.scores = Some((least.min(score), greatest.max(score)));
    }
}

impl fmt::Display for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.ranks, self.is_out) {
            (None, _) => formatter.write_str("out"),
            (Some((best, _)), true) => write!(formatter, "{best}–out"),
            (Some((best, worst)), false) if best == worst => write!(formatter, "{best}"),
            (Some((best, worst)), false) => write!(formatter, "{best}–{worst}"),
        }
    }
}

/// Ranks the nodes again without each source, copies of one origin together, and says for each node what became of
/// it, and in a sentence what was done. Where no claim names a source there is nothing to leave out.
///
/// Cost: that of the ranks for each source, at most [`BUDGET`] steps together: where there are more sources than that
/// allows, those with most claims are left out.
pub(super) fn leave_out(
    links: &Links<'_>,
    weight: Weight,
    how: RankOptions,
    all: &Ranks,
) -> (Option<Vec<Span>>, Vec<String>) {
    let mut claims: HashMap<TermId, usize> = HashMap::new();
    for origin in links.links.iter().filter_map(|link| link.origin) {
        *claims.entry(origin).or_default() += 1;
    }
    if claims.is_empty() {
        return (None, vec!["no claim names a source, so none can be left out".to_owned()]);
    }
    let mut sources: Vec<(usize, TermId)> =
        claims.into_iter().map(|(source, claims)| (claims, source)).collect();
    sources.sort_unstable_by_key(|(claims, source)| (std::cmp::Reverse(*claims), *source));
    let found = sources.len();
    let cost = how.by.cost(links.nodes.len(), links.links.len()).max(1);
    sources.truncate((BUDGET / cost).max(1));
    let mut spans = vec![Span::default(); links.nodes.len()];
    // What a source does not touch stands as it did; so does everything when there is one source more than are left out.
    if found > sources.len() {
        for (node, span) in spans.iter_mut().enumerate() {
            span.take(all.ranks[node], all.scores[node]);
        }
    }
    let mut numbers: Vec<u32> = Vec::new();
    for (_, source) in &sources {
        let kept: Vec<&Link> = links.links.iter().filter(|link| link.origin != Some(*source)).collect();
        numbers.clear();
        numbers.resize(links.nodes.len(), u32::MAX);
        for link in &kept {
            numbers[link.from as usize] = 0;
            numbers[link.to as usize] = 0;
        }
        let mut left = 0;
        for number in numbers.iter_mut().filter(|number| **number == 0) {
            *number = left;
            left += 1;
        }
        let kept: Vec<Link> = kept
            .into_iter()
            .map(|link| Link { from: numbers[link.from as usize], to: numbers[link.to as usize], ..*link })
            .collect();
        let without = ranks(left as usize, kept.iter(), weight, how);
        for (span, number) in spans.iter_mut().zip(&numbers) {
            match without.as_ref().filter(|_| *number != u32::MAX) {
                Some(without) => span.take(without.ranks[*number as usize], without.scores[*number as usize]),
                None => span.is_out = true,
            }
        }
    }
    let which = match (found, sources.len()) {
        (1, _) => "its only source".to_owned(),
        (found, left_out) if found == left_out => format!("any one of its {found} sources"),
        (found, left_out) => format!("any one of the {left_out} with most claims of its {found} sources"),
    };
    let mut note = format!("without one source: its ranks when {which} is left out");
    if spans.iter().any(|span| span.is_out) {
        note.push_str("; `out` when no claim about it is left");
    }
    (Some(spans), vec![note])
}
