//! The shapes of nodes: what an actor is can be told without colour.

use std::fmt::Write;

use crate::graph::layout::Point;
use crate::graph::{Node, NodeKind};
use crate::render::svg::Length;

/// Names a sort of node, as the legend calls it and as its class is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Sort {
    State,
    Body,
    Organisation,
    ArmedGroup,
    Person,
    Population,
    UnnamedGroup,
    Medium,
    OtherActor,
    Event,
    Place,
    Claim,
    Other,
}

impl Sort {
    /// Every sort, in the order of the legend.
    pub(super) const ALL: [Self; 13] = [
        Self::State,
        Self::Body,
        Self::Organisation,
        Self::ArmedGroup,
        Self::Person,
        Self::Population,
        Self::UnnamedGroup,
        Self::Medium,
        Self::OtherActor,
        Self::Event,
        Self::Place,
        Self::Claim,
        Self::Other,
    ];

    /// Finds the sort of a node.
    pub(in crate::render) fn of(node: &Node) -> Self {
        match (node.kind, node.class.as_str()) {
            (NodeKind::Event, _) => Self::Event,
            (NodeKind::Place, _) => Self::Place,
            (NodeKind::Claim, _) => Self::Claim,
            (NodeKind::Other, _) => Self::Other,
            (NodeKind::Actor, "state") => Self::State,
            (NodeKind::Actor, "government-body") => Self::Body,
            (NodeKind::Actor, "organisation" | "organization") => Self::Organisation,
            (NodeKind::Actor, "armed-group") => Self::ArmedGroup,
            (NodeKind::Actor, "person") => Self::Person,
            (NodeKind::Actor, "population") => Self::Population,
            (NodeKind::Actor, "unnamed-group") => Self::UnnamedGroup,
            (NodeKind::Actor, "medium") => Self::Medium,
            (NodeKind::Actor, _) => Self::OtherActor,
        }
    }

    /// Says what the legend calls it.
    pub(in crate::render) fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Body => "government body",
            Self::Organisation => "organisation",
            Self::ArmedGroup => "armed group",
            Self::Person => "person",
            Self::Population => "population",
            Self::UnnamedGroup => "unnamed group",
            Self::Medium => "medium",
            Self::OtherActor => "other actor",
            Self::Event => "event",
            Self::Place => "place",
            Self::Claim => "claim",
            Self::Other => "other",
        }
    }

    /// Gives the class under which the style sheet knows it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::State | Self::Body | Self::Organisation => "n-power",
            Self::ArmedGroup => "n-armed",
            Self::Event => "n-event",
            Self::Place => "n-place",
            Self::Claim => "n-claim",
            Self::UnnamedGroup => "n-people n-unnamed",
            Self::OtherActor | Self::Other => "n-other",
            _ => "n-people",
        }
    }

    /// Gives half the size of the shape around a text of half this size.
    pub(super) fn around(self, text: Point) -> Point {
        let Point { x, y } = text;
        match self {
            Self::Organisation => Point::new(x + 18.0, y + 7.0),
            Self::ArmedGroup => Point::new(x + 13.0, y + 8.0),
            Self::Person | Self::Population | Self::UnnamedGroup => {
                Point::new(x * 1.12 + 14.0, y * 1.25 + 8.0)
            }
            Self::Event => Point::new(x + 18.0, y + 7.0),
            Self::Claim => Point::new(x + 7.0, y + 4.0),
            _ => Point::new(x + 10.0, y + 7.0),
        }
    }

    /// Tells whether lines end at an ellipse and not at a box.
    pub(super) fn is_round(self) -> bool {
        matches!(self, Self::Person | Self::Population | Self::UnnamedGroup)
    }

    /// Draws the shape around a middle.
    pub(super) fn draw(self, middle: Point, half: Point, out: &mut String) {
        let (l, r, t, b) = (middle.x - half.x, middle.x + half.x, middle.y - half.y, middle.y + half.y);
        let polygon = |points: &[(f64, f64)], out: &mut String| {
            let points: Vec<String> =
                points.iter().map(|(x, y)| format!("{},{}", Length(*x), Length(*y))).collect();
            let _ = write!(out, "<polygon points=\"{}\"/>", points.join(" "));
        };
        let rectangle = |round: f64, out: &mut String| {
            let (w, h) = (Length(r - l), Length(b - t));
            let (x, y, round) = (Length(l), Length(t), Length(round));
            let _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{round}\"/>");
        };
        let ellipse = |less: f64, out: &mut String| {
            let (x, y) = (Length(middle.x), Length(middle.y));
            let (rx, ry) = (Length(half.x - less), Length(half.y - less));
            let _ = write!(out, "<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{rx}\" ry=\"{ry}\"/>");
        };
        let cut = half.x.min(half.y).min(12.0) * 0.7;
        match self {
            Self::State => rectangle(half.y.min(9.0), out),
            // A mark has no corners to tell it from others.
            Self::OtherActor | Self::Other if half.x == half.y => ellipse(0.0, out),
            Self::Body | Self::OtherActor | Self::Other => rectangle(0.0, out),
            Self::Claim => rectangle(3.0, out),
            Self::Organisation => {
                let y = middle.y;
                let dent = half.x.min(14.0) * 0.8;
                polygon(&[(l, y), (l + dent, t), (r - dent, t), (r, y), (r - dent, b), (l + dent, b)], out);
            }
            Self::ArmedGroup => {
                let c = cut;
                polygon(
                    &[
                        (l + c, t),
                        (r - c, t),
                        (r, t + c),
                        (r, b - c),
                        (r - c, b),
                        (l + c, b),
                        (l, b - c),
                        (l, t + c),
                    ],
                    out,
                );
            }
            Self::Person | Self::UnnamedGroup => ellipse(0.0, out),
            Self::Population => {
                ellipse(0.0, out);
                ellipse(3.0_f64.min(half.y * 0.3), out);
            }
            Self::Medium => polygon(&[(l, t), (r - cut, t), (r, t + cut), (r, b), (l, b)], out),
            Self::Event => {
                let tip = half.x.min(12.0);
                polygon(&[(l, t), (r - tip, t), (r, middle.y), (r - tip, b), (l, b)], out);
            }
            Self::Place => {
                let tab = (l + half.x * 0.8, t + half.y.min(5.0));
                polygon(&[(l, t), (tab.0, t), (tab.0, tab.1), (r, tab.1), (r, b), (l, b)], out);
            }
        }
    }
}
