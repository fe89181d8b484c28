//! The plan of a picture: what is drawn where, before a letter of it is written.

use std::collections::BTreeMap;

use crate::graph::layout::{Point, Sketch, force, layered, pieces};
use crate::graph::{Edge, Network, Node, NodeKind, Tone};
use crate::render::Names;
use crate::render::facts::edge_words;
use crate::render::svg::lettering::ems;
use crate::render::svg::line::{End, Line};
use crate::render::svg::shape::Sort;
use crate::render::svg::taken::Taken;
use crate::render::svg::{Arrangement, SvgOptions};
use crate::render::wrap::wrap;

/// With more nodes, they are marks and not boxes.
const BOXES: usize = 90;
/// With more edges than this, and than this for each node, those of one sort between the same two are one line.
const SPARSE: (usize, usize) = (150, 3);
/// With more lines than this, and than this for each node, words on them would hide what they speak of.
const CROWDED: (usize, usize) = (300, 4);
/// How many letters a line of a label has.
const LETTERS: usize = 18;
/// The sizes of letters.
pub(super) const SIZE: f64 = 12.0;
pub(super) const SMALL: f64 = 10.0;
/// How high a line of a label is.
pub(super) const LEADING: f64 = 14.0;

/// Holds what is drawn where.
pub(in crate::render) struct Plan {
    /// Whether nodes are boxes with their names in them.
    pub(super) boxes: bool,
    /// Whether there are so many lines that none has words and each is faint.
    pub(super) crowded: bool,
    /// Whether a measure says what the lines weigh.
    pub(super) measured: bool,
    /// The size of the names of marks: they can be read when the whole picture is seen.
    pub(super) letters: f64,
    pub(super) nodes: Vec<Drawn>,
    pub(super) lines: Vec<Stroke>,
    /// The upper left corner, and width and height.
    pub(super) low: Point,
    pub(super) high: Point,
}

/// A node on the page.
pub(super) struct Drawn {
    pub(super) end: End,
    pub(super) words: Vec<String>,
    /// Where the words stand; nowhere when there is no room.
    pub(super) label: Option<Point>,
}

/// A line on the page, for one edge or several.
pub(super) struct Stroke {
    pub(super) edges: Vec<usize>,
    pub(super) tone: Tone,
    pub(super) asserted: bool,
    pub(super) weight: usize,
    pub(super) line: Line,
    pub(super) words: String,
    pub(super) label: Option<Point>,
}

impl Plan {
    /// Lays a network out.
    pub(in crate::render) fn new(network: &Network, names: &Names, options: &SvgOptions) -> Self {
        let boxes = network.nodes().len() <= BOXES;
        let most = network.nodes().map(|(index, _)| network.claims_at(index)).max().unwrap_or(1).max(1);
        let share = |index| network.claims_at(index) as f64 / most as f64;
        let mut nodes: Vec<Drawn> =
            network.nodes().map(|(index, node)| drawn(node, names, share(index), boxes)).collect();
        place(network, options, boxes, &mut nodes);
        let mut taken = Taken::default();
        for node in &nodes {
            taken.put(node.end.middle, node.end.half);
        }
        let mut lines = strokes(network, &nodes, boxes);
        let (low, high) = extent(&nodes, SIZE, &lines);
        let letters = ((high.x - low.x).max(high.y - low.y) / 130.0).clamp(SMALL, 32.0);
        let crowded = lines.len() > CROWDED.0 && lines.len() > CROWDED.1 * nodes.len();
        if boxes && !crowded {
            label_lines(&mut lines, &mut taken);
        } else if !boxes {
            label_marks(network, letters, &mut nodes, &mut taken);
        }
        let (low, high) = extent(&nodes, if boxes { SIZE } else { letters }, &lines);
        let measured = network.edges().any(|(_, _, edge)| edge.strength.is_some());
        Self { boxes, crowded, measured, letters, nodes, lines, low, high }
    }
}

