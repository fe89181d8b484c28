//! Joins two inputs that are worked out each for itself; with `optional`, a row of the left side without a partner
//! is kept alone.

use crate::engine::batch::{BATCH, Batch, Slot};
use crate::engine::expression::{Test, Truth};
use crate::engine::operator::table::{On, Table};
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};
use crate::store::TermId;

/// Where a column of a join comes from.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) enum Side {
    Left(usize),
    Right(usize),
    /// The left value, or the right one where there is none.
    Either(usize, usize),
}

/// Gathers the right side and looks each row of the left side up in it.
pub(in crate::engine) struct HashJoin<'a> {
    pub(in crate::engine) left: Input<'a>,
    pub(in crate::engine) right: Input<'a>,
    pub(in crate::engine) right_width: usize,
    pub(in crate::engine) on: On,
    pub(in crate::engine) optional: bool,
    /// A condition on each pair of rows, over the columns of the left side and then those of the right.
    pub(in crate::engine) condition: Option<(&'a Test, Vec<Slot>)>,
    pub(in crate::engine) out: Vec<Side>,
    pub(in crate::engine) state: State,
}

/// How far a join has come.
#[derive(Default)]
pub(in crate::engine) struct State {
    table: Option<Table>,
    current: Option<Current>,
}

struct Current {
    batch: Batch,
    row: usize,
    /// How many partners of the row were looked at.
    partner: usize,
    matched: bool,
}

impl Operator for HashJoin<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        run.go_on()?;
        let Self { left, right, right_width, on, optional, condition, out, state } = self;
        if state.current.is_none() {
            let nothing = state.table.as_ref().is_some_and(|table| table.rows.len == 0) && !*optional;
            let batch = if nothing { None } else { left.next(run)? };
            state.current = batch.map(|batch| Current { batch, row: 0, partner: 0, matched: false });
        }
        // Where the left side has no row, nobody asks for the right one.
        let Some(current) = &mut state.current else { return Ok(None) };
        let table = match &mut state.table {
            Some(table) => table,
            None => state.table.insert(Table::gather(right, *right_width, &on.right_keys(), run)?),
        };
        if table.rows.len == 0 && !*optional {
            state.current = None;
            return Ok(None);
        }
        let key_columns = on.left_keys();
        let mut key = Vec::new();
        // Pairs of rows; a right row of `NOBODY` means that the left row has no partner.
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(BATCH);
        while current.row < current.batch.len && pairs.len() < BATCH {
            current.batch.read(current.row, &key_columns, &mut key);
            let partners = table.of(&key);
            let end = partners.len().min(current.partner + BATCH - pairs.len());
            let before = pairs.len();
            for &partner in &partners[current.partner..end] {
                if on.agree(&current.batch, current.row, &table.rows, partner as usize).0 {
                    pairs.push((current.row as u32, partner));
                }
            }
            if let Some((test, schema)) = condition {
                let both = pair_batch(&current.batch, &table.rows, &pairs[before..]);
                let holds = test.holds(run, &both, schema)?;
                let kept: Vec<_> = (pairs[before..].iter().zip(holds))
                    .filter(|(_, holds)| *holds == Truth::True)
                    .map(|(pair, _)| *pair)
                    .collect();
                pairs.truncate(before);
                pairs.extend(kept);
            }
            current.matched |= pairs.len() > before;
            current.partner = end;
            if end == partners.len() {
                if *optional && !current.matched {
                    pairs.push((current.row as u32, NOBODY));
                }
                current.row += 1;
                current.partner = 0;
                current.matched = false;
            }
        }
        let columns = out.iter().map(|side| side.column(&current.batch, &table.rows, &pairs)).collect();
        if current.row >= current.batch.len {
            state.current = None;
        }
        Ok(Some(Batch { len: pairs.len(), columns }))
    }
}

const NOBODY: u32 = u32::MAX;

impl Side {
    fn column(self, left: &Batch, right: &Batch, pairs: &[(u32, u32)]) -> Vec<TermId> {
        let of_right = |column: usize, row: u32| match row {
            NOBODY => TermId::NONE,
            row => right.columns[column][row as usize],
        };
        match self {
            Self::Left(column) => pairs.iter().map(|pair| left.columns[column][pair.0 as usize]).collect(),
            Self::Right(column) => pairs.iter().map(|pair| of_right(column, pair.1)).collect(),
            Self::Either(column, other) => {
                let either = |pair: &(u32, u32)| match left.columns[column][pair.0 as usize] {
                    id if id.is_none() => of_right(other, pair.1),
                    id => id,
                };
                pairs.iter().map(either).collect()
            }
        }
    }
}

/// Puts pairs of rows side by side.
pub(super) fn pair_batch(left: &Batch, right: &Batch, pairs: &[(u32, u32)]) -> Batch {
    let left_columns = (0..left.columns.len()).map(Side::Left);
    let sides = left_columns.chain((0..right.columns.len()).map(Side::Right));
    Batch { len: pairs.len(), columns: sides.map(|side| side.column(left, right, pairs)).collect() }
}
