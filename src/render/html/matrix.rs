//! Who blamed whom, as a table: a row for each who, a column for each whom, a number for the claims.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::graph::{Network, NodeIndex, Tone};
use crate::render::html::blocks::{claims, link};

/// No matrix has more rows or columns: those with most claims are in it.
const MOST: usize = 40;

/// So many relations are named above it, those with most claims.
const NAMED: usize = 8;

/// Makes the matrix of the claims of conflict in words: who blames, accuses or condemns whom. Each number opens its
/// claims.
pub fn matrix(network: &Network) -> Markup {
    let mut cells: BTreeMap<(NodeIndex, NodeIndex), Vec<usize>> = BTreeMap::new();
    let (mut labels, mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (at, (number, edge, _)) in claims(network).enumerate() {
        if edge.tone == Tone::VerbalConflict
            && let Some((from, to, _)) = network.edge(number)
        {
            *labels.entry(edge.label.as_str()).or_insert(0) += 1;
            cells.entry((from, to)).or_default().push(at);
            *rows.entry(from).or_default() += 1;
            *columns.entry(to).or_default() += 1;
        }
    }
    if cells.is_empty() {
        return html! { p.none { "No claim here is one of conflict in words." } };
    }
    let all = (rows.len(), columns.len());
    let (rows, columns) = (most(rows), most(columns));
    let largest = cells.values().map(Vec::len).max().unwrap_or(1);
    let mut labels: Vec<(Reverse<usize>, &str)> =
        labels.into_iter().map(|(label, count)| (Reverse(count), label)).collect();
    labels.sort_unstable();
    let more = labels.len().saturating_sub(NAMED);
    let labels: Vec<&str> = labels.into_iter().take(NAMED).map(|(_, label)| label).collect();
    let label = |node: NodeIndex| network.graph[node].label.as_str();
    html! {
        p.note { "Claims of conflict in words: " (labels.join(", ")) @if more > 0 { " and " (more) " more" } "." }
        @if all.0 > rows.len() || all.1 > columns.len() {
            p.note { "The " (rows.len()) " of " (all.0) " that say most, and the " (columns.len()) " of " (all.1)
                " of whom most is said." }
        }
        div.scroll tabindex="0" role="region" aria-label="Who blamed whom, as a table" {
            table.matrix {
                caption { "How many claims: who (left), whom (above)" }
                thead { tr {
                    td {}
                    @for column in &columns { th scope="col" { span dir="auto" { (label(*column)) } } }
                } }
                tbody {
                    @for row in &rows { tr {
                        th scope="row" dir="auto" { (label(*row)) }
                        @for column in &columns {
                            @match cells.get(&(*row, *column)) {
                                Some(claims) => { td.(shade(claims.len(), largest)) {
                                    (link(
                                        claims,
                                        &claims.len().to_string(),
                                        &format!("{} and {}: {}", label(*row), label(*column), counted(claims.len())),
                                    ))
                                } }
                                None => { td {} }
                            }
                        }
                    } }
                }
            }
        }
    }
}

/// Gives the nodes with most claims, in the order of their counts.
fn most(counts: BTreeMap<NodeIndex, usize>) -> Vec<NodeIndex> {
    let mut order: Vec<(Reverse<usize>, NodeIndex)> =
        counts.into_iter().map(|(node, count)| (Reverse(count), node)).collect();
    order.sort_unstable();
    order.into_iter().take(MOST).map(|(_, node)| node).collect()
}

fn shade(count: usize, largest: usize) -> &'static str {
    match 4 * count / largest.max(1) {
        0 | 1 => "s1",
        2 => "s2",
        3 => "s3",
        _ => "s4",
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") }
}
