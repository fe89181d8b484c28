//! A table of distinct rows of ids: each gets a number, in the order of first use, and is found again.
//!
//! Beyond a few rows, the first row with a certain first id is found by an array and not by hash: that is every row of
//! one id, and most rows whose other ids follow from the first, such as an actor and its name.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::engine::batch::Batch;
use crate::engine::by_id::ById;
use crate::store::TermId;

/// Beyond so many rows an array costs less than hashing; tests have few rows.
const FEW: usize = if cfg!(debug_assertions) { 4 } else { 256 };

/// Numbers distinct rows of `width` ids each.
#[derive(Debug)]
pub(super) struct Keys {
    width: usize,
    cells: Vec<TermId>,
    count: usize,
    table: HashTable<u32>,
    /// For each id, one more than the number of the first row that begins with it.
    firsts: Option<Box<ById>>,
}

impl Keys {
    pub(super) fn new(width: usize) -> Self {
        Self { width, cells: Vec::new(), count: 0, table: HashTable::new(), firsts: None }
    }

    /// Makes room for about this many rows more.
    pub(super) fn reserve(&mut self, rows: f64) {
        // An estimate may be far off; beyond this, growing costs less than room that is never used.
        const MOST: usize = 1 << 18;
        let Self { width, cells, table, .. } = self;
        let rows = (rows as usize).min(MOST);
        cells.reserve(rows * *width);
        let width = *width;
        if width > 1 {
            table.reserve(rows, |&number| hash(&cells[number as usize * width..][..width]));
        }
    }

    /// Gives the number of a row, and whether it is new.
    #[inline]
    pub(super) fn add(&mut self, row: &[TermId]) -> (usize, bool) {
        let Self { width, cells, count, table, firsts } = self;
        let next = *count as u32;
        let at = |number: u32| number as usize * *width..(number as usize + 1) * *width;
        let Some(&first) = row.first() else {
            *count = 1;
            return (0, next == 0);
        };
        let known = match firsts {
            Some(firsts) => {
                let known = firsts.of(first);
                if *known > 0 && (*width == 1 || cells[at(*known - 1)] == *row) {
                    return (*known as usize - 1, false);
                }
                if *known == 0 {
                    *known = next + 1;
                    false
                } else {
                    true
                }
            }
            None => true,
        };
        if known {
            let is_it = |number: &u32| cells[at(*number)] == *row;
            match table.entry(hash(row), is_it, |&number| hash(&cells[at(number)])) {
                Entry::Occupied(entry) => return (*entry.get() as usize, false),
                Entry::Vacant(entry) => entry.insert(next),
            };
        }
        cells.extend_from_slice(row);
        *count += 1;
        if *count == FEW {
            self.index();
        }
        (next as usize, true)
    }

    /// Begins to find rows by their first ids.
    #[cold]
    fn index(&mut self) {
        let mut firsts = ById::default();
        for (number, row) in self.cells.chunks_exact(self.width).enumerate() {
            let first = firsts.of(row[0]);
            if *first == 0 {
                *first = number as u32 + 1;
            }
        }
        self.firsts = Some(Box::new(firsts));
    }

    /// Gives the number of each row of a batch, as [`Keys::add`] does, at the end of `numbers`.
    pub(super) fn add_all(&mut self, batch: &Batch, columns: &[usize], numbers: &mut Vec<u32>) {
        numbers.reserve(batch.len);
        match *columns {
            [column] => {
                for &id in &batch.columns[column] {
                    // Most are known already, and then one array says which they are.
                    let known = self.firsts.as_ref().map_or(0, |firsts| firsts.get(id));
                    let number = if known > 0 { known - 1 } else { self.add(&[id]).0 as u32 };
                    numbers.push(number);
                }
            }
            [one, other] => {
                let pairs = batch.columns[one].iter().zip(&batch.columns[other]);
                numbers.extend(pairs.map(|(&one, &other)| self.add(&[one, other]).0 as u32));
            }
            _ => {
                let mut row = Vec::with_capacity(columns.len());
                numbers.extend((0..batch.len).map(|at| {
                    batch.read(at, columns, &mut row);
                    self.add(&row).0 as u32
                }));
            }
        }
    }

    /// Finds the number of a row.
    #[inline]
    pub(super) fn find(&self, row: &[TermId]) -> Option<usize> {
        if self.width == 0 {
            return (self.count > 0).then_some(0);
        }
        let is_it = |number: u32| self.get(number as usize) == row;
        if let Some(firsts) = &self.firsts {
            match firsts.get(row[0]) {
                0 => return None,
                known if self.width == 1 || is_it(known - 1) => return Some(known as usize - 1),
                _ => {}
            }
        }
        self.table.find(hash(row), |&number| is_it(number)).map(|&number| number as usize)
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

#[cfg(test)]
mod tests {
    use super::Keys;
    use crate::store::TermId;

    #[test]
    fn rows_keep_their_numbers_whatever_way_they_are_found() {
        // Few and many rows; an id of its own for each row in no column, the first, the second, the third.
        for count in [10_u32, 300, 5_000] {
            for spread in 0..4 {
                let row = |number: u32| -> [TermId; 3] {
                    std::array::from_fn(|column| {
                        let id =
                            if column + 1 == spread { number } else { number / (7 * column as u32 + 1) % 9 };
                        TermId::from_number(id + if column == 2 { 0x8000_0000 } else { 0 })
                    })
                };
                let mut keys = Keys::new(3);
                let mut known = std::collections::HashMap::new();
                for number in (0..count).chain(0..count) {
                    let next = known.len();
                    let expected = *known.entry(row(number)).or_insert(next);
                    assert_eq!(keys.find(&row(number)), (expected != next).then_some(expected));
                    assert_eq!(keys.add(&row(number)), (expected, expected == next));
                    assert_eq!(keys.get(expected), row(number));
                }
                assert_eq!(keys.len(), known.len());
                assert_eq!(keys.find(&[TermId::NONE; 3]), None);
            }
        }
    }
}
