//! A table of distinct rows of ids: each gets a number, in the order of first use, and is found again by hash.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::store::TermId;

/// Numbers distinct rows of `width` ids each.
#[derive(Debug)]
pub(super) struct Keys {
    width: usize,
    cells: Vec<TermId>,
    count: usize,
    index: HashTable<u32>,
}

impl Keys {
    pub(super) fn new(width: usize) -> Self {
        Self { width, cells: Vec::new(), count: 0, index: HashTable::new() }
    }

    /// Makes room for about this many rows more.
    pub(super) fn reserve(&mut self, rows: f64) {
        // An estimate may be far off; beyond this, growing costs less than room that is never used.
        const MOST: usize = 1 << 18;
        let Self { width, cells, index, .. } = self;
        let rows = (rows as usize).min(MOST);
        cells.reserve(rows * *width);
        let width = *width;
        index.reserve(rows, |&number| hash(&cells[number as usize * width..][..width]));
    }

    /// Gives the number of a row, and whether it is new.
    #[inline]
    pub(super) fn add(&mut self, row: &[TermId]) -> (usize, bool) {
        let Self { width, cells, count, index } = self;
        if *width == 0 {
            let new = *count == 0;
            *count = 1;
            return (0, new);
        }
        let at = |number: u32| number as usize * *width..(number as usize + 1) * *width;
        let found =
            index.entry(hash(row), |&number| cells[at(number)] == *row, |&number| hash(&cells[at(number)]));
        match found {
            Entry::Occupied(entry) => (*entry.get() as usize, false),
            Entry::Vacant(entry) => {
                entry.insert(*count as u32);
                cells.extend_from_slice(row);
                *count += 1;
                (*count - 1, true)
            }
        }
    }

    /// Finds the number of a row.
    #[inline]
    pub(super) fn find(&self, row: &[TermId]) -> Option<usize> {
        if self.width == 0 {
            return (self.count > 0).then_some(0);
        }
        let found = self.index.find(hash(row), |&number| self.get(number as usize) == row);
        found.map(|&number| number as usize)
    }

    /// Gives a row by its number.
    #[inline]
    pub(super) fn get(&self, number: usize) -> &[TermId] {
        &self.cells[number * self.width..(number + 1) * self.width]
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Counts the bytes that one more row takes, about.
    pub(super) fn row_bytes(&self) -> usize {
        self.width * size_of::<TermId>() + 8
    }
}

/// Mixes the ids of a row (the multiplications of FxHash, folded so that the upper bits count too).
#[inline]
fn hash(row: &[TermId]) -> u64 {
    const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = 0_u64;
    for id in row {
        let product = u128::from(hash.rotate_left(5) ^ u64::from(id.number())) * u128::from(MULTIPLIER);
        hash = (product >> 64) as u64 ^ product as u64;
    }
    hash
}
