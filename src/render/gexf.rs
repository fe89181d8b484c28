//! A network as GEXF 1.3, Gephi's own format, with time spans and the colours of the picture. Text is escaped by `xml`
//! alone.

use std::io::{self, Write};

use crate::graph::{Edge, Network, Node, NodeKind, Tone};
use crate::render::Names;
use crate::render::facts::{evidence_text, facts, node_names};
use crate::render::palette::{node_colour, tone_colour};
use crate::render::xml::{Xml, carries};

/// The attributes of nodes and of edges: name, type.
const NODE_ATTRIBUTES: [(&str, &str); 4] =
    [("kind", "string"), ("class", "string"), ("iri", "string"), ("claims", "integer")];
const EDGE_ATTRIBUTES: [(&str, &str); 6] = [
    ("relation", "string"),
    ("tone", "string"),
    ("status", "string"),
    ("claims", "string"),
    ("sources", "string"),
    ("evidence", "string"),
];

/// Writes a network as GEXF 1.3. An edge is there in the time of each of its claims (`spells`), a claim without a date
/// at any time; the graph is static when no claim has a date. The weight is the number of distinct sources.
///
/// # Errors
///
/// Whatever the writer fails with; a text with a character that XML cannot carry, by its name.
pub fn gexf(network: &Network, names: &Names, title: &str, out: &mut dyn Write) -> io::Result<()> {
    carries(network, title)?;
    let dated = network.edges().any(|(_, _, edge)| !spells(edge).is_empty());
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">"
    )?;
    writeln!(out, "  <meta><creator>actant</creator><description>{}</description></meta>", Xml(title))?;
    let mode = if dated { "mode=\"dynamic\" timeformat=\"date\"" } else { "mode=\"static\"" };
    let direction = if network.undirected { "undirected" } else { "directed" };
    writeln!(out, "  <graph defaultedgetype=\"{direction}\" idtype=\"string\" {mode}>")?;
    for (class, attributes) in [("node", &NODE_ATTRIBUTES[..]), ("edge", &EDGE_ATTRIBUTES[..])] {
        writeln!(out, "    <attributes class=\"{class}\" mode=\"static\">")?;
        for (number, (name, kind)) in attributes.iter().enumerate() {
            writeln!(out, "      <attribute id=\"{number}\" title=\"{name}\" type=\"{kind}\"/>")?;
        }
        writeln!(out, "    </attributes>")?;
    }
    let ids = node_names(network, names);
    writeln!(out, "    <nodes>")?;
    for (index, node) in network.nodes() {
        writeln!(out, "      <node id=\"{}\" label=\"{}\">", Xml(&ids[&index]), Xml(&node.label))?;
        let claims = network.claims_at(index).to_string();
        values(&[node.kind.word(), &node.class, node.id.as_str(), &claims], out)?;
        let [r, g, b] = node_colour(node);
        writeln!(out, "        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>")?;
        writeln!(out, "        <viz:shape value=\"{}\"/>", shape(node))?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>")?;
    writeln!(out, "    <edges>")?;
    for (number, (from, to, edge)) in network.edges().enumerate() {
        let facts = facts(edge, names);
        writeln!(
            out,
            "      <edge id=\"{number}\" source=\"{}\" target=\"{}\" label=\"{}\" kind=\"{}\" weight=\"{}\">",
            Xml(&ids[&from]),
            Xml(&ids[&to]),
            Xml(&edge.label),
            Xml(&format!("{} {}", names.short(edge.relation.as_str()), edge.status)),
            edge.exact_weight()
        )?;
        let texts = [
            &*names.short(edge.relation.as_str()),
            edge.tone.word(),
            &edge.status,
            &facts.claims.join("; "),
            &facts.sources.join("; "),
            &evidence_text(edge, names),
        ];
        values(&texts, out)?;
        write_spells(edge, out)?;
        let [r, g, b] = tone_colour(edge.tone);
        writeln!(out, "        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>")?;
        writeln!(out, "        <viz:thickness value=\"{}\"/>", thickness(edge))?;
        writeln!(
            out,
            "        <viz:shape value=\"{}\"/>",
            if edge.is_asserted() { "solid" } else { "dashed" }
        )?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>")?;
    writeln!(out, "  </graph>")?;
    writeln!(out, "</gexf>")
}

fn values(texts: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for (number, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        writeln!(out, "          <attvalue for=\"{number}\" value=\"{}\"/>", Xml(text))?;
    }
    writeln!(out, "        </attvalues>")
}

/// Gives the days of the claims of an edge, each once, in order; nothing when one of them is undated, for then the edge
/// may be there at any time.
fn spells(edge: &Edge) -> Vec<[Option<crate::graph::Day>; 2]> {
    let mut spells: Vec<_> = edge.claims.iter().map(|claim| [claim.earliest, claim.latest]).collect();
    if spells.contains(&[None, None]) {
        return Vec::new();
    }
    spells.sort_unstable();
    spells.dedup();
    spells
}

fn write_spells(edge: &Edge, out: &mut dyn Write) -> io::Result<()> {
    let spells = spells(edge);
    if spells.is_empty() {
        return Ok(());
    }
    writeln!(out, "        <spells>")?;
    for [earliest, latest] in spells {
        write!(out, "          <spell")?;
        for (name, day) in [("start", earliest), ("end", latest)] {
            if let Some(day) = day {
                write!(out, " {name}=\"{day}\"")?;
            }
        }
        writeln!(out, "/>")?;
    }
    writeln!(out, "        </spells>")
}

fn shape(node: &Node) -> &'static str {
    match (node.kind, node.class.as_str()) {
        (NodeKind::Actor, "state" | "government-body") => "square",
        (NodeKind::Actor, "organisation" | "organization") => "hexagon",
        (NodeKind::Actor, "armed-group") => "triangle",
        (NodeKind::Actor, _) => "disc",
        (NodeKind::Event, _) => "diamond",
        (NodeKind::Place, _) => "pentagon",
        (NodeKind::Claim | NodeKind::Other, _) => "cross",
    }
}

fn thickness(edge: &Edge) -> usize {
    let deeds = matches!(edge.tone, Tone::MaterialConflict | Tone::MaterialCooperation);
    (edge.weight() + usize::from(deeds)).min(6)
}
