//! The legend under a picture: samples of what occurs in it, and of nothing else.

use std::fmt::Write;

use crate::graph::Tone;
use crate::graph::layout::Point;
use crate::render::svg::Length;
use crate::render::svg::draw::{line_class, width};
use crate::render::svg::lettering::ems;
use crate::render::svg::plan::{Plan, SMALL};
use crate::render::svg::shape::Sort;
use crate::render::tone::tone_name;
use crate::render::xml::Xml;

/// How far a row is from the next.
const ROW: f64 = 20.0;
/// The width of a sample.
const SAMPLE: f64 = 30.0;
/// A picture so wide is seen whole on a screen; the legend of a wider one grows with it, up to three times.
const SCREEN: f64 = 1300.0;

/// Draws the legend from a corner on, not wider than the picture where that can be; gives its height.
pub(super) fn legend(plan: &Plan, corner: Point, width_of_page: f64, out: &mut String) -> f64 {
    let scale = (width_of_page / SCREEN).clamp(1.0, 3.0);
    let width_of_page = width_of_page / scale;
    let mut at = Point::new(0.0, ROW / 2.0);
    let mut cells = String::new();
    let mut cell = |words: &str, sample: &dyn Fn(Point, &mut String)| {
        let wide = SAMPLE + 6.0 + ems(words) * SMALL + 18.0;
        if at.x > 0.0 && at.x + wide > width_of_page {
            at = Point::new(0.0, at.y + ROW);
        }
        let place = at;
        sample(place, &mut cells);
        let (x, y) = (Length(place.x + SAMPLE + 6.0), Length(place.y + 3.5));
        let _ = writeln!(cells, "<text class=\"small start\" x=\"{x}\" y=\"{y}\">{}</text>", Xml(words));
        at.x += wide;
    };
    for sort in Sort::ALL.into_iter().filter(|sort| plan.nodes.iter().any(|node| node.end.sort == *sort)) {
        cell(sort.name(), &|place, out| {
            let _ = write!(out, "<g class=\"node {}\">", sort.class());
            sort.draw(Point::new(place.x + SAMPLE / 2.0, place.y), Point::new(SAMPLE / 2.0 - 1.0, 7.0), out);
            out.push_str("</g>");
        });
    }
    for tone in Tone::ALL.into_iter().filter(|tone| plan.lines.iter().any(|line| line.tone == *tone)) {
        cell(tone_name(tone), &|place, out| sample(place, tone, true, width(tone, 1), out));
    }
    if plan.lines.iter().any(|line| !line.asserted) {
        cell("not asserted: alleged, possible, predicted or denied", &|place, out| {
            sample(place, Tone::Structural, false, width(Tone::Structural, 1), out);
        });
    }
    if let Some(most) = plan.lines.iter().map(|line| line.weight).max().filter(|most| *most > 1) {
        let words = if plan.measured {
            "thicker: more weight"
        } else if plan.boxes {
            "×2 …: so many sources agree"
        } else {
            "thicker: more sources"
        };
        cell(words, &|place, out| {
            sample(place, Tone::Structural, true, width(Tone::Structural, most), out);
        });
    }
    let (x, y) = (Length(corner.x), Length(corner.y));
    let _ = writeln!(
        out,
        "<g class=\"legend heads\" transform=\"translate({x} {y}) scale({scale:.2})\">\n{cells}</g>"
    );
    (at.y + ROW / 2.0) * scale
}

fn sample(place: Point, tone: Tone, asserted: bool, wide: f64, out: &mut String) {
    let (x, y, end) = (Length(place.x), Length(place.y), Length(place.x + SAMPLE));
    let _ = write!(
        out,
        "<g class=\"{}\"><path style=\"stroke-width:{}\" d=\"M{x} {y} H{end}\"/></g>",
        line_class(tone, asserted),
        Length(wide)
    );
}
