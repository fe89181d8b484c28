//! The legend: samples of what occurs in this picture, and of nothing else.

use std::io::{self, Write};

use crate::graph::{Edge, Network, Tone};
use crate::render::dot::quote::{label, name};
use crate::render::dot::style::{NODE_STYLES, node_style, pen_width, tone_attributes};
use crate::render::tone::tone_name;

/// Writes the legend as a cluster. `free` makes a node name that no node of the picture has.
pub(super) fn write_legend(
    network: &Network,
    free: &dyn Fn(&str) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    let node_styles: Vec<_> = NODE_STYLES
        .into_iter()
        .filter(|style| network.nodes().any(|(_, node)| node_style(node) == *style))
        .collect();
    let lines = lines(network);
    writeln!(out, "  subgraph \"cluster_legend\" {{")?;
    writeln!(
        out,
        "    graph [label=\"Legend\" labeljust=l fontsize=11 style=rounded color=\"#B0B0B0\" margin=10]"
    )?;
    writeln!(out, "    node [fontsize=9 height=0.3 width=0.9]")?;
    writeln!(out, "    edge [fontsize=9 weight=100]")?;
    // Two columns: what is left and right of an edge stands in two ranks, and the lines below stay straight.
    for pair in node_styles.chunks(2) {
        let mut names = Vec::new();
        for style in pair {
            let node = name(&free(&format!("legend/{}", style.name)));
            writeln!(out, "    {node} [label={} {}]", label(style.name, 18), style.attributes)?;
            names.push(node);
        }
        if names.len() < 2 {
            let node = name(&free("legend/"));
            writeln!(out, "    {node} [label=\"\" style=invis]")?;
            names.push(node);
        }
        writeln!(out, "    {} [style=invis]", names.join(" -> "))?;
    }
    for (number, (words, attributes)) in lines.iter().enumerate() {
        let [from, to] = ["from", "to"].map(|end| name(&free(&format!("legend/{end}/{number}"))));
        writeln!(out, "    {from}, {to} [label=\"\" shape=point style=invis width=0.02 height=0.02]")?;
        writeln!(out, "    {from} -> {to} [label={} {attributes}]", label(words, 40))?;
    }
    writeln!(out, "  }}")
}

/// Gives a sample for each sort of line that occurs: words and attributes.
fn lines(network: &Network) -> Vec<(String, String)> {
    let edges = || network.edges().map(|(_, _, edge)| edge);
    let mut lines: Vec<(String, String)> = Tone::ALL
        .into_iter()
        .filter(|&tone| edges().any(|edge| edge.tone == tone))
        .map(|tone| {
            let attributes = format!("{} penwidth={}", tone_attributes(tone), pen_width(tone, 1));
            (tone_name(tone).to_owned(), attributes)
        })
        .collect();
    // A measure says at each line what it weighs.
    let counted = edges().filter(|edge| edge.strength.is_none());
    if let Some(most) = counted.map(Edge::weight).max().filter(|&most| most > 1) {
        let attributes =
            format!("{} penwidth={}", tone_attributes(Tone::Structural), pen_width(Tone::Structural, most));
        lines.push((format!("×{most}: {most} sources agree"), attributes));
    }
    if edges().any(|edge| !edge.is_asserted()) {
        let attributes = format!("{} style=dashed", tone_attributes(Tone::Structural));
        lines.push(("not asserted".to_owned(), attributes));
    }
    lines
}
