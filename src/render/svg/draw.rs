//! The SVG text of a plan. Classes carry every colour, so that a page around it may give it others.

use std::fmt::Write;

use crate::graph::layout::Point;
use crate::graph::{Network, Tone};
use crate::render::facts::evidence;
use crate::render::svg::Length;
use crate::render::svg::legend::legend;
use crate::render::svg::lettering::ems;
use crate::render::svg::plan::{Drawn, LEADING, Plan, SIZE, Stroke};
use crate::render::wrap::wrap;
use crate::render::xml::Xml;
use crate::render::{Names, SvgOptions};

/// What stays free around a picture.
const MARGIN: f64 = 24.0;
/// The size of the letters of the title, and how high a line of it is.
const TITLE: f64 = 16.0;
/// A picture is at least so wide, for its legend.
const NARROWEST: f64 = 640.0;
/// With more lines, none has a head.
const FEW: usize = 1_200;

/// What is other where pages are dark; it overrides what each element says of itself.
const DARK: &str = concat!("@media (prefers-color-scheme:dark){\n", include_str!("dark.css"), "}");

const STYLE: &str = "\
.picture{font-family:Helvetica,Arial,'Liberation Sans','Noto Sans',sans-serif;font-size:12px}\
.picture .paper{fill:#fff}.picture text{fill:#1a1a1a;text-anchor:middle;white-space:pre}\
.picture .title{font-size:16px;text-anchor:start;font-weight:bold}.picture .small{font-size:10px}\
.picture .start{text-anchor:start}\
.picture .node *{stroke:#4d4d4d;stroke-width:1.1}.picture .node text{stroke:none}\
.picture .n-power>*{fill:#dce9f5}.picture .n-armed>*{fill:#ecd9c9}.picture .n-people>*{fill:#fff}.picture .n-other>*{fill:#eceef2}\
.picture .n-event>*{fill:#fff3b8}.picture .n-place>*{fill:#dff0df}.picture .n-claim>*{fill:#f2f2f2;stroke:#9a9a9a}\
.picture .n-unnamed>*{stroke-dasharray:4 2.5}.picture .node>text{fill:#1a1a1a}\
.picture .edge path{fill:none;stroke:#8a8a8a}.picture .weak path{stroke-dasharray:6 4}\
.picture .edge text{font-size:10px;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round;fill:#5e5e5e}\
.picture .mark text{font-size:10px;paint-order:stroke;stroke:#fff;stroke-width:2.5px;stroke-linejoin:round}\
.picture .verbal-conflict path{stroke:#d55e00}.picture .verbal-conflict text{fill:#b04e00}\
.picture .material-conflict path{stroke:#8c2d04}.picture .material-conflict text{fill:#8c2d04}\
.picture .verbal-cooperation path{stroke:#009e73}.picture .verbal-cooperation text{fill:#007d5b}\
.picture .material-cooperation path{stroke:#00573f}.picture .material-cooperation text{fill:#00573f}\
.picture .more{display:none}\
.picture .heads .verbal-conflict path{marker-end:url(#verbal-conflict)}\
.picture .heads .material-conflict path{marker-end:url(#material-conflict)}\
.picture .heads .verbal-cooperation path{marker-end:url(#verbal-cooperation)}\
.picture .heads .material-cooperation path{marker-end:url(#material-cooperation)}\
.picture .heads .structural path{marker-end:url(#structural)}\
.picture marker path{stroke:none;fill:#8a8a8a}\
#verbal-conflict path{fill:#d55e00}#material-conflict path{fill:#8c2d04}\
#verbal-cooperation path{fill:#009e73}#material-cooperation path{fill:#00573f}";

