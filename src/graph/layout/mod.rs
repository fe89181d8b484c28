//! Where the nodes of a picture stand. Positions follow from the network, the sizes and the seed alone: every step is
//! addition, multiplication, division or a square root, which IEEE 754 fixes to the last bit, so that the same seed
//! gives the same picture on every machine. It knows no colour and no label.

mod force;
mod layered;
mod overlap;
mod pieces;
mod quadtree;
mod random;

pub use force::force;
pub use layered::layered;
pub use overlap::apart;
pub use pieces::pieces;

/// Holds a place on the page, or half a width and half a height.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// Makes a point.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// Holds what is to be laid out: so many nodes, with half their width and height, and edges by number with a weight.
#[derive(Debug, Clone, Default)]
pub struct Sketch {
    /// Half the width and half the height of each node, with what is to stay free around it.
    pub sizes: Vec<Point>,
    /// From, to, weight; an edge from a node to itself is of no account.
    pub edges: Vec<(usize, usize, f64)>,
}

#[cfg(test)]
mod tests {
    use crate::graph::layout::{Point, Sketch, apart, force, layered, pieces};

    fn ring(nodes: usize, half: Point) -> Sketch {
        let edges = (0..nodes).map(|node| (node, (node + 1) % nodes, 1.0)).collect();
        Sketch { sizes: vec![half; nodes], edges }
    }

    fn overlaps(sketch: &Sketch, places: &[Point]) -> usize {
        let mut count = 0;
        for one in 0..places.len() {
            for other in 0..one {
                let x = (places[one].x - places[other].x).abs()
                    < sketch.sizes[one].x + sketch.sizes[other].x - 1e-6;
                let y = (places[one].y - places[other].y).abs()
                    < sketch.sizes[one].y + sketch.sizes[other].y - 1e-6;
                count += usize::from(x && y);
            }
        }
        count
    }

    #[test]
    fn nothing_overlaps_and_the_same_seed_is_the_same_picture() {
        let sketch = ring(60, Point::new(60.0, 15.0));
        let mut places = force(&sketch, 7);
        apart(&sketch.sizes, &mut places);
        assert_eq!(overlaps(&sketch, &places), 0);
        let mut again = force(&sketch, 7);
        apart(&sketch.sizes, &mut again);
        assert_eq!(places, again);
        assert_ne!(force(&sketch, 8), force(&sketch, 7));
    }

    #[test]
    fn ends_of_an_edge_are_nearer_than_strangers() {
        // Two cliques of ten that hang together by one edge.
        let mut edges = vec![(0, 10, 1.0)];
        for clique in [0, 10] {
            for one in 0..10 {
                edges.extend((0..one).map(|other| (clique + one, clique + other, 1.0)));
            }
        }
        let sketch = Sketch { sizes: vec![Point::new(5.0, 5.0); 20], edges };
        let places = force(&sketch, 1);
        let distance = |one: usize, other: usize| {
            let (x, y) = (places[one].x - places[other].x, places[one].y - places[other].y);
            (x * x + y * y).sqrt()
        };
        let mean = |pairs: &[(usize, usize)]| {
            pairs.iter().map(|(one, other)| distance(*one, *other)).sum::<f64>() / pairs.len() as f64
        };
        let within: Vec<_> = sketch.edges[1..].iter().map(|(one, other, _)| (*one, *other)).collect();
        let across: Vec<_> = (1..10).flat_map(|one| (11..20).map(move |other| (one, other))).collect();
        assert!(mean(&within) * 2.0 < mean(&across), "{} {}", mean(&within), mean(&across));
    }

    #[test]
    fn pieces_lie_flat_on_a_wide_page_without_overlap() {
        // A chain that is laid out upright, and nine pairs beside it.
        let mut edges: Vec<_> = (0..19).map(|node| (node, node + 1, 1.0)).collect();
        edges.extend((0..9).map(|pair| (20 + 2 * pair, 21 + 2 * pair, 1.0)));
        let sketch = Sketch { sizes: vec![Point::new(20.0, 8.0); 38], edges };
        let upright = |piece: &Sketch| -> Vec<Point> {
            (0..piece.sizes.len()).map(|node| Point::new(3.0, 60.0 * node as f64)).collect()
        };
        let extent = |places: &[Point]| {
            let span = |of: &dyn Fn(&Point) -> f64| {
                let all = || places.iter().map(of);
                all().fold(f64::MIN, f64::max) - all().fold(f64::MAX, f64::min)
            };
            (span(&|place| place.x), span(&|place| place.y))
        };
        let places = pieces(&sketch, true, upright);
        assert_eq!(overlaps(&sketch, &places), 0);
        let (wide, high) = extent(&places[..20]);
        assert!(wide > 1100.0 && high < 20.0, "the chain lies flat: {wide} × {high}");
        let (wide, high) = extent(&places);
        assert!(wide < 1300.0 && high < 200.0, "the pairs stand close to it: {wide} × {high}");
        // What may not be turned stays as it is, and the pairs stand beside it in columns.
        let places = pieces(&sketch, false, upright);
        let (wide, high) = extent(&places);
        assert!(wide < 200.0 && high < 1200.0, "{wide} × {high}");
        assert_eq!(overlaps(&sketch, &places), 0);
    }

    #[test]
    fn layers_point_one_way() {
        // 0 → 1 → 3, 0 → 2 → 3, and back 3 → 0, which is turned round to break the circle.
        let edges = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 0)].map(|(from, to)| (from, to, 1.0)).to_vec();
        let sketch = Sketch { sizes: vec![Point::new(40.0, 10.0); 4], edges };
        let places = layered(&sketch);
        assert!(places[0].x < places[1].x && places[1].x < places[3].x);
        assert_eq!(places[1].x, places[2].x);
        assert_eq!(overlaps(&sketch, &places), 0);
    }

    #[test]
    fn little_is_laid_out_too() {
        for nodes in 0..3 {
            let sketch =
                Sketch { sizes: vec![Point::new(10.0, 10.0); nodes], edges: vec![(0, 0, 1.0); nodes] };
            let mut places = force(&sketch, 1);
            apart(&sketch.sizes, &mut places);
            assert_eq!((places.len(), layered(&sketch).len()), (nodes, nodes));
            assert!(places.iter().all(|place| place.x.is_finite() && place.y.is_finite()));
            assert_eq!(overlaps(&sketch, &places), 0);
        }
    }
}
