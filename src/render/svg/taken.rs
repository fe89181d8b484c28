//! Which parts of the page are taken, so that no two labels lie on each other.

use std::collections::HashMap;

use crate::graph::layout::Point;

/// The side of a square of the index.
const SIDE: f64 = 120.0;

/// Holds boxes on the page, by the squares that they touch.
#[derive(Default)]
pub(super) struct Taken {
    boxes: Vec<(Point, Point)>,
    squares: HashMap<(i32, i32), Vec<usize>>,
}

impl Taken {
    /// Takes a box if no other lies there; `half` is half its width and height. Tells whether it did.
    pub(super) fn take(&mut self, middle: Point, half: Point) -> bool {
        let clear = squares(middle, half).all(|square| {
            let there = self.squares.get(&square).map(Vec::as_slice).unwrap_or_default();
            there.iter().all(|&at| {
                let (other, size) = self.boxes[at];
                (other.x - middle.x).abs() >= size.x + half.x || (other.y - middle.y).abs() >= size.y + half.y
            })
        });
        if clear {
            self.put(middle, half);
        }
        clear
    }

    /// Takes a box whatever lies there.
    pub(super) fn put(&mut self, middle: Point, half: Point) {
        for square in squares(middle, half) {
            self.squares.entry(square).or_default().push(self.boxes.len());
        }
        self.boxes.push((middle, half));
    }
}

fn squares(middle: Point, half: Point) -> impl Iterator<Item = (i32, i32)> {
    let square = |at: f64| (at / SIDE).floor() as i32;
    let rows = square(middle.y - half.y)..=square(middle.y + half.y);
    (square(middle.x - half.x)..=square(middle.x + half.x))
        .flat_map(move |column| rows.clone().map(move |row| (column, row)))
}
