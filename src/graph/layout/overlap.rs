//! Boxes that lie on each other are pushed apart, along the way that is shorter, until none does.

use std::collections::BTreeMap;

use crate::graph::layout::Point;

/// After so many rounds the picture is made larger instead.
const ROUNDS: usize = 60;

/// Moves boxes apart until none overlap; `sizes` holds half of each width and height. Boxes that are clear of each
/// other stay where they are. Cost: linear in boxes and in neighbours for each round.
pub fn apart(sizes: &[Point], places: &mut [Point]) {
    if sizes.len() < 2 {
        return;
    }
    // Two on one spot have no side to be pushed to.
    for (number, place) in places.iter_mut().enumerate() {
        place.x += number as f64 * 1e-7;
        place.y += (number % 7) as f64 * 1e-7;
    }
    loop {
        if (0..ROUNDS).any(|_| !push(sizes, places)) {
            return;
        }
        for place in &mut *places {
            *place = Point::new(place.x * 1.1, place.y * 1.1);
        }
    }
}

/// Pushes every pair that overlaps; tells whether there was one.
fn push(sizes: &[Point], places: &mut [Point]) -> bool {
    let largest = sizes
        .iter()
        .fold(Point::new(1.0, 1.0), |largest, size| Point::new(largest.x.max(size.x), largest.y.max(size.y)));
    let cell = |place: Point| {
        ((place.x / (2.0 * largest.x)).floor() as i64, (place.y / (2.0 * largest.y)).floor() as i64)
    };
    let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (number, place) in places.iter().enumerate() {
        cells.entry(cell(*place)).or_default().push(number);
    }
    let mut any = false;
    for one in 0..places.len() {
        let (column, row) = cell(places[one]);
        for near in (column - 1..=column + 1).flat_map(|x| (row - 1..=row + 1).map(move |y| (x, y))) {
            for &other in cells.get(&near).map(Vec::as_slice).unwrap_or_default() {
                if other <= one {
                    continue;
                }
                let (x, y) = (places[other].x - places[one].x, places[other].y - places[one].y);
                let over_x = sizes[one].x + sizes[other].x - x.abs();
                let over_y = sizes[one].y + sizes[other].y - y.abs();
                if over_x <= 1e-6 || over_y <= 1e-6 {
                    continue;
                }
                any = true;
                if over_x < over_y {
                    let step = (over_x / 2.0 + 1e-3) * if x < 0.0 { -1.0 } else { 1.0 };
                    places[one].x -= step;
                    places[other].x += step;
                } else {
                    let step = (over_y / 2.0 + 1e-3) * if y < 0.0 { -1.0 } else { 1.0 };
                    places[one].y -= step;
                    places[other].y += step;
                }
            }
        }
    }
    any
}
