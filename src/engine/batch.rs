//! A few thousand rows as columns of ids: what flows from operator to operator.

use crate::store::TermId;

/// How many rows an operator hands on at a time, about.
pub(super) const BATCH: usize = 4096;

/// Names a variable of a query; no two variables of one query share a number, however they are spelled.
pub(super) type Slot = u8;

/// How many variables a query may have; sets of them are the bits of a number.
pub(super) const MOST_SLOTS: usize = 127;

/// Stands for the number of a row where a chain of operators runs for the rows of a batch.
pub(super) const ROW_NUMBER: Slot = 127;

/// A set of variables, one bit for each.
pub(super) type Slots = u128;

/// Gives the set of one variable.
pub(super) const fn only(slot: Slot) -> Slots {
    1 << slot
}

/// Walks a set of variables, ascending.
pub(super) fn each(mut slots: Slots) -> impl Iterator<Item = Slot> {
    std::iter::from_fn(move || {
        let slot = slots.trailing_zeros();
        slots &= slots.wrapping_sub(1);
        (slot < 128).then_some(slot as Slot)
    })
}

/// Holds rows column by column; a cell without a value is [`TermId::NONE`]. A batch may have rows and no columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Batch {
    pub(super) len: usize,
    pub(super) columns: Vec<Vec<TermId>>,
}

impl Batch {
    /// Makes a batch without rows.
    pub(super) fn empty(width: usize) -> Self {
        Self { len: 0, columns: vec![Vec::new(); width] }
    }

    /// Counts the bytes of its cells.
    pub(super) fn bytes(&self) -> usize {
        self.len * self.columns.len() * size_of::<TermId>()
    }

    /// Gives the rows at some positions, of some columns only; positions ascend. With `last`, the batch is not
    /// needed any more, and columns whose rows are all wanted are handed on as they are.
    pub(super) fn gather(&mut self, rows: &[u32], keep: &[usize], last: bool) -> Vec<Vec<TermId>> {
        let all =
            last && rows.len() == self.len && rows.iter().enumerate().all(|(at, &row)| at == row as usize);
        keep.iter()
            .map(|&column| {
                let column = &mut self.columns[column];
                if all {
                    std::mem::take(column)
                } else {
                    rows.iter().map(|&row| column[row as usize]).collect()
                }
            })
            .collect()
    }

    /// Adds the rows of another batch with the same columns.
    pub(super) fn append(&mut self, other: Self) {
        if self.len == 0 {
            *self = other;
            return;
        }
        for (column, more) in self.columns.iter_mut().zip(other.columns) {
            column.extend(more);
        }
        self.len += other.len;
    }

    /// Copies one row into `row`.
    #[inline]
    pub(super) fn read(&self, at: usize, columns: &[usize], row: &mut Vec<TermId>) {
        row.clear();
        row.extend(columns.iter().map(|&column| self.columns[column][at]));
    }
}
