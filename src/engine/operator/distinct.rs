//! Gives each row once, where it comes first.

use crate::engine::batch::Batch;
use crate::engine::keys::Keys;
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};

/// Leaves out rows that came before.
pub(in crate::engine) struct Distinct<'a> {
    input: Input<'a>,
    seen: Keys,
    width: usize,
    /// The columns that say which row it is.
    keys: Vec<usize>,
}

impl<'a> Distinct<'a> {
    /// Reads `input`, which gives about so many rows of so many columns; rows that agree in `keys` agree in all.
    pub(in crate::engine) fn new(input: Input<'a>, width: usize, keys: Vec<usize>, rows: f64) -> Self {
        let mut seen = Keys::new(keys.len());
        seen.reserve(rows);
        Self { input, seen, width, keys }
    }
}

impl Operator for Distinct<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        let Some(mut batch) = self.input.next(run)? else { return Ok(None) };
        let columns: Vec<usize> = (0..self.width).collect();
        let before = self.seen.len();
        let mut numbers = Vec::new();
        self.seen.add_all(&batch, &self.keys, &mut numbers);
        // A row that is new has the next number.
        let (mut rows, mut next) = (Vec::with_capacity(batch.len), before as u32);
        for (row, number) in numbers.into_iter().enumerate() {
            if number == next {
                rows.push(row as u32);
                next += 1;
            }
        }
        run.keep((self.seen.len() - before) * self.seen.row_bytes())?;
        let kept = batch.gather(&rows, &columns, true);
        Ok(Some(Batch { len: rows.len(), columns: kept }))
    }
}
