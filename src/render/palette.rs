//! The colours of pictures that are not DOT: those of Okabe and Ito (2008) and darker shades of them, which stay
//! apart for colour-blind eyes and on grey paper.

use crate::graph::{Node, NodeKind, Tone};

/// Holds a colour: red, green, blue.
pub(super) type Rgb = [u8; 3];

/// Gives the colour of a line.
pub(super) fn tone_colour(tone: Tone) -> Rgb {
    match tone {
        Tone::VerbalConflict => [0xD5, 0x5E, 0x00],
        Tone::MaterialConflict => [0x8C, 0x2D, 0x04],
        Tone::VerbalCooperation => [0x00, 0x9E, 0x73],
        Tone::MaterialCooperation => [0x00, 0x57, 0x3F],
        Tone::Structural => [0x8A, 0x8A, 0x8A],
    }
}

/// Gives the colour of a node where it is drawn as a plain mark.
pub(super) fn node_colour(node: &Node) -> Rgb {
    match (node.kind, node.class.as_str()) {
        (NodeKind::Actor, "armed-group") => [0xB8, 0x95, 0x7A],
        (NodeKind::Actor, "person" | "population" | "unnamed-group") => [0xC9, 0xC9, 0xD6],
        (NodeKind::Actor, _) => [0x7F, 0xA8, 0xD1],
        (NodeKind::Event, _) => [0xE3, 0xC5, 0x3D],
        (NodeKind::Place, _) => [0x93, 0xBF, 0x93],
        (NodeKind::Claim | NodeKind::Other, _) => [0xB0, 0xB0, 0xB0],
    }
}
