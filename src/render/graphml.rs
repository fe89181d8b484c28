//! A network as GraphML, which networkx, igraph, yEd, Gephi and Cytoscape read. Text is escaped by `xml` alone.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use crate::graph::{Network, NodeIndex};
use crate::render::Names;
use crate::render::facts::{evidence_text, facts, node_names};
use crate::render::xml::{Xml, carries};

/// The attributes of nodes and edges: what they belong to, name, type.
const KEYS: [(&str, &str, &str); 20] = [
    ("graph", "title", "string"),
    ("node", "name", "string"),
    ("node", "label", "string"),
    ("node", "kind", "string"),
    ("node", "class", "string"),
    ("node", "iri", "string"),
    ("node", "claims", "int"),
    ("edge", "label", "string"),
    ("edge", "relation", "string"),
    ("edge", "tone", "string"),
    ("edge", "status", "string"),
    ("edge", "weight", "double"),
    ("edge", "claims", "string"),
    ("edge", "sources", "string"),
    ("edge", "since", "string"),
    ("edge", "until", "string"),
    ("edge", "about", "string"),
    ("edge", "rows", "string"),
    ("edge", "quotes", "string"),
    ("edge", "evidence", "string"),
];

/// Writes a network as GraphML 1.0 with typed attributes. The id of a node is its name where that is a token of XML, as
/// the schema wants it, and else made from it; `name` holds the name itself. `weight` is the number of distinct sources; lists of ids are
/// parted by `; `, lists of quotes and of evidence by a line break.
///
/// # Errors
///
/// Whatever the writer fails with; a text with a character that XML cannot carry, by its name.
pub fn graphml(network: &Network, names: &Names, title: &str, out: &mut dyn Write) -> io::Result<()> {
    carries(network, title)?;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"")?;
    writeln!(out, "  xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")?;
    writeln!(
        out,
        "  xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    for (of, name, kind) in KEYS {
        writeln!(out, "  <key id=\"{of}-{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    let direction = if network.undirected { "undirected" } else { "directed" };
    writeln!(out, "  <graph id=\"network\" edgedefault=\"{direction}\">")?;
    data("    ", "graph-title", title, out)?;
    let node_names = node_names(network, names);
    let ids = tokens(network, &node_names);
    for (index, node) in network.nodes() {
        writeln!(out, "    <node id=\"{}\">", Xml(&ids[index.index()]))?;
        data("      ", "node-name", &node_names[&index], out)?;
        data("      ", "node-label", &node.label, out)?;
        data("      ", "node-kind", node.kind.word(), out)?;
        data("      ", "node-class", &node.class, out)?;
        data("      ", "node-iri", node.id.as_str(), out)?;
        data("      ", "node-claims", &network.claims_at(index).to_string(), out)?;
        writeln!(out, "    </node>")?;
    }
    for (number, (from, to, edge)) in network.edges().enumerate() {
        let facts = facts(edge, names);
        writeln!(
            out,
            "    <edge id=\"e{number}\" source=\"{}\" target=\"{}\">",
            Xml(&ids[from.index()]),
            Xml(&ids[to.index()])
        )?;
        data("      ", "edge-label", &edge.label, out)?;
        data("      ", "edge-relation", &names.short(edge.relation.as_str()), out)?;
        data("      ", "edge-tone", edge.tone.word(), out)?;
        data("      ", "edge-status", &edge.status, out)?;
        data("      ", "edge-weight", &edge.exact_weight(), out)?;
        data("      ", "edge-claims", &facts.claims.join("; "), out)?;
        data("      ", "edge-sources", &facts.sources.join("; "), out)?;
        let day = |day: Option<crate::graph::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        data("      ", "edge-since", &day(facts.since), out)?;
        data("      ", "edge-until", &day(facts.until), out)?;
        let distinct = |text: &dyn Fn(&crate::graph::ClaimRef) -> String| {
            let mut seen = HashSet::new();
            let texts = edge.claims.iter().map(text).filter(|text| !text.is_empty());
            texts.filter(|text| seen.insert(text.clone())).collect::<Vec<_>>().join("\n")
        };
        data("      ", "edge-about", &distinct(&|claim| claim.about_label.clone()), out)?;
        data("      ", "edge-rows", &distinct(&|claim| claim.row.clone()), out)?;
        data("      ", "edge-quotes", &distinct(&|claim| claim.quote.clone()), out)?;
        data("      ", "edge-evidence", &evidence_text(edge, names), out)?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>")?;
    writeln!(out, "</graphml>")
}

/// Gives each node, by its number, an id that is a token of XML (`NMTOKEN`) and no other node's.
fn tokens(network: &Network, names: &HashMap<NodeIndex, String>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut tokens = Vec::with_capacity(names.len());
    for (index, _) in network.nodes() {
        let own = names[&index].replace('/', ":");
        let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | ':');
        let mut token = String::with_capacity(own.len());
        for letter in own.chars() {
            if fits(letter) {
                token.push(letter);
            } else {
                token.push_str(&format!("_x{:X}_", u32::from(letter)));
            }
        }
        while token.is_empty() || !taken.insert(token.clone()) {
            token.push_str(&format!("_{}", index.index()));
        }
        tokens.push(token);
    }
    tokens
}

/// Writes one attribute; an empty one is left away.
fn data(indent: &str, key: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    if text.is_empty() { Ok(()) } else { writeln!(out, "{indent}<data key=\"{key}\">{}</data>", Xml(text)) }
}