fn drawn(node: &Node, names: &Names, share: f64, boxes: bool) -> Drawn {
    let words = match node.kind {
        NodeKind::Claim => names.short(node.id.as_str()).into_owned(),
        _ => node.label.clone(),
    };
    let words: Vec<String> = words.lines().flat_map(|line| wrap(line, LETTERS)).collect();
    let sort = Sort::of(node);
    let half = if boxes {
        let widest = words.iter().map(|line| ems(line)).fold(1.0, f64::max);
        sort.around(Point::new(widest * SIZE / 2.0, words.len().max(1) as f64 * LEADING / 2.0))
    } else {
        let radius = 4.0 + 16.0 * share.sqrt();
        Point::new(radius, radius)
    };
    Drawn { end: End { sort, middle: Point::default(), half }, words, label: None }
}

fn place(network: &Network, options: &SvgOptions, boxes: bool, nodes: &mut [Drawn]) {
    let air = if boxes { Point::new(16.0, 14.0) } else { Point::new(5.0, 5.0) };
    let sizes: Vec<Point> =
        nodes.iter().map(|node| Point::new(node.end.half.x + air.x, node.end.half.y + air.y)).collect();
    let mut pairs: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (from, to, _) in network.edges() {
        *pairs.entry((from.index(), to.index())).or_default() += 1.0;
    }
    // Ten claims bind closer than one, but not ten times.
    let edges = pairs.into_iter().map(|((from, to), count)| (from, to, count.sqrt())).collect();
    let sketch = Sketch { sizes, edges };
    let places =
        pieces(&sketch, options.arrangement == Arrangement::Force, |piece| match options.arrangement {
            Arrangement::Force => force(piece, options.seed),
            Arrangement::Layered => layered(piece),
        });
    for (node, place) in nodes.iter_mut().zip(places) {
        node.end.middle = place;
        if boxes {
            node.label = Some(place);
        }
    }
}

/// Gathers the lines: each edge as it is between boxes, edges of one sort as one between the same marks, and between
/// boxes when there are too many.
fn strokes(network: &Network, nodes: &[Drawn], boxes: bool) -> Vec<Stroke> {
    let count = network.edges().len();
    let single = boxes && (count <= SPARSE.0 || count <= SPARSE.1 * nodes.len());
    let mut groups: BTreeMap<(usize, usize, Tone, bool, usize), Vec<usize>> = BTreeMap::new();
    for (number, (from, to, edge)) in network.edges().enumerate() {
        let own = if single { number } else { 0 };
        let key = (from.index(), to.index(), edge.tone, edge.is_asserted(), own);
        groups.entry(key).or_default().push(number);
    }
    let mut beside: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (from, to, ..) in groups.keys() {
        *beside.entry((*from.min(to), *from.max(to))).or_default() += 1;
    }
    let all: Vec<&Edge> = network.edges().map(|(_, _, edge)| edge).collect();
    let mut drawn: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut strokes: Vec<Stroke> = Vec::with_capacity(groups.len());
    for ((from, to, tone, asserted, _), edges) in groups {
        let pair = (from.min(to), from.max(to));
        let number = drawn.entry(pair).or_default();
        let step = if boxes { 22.0 } else { 7.0 };
        let bend = (*number as f64 - (beside[&pair] - 1) as f64 / 2.0) * step;
        // To the left of the way there is to the right of the way back.
        let bend = if from < to { bend } else { -bend };
        let line = match from == to {
            true => Line::around(nodes[from].end, *number),
            false => Line::between(nodes[from].end, nodes[to].end, bend),
        };
        *number += 1;
        let weight = edges.iter().map(|&edge| all[edge].weight()).sum();
        let words = words(&edges, &all);
        strokes.push(Stroke { edges, tone, asserted, weight, line, words, label: None });
    }
    strokes
}

