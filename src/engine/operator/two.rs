//! Two different values for each key: all it takes to tell whether any value of the key differs from another one.

use crate::engine::batch::Batch;
use crate::engine::keys::Keys;
use crate::engine::run::{Run, Stop};
use crate::store::TermId;

/// Holds for each key the first value and the first one that is another.
pub(super) struct Two {
    keys: Keys,
    values: Vec<[TermId; 2]>,
}

impl Two {
    /// Looks through a column for each key. Nothing comes of it when the column has anything but nodes: literals may be
    /// equal and be written differently.
    ///
    /// Cost: one pass.
    pub(super) fn new(
        batches: &[Batch],
        key_columns: &[usize],
        column: usize,
        run: &Run<'_>,
    ) -> Result<Option<Self>, Stop> {
        let mut two = Self { keys: Keys::new(key_columns.len()), values: Vec::new() };
        let mut numbers = Vec::new();
        for batch in batches {
            numbers.clear();
            two.keys.add_all(batch, key_columns, &mut numbers);
            let new = two.keys.len() - two.values.len();
            run.keep(new * (two.keys.row_bytes() + size_of::<[TermId; 2]>()))?;
            two.values.resize(two.keys.len(), [TermId::NONE; 2]);
            for (&number, &id) in numbers.iter().zip(&batch.columns[column]) {
                if id.is_none() || run.terms.is_literal(id)? {
                    return Ok(None);
                }
                let [first, second] = &mut two.values[number as usize];
                if first.is_none() {
                    *first = id;
                } else if *first != id && second.is_none() {
                    *second = id;
                }
            }
        }
        Ok(Some(two))
    }

    /// Tells for each row of a batch whether its key has a value other than that of the row; no value differs from none.
    pub(super) fn differ(&self, batch: &Batch, key_columns: &[usize], column: usize) -> Vec<bool> {
        let mut key = Vec::new();
        let ids = batch.columns[column].iter().enumerate();
        ids.map(|(row, &id)| {
            batch.read(row, key_columns, &mut key);
            let values = self.keys.find(&key).map_or([TermId::NONE; 2], |number| self.values[number]);
            !id.is_none() && values.iter().any(|value| !value.is_none() && *value != id)
        })
        .collect()
    }
}
