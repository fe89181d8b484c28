//! Who comes first: centralities of the nodes, and how far each hangs on one source.

use crate::graph::measure::{
    Ties, betweenness, closeness, eigenvector, hits, in_degree, out_degree, pagerank,
};
use crate::workspace::measure::answer::{columns, count, number, text};
use crate::workspace::measure::behind::behind;
use crate::workspace::measure::leave_out::{Span, leave_out};
use crate::workspace::measure::links::{Link, Links, links, ties};
use crate::workspace::measure::{MeasureOptions, Measured, Weight};
use crate::workspace::{Workspace, WorkspaceError};

/// Names a centrality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankBy {
    /// What the ties at a node weigh: [`in_degree`] and [`out_degree`] together.
    Degree,
    /// [`in_degree`].
    InDegree,
    /// [`out_degree`].
    OutDegree,
    /// [`pagerank`].
    Pagerank,
    /// [`betweenness`].
    Betweenness,
    /// [`closeness`].
    Closeness,
    /// [`eigenvector`].
    Eigenvector,
    /// The hubs of [`hits`].
    Hubs,
    /// The authorities of [`hits`].
    Authorities,
}

impl RankBy {
    fn words(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::InDegree => "in-degree",
            Self::OutDegree => "out-degree",
            Self::Pagerank => "PageRank",
            Self::Betweenness => "betweenness",
            Self::Closeness => "closeness",
            Self::Eigenvector => "eigenvector centrality",
            Self::Hubs => "HITS hubs",
            Self::Authorities => "HITS authorities",
        }
    }

    /// Gives the scores, or nothing where they do not exist.
    fn scores(self, ties: &Ties) -> Option<Vec<f64>> {
        Some(match self {
            Self::Degree => {
                out_degree(ties).iter().zip(in_degree(ties)).map(|(out, into)| out + into).collect()
            }
            Self::InDegree => in_degree(ties),
            Self::OutDegree => out_degree(ties),
            Self::Pagerank => pagerank(ties),
            Self::Betweenness => betweenness(ties),
            Self::Closeness => closeness(ties),
            Self::Eigenvector => eigenvector(ties)?,
            Self::Hubs => hits(ties)?.hubs,
            Self::Authorities => hits(ties)?.authorities,
        })
    }

    /// Estimates the steps that the scores of a graph cost.
    pub(super) fn cost(self, nodes: usize, ties: usize) -> usize {
        match self {
            Self::Degree | Self::InDegree | Self::OutDegree => ties,
            Self::Pagerank => 60 * ties,
            Self::Eigenvector | Self::Hubs | Self::Authorities => 200 * ties,
            Self::Betweenness | Self::Closeness => nodes.saturating_mul(ties),
        }
    }

    /// Tells whether it counts steps, so that weights do not matter.
    fn counts_steps(self) -> bool {
        matches!(self, Self::Betweenness | Self::Closeness)
    }
}

/// Says how nodes are ranked.
#[derive(Debug, Clone, Copy)]
pub struct RankOptions {
    /// By which centrality.
    pub by: RankBy,
    /// Whether the direction of ties does not matter.
    pub undirected: bool,
}

/// Holds the scores and ranks of nodes.
pub(super) struct Ranks {
    pub(super) scores: Vec<f64>,
    /// The rank of each node, from 1; nodes with the same score share the better one.
    pub(super) ranks: Vec<usize>,
    /// The nodes, the first first.
    order: Vec<u32>,
}

/// Ranks so many nodes by links; nothing where there are no scores.
pub(super) fn ranks<'l>(
    nodes: usize,
    links: impl Iterator<Item = &'l Link>,
    weight: Weight,
    how: RankOptions,
) -> Option<Ranks> {
    let mut graph = ties(nodes, links, weight);
    let mut by = how.by;
    if how.undirected {
        graph = graph.undirected();
        if weight == Weight::One {
            graph = graph.unweighted();
        }
        // Both ways were made one; it is not to be counted twice.
        by = if by == RankBy::Degree { RankBy::InDegree } else { by };
    }
    let scores = by.scores(&graph)?;
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    order
        .sort_by(|one, other| scores[*other as usize].total_cmp(&scores[*one as usize]).then(one.cmp(other)));
    let mut ranks = vec![0; nodes];
    let mut before: Option<(usize, f64)> = None;
    for (place, node) in order.iter().enumerate() {
        let score = scores[*node as usize];
        let (rank, first) = match before {
            // What differs by less than is written is the same.
            Some((rank, first)) if first - score <= 1e-6 * first.abs() => (rank, first),
            _ => (place + 1, score),
        };
        ranks[*node as usize] = rank;
        before = Some((rank, first));
    }
    order.sort_by_key(|node| (ranks[*node as usize], *node));
    Some(Ranks { scores, ranks, order })
}

