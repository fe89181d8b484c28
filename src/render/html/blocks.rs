//! The parts of a page that say what a claim says and where it is written.

use maud::{Markup, html};

use crate::graph::{ClaimRef, Edge, Network};
use crate::render::Names;

/// Says where a claim is written, who says it, and in which words: title, place, speaker, quote.
pub fn cite_line(claim: &ClaimRef) -> Markup {
    html! {
        @if claim.source_label.is_empty() {
            span.none { "no source" }
        } @else {
            cite dir="auto" { (claim.source_label) }
        }
        @if !claim.locator.is_empty() { ", " span.locator { (claim.locator) } }
        @if !claim.speaker.is_empty() { ", said by " span.speaker dir="auto" { (claim.speaker) } }
        @if !claim.quote.is_empty() { ": " q dir="auto" { (claim.quote) } }
    }
}

/// Says what an edge says, in words: who, what, whom, and how it is put.
pub fn sentence(network: &Network, number: usize) -> Markup {
    let Some((from, to, edge)) = network.edge(number) else { return html! {} };
    html! {
        b dir="auto" { (network.graph[from].label) } " "
        span.tone.(edge.tone.word()) { (edge.label) } " "
        b dir="auto" { (network.graph[to].label) }
        @if !edge.is_asserted() { " " span.status { "(" (edge.status) ")" } }
    }
}

/// How many claims one table holds: a browser lays out only those tables that are looked at.
const PART: usize = 200;

/// Makes the table of claims: a row for each, in the order of the network, named `c0`, `c1` … by its place in it. Its
/// attributes say what a script filters by: edge, ends, relation, status, days. Many claims are several tables.
pub fn claims_table(network: &Network, names: &Names) -> Markup {
    let all = network.edges().map(|(.., edge)| edge.claims.len()).sum::<usize>();
    let mut rows = claims(network).enumerate().peekable();
    // What an edge says is the same in the rows of all its claims, which stand together.
    let (mut of, mut says) = (usize::MAX, html! {});
    html! {
        @if all == 0 { p.none { "No claim is shown." } }
        @while let Some((first, _)) = rows.peek() {
            div.part {
                table.claims {
                    caption {
                        @if *first == 0 { "Every claim behind the network, with the place where it is written" }
                        @else { "Claims " (first + 1) " to " (all.min(first + PART)) }
                    }
                    thead { tr {
                        th scope="col" { "Claim" }
                        th scope="col" { "About" }
                        th scope="col" { "Date" }
                        th scope="col" { "Written in" }
                        th scope="col" { "Row" }
                    } }
                    tbody {
                        @for (at, (number, edge, claim)) in rows.by_ref().take(PART) {
                            @if number != of { ({ (of, says) = (number, sentence(network, number)); "" }) }
                            (row(network, names, at, number, edge, claim, &says))
                        }
                    }
                }
            }
        }
    }
}

fn row(
    network: &Network,
    names: &Names,
    at: usize,
    number: usize,
    edge: &Edge,
    claim: &ClaimRef,
    says: &Markup,
) -> Markup {
    let ends = network.edge(number).map(|(from, to, _)| [from.index(), to.index()]).unwrap_or_default();
    let days = claim.days();
    html! {
        tr id={ "c" (at) } data-edge=(number) data-from=(ends[0]) data-to=(ends[1])
            data-relation=(names.short(edge.relation.as_str())) data-status=(edge.status)
            data-since=[days[0]] data-until=[days[1]] {
            td { (says) }
            td dir="auto" { (claim.about_label) }
            td.date { (claim.when()) }
            td.evidence { (cite_line(claim)) }
            td.row title=(claim.row) { (names.short(claim.claim.as_str())) }
        }
    }
}

/// Walks the claims of a network in the order of its table: the number of the edge, the edge, the claim.
pub(super) fn claims(network: &Network) -> impl Iterator<Item = (usize, &Edge, &ClaimRef)> {
    network
        .edges()
        .enumerate()
        .flat_map(|(number, (_, _, edge))| edge.claims.iter().map(move |claim| (number, edge, claim)))
}

/// Makes a link to some claims, by their numbers in the table; a script opens them beside the picture.
pub(super) fn link(claims: &[usize], words: &str, label: &str) -> Markup {
    let numbers: Vec<String> = claims.iter().map(usize::to_string).collect();
    html! {
        @if let Some(first) = claims.first() {
            a href={ "#c" (first) } data-claims=(numbers.join(" ")) aria-label=(label) { (words) }
        }
    }
}
