//! A network as entities of FollowTheMoney, one JSON object a line, for Aleph, OpenAleph and the tools around them.
//! JSON is escaped by `serde_json` alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;

use crate::graph::{ClaimRef, Day, Edge, Network, Node, NodeIndex, NodeKind};
use crate::query::NamedNode;
use crate::render::Names;
use crate::render::facts::cite;

#[derive(Serialize)]
struct Entity<'a> {
    id: &'a str,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<&'a str>>,
}

/// Writes the sources as `Article`, actors as the nearest schema, events as `Event`, places as `Address`, and each claim
/// as an `UnknownLink` of its own that has its source for proof. A claim that another speaks of is a `Note` besides.
///
/// A property that would be empty is left away; a date that is no calendar date is given by its first and last day.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn followthemoney(network: &Network, names: &Names, out: &mut impl Write) -> io::Result<()> {
    let mut sources = BTreeSet::new();
    for claim in network.edges().flat_map(|(_, _, edge)| &edge.claims) {
        if let Some(source) = &claim.source
            && sources.insert(source.clone())
        {
            let label = &claim.source_label;
            let properties = [("title", label.as_str()), ("name", label)];
            write(&id(names, source), "Article", &properties, out)?;
        }
    }
    for (_, node) in network.nodes() {
        let properties = match node.kind {
            NodeKind::Place => vec![("full", node.label.as_str()), ("name", &node.label)],
            _ => vec![("name", node.label.as_str()), ("keywords", &node.class)],
        };
        write(&id(names, &node.id), schema(node), &properties, out)?;
    }
    for (from, to, edge) in network.edges() {
        for claim in &edge.claims {
            write_claim(network, names, [from, to], edge, claim, out)?;
        }
    }
    Ok(())
}

fn write_claim(
    network: &Network,
    names: &Names,
    ends: [NodeIndex; 2],
    edge: &Edge,
    claim: &ClaimRef,
    out: &mut impl Write,
) -> io::Result<()> {
    let [from, to] = ends.map(|end| id(names, &network.graph[end].id));
    let proof = claim.source.as_ref().map(|source| id(names, source)).unwrap_or_default();
    let whole = is_date(&claim.date);
    let day = |day: Option<Day>| {
        day.filter(|_| !whole).map(|day| day.to_string()).filter(|day| is_date(day)).unwrap_or_default()
    };
    let (start, end) = (day(claim.earliest), day(claim.latest));
    let cited = cite(claim);
    let about = claim.about.as_ref().map(|_| format!("about {}", claim.about_label)).unwrap_or_default();
    let record = names.short(claim.claim.as_str());
    let properties = [
        ("subject", from.as_str()),
        ("object", &to),
        ("role", &edge.label),
        ("status", &edge.status),
        ("date", if whole { &claim.date } else { "" }),
        ("startDate", &start),
        ("endDate", &end),
        ("summary", &claim.quote),
        ("description", &cited),
        ("description", &about),
        ("recordId", &record),
        ("proof", &proof),
    ];
    write(&format!("link-{}", id(names, &claim.claim)), "UnknownLink", &properties, out)
}

fn write(
    id: &str,
    schema: &'static str,
    properties: &[(&'static str, &str)],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut kept: BTreeMap<&'static str, Vec<&str>> = BTreeMap::new();
    for (name, value) in properties.iter().filter(|(_, value)| !value.trim().is_empty()) {
        kept.entry(name).or_default().push(value);
    }
    serde_json::to_writer(&mut *out, &Entity { id, schema, properties: kept })?;
    writeln!(out)
}

fn schema(node: &Node) -> &'static str {
    match (node.kind, node.class.as_str()) {
        (NodeKind::Actor, "state" | "government-body") => "PublicBody",
        (NodeKind::Actor, "organisation" | "organization" | "armed-group" | "medium") => "Organization",
        (NodeKind::Actor, "person") => "Person",
        (NodeKind::Actor, _) => "LegalEntity",
        (NodeKind::Event, _) => "Event",
        (NodeKind::Place, _) => "Address",
        (NodeKind::Claim | NodeKind::Other, _) => "Note",
    }
}

/// Gives an id in the letters that FollowTheMoney allows: the kind and the short name, or else a hash of the IRI.
fn id(names: &Names, iri: &NamedNode) -> String {
    let kind = NodeKind::of(iri).word();
    let kind = if iri.as_str().rsplit('/').nth(1) == Some("source") { "source" } else { kind };
    let short = names.short(iri.as_str());
    let clean = short.ends_with(|last: char| last.is_ascii_alphanumeric())
        && short.len() < 100
        && short.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.'));
    if clean {
        format!("{kind}-{short}")
    } else {
        format!("{kind}-x{:032x}", xxhash_rust::xxh3::xxh3_128(iri.as_str().as_bytes()))
    }
}

/// Tells whether a text is a year, a month or a day of four-figure years.
fn is_date(text: &str) -> bool {
    let digits = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    digits && matches!(text.len(), 4 | 7 | 10)
}
