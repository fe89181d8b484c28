//! A square cut into four and again, so that what is far is felt as one (Barnes and Hut, Nature 324, 1986).

use crate::graph::layout::Point;

/// No square is cut more often; what then still falls together is felt as one.
const DEEPEST: usize = 24;
const NONE: u32 = u32::MAX;

/// Holds masses in squares.
pub(super) struct Quadtree {
    squares: Vec<Square>,
}

#[derive(Clone, Copy)]
struct Square {
    centre: Point,
    mass: f64,
    width: f64,
    /// The first of four, or none.
    children: u32,
}

impl Quadtree {
    /// Sorts masses into squares. Cost: as many steps for each as the tree is deep.
    pub(super) fn new(places: &[Point], masses: &[f64]) -> Self {
        let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
        for place in places {
            low = Point::new(low.x.min(place.x), low.y.min(place.y));
            high = Point::new(high.x.max(place.x), high.y.max(place.y));
        }
        let width = (high.x - low.x).max(high.y - low.y).max(1e-9);
        let mut tree = Self { squares: Vec::with_capacity(places.len() * 2) };
        let mut order: Vec<u32> = (0..places.len() as u32).collect();
        if !order.is_empty() {
            tree.squares.push(Square { centre: low, mass: 0.0, width, children: NONE });
            tree.fill(0, low, width, &mut order, places, masses, DEEPEST);
        }
        tree
    }

    #[expect(clippy::too_many_arguments, reason = "a step of a recursion that shares its slices")]
    fn fill(
        &mut self,
        square: usize,
        low: Point,
        width: f64,
        order: &mut [u32],
        places: &[Point],
        masses: &[f64],
        depth: usize,
    ) {
        let (mut mass, mut x, mut y) = (0.0, 0.0, 0.0);
        for &node in &*order {
            let (node, place) = (masses[node as usize], places[node as usize]);
            mass += node;
            x += node * place.x;
            y += node * place.y;
        }
        self.squares[square].mass = mass;
        self.squares[square].centre = Point::new(x / mass, y / mass);
        if order.len() < 2 || depth == 0 {
            return;
        }
        let half = width / 2.0;
        let middle = Point::new(low.x + half, low.y + half);
        let quarter = |node: u32| {
            let place = places[node as usize];
            usize::from(place.x >= middle.x) + 2 * usize::from(place.y >= middle.y)
        };
        order.sort_unstable_by_key(|&node| (quarter(node), node));
        let children = self.squares.len();
        self.squares[square].children = children as u32;
        for _ in 0..4 {
            self.squares.push(Square { centre: low, mass: 0.0, width: half, children: NONE });
        }
        let mut rest = order;
        for number in 0..4 {
            let len = rest.iter().take_while(|&&node| quarter(node) == number).count();
            let (these, others) = rest.split_at_mut(len);
            if !these.is_empty() {
                let low = Point::new(
                    if number % 2 == 1 { middle.x } else { low.x },
                    if number >= 2 { middle.y } else { low.y },
                );
                self.fill(children + number, low, half, these, places, masses, depth - 1);
            }
            rest = others;
        }
    }

    /// Adds up the push on a place, of `mass / distance` from each mass; a square that is `theta` times narrower than
    /// it is far counts as one mass.
    pub(super) fn push(&self, place: Point, theta: f64, stack: &mut Vec<u32>) -> Point {
        let mut push = Point::default();
        stack.clear();
        if !self.squares.is_empty() {
            stack.push(0);
        }
        while let Some(at) = stack.pop() {
            let square = &self.squares[at as usize];
            if square.mass == 0.0 {
                continue;
            }
            let (x, y) = (place.x - square.centre.x, place.y - square.centre.y);
            let distance = x * x + y * y;
            if square.children == NONE || square.width * square.width < theta * theta * distance {
                if distance > 1e-12 {
                    push.x += square.mass * x / distance;
                    push.y += square.mass * y / distance;
                }
            } else {
                stack.extend(square.children..square.children + 4);
            }
        }
        push
    }
}