/// Writes the picture as one `svg` element.
pub(super) fn picture(plan: &Plan, network: &Network, names: &Names, options: &SvgOptions) -> String {
    let title = options.title.as_str();
    let wide = (plan.high.x - plan.low.x).max(NARROWEST);
    let left = plan.low.x - (wide - (plan.high.x - plan.low.x)) / 2.0;
    let letters = ((wide / (TITLE * 0.62)) as usize).max(20);
    let heading: Vec<String> = if title.is_empty() {
        Vec::new()
    } else {
        title.lines().flat_map(|line| wrap(line, letters)).collect()
    };
    let above = heading.len() as f64 * (TITLE + 5.0) + if heading.is_empty() { 0.0 } else { 12.0 };
    let mut below = String::new();
    let corner = Point::new(left, plan.high.y + MARGIN);
    let height = if plan.lines.is_empty() { 0.0 } else { legend(plan, corner, wide, &mut below) + MARGIN };
    // The more lines, the fainter each: where many run, it is dark all the same.
    let faint = if plan.boxes && !plan.crowded {
        1.0
    } else {
        (900.0 / plan.lines.len().max(1) as f64).clamp(0.12, 0.6)
    };
    let (x, y) = (left - MARGIN, plan.low.y - MARGIN - above);
    let (w, h) = (wide + 2.0 * MARGIN, plan.high.y + height + MARGIN - y);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" role=\"img\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"{x} {y} {w} {h}\">",
        x = Length(x),
        y = Length(y),
        w = Length(w),
        h = Length(h)
    );
    let nodes = network.nodes().len();
    let edges = network.edges().len();
    let _ = writeln!(out, "<title>{}</title>", Xml(if title.is_empty() { "Network" } else { title }));
    let _ = writeln!(out, "<desc>{nodes} nodes and {edges} relations between them.</desc>");
    let dark = if options.follows_theme { DARK } else { "" };
    let _ = writeln!(out, "<style>{STYLE}{dark}</style>");
    markers(faint, &mut out);
    let (px, py, pw, ph) = (Length(x), Length(y), Length(w), Length(h));
    let _ = writeln!(out, "<rect class=\"paper\" x=\"{px}\" y=\"{py}\" width=\"{pw}\" height=\"{ph}\"/>");
    for (number, line) in heading.iter().enumerate() {
        let down = y + MARGIN + TITLE + number as f64 * (TITLE + 5.0);
        let (x, y) = (Length(left), Length(down));
        let _ = writeln!(out, "<text class=\"title\" x=\"{x}\" y=\"{y}\">{}</text>", Xml(line));
    }
    let _ = writeln!(out, "<g class=\"{}\">", if plan.boxes { "view" } else { "view many" });
    let wide = if plan.lines.len() > FEW { 0.6 } else { 1.0 };
    let heads = if plan.lines.len() > FEW || network.undirected { "" } else { " heads" };
    let _ = match faint < 1.0 {
        false => writeln!(out, "<g class=\"lines{heads}\">"),
        true => writeln!(out, "<g class=\"lines{heads}\" style=\"stroke-opacity:{faint:.2}\">"),
    };
    for line in &plan.lines {
        draw_line(line, wide, network, names, &mut out);
    }
    out.push_str("</g>\n");
    let mut order: Vec<(usize, &Drawn)> = plan.nodes.iter().enumerate().collect();
    if !plan.boxes {
        // What has most claims lies on top, and its name with it.
        order.sort_by(|(_, one), (_, other)| one.end.half.x.total_cmp(&other.end.half.x));
    }
    for (number, node) in order {
        draw_node(number, node, plan, network, &mut out);
    }
    out.push_str("</g>\n");
    out.push_str(&below);
    out.push_str("</svg>\n");
    out
}

fn markers(faint: f64, out: &mut String) {
    out.push_str("<defs>");
    let (wide, high) = if faint < 1.0 { (6.3, 5.6) } else { (9.0, 8.0) };
    for tone in Tone::ALL {
        let tip = match tone {
            Tone::VerbalConflict | Tone::VerbalCooperation => "M0 0 L9 4 L0 8 L3 4 Z",
            _ => "M0 0 L9 4 L0 8 Z",
        };
        let _ = write!(
            out,
            "<marker id=\"{}\" viewBox=\"0 0 9 8\" refX=\"8.5\" refY=\"4\" markerWidth=\"{}\" markerHeight=\"{}\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path fill-opacity=\"{faint:.2}\" d=\"{tip}\"/></marker>",
            tone.word(),
            Length(wide),
            Length(high)
        );
    }
    out.push_str("</defs>\n");
}

/// Gives the classes of a line.
pub(super) fn line_class(tone: Tone, asserted: bool) -> String {
    format!("edge {}{}", tone.word(), if asserted { "" } else { " weak" })
}

