//! A line from one node to another: a curve that begins and ends where the shapes do.

use crate::graph::layout::Point;
use crate::render::svg::Length;
use crate::render::svg::shape::Sort;

/// Holds a quadratic curve, cut where the shapes at its ends are, or a loop at one node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line {
    /// Start, control, end, and the part of it that shows.
    Curve { points: [Point; 3], from: f64, to: f64 },
    /// The corner of the shape at which it hangs.
    Loop { corner: Point, size: f64 },
}

/// Holds where a shape is and how large.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub(super) sort: Sort,
    pub(super) middle: Point,
    pub(super) half: Point,
}

impl End {
    /// Tells whether a point is inside the shape or nearer to it than `gap`.
    fn holds(&self, point: Point, gap: f64) -> bool {
        let (x, y) = (point.x - self.middle.x, point.y - self.middle.y);
        let (w, h) = (self.half.x + gap, self.half.y + gap);
        if self.sort.is_round() || w == h {
            (x / w) * (x / w) + (y / h) * (y / h) < 1.0
        } else {
            x.abs() < w && y.abs() < h
        }
    }
}

impl Line {
    /// Draws from one shape to another, bent to the left of the way by `bend`.
    pub(super) fn between(from: End, to: End, bend: f64) -> Self {
        let (a, b) = (from.middle, to.middle);
        let (x, y) = (b.x - a.x, b.y - a.y);
        let length = (x * x + y * y).sqrt().max(1e-6);
        let control = Point::new(
            (a.x + b.x) / 2.0 + y / length * bend * 2.0,
            (a.y + b.y) / 2.0 - x / length * bend * 2.0,
        );
        let points = [a, control, b];
        let inside = |at: f64| from.holds(at_of(points, at), 0.5);
        let outside = |at: f64| !to.holds(at_of(points, at), 1.5);
        Self::Curve { points, from: last(inside, 0.0, 0.5), to: last(outside, 0.5, 1.0) }
    }

    /// Draws from a shape to itself.
    pub(super) fn around(end: End, number: usize) -> Self {
        let corner = Point::new(end.middle.x + end.half.x * 0.7, end.middle.y - end.half.y * 0.9);
        Self::Loop { corner, size: 24.0 + 12.0 * number as f64 }
    }

    /// Gives the point at a share of the way.
    pub(super) fn at(&self, share: f64) -> Point {
        match self {
            Self::Curve { points, from, to } => at_of(*points, from + (to - from) * share),
            Self::Loop { corner, size } => Point::new(corner.x + size * 0.75, corner.y - size * 0.75),
        }
    }

    /// Gives the path.
    pub(super) fn path(&self) -> String {
        let at = |point: Point| format!("{} {}", Length(point.x), Length(point.y));
        match self {
            Self::Curve { points: [a, c, b], from, to } => {
                // The part of a quadratic curve is one: its control is where the tangents at the cuts meet.
                let mix =
                    |p: Point, q: Point, t: f64| Point::new(p.x + (q.x - p.x) * t, p.y + (q.y - p.y) * t);
                let start = at_of([*a, *c, *b], *from);
                let end = at_of([*a, *c, *b], *to);
                let control = mix(mix(*a, *c, *from), mix(*c, *b, *from), *to);
                format!("M{} Q{} {}", at(start), at(control), at(end))
            }
            Self::Loop { corner: Point { x, y }, size } => format!(
                "M{} C{} {} {}",
                at(Point::new(*x - 6.0, *y)),
                at(Point::new(*x, *y - size * 1.2)),
                at(Point::new(*x + size * 1.2, *y)),
                at(Point::new(*x + 6.0, *y + 4.0))
            ),
        }
    }
}

fn at_of([a, c, b]: [Point; 3], t: f64) -> Point {
    let s = 1.0 - t;
    Point::new(s * s * a.x + 2.0 * s * t * c.x + t * t * b.x, s * s * a.y + 2.0 * s * t * c.y + t * t * b.y)
}

/// Finds the end of the stretch from `low` on in which something holds.
fn last(holds: impl Fn(f64) -> bool, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..14 {
        let middle = (low + high) / 2.0;
        if holds(middle) { low = middle } else { high = middle }
    }
    low
}
