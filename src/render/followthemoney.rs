//! A network as entities of FollowTheMoney, one JSON object a line, for Aleph, OpenAleph and the tools around them.
//! JSON is escaped by `serde_json` alone.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::graph::{ClaimRef, Day, Edge, Network, Node, NodeKind};
use crate::query::NamedNode;
use crate::render::Names;
use crate::render::facts::cite;

#[derive(serde::Serialize)]
struct Entity<'a> {
    id: &'a str,
    schema: &'static str,
    properties: Properties<'a>,
}

/// Properties in the order of their names; what has a name twice has two values.
struct Properties<'a>(Vec<(&'static str, &'a str)>);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for same in self.0.chunk_by(|(one, _), (other, _)| one == other) {
            map.serialize_key(same[0].0)?;
            map.serialize_value(&Values(same))?;
        }
        map.end()
    }
}

struct Values<'a>(&'a [(&'static str, &'a str)]);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|(_, value)| value))
    }
}

/// Writes the sources as `Article`, actors as the nearest schema, events as `Event`, places as `Address`, and each claim
/// as an `UnknownLink` of its own that has its source for proof. A claim that another speaks of is a `Note` besides.
///
/// A property that would be empty is left away; a date that is no calendar date is given by its first and last day.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn followthemoney(network: &Network, names: &Names, out: &mut dyn Write) -> io::Result<()> {
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
    let ids: Vec<String> = network.nodes().map(|(_, node)| id(names, &node.id)).collect();
    for (from, to, edge) in network.edges() {
        let ends = [from, to].map(|end| ids[end.index()].as_str());
        for claim in &edge.claims {
            write_claim(names, ends, edge, claim, out)?;
        }
    }
    Ok(())
}

fn write_claim(
    names: &Names,
    [from, to]: [&str; 2],
    edge: &Edge,
    claim: &ClaimRef,
    out: &mut dyn Write,
) -> io::Result<()> {
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
        ("subject", from),
        ("object", to),
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
    out: &mut dyn Write,
) -> io::Result<()> {
    let given = properties.iter().filter(|(_, value)| !value.trim().is_empty());
    let mut kept: Vec<(&'static str, &str)> = given.copied().collect();
    kept.sort_by_key(|(name, _)| *name);
    out.write_all(&serde_json::to_vec(&Entity { id, schema, properties: Properties(kept) })?)?;
    out.write_all(b"\n")
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
