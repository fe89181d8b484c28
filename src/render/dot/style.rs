//! How a picture looks: shapes by what a node is, colours by what a relation does. The colours are those of Okabe
//! and Ito (2008) and darker shades of them, which stay apart for colour-blind eyes and on grey paper.

use crate::graph::{Edge, Node, NodeKind, Tone};
use crate::render::facts;

/// Says how one sort of node is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NodeStyle {
    /// What the legend calls it.
    pub(super) name: &'static str,
    /// DOT attributes, without label.
    pub(super) attributes: &'static str,
}

/// Every sort of node, in the order of the legend.
pub(super) const NODE_STYLES: [NodeStyle; 13] = [
    NodeStyle {
        name: "state",
        attributes: r##"shape=box style="rounded,filled" fillcolor="#DCE9F5" penwidth=1.6"##,
    },
    NodeStyle { name: "government body", attributes: r##"shape=box style=filled fillcolor="#DCE9F5""## },
    NodeStyle {
        name: "organisation",
        attributes: r##"shape=hexagon style=filled fillcolor="#DCE9F5" margin="0.02,0.03""##,
    },
    NodeStyle {
        name: "armed group",
        attributes: r##"shape=octagon style=filled fillcolor="#E9E2DC" margin="0.03,0.03""##,
    },
    NodeStyle {
        name: "person",
        attributes: r##"shape=ellipse style=filled fillcolor="#FFFFFF" margin="0.02,0.03""##,
    },
    NodeStyle {
        name: "population",
        attributes: r##"shape=ellipse style=filled fillcolor="#FFFFFF" peripheries=2 margin="0.02,0.03""##,
    },
    NodeStyle {
        name: "unnamed group",
        attributes: r##"shape=ellipse style="filled,dashed" fillcolor="#FFFFFF" margin="0.02,0.03""##,
    },
    NodeStyle { name: "medium", attributes: r##"shape=note style=filled fillcolor="#FFFFFF""## },
    NodeStyle { name: "other actor", attributes: r##"shape=box style=filled fillcolor="#FFFFFF""## },
    NodeStyle {
        name: "event",
        attributes: r##"shape=cds style=filled fillcolor="#FFF3B8" margin="0.16,0.13""##,
    },
    NodeStyle { name: "place", attributes: r##"shape=tab style=filled fillcolor="#E6F2E6""## },
    NodeStyle {
        name: "claim",
        attributes: r##"shape=box style=filled fillcolor="#F4F4F4" color="#9A9A9A" fontsize=10 margin="0.06,0.03" height=0.25 width=0.3"##,
    },
    NodeStyle { name: "other", attributes: r##"shape=plaintext"## },
];

/// Finds how a node is drawn.
pub(super) fn node_style(node: &Node) -> NodeStyle {
    let name = match node.kind {
        NodeKind::Event => "event",
        NodeKind::Place => "place",
        NodeKind::Claim => "claim",
        NodeKind::Other => "other",
        NodeKind::Actor => match node.class.as_str() {
            "state" => "state",
            "organisation" | "organization" => "organisation",
            "government-body" => "government body",
            "armed-group" => "armed group",
            "person" => "person",
            "population" => "population",
            "medium" => "medium",
            "unnamed-group" => "unnamed group",
            _ => "other actor",
        },
    };
    let other = NODE_STYLES[NODE_STYLES.len() - 1];
    NODE_STYLES.into_iter().find(|style| style.name == name).unwrap_or(other)
}

/// Gives colour, colour of the words, and arrow head of a tone: deeds are darker and have a full head.
pub(super) fn tone_attributes(tone: Tone) -> &'static str {
    match tone {
        Tone::VerbalConflict => r##"color="#D55E00" fontcolor="#B04E00" arrowhead=vee"##,
        Tone::MaterialConflict => r##"color="#8C2D04" fontcolor="#8C2D04" arrowhead=normal"##,
        Tone::VerbalCooperation => r##"color="#009E73" fontcolor="#007D5B" arrowhead=vee"##,
        Tone::MaterialCooperation => r##"color="#00573F" fontcolor="#00573F" arrowhead=normal"##,
        Tone::Structural => r##"color="#8A8A8A" fontcolor="#5E5E5E" arrowhead=empty"##,
    }
}

/// Gives the width of a line: more for deeds, more for each further source, never more than 5.
pub(super) fn pen_width(tone: Tone, sources: usize) -> String {
    let base = match tone {
        Tone::MaterialConflict | Tone::MaterialCooperation => 16,
        Tone::VerbalConflict | Tone::VerbalCooperation => 12,
        Tone::Structural => 10,
    };
    let tenths = (base + 8 * sources.saturating_sub(1)).min(50);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Gives the words at an edge: what, how many sources, and the status unless it is asserted.
pub(super) fn edge_words(edge: &Edge) -> String {
    facts::edge_words(edge, '\n')
}
