//! A network as a picture that needs no other program: SVG, laid out here. Text is escaped by `xml` alone; there is no
//! script in it and nothing is fetched.

mod draw;
mod legend;
mod lettering;
mod line;
mod plan;
mod shape;
mod taken;
#[cfg(test)]
mod tests;

use std::fmt;
use std::io::{self, Write};

use crate::graph::Network;
use crate::render::Names;
use crate::render::xml::carries;

pub(super) use plan::Plan;

/// Says how to draw a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SvgOptions {
    /// What stands above it.
    pub title: String,
    /// Where the nodes stand.
    pub arrangement: Arrangement,
    /// The same seed gives the same picture.
    pub seed: u64,
    /// Whether it is dark where its reader wants pages to be.
    pub follows_theme: bool,
}

impl Default for SvgOptions {
    fn default() -> Self {
        Self { title: String::new(), arrangement: Arrangement::Force, seed: 1, follows_theme: false }
    }
}

/// Says how the nodes of a picture are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// Those that have to do with each other stand together.
    #[default]
    Force,
    /// In layers from left to right, along the arrows.
    Layered,
}

/// Writes a picture. Up to 90 nodes are boxes with their names in them, and every line has its words; more are marks,
/// sized by their claims, of which as many are named as have room, and lines that say the same sort of thing of the
/// same two are one. The same network gives the same bytes.
///
/// # Errors
///
/// Whatever the writer fails with; a text with a character that XML cannot carry, by its name.
pub fn svg(network: &Network, names: &Names, options: &SvgOptions, out: &mut dyn Write) -> io::Result<()> {
    carries(network, &options.title)?;
    let plan = Plan::new(network, names, options);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    out.write_all(draw::picture(&plan, network, names, options).as_bytes())
}

/// Draws a picture to stand inside a page of HTML, whose texts have been looked at before.
pub(super) fn inline(network: &Network, names: &Names, options: &SvgOptions) -> String {
    draw::picture(&Plan::new(network, names, options), network, names, options)
}

/// Shows a length with one digit after the point.
pub(super) struct Length(pub(super) f64);

impl fmt::Display for Length {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let (sign, whole, rest) = (if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
        if rest == 0 { write!(formatter, "{sign}{whole}") } else { write!(formatter, "{sign}{whole}.{rest}") }
    }
}
