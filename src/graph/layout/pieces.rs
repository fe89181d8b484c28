//! What hangs together is laid out together: each connected piece by itself, then all pieces on shelves, the largest
//! first, so that none floats far from the others.

use crate::graph::layout::{Point, Sketch, apart};

/// Lays out each connected piece by `arrange`, pushes its boxes apart, and packs the pieces. The picture is about half
/// as wide again as it is high. Cost: that of the pieces.
pub fn pieces(sketch: &Sketch, arrange: impl Fn(&Sketch) -> Vec<Point>) -> Vec<Point> {
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

/// Puts pieces on shelves from the top down, high ones first.
fn pack(mut pieces: Vec<Piece>, places: &mut [Point]) {
    pieces.sort_by(|one, other| {
        other.size.y.total_cmp(&one.size.y).then_with(|| one.nodes[0].cmp(&other.nodes[0]))
    });
    let area: f64 = pieces.iter().map(|piece| piece.size.x * piece.size.y).sum();
    let widest = pieces.iter().map(|piece| piece.size.x).fold(0.0, f64::max);
    let page = (area * 1.5).sqrt().max(widest);
    let (mut left, mut top, mut height) = (0.0_f64, 0.0, 0.0_f64);
    for piece in pieces {
        if left > 0.0 && left + piece.size.x > page * 1.001 {
            (left, top, height) = (0.0, top + height, 0.0);
        }
        for node in &piece.nodes {
            places[*node].x += left;
            places[*node].y += top;
        }
        left += piece.size.x;
        height = height.max(piece.size.y);
    }
}
