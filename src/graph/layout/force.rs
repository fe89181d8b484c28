//! ForceAtlas2 (Jacomy, Venturini, Heymann and Bastian, PLoS ONE 9(6), 2014): nodes push each other away by their
//! degrees, edges pull, and each node slows down by how much it swings.

use crate::graph::layout::quadtree::Quadtree;
use crate::graph::layout::random::Random;
use crate::graph::layout::{Point, Sketch};

/// How hard a node pushes.
const SCALING: f64 = 2.0;
/// How hard the middle pulls whatever is near, and how much harder what is far: so that a piece is round.
const GRAVITY: f64 = 1.0;
const FAR: f64 = 0.02;
/// How much swinging is borne.
const TOLERANCE: f64 = 1.0;
/// How coarse what is far may be felt.
const THETA: f64 = 1.2;

/// Lays nodes out by forces, and spreads them so far that their sizes have room. Cost: `n log n + m` for each of 200 to
/// 600 rounds.
pub fn force(sketch: &Sketch, seed: u64) -> Vec<Point> {
    let count = sketch.sizes.len();
    let mut random = Random::new(seed);
    let side = (count as f64).sqrt() * 10.0;
    let mut places: Vec<Point> =
        (0..count).map(|_| Point::new((random.next() - 0.5) * side, (random.next() - 0.5) * side)).collect();
    let edges: Vec<_> = sketch.edges.iter().filter(|(from, to, _)| from != to).copied().collect();
    let mut masses = vec![1.0; count];
    for (from, to, _) in &edges {
        masses[*from] += 1.0;
        masses[*to] += 1.0;
    }
    let rounds = if count > 3_000 {
        200
    } else if count > 600 {
        300
    } else {
        600
    };
    let mut motion = Motion { speed: 1.0, efficiency: 1.0, before: vec![Point::default(); count] };
    for _ in 0..rounds {
        let forces = forces(&places, &masses, &edges);
        motion.step(&mut places, &masses, &forces);
    }
    spread(sketch, &edges, &mut places);
    places
}

fn forces(places: &[Point], masses: &[f64], edges: &[(usize, usize, f64)]) -> Vec<Point> {
    let tree = Quadtree::new(places, masses);
    let mut stack = Vec::new();
    let mut forces: Vec<Point> = places
        .iter()
        .zip(masses)
        .map(|(place, mass)| {
            let push = tree.push(*place, THETA, &mut stack);
            let distance = (place.x * place.x + place.y * place.y).sqrt().max(1e-9);
            let pull = GRAVITY * mass / distance + FAR * mass;
            let push = Point::new(push.x * SCALING * mass, push.y * SCALING * mass);
            Point::new(push.x - place.x * pull, push.y - place.y * pull)
        })
        .collect();
    for (from, to, weight) in edges {
        let (x, y) = (places[*to].x - places[*from].x, places[*to].y - places[*from].y);
        forces[*from].x += x * weight;
        forces[*from].y += y * weight;
        forces[*to].x -= x * weight;
        forces[*to].y -= y * weight;
    }
    forces
}

/// Remembers how the nodes move.
struct Motion {
    speed: f64,
    efficiency: f64,
    before: Vec<Point>,
}

impl Motion {
    /// Moves every node a step, those that swing less.
    fn step(&mut self, places: &mut [Point], masses: &[f64], forces: &[Point]) {
        let length = |point: Point| (point.x * point.x + point.y * point.y).sqrt();
        let (mut swinging, mut traction) = (0.0, 0.0);
        for ((force, before), mass) in forces.iter().zip(&self.before).zip(masses) {
            swinging += mass * length(Point::new(force.x - before.x, force.y - before.y));
            traction += mass * length(Point::new(force.x + before.x, force.y + before.y)) / 2.0;
        }
        if swinging <= 0.0 {
            return;
        }
        let count = places.len() as f64;
        let estimated = 0.05 * count.sqrt();
        let jitter = TOLERANCE * (estimated * traction / (count * count)).clamp(estimated.sqrt(), 10.0);
        if swinging / traction > 2.0 {
            self.efficiency = (self.efficiency * 0.5).max(0.05);
        }
        let target = jitter.max(TOLERANCE) * self.efficiency * traction / swinging;
        if swinging > jitter * traction {
            self.efficiency = (self.efficiency * 0.7).max(0.05);
        } else if self.speed < 1000.0 {
            self.efficiency = (self.efficiency * 1.3).min(10.0);
        }
        self.speed += (target - self.speed).min(0.5 * self.speed);
        for (at, place) in places.iter_mut().enumerate() {
            let (force, before) = (forces[at], self.before[at]);
            let swing = masses[at] * length(Point::new(force.x - before.x, force.y - before.y));
            let factor = self.speed / (1.0 + (self.speed * swing).sqrt());
            // No node leaps over the whole picture.
            let factor = factor.min(10.0 / length(force).max(1e-9) * (1.0 + count.sqrt()));
            place.x += force.x * factor;
            place.y += force.y * factor;
        }
        self.before.copy_from_slice(forces);
    }
}

/// Scales the picture so that half of the edges are long enough for the nodes at their ends, and so that all nodes
/// together take no more than some two fifths of the page.
fn spread(sketch: &Sketch, edges: &[(usize, usize, f64)], places: &mut [Point]) {
    let mut wanted: Vec<f64> = Vec::with_capacity(edges.len());
    for (from, to, _) in edges {
        let (x, y) = (places[*to].x - places[*from].x, places[*to].y - places[*from].y);
        let distance = (x * x + y * y).sqrt().max(1e-6);
        let sizes = [sketch.sizes[*from], sketch.sizes[*to]];
        let need: f64 = sizes.iter().map(|size| (size.x * size.x + size.y * size.y).sqrt()).sum();
        wanted.push(need * 1.15 / distance);
    }
    wanted.sort_unstable_by(f64::total_cmp);
    let by_edges = wanted.get(wanted.len() / 2).copied().unwrap_or(1.0);
    let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
    for place in &*places {
        low = Point::new(low.x.min(place.x), low.y.min(place.y));
        high = Point::new(high.x.max(place.x), high.y.max(place.y));
    }
    // What is long and thin has more room than its box.
    let side = (high.x - low.x).max(high.y - low.y);
    let area = ((high.x - low.x) * (high.y - low.y)).max(side * side / 3.0).max(1e-6);
    let filled: f64 = sketch.sizes.iter().map(|size| 4.0 * size.x * size.y).sum();
    let by_area = (2.4 * filled / area).sqrt();
    let scale = if places.len() < 2 { 1.0 } else { by_edges.min(by_area * 2.0).max(by_area) };
    for place in places {
        *place = Point::new(place.x * scale, place.y * scale);
    }
}