/// Gives the words at a line: those of its edge, or of that with most claims and how many more there are.
fn words(edges: &[usize], all: &[&Edge]) -> String {
    let most = edges.iter().max_by_key(|&&edge| (all[edge].claims.len(), std::cmp::Reverse(edge)));
    let words = most.map(|&edge| edge_words(all[edge], ' ')).unwrap_or_default();
    if edges.len() > 1 { format!("{words} +{}", edges.len() - 1) } else { words }
}

/// Finds room for the words of each line on the line itself, those of heavy lines first.
fn label_lines(lines: &mut [Stroke], taken: &mut Taken) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(lines[at].weight), at));
    for at in order {
        let half = Point::new(ems(&lines[at].words) * SMALL / 2.0 + 1.0, SMALL / 2.0 + 1.0);
        let shares = [0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78, 0.15, 0.85];
        let along = shares.into_iter().map(|share| (share, 0.0));
        let beside = [9.0, 18.0, 27.0]
            .into_iter()
            .flat_map(|down| shares.into_iter().flat_map(move |share| [(share, -down), (share, down)]));
        let line = lines[at].line;
        lines[at].label = along.chain(beside).find_map(|(share, down)| {
            let middle = line.at(share);
            let middle = Point::new(middle.x, middle.y + down);
            taken.take(middle, half).then_some(middle)
        });
    }
}

/// So many marks have their names in any case: on the mark, where there is no room beside it.
const NAMED: usize = 40;

/// Finds room for the names of marks beside them, those with most claims first. A name on its own mark may lie on marks
/// with fewer claims, which are drawn under it, and on no other name.
fn label_marks(network: &Network, letters: f64, nodes: &mut [Drawn], taken: &mut Taken) {
    let mut order: Vec<(usize, usize)> =
        network.nodes().map(|(index, _)| (network.claims_at(index), index.index())).collect();
    order.sort_by_key(|(claims, at)| (std::cmp::Reverse(*claims), *at));
    let mut names = Taken::default();
    for (rank, (_, at)) in order.into_iter().enumerate() {
        let node = &mut nodes[at];
        let widest = node.words.iter().map(|line| ems(line)).fold(0.5, f64::max);
        let half = Point::new(widest * letters / 2.0 + 1.0, node.words.len().max(1) as f64 * letters * 0.6);
        let End { middle, half: mark, .. } = node.end;
        let places = [
            (0.0, mark.y + half.y + 1.0),
            (mark.x + half.x + 2.0, 0.0),
            (-(mark.x + half.x + 2.0), 0.0),
            (0.0, -(mark.y + half.y + 1.0)),
        ];
        node.label = places.into_iter().find_map(|(x, y)| {
            let label = Point::new(middle.x + x, middle.y + y);
            taken.take(label, half).then_some(label)
        });
        match node.label {
            Some(label) => names.put(label, half),
            None if rank < NAMED && names.take(middle, half) => {
                node.label = Some(middle);
                taken.put(middle, half);
            }
            None => {}
        }
        // Its mark is drawn over those of the nodes to come.
        names.put(middle, mark);
    }
}

/// Gives the corners of all that is drawn.
fn extent(nodes: &[Drawn], letters: f64, lines: &[Stroke]) -> (Point, Point) {
    let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
    let mut reach = |middle: Point, half: Point| {
        low = Point::new(low.x.min(middle.x - half.x), low.y.min(middle.y - half.y));
        high = Point::new(high.x.max(middle.x + half.x), high.y.max(middle.y + half.y));
    };
    for node in nodes {
        reach(node.end.middle, node.end.half);
        if let Some(label) = node.label {
            let widest = node.words.iter().map(|line| ems(line)).fold(0.5, f64::max);
            reach(label, Point::new(widest * letters / 2.0, node.words.len() as f64 * letters * 0.6));
        }
    }
    for line in lines {
        reach(line.line.at(0.5), Point::new(3.0, 3.0));
        if let Some(label) = line.label {
            reach(label, Point::new(ems(&line.words) * SMALL / 2.0, SMALL));
        }
    }
    if nodes.is_empty() { (Point::default(), Point::new(200.0, 60.0)) } else { (low, high) }
}
