//! What hangs together is laid out together: each connected piece by itself, then all pieces on shelves, the largest
//! first, so that none floats far from the others.

use crate::graph::layout::{Point, Sketch, apart};

/// How much wider than high a page is: between a sheet of paper that lies and a screen.
const WIDER: f64 = 1.7;

/// Lays out each connected piece by `arrange`, pushes its boxes apart, and packs the pieces. The picture is wider
/// than it is high where that can be. Cost: that of the pieces.
///
/// With `turn`, a piece may be turned so that it is wider than high, which an arrangement of forces bears and one of
/// layers does not.
pub fn pieces(sketch: &Sketch, turn: bool, arrange: impl Fn(&Sketch) -> Vec<Point>) -> Vec<Point> {
    let mut places = vec![Point::default(); sketch.sizes.len()];
    let mut packed: Vec<Piece> = Vec::new();
    let all = connected(sketch);
    let mut at = vec![(0, 0); sketch.sizes.len()];
    for (piece, nodes) in all.iter().enumerate() {
        nodes.iter().enumerate().for_each(|(number, node)| at[*node] = (piece, number));
    }
    let mut edges: Vec<Vec<(usize, usize, f64)>> = vec![Vec::new(); all.len()];
    for (from, to, weight) in &sketch.edges {
        edges[at[*from].0].push((at[*from].1, at[*to].1, *weight));
    }
    for (nodes, edges) in all.into_iter().zip(edges) {
        let sizes: Vec<Point> = nodes.iter().map(|&node| sketch.sizes[node]).collect();
        let piece = Sketch { sizes, edges };
        let mut inner = arrange(&piece);
        if turn {
            lie_down(&mut inner);
        }
        apart(&piece.sizes, &mut inner);
        let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
        for (place, size) in inner.iter().zip(&piece.sizes) {
            low = Point::new(low.x.min(place.x - size.x), low.y.min(place.y - size.y));
            high = Point::new(high.x.max(place.x + size.x), high.y.max(place.y + size.y));
        }
        for (node, place) in nodes.iter().zip(inner) {
            places[*node] = Point::new(place.x - low.x, place.y - low.y);
        }
        packed.push(Piece { nodes, size: Point::new(high.x - low.x, high.y - low.y) });
    }
    pack(packed, &mut places);
    places
}

/// Turns places so that the line along which they spread most lies flat: the axis of most variance (Pearson,
/// Philosophical Magazine 2(11), 1901), by square roots alone.
fn lie_down(places: &mut [Point]) {
    let count = places.len().max(1) as f64;
    let (x, y) = places.iter().fold((0.0, 0.0), |(x, y), place| (x + place.x, y + place.y));
    let middle = Point::new(x / count, y / count);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for place in &*places {
        let (x, y) = (place.x - middle.x, place.y - middle.y);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    let largest = (xx + yy + ((xx - yy) * (xx - yy) + 4.0 * xy * xy).sqrt()) / 2.0;
    // Of the two ways to write the axis, that which does not vanish.
    let axis = if xx >= yy { Point::new(largest - yy, xy) } else { Point::new(xy, largest - xx) };
    let length = (axis.x * axis.x + axis.y * axis.y).sqrt();
    if length <= 0.0 {
        return;
    }
    let (cosine, sine) = (axis.x / length, axis.y / length);
    for place in places {
        *place = Point::new(place.x * cosine + place.y * sine, place.y * cosine - place.x * sine);
    }
}

struct Piece {
    nodes: Vec<usize>,
    size: Point,
}

/// Gives the nodes of each connected piece, in the order of their first nodes.
fn connected(sketch: &Sketch) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..sketch.sizes.len()).collect();
    let find = |leader: &mut Vec<usize>, mut node: usize| {
        while leader[node] != node {
            leader[node] = leader[leader[node]];
            node = leader[node];
        }
        node
    };
    for (from, to, _) in &sketch.edges {
        let (one, other) = (find(&mut leader, *from), find(&mut leader, *to));
        leader[one.max(other)] = one.min(other);
    }
    let mut pieces: Vec<Vec<usize>> = Vec::new();
    let mut piece_of = vec![usize::MAX; leader.len()];
    for node in 0..leader.len() {
        let first = find(&mut leader, node);
        if piece_of[first] == usize::MAX {
            piece_of[first] = pieces.len();
            pieces.push(Vec::new());
        }
        pieces[piece_of[first]].push(node);
    }
    pieces
}

/// Puts pieces on shelves from the top down, high ones first, on the page whose picture can be shown largest.
fn pack(mut pieces: Vec<Piece>, places: &mut [Point]) {
    pieces.sort_by(|one, other| {
        other.size.y.total_cmp(&one.size.y).then_with(|| one.nodes[0].cmp(&other.nodes[0]))
    });
    let area: f64 = pieces.iter().map(|piece| piece.size.x * piece.size.y).sum();
    let widest = pieces.iter().map(|piece| piece.size.x).fold(0.0, f64::max);
    let best = [1.0, 1.4, 1.8, 2.3, 3.0, 4.0, 6.0]
        .map(|wider| shelves(&pieces, (area * wider).sqrt().max(widest)))
        .into_iter()
        .min_by(|(one, _), (other, _)| {
            let size = |size: &Point| (size.x / WIDER).max(size.y);
            size(one).total_cmp(&size(other))
        });
    for (piece, corner) in pieces.iter().zip(best.into_iter().flat_map(|(_, corners)| corners)) {
        for node in &piece.nodes {
            places[*node].x += corner.x;
            places[*node].y += corner.y;
        }
    }
}

/// Puts pieces on the shelves of a page: on a shelf into columns, as many above each other as it is high. Gives the
/// width and height that are used, and the upper left corner of each piece.
fn shelves(pieces: &[Piece], page: f64) -> (Point, Vec<Point>) {
    let (mut top, mut height) = (0.0, 0.0_f64);
    let (mut left, mut width, mut down) = (0.0, 0.0_f64, 0.0);
    let mut used = Point::default();
    let corners = pieces
        .iter()
        .map(|Piece { size, .. }| {
            if down + size.y > height || left + width.max(size.x) > page * 1.001 {
                (left, width, down) = (left + width, 0.0, 0.0);
                if left > 0.0 && left + size.x > page * 1.001 {
                    (left, top, height) = (0.0, top + height, 0.0);
                }
            }
            let corner = Point::new(left, top + down);
            (width, down, height) = (width.max(size.x), down + size.y, height.max(down + size.y));
            used = Point::new(used.x.max(left + width), used.y.max(top + height));
            corner
        })
        .collect();
    (used, corners)
}
