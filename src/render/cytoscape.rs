//! A network as the JSON of Cytoscape and Cytoscape.js, with every claim behind each edge. JSON is escaped by
//! `serde_json` alone.

use std::io::{self, Write};

use serde::Serialize;

use crate::graph::Network;
use crate::render::Names;
use crate::render::facts::{facts, node_names};

#[derive(Serialize)]
struct Element<D> {
    data: D,
}

#[derive(Serialize)]
struct NodeData<'a> {
    id: &'a str,
    value: &'a str,
    name: &'a str,
    label: &'a str,
    kind: &'static str,
    class: &'a str,
    iri: &'a str,
    claims: usize,
}

#[derive(Serialize)]
struct EdgeData<'a> {
    id: String,
    key: usize,
    source: &'a str,
    target: &'a str,
    label: &'a str,
    relation: String,
    tone: &'static str,
    status: &'a str,
    weight: Weight,
    since: Option<String>,
    until: Option<String>,
    claims: Vec<Claim<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Weight {
    Sources(usize),
    Strength(f64),
}

#[derive(Serialize)]
struct Claim<'a> {
    id: String,
    about: &'a str,
    date: &'a str,
    source: Option<String>,
    title: &'a str,
    locator: &'a str,
    quote: &'a str,
    speaker: &'a str,
    row: &'a str,
}

/// Writes a network as Cytoscape JSON (`elements` of `nodes` and `edges`), an element a line break apart.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn cytoscape(network: &Network, names: &Names, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let ids = node_names(network, names);
    let nodes = network.nodes().map(|(index, node)| NodeData {
        id: &ids[&index],
        value: &ids[&index],
        name: &node.label,
        label: &node.label,
        kind: node.kind.word(),
        class: &node.class,
        iri: node.id.as_str(),
        claims: network.claims_at(index),
    });
    let edges = network.edges().enumerate().map(|(number, (from, to, edge))| {
        let facts = facts(edge, names);
        EdgeData {
            id: format!("edge {number}"),
            key: number,
            source: &ids[&from],
            target: &ids[&to],
            label: &edge.label,
            relation: names.short(edge.relation.as_str()).into_owned(),
            tone: edge.tone.word(),
            status: &edge.status,
            weight: match edge.strength {
                Some(strength) => Weight::Strength(strength),
                None => Weight::Sources(edge.weight()),
            },
            since: facts.since.map(|day| day.to_string()),
            until: facts.until.map(|day| day.to_string()),
            claims: edge
                .claims
                .iter()
                .map(|claim| Claim {
                    id: names.short(claim.claim.as_str()).into_owned(),
                    about: &claim.about_label,
                    date: &claim.date,
                    source: claim.source.as_ref().map(|source| names.short(source.as_str()).into_owned()),
                    title: &claim.source_label,
                    locator: &claim.locator,
                    quote: &claim.quote,
                    speaker: &claim.speaker,
                    row: &claim.row,
                })
                .collect(),
        }
    });
    let title = serde_json::to_string(title)?;
    writeln!(out, "{{\"format_version\":\"1.0\",\"generated_by\":\"actant\",")?;
    let directed = !network.undirected;
    writeln!(out, "\"target_cytoscapejs_version\":\"~3\",\"directed\":{directed},\"multigraph\":true,")?;
    writeln!(out, "\"data\":{{\"name\":{title}}},")?;
    write!(out, "\"elements\":{{\"nodes\":[")?;
    lines(nodes, out)?;
    write!(out, "],\n\"edges\":[")?;
    lines(edges, out)?;
    writeln!(out, "]}}}}")
}

/// Writes elements, each on a line of its own.
fn lines(elements: impl Iterator<Item = impl Serialize>, out: &mut dyn Write) -> io::Result<()> {
    for (number, data) in elements.enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        out.write_all(&serde_json::to_vec(&Element { data })?)?;
    }
    Ok(())
}
