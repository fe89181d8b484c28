//! A network as GraphML, which networkx, igraph, yEd, Gephi and Cytoscape read. Text is escaped by `xml` alone.

use std::io::{self, Write};

use crate::graph::Network;
use crate::render::Names;
use crate::render::facts::{evidence, facts, node_names};
use crate::render::xml::{Xml, carries};

/// The attributes of nodes and edges: what they belong to, name, type.
const KEYS: [(&str, &str, &str); 19] = [
    ("graph", "title", "string"),
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

/// Writes a network as GraphML 1.0 with typed attributes. `weight` is the number of distinct sources; lists of ids are
/// parted by `; `, lists of quotes and of evidence by a line break.
///
/// # Errors
///
/// Whatever the writer fails with; a text with a character that XML cannot carry, by its name.
pub fn graphml(network: &Network, names: &Names, title: &str, out: &mut impl Write) -> io::Result<()> {
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
    writeln!(out, "  <graph id=\"network\" edgedefault=\"directed\">")?;
    data("    ", "graph-title", title, out)?;
    let ids = node_names(network, names);
    for (index, node) in network.nodes() {
        writeln!(out, "    <node id=\"{}\">", Xml(&ids[&index]))?;
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
            Xml(&ids[&from]),
            Xml(&ids[&to])
        )?;
        data("      ", "edge-label", &edge.label, out)?;
        data("      ", "edge-relation", &names.short(edge.relation.as_str()), out)?;
        data("      ", "edge-tone", edge.tone.word(), out)?;
        data("      ", "edge-status", &edge.status, out)?;
        data("      ", "edge-weight", &edge.weight().to_string(), out)?;
        data("      ", "edge-claims", &facts.claims.join("; "), out)?;
        data("      ", "edge-sources", &facts.sources.join("; "), out)?;
        let day = |day: Option<crate::graph::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        data("      ", "edge-since", &day(facts.since), out)?;
        data("      ", "edge-until", &day(facts.until), out)?;
        let distinct = |text: &dyn Fn(&crate::graph::ClaimRef) -> String| {
            let mut texts: Vec<String> = Vec::new();
            for text in edge.claims.iter().map(text).filter(|text| !text.is_empty()) {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
            texts.join("\n")
        };
        data("      ", "edge-about", &distinct(&|claim| claim.about_label.clone()), out)?;
        data("      ", "edge-rows", &distinct(&|claim| claim.row.clone()), out)?;
        data("      ", "edge-quotes", &distinct(&|claim| claim.quote.clone()), out)?;
        data("      ", "edge-evidence", &evidence(edge, names).join("\n"), out)?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>")?;
    writeln!(out, "</graphml>")
}

/// Writes one attribute; an empty one is left away.
fn data(indent: &str, key: &str, text: &str, out: &mut impl Write) -> io::Result<()> {
    if text.is_empty() { Ok(()) } else { writeln!(out, "{indent}<data key=\"{key}\">{}</data>", Xml(text)) }
}
