//! The rows of one side of a join, gathered and found by key.

use crate::engine::batch::Batch;
use crate::engine::by_id::ById;
use crate::engine::keys::Keys;
use crate::engine::operator::Input;
use crate::engine::run::{Run, Stop};
use crate::store::TermId;

/// Says which columns of two inputs belong together.
#[derive(Debug, Clone, Default)]
pub(in crate::engine) struct On {
    /// Columns of the left and of the right side in which every row has a value: they are looked up.
    pub(in crate::engine) keys: Vec<(usize, usize)>,
    /// Columns in which some row has none: no value agrees with any.
    pub(in crate::engine) loose: Vec<(usize, usize)>,
}

impl On {
    pub(super) fn left_keys(&self) -> Vec<usize> {
        self.keys.iter().map(|pair| pair.0).collect()
    }

    pub(super) fn right_keys(&self) -> Vec<usize> {
        self.keys.iter().map(|pair| pair.1).collect()
    }

    /// Tells whether two rows agree in the loose columns, and whether they share a value there.
    pub(super) fn agree(
        &self,
        left: &Batch,
        left_row: usize,
        right: &Batch,
        right_row: usize,
    ) -> (bool, bool) {
        let mut shares = false;
        for &(left_column, right_column) in &self.loose {
            let (left, right) = (left.columns[left_column][left_row], right.columns[right_column][right_row]);
            if !left.is_none() && !right.is_none() {
                if left != right {
                    return (false, false);
                }
                shares = true;
            }
        }
        (true, shares)
    }
}

/// Takes the batches of an input that are to be kept.
pub(super) fn batches(input: &mut Input<'_>, run: &Run<'_>) -> impl Iterator<Item = Result<Batch, Stop>> {
    std::iter::from_fn(|| {
        let batch = input.next(run).transpose()?;
        Some(batch.and_then(|batch| run.keep(batch.bytes()).map(|()| batch)))
    })
}

/// Holds rows by key.
pub(super) struct Table {
    pub(super) rows: Batch,
    keys: Keys,
    /// Where the rows of each key begin in `order`.
    starts: Vec<u32>,
    order: Vec<u32>,
}

impl Table {
    /// Gathers all rows of an input. Cost: one pass, and one more to put rows of one key side by side.
    pub(super) fn gather(
        input: &mut Input<'_>,
        width: usize,
        key_columns: &[usize],
        run: &Run<'_>,
    ) -> Result<Self, Stop> {
        Self::of_batches(batches(input, run), width, key_columns, run)
    }

    /// Gathers the rows of some batches.
    pub(super) fn of_batches(
        batches: impl IntoIterator<Item = Result<Batch, Stop>>,
        width: usize,
        key_columns: &[usize],
        run: &Run<'_>,
    ) -> Result<Self, Stop> {
        let mut rows = Batch::empty(width);
        let mut keys = Keys::new(key_columns.len());
        let mut numbers = Vec::new();
        for batch in batches {
            let batch = batch?;
            run.keep(batch.len * (keys.row_bytes() + 8))?;
            keys.add_all(&batch, key_columns, &mut numbers);
            rows.append(batch);
        }
        let mut starts = vec![0_u32; keys.len() + 1];
        for &number in &numbers {
            starts[number as usize + 1] += 1;
        }
        for key in 0..keys.len() {
            starts[key + 1] += starts[key];
        }
        let mut order = vec![0; numbers.len()];
        let mut next = starts.clone();
        for (row, &number) in numbers.iter().enumerate() {
            order[next[number as usize] as usize] = row as u32;
            next[number as usize] += 1;
        }
        Ok(Self { rows, keys, starts, order })
    }

    /// Keeps of each key the first row with each id in a column. Cost: one pass.
    pub(super) fn keep_once(&mut self, column: usize) {
        let mut last = ById::default();
        let mut order = Vec::with_capacity(self.order.len());
        let ids = &self.rows.columns[column];
        for key in 0..self.keys.len() {
            let of_key = self.starts[key] as usize..self.starts[key + 1] as usize;
            self.starts[key] = order.len() as u32;
            for &row in &self.order[of_key] {
                let seen = last.of(ids[row as usize]);
                if *seen != key as u32 + 1 {
                    *seen = key as u32 + 1;
                    order.push(row);
                }
            }
        }
        if let Some(end) = self.starts.last_mut() {
            *end = order.len() as u32;
        }
        self.order = order;
    }

    /// Gives the rows of a key, as they came.
    #[inline]
    pub(super) fn of(&self, key: &[TermId]) -> &[u32] {
        match self.keys.find(key) {
            Some(number) => &self.order[self.starts[number] as usize..self.starts[number + 1] as usize],
            None => &[],
        }
    }
}