/// Gives the width of a line: more for deeds, more for each further source, never more than 6.
pub(super) fn width(tone: Tone, weight: usize) -> f64 {
    let base = match tone {
        Tone::MaterialConflict | Tone::MaterialCooperation => 1.6,
        Tone::VerbalConflict | Tone::VerbalCooperation => 1.2,
        Tone::Structural => 1.0,
    };
    (base + 0.9 * ((weight.max(1) as f64).sqrt() - 1.0) * 1.5).min(6.0)
}

fn draw_line(line: &Stroke, wide: f64, network: &Network, names: &Names, out: &mut String) {
    let numbers: Vec<String> = line.edges.iter().map(usize::to_string).collect();
    let _ = write!(
        out,
        "<g class=\"{}\" data-edges=\"{}\"><title>",
        line_class(line.tone, line.asserted),
        numbers.join(" ")
    );
    const SHOWN: usize = 6;
    let all: Vec<_> = line.edges.iter().filter_map(|&number| network.edge(number)).collect();
    for (number, (from, to, edge)) in all.iter().enumerate().take(SHOWN) {
        let [from, to] = [from, to].map(|end| network.graph[*end].label.as_str());
        let status = if edge.is_asserted() { String::new() } else { format!(" ({})", edge.status) };
        let sentence = format!("{from} {} {to}{status}", edge.label);
        let _ = write!(out, "{}{}", if number == 0 { "" } else { "\n" }, Xml(&sentence));
        for evidence in evidence(edge, names).take(SHOWN) {
            let _ = write!(out, "\n  {}", Xml(&evidence));
        }
    }
    if all.len() > SHOWN {
        let _ = write!(out, "\n… and {} more", all.len() - SHOWN);
    }
    let _ = write!(
        out,
        "</title><path style=\"stroke-width:{}\" d=\"{}\"/>",
        Length(wide * width(line.tone, line.weight)),
        line.line.path()
    );
    if let Some(Point { x, y }) = line.label {
        let _ =
            write!(out, "<text x=\"{}\" y=\"{}\">{}</text>", Length(x), Length(y + 3.5), Xml(&line.words));
    }
    out.push_str("</g>\n");
}

fn draw_node(number: usize, node: &Drawn, plan: &Plan, network: &Network, out: &mut String) {
    let mark = if plan.boxes { "" } else { " mark" };
    let _ = write!(out, "<g class=\"node {}{mark}\" data-node=\"{number}\"><title>", node.end.sort.class());
    if let Some(named) = network.node(number) {
        let what = if named.class.is_empty() { named.kind.word() } else { &named.class };
        let _ = write!(out, "{} ({})", Xml(&named.label), Xml(what));
    }
    out.push_str("</title>");
    node.end.sort.draw(node.end.middle, node.end.half, out);
    let (leading, size) = if plan.boxes { (LEADING, SIZE) } else { (plan.letters * 1.2, plan.letters) };
    let (at, more) = match node.label {
        Some(at) => (at, ""),
        // A page may show it when there is room.
        None => (Point::new(node.end.middle.x, node.end.middle.y + node.end.half.y + 8.0), " class=\"more\""),
    };
    let below = if more.is_empty() { (node.words.len() as f64 - 1.0) * leading / 2.0 } else { 0.0 };
    let top = at.y - below + if more.is_empty() { size * 0.36 } else { 3.6 };
    for (number, line) in node.words.iter().enumerate().filter(|_| more.is_empty()) {
        let (x, y) = (Length(at.x), Length(top + number as f64 * leading));
        let _ = match plan.boxes {
            true => write!(out, "<text x=\"{x}\" y=\"{y}\">{}</text>", Xml(line)),
            false => {
                let size = Length(size);
                write!(out, "<text style=\"font-size:{size}px\" x=\"{x}\" y=\"{y}\">{}</text>", Xml(line))
            }
        };
    }
    if !more.is_empty() {
        let (x, y) = (Length(at.x), Length(top));
        let shown = ems(&node.words.join(" ")) < 40.0;
        let words =
            if shown { node.words.join(" ") } else { node.words.first().cloned().unwrap_or_default() };
        let _ = write!(out, "<text{more} x=\"{x}\" y=\"{y}\">{}</text>", Xml(&words));
    }
    out.push_str("</g>\n");
}