/// Ranks the nodes of a folder.
pub(super) fn rank(
    workspace: &Workspace,
    options: &MeasureOptions,
    how: RankOptions,
) -> Result<Measured, WorkspaceError> {
    let links = links(workspace, options)?;
    let mut measured = Measured {
        what: format!("{}: {}", title(options, how), links.extent(options)),
        notes: links.notes.clone(),
        left_out: links.left_out.clone(),
        ..Measured::default()
    };
    measured.table = columns(&[
        "rank",
        "who",
        "who_label",
        "score",
        "rank_from",
        "rank_to",
        "score_from",
        "score_to",
        "claims",
        "claim",
    ]);
    measured.people = columns(&["rank", "who", "score", "without one source", "claims"]);
    let found = ranks(links.nodes.len(), links.links.iter(), options.weight, how);
    let Some(found) = found.filter(|_| !links.links.is_empty()) else {
        if !links.links.is_empty() {
            measured.notes.push(format!("there is no {} here: no ties lead back", how.by.words()));
        }
        return Ok(measured);
    };
    let (spans, note) = leave_out(&links, options.weight, how, &found);
    measured.notes.extend(note);
    let at = links.at_nodes();
    let top = options.top.unwrap_or(usize::MAX);
    let mut rows = Vec::new();
    for node in found.order.iter().take(top) {
        fill(&mut measured, &links, &found, spans.as_ref().map(|spans| &spans[*node as usize]), *node, &at)?;
        if options.why {
            let rank = found.ranks[*node as usize];
            let of = text(&links.label(*node)?);
            rows.extend(
                at[*node as usize]
                    .iter()
                    .map(|link| (vec![count(rank), of.clone()], links.links[*link as usize].claim)),
            );
        }
    }
    if found.order.len() > top {
        measured.notes.push(format!("the first {top} of {}: --top 0 shows all", links.nodes.len()));
    }
    if options.why {
        measured.why = Some(behind(&links, &["rank", "ranked"], rows)?);
    }
    Ok(measured)
}

/// Adds the line of one node.
fn fill(
    measured: &mut Measured,
    links: &Links<'_>,
    found: &Ranks,
    span: Option<&Span>,
    node: u32,
    at: &[Vec<u32>],
) -> Result<(), WorkspaceError> {
    let place = node as usize;
    let label = links.label(node)?;
    let claims: Vec<_> = at[place].iter().map(|link| links.links[*link as usize].claim).collect();
    let (rank, score) = (found.ranks[place], found.scores[place]);
    let out = |value| if span.is_some_and(|span| span.is_out) { text("out") } else { value };
    measured.table.rows.push(vec![
        count(rank),
        Some(links.terms[place].clone()),
        text(&label),
        number(score),
        span.and_then(|span| span.ranks).and_then(|(from, _)| count(from)),
        span.and_then(|span| out(span.ranks.and_then(|(_, to)| count(to)))),
        span.and_then(|span| if span.is_out { number(0.0) } else { number(span.scores?.0) }),
        span.and_then(|span| number(span.scores?.1)),
        count(claims.len()),
        text(&links.list(&claims)?),
    ]);
    measured.people.rows.push(vec![
        count(rank),
        text(&label),
        number(score),
        text(&span.map(ToString::to_string).unwrap_or_default()),
        count(claims.len()),
    ]);
    Ok(())
}

fn title(options: &MeasureOptions, how: RankOptions) -> String {
    let mut words = how.by.words().to_owned();
    if how.undirected {
        words.push_str(", without direction");
    }
    match options.weight {
        _ if how.by.counts_steps() => words.push_str(", in steps"),
        Weight::Claims => words.push_str(", weighted by claims"),
        Weight::Sources => words.push_str(", weighted by sources"),
        Weight::One => {}
    }
    words
}
