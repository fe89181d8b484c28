//! The picture as it is written, and what of it must never lie on something else.

use crate::graph::layout::Point;
use crate::graph::story::{BASE, story};
use crate::graph::{Network, network};
use crate::render::svg::lettering::ems;
use crate::render::svg::plan::{Plan, SIZE, SMALL};
use crate::render::{Arrangement, Names, SvgOptions, svg};

fn written(network: &Network, options: &SvgOptions) -> String {
    let mut out = Vec::new();
    svg(network, &Names::new(BASE), options, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

/// Gives the box of every label: middle, and half its size.
fn labels(plan: &Plan) -> Vec<(Point, Point)> {
    let nodes = plan.nodes.iter().filter_map(|node| {
        let widest = node.words.iter().map(|line| ems(line)).fold(0.0, f64::max);
        Some((node.label?, Point::new(widest * SIZE / 2.0, node.words.len() as f64 * SIZE / 2.0)))
    });
    let lines = plan
        .lines
        .iter()
        .filter_map(|line| Some((line.label?, Point::new(ems(&line.words) * SMALL / 2.0, SMALL / 2.0))));
    nodes.chain(lines).collect()
}

#[test]
fn no_label_lies_on_another() {
    let story = network(&story()).expect("a network");
    for arrangement in [Arrangement::Force, Arrangement::Layered] {
        let options = SvgOptions { arrangement, ..SvgOptions::default() };
        let plan = Plan::new(&story, &Names::new(BASE), &options);
        assert!(plan.boxes);
        let labels = labels(&plan);
        for (at, (one, size)) in labels.iter().enumerate() {
            for (other, other_size) in &labels[..at] {
                let x = (one.x - other.x).abs() < size.x + other_size.x - 0.01;
                let y = (one.y - other.y).abs() < size.y + other_size.y - 0.01;
                assert!(!(x && y), "{arrangement:?}: {one:?} {other:?}");
            }
        }
        let silent = plan.lines.iter().filter(|line| line.label.is_none()).count();
        assert!(
            silent * 20 <= plan.lines.len(),
            "{arrangement:?}: {silent} of {} lines have no words",
            plan.lines.len()
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let story = network(&story()).expect("a network");
    let options = SvgOptions { title: "The <story>".to_owned(), ..SvgOptions::default() };
    let text = written(&story, &options);
    assert_eq!(text, written(&story, &options));
    let themed = written(&story, &SvgOptions { follows_theme: true, ..options.clone() });
    let scheme = "prefers-color-scheme:dark";
    assert!(themed.contains(scheme) && !text.contains(scheme), "a picture of its own is for paper");
    assert_ne!(text, written(&story, &SvgOptions { seed: 2, ..options }));
    assert!(text.contains("The &lt;story&gt;") && !text.contains("<script") && !text.contains("http://x"));
    assert_eq!(text.matches(" data-node=").count(), story.nodes().len());
}

#[test]
fn an_empty_network_is_an_empty_picture() {
    let text =
        written(&Network::default(), &SvgOptions { title: "nothing".to_owned(), ..SvgOptions::default() });
    assert!(text.contains(">nothing</text>") && !text.contains("data-node") && text.ends_with("</svg>\n"));
}
