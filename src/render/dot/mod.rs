//! A network as a picture: DOT for Graphviz. The only owner of the DOT text; everything that comes from data is
//! quoted by `quote` and by nothing else.

mod legend;
mod quote;
mod style;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::io::{self, Write};

use crate::graph::{Edge, Network, Node, NodeKind};
use crate::render::Names;
use crate::render::dot::legend::write_legend;
use crate::render::dot::quote::{label, name, tooltip};
use crate::render::dot::style::{edge_words, node_style, pen_width, tone_attributes};
use crate::render::facts::node_names;

/// How many letters a line of a label has.
const LETTERS: usize = 18;

/// Says how to draw a network.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DotOptions {
    /// What stands above the picture: the question, the filters.
    pub title: String,
    /// Where the arrows mostly point.
    pub direction: Direction,
    /// Whether the signs are explained.
    pub legend: Legend,
}

/// Says where the arrows of a picture mostly point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// From left to right: good for sentences.
    #[default]
    LeftToRight,
    /// From top to bottom.
    TopToBottom,
}

/// Says whether the signs of a picture are explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Legend {
    /// With a box that explains the signs that occur.
    #[default]
    Shown,
    /// Without it.
    Hidden,
}

/// Writes a network for `dot`, `dot -Tsvg` and the like. Nodes and edges keep the order of the network; the same
/// network gives the same bytes.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn dot(network: &Network, names: &Names, options: &DotOptions, out: &mut dyn Write) -> io::Result<()> {
    let node_names = node_names(network, names);
    writeln!(out, "digraph {{")?;
    write_defaults(options, out)?;
    for (index, node) in network.nodes() {
        write_node(node, &node_names[&index], network, names, out)?;
    }
    for (from, to, edge) in network.edges() {
        let ends = [from, to].map(|index| name(&node_names[&index]));
        write_edge(edge, ends, network.undirected, names, out)?;
    }
    if options.legend == Legend::Shown && network.edges().len() > 0 {
        let taken: HashSet<&str> = node_names.values().map(String::as_str).collect();
        let free = |wanted: &str| {
            let mut free = wanted.to_owned();
            while taken.contains(free.as_str()) {
                free.push('\'');
            }
            free
        };
        write_legend(network, &free, out)?;
    }
    writeln!(out, "}}")
}

fn write_defaults(options: &DotOptions, out: &mut dyn Write) -> io::Result<()> {
    let direction = match options.direction {
        Direction::LeftToRight => "LR",
        Direction::TopToBottom => "TB",
    };
    writeln!(out, "  graph [rankdir={direction} nodesep=0.22 ranksep=0.55 splines=true concentrate=false")?;
    writeln!(out, "    fontname=\"Helvetica,Arial,sans-serif\" fontsize=16 labelloc=t labeljust=l pad=0.3")?;
    writeln!(out, "    bgcolor=white charset=\"UTF-8\" label={}]", label(&options.title, 100))?;
    writeln!(
        out,
        "  node [fontname=\"Helvetica,Arial,sans-serif\" fontsize=12 color=\"#4D4D4D\" fontcolor=\"#1A1A1A\""
    )?;
    writeln!(out, "    margin=\"0.12,0.06\" height=0.4]")?;
    writeln!(out, "  edge [fontname=\"Helvetica,Arial,sans-serif\" fontsize=10 arrowsize=0.8]")
}

fn write_node(
    node: &Node,
    id: &str,
    network: &Network,
    names: &Names,
    out: &mut dyn Write,
) -> io::Result<()> {
    let style = node_style(node);
    let words = match node.kind {
        NodeKind::Claim => names.short(node.id.as_str()).into_owned(),
        _ => node.label.clone(),
    };
    let about = match node.kind {
        NodeKind::Claim => sentence(node, network),
        _ if node.class.is_empty() => node.kind.word().to_owned(),
        _ => node.class.clone(),
    };
    let tooltip = tooltip(&[format!("{} ({about})", node.label)]);
    writeln!(out, "  {} [label={} {} tooltip={tooltip}]", name(id), label(&words, LETTERS), style.attributes)
}

/// Says what a claim says, if it is in the picture itself.
fn sentence(claim: &Node, network: &Network) -> String {
    network
        .edges()
        .find(|(_, _, edge)| edge.claims.iter().any(|reference| reference.claim == claim.id))
        .map_or_else(
            || "claim".to_owned(),
            |(from, to, edge)| {
                let [from, to] = [from, to].map(|index| &network.graph[index].label);
                format!("{from} {} {to}", edge.label)
            },
        )
}

fn write_edge(
    edge: &Edge,
    [from, to]: [String; 2],
    undirected: bool,
    names: &Names,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut lines: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for claim in &edge.claims {
        let place = [claim.source_label.as_str(), claim.locator.as_str()];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let id = names.short(claim.claim.as_str());
        let line = if place.is_empty() { id.into_owned() } else { format!("{id}: {}", place.join(", ")) };
        if seen.insert(line.clone()) {
            lines.push(line);
        }
    }
    let tooltip = tooltip(&lines);
    let dashed = if edge.is_asserted() { "" } else { " style=dashed" };
    let headless = if undirected { " dir=none" } else { "" };
    writeln!(
        out,
        "  {from} -> {to} [label={} {} penwidth={}{dashed}{headless} tooltip={tooltip} labeltooltip={tooltip}]",
        label(&edge_words(edge), LETTERS),
        tone_attributes(edge.tone),
        pen_width(edge.tone, edge.weight()),
    )
}
