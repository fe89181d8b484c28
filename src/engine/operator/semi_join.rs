//! Keeps the rows of the left side that have a partner on the right, or those that have none.

use crate::engine::batch::{Batch, Slot};
use crate::engine::expression::{Test, Truth};
use crate::engine::operator::hash_join::pair_batch;
use crate::engine::operator::table::{On, Table, batches};
use crate::engine::operator::two::Two;
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};

/// Says which rows stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum Keep {
    /// Those with a partner.
    Partnered,
    /// Those without one.
    Alone,
    /// As MINUS: those without a partner that shares at least one value.
    Different,
}

/// Gathers the right side and looks for one partner of each row of the left side.
pub(in crate::engine) struct SemiJoin<'a> {
    pub(in crate::engine) left: Input<'a>,
    pub(in crate::engine) right: Input<'a>,
    pub(in crate::engine) right_width: usize,
    pub(in crate::engine) on: On,
    pub(in crate::engine) keep: Keep,
    /// Conditions on each pair of rows.
    pub(in crate::engine) conditions: Vec<&'a Test>,
    /// A column of the left side and one of the right, when all that is asked is that they differ.
    pub(in crate::engine) differ: Option<(usize, usize)>,
    /// The variables of the columns of the left side and then of those of the right.
    pub(in crate::engine) both: Vec<Slot>,
    pub(in crate::engine) columns: Vec<usize>,
    pub(in crate::engine) table: Option<Gathered>,
}

/// The gathered right side.
pub(in crate::engine) struct Gathered(Side);

enum Side {
    Table(Table),
    /// As much of it as tells whether something differs.
    Two(Two),
}

impl Operator for SemiJoin<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        run.go_on()?;
        let Self { left, right, right_width, on, keep, conditions, differ, both, columns, table } = self;
        let Some(batch) = left.next(run)? else { return Ok(None) };
        let table = match table {
            Some(table) => &table.0,
            None => &table.insert(Gathered(Side::new(right, *right_width, on, *differ, run)?)).0,
        };
        let key_columns = on.left_keys();
        let mut key = Vec::new();
        let wanted = *keep == Keep::Partnered;
        let table = match table {
            Side::Table(table) => table,
            Side::Two(two) => {
                let of_left = differ.map_or(0, |(of_left, _)| of_left);
                let matched = two.differ(&batch, &key_columns, of_left);
                return Ok(Some(kept(batch, &matched, wanted, columns)));
            }
        };
        let mut matched = vec![false; batch.len];
        // The rows whose partners are not all looked at: without a condition the first partner that agrees
        // decides; with one, more and more of them are tried at a time.
        let mut open: Vec<u32> = match differ {
            None => (0..batch.len as u32).collect(),
            Some((of_left, of_right)) => {
                let mut open = Vec::new();
                for (row, &id) in batch.columns[*of_left].iter().enumerate() {
                    if id.is_none() || run.terms.is_literal(id)? {
                        open.push(row as u32);
                        continue;
                    }
                    // A node differs from whatever is not the same node.
                    batch.read(row, &key_columns, &mut key);
                    matched[row] = table.of(&key).iter().any(|&partner| {
                        let other = table.rows.columns[*of_right][partner as usize];
                        let agrees = || on.agree(&batch, row, &table.rows, partner as usize).0;
                        other != id && !other.is_none() && agrees()
                    });
                }
                open
            }
        };
        let (mut seen, mut step) = (0_usize, 4_usize);
        while !open.is_empty() {
            run.go_on()?;
            let mut pairs = Vec::new();
            let mut unfinished = Vec::new();
            for &row in &open {
                batch.read(row as usize, &key_columns, &mut key);
                let partners = table.of(&key);
                let end =
                    if !conditions.is_empty() { partners.len().min(seen + step) } else { partners.len() };
                for &partner in &partners[seen.min(end)..end] {
                    let (agrees, shares) = on.agree(&batch, row as usize, &table.rows, partner as usize);
                    if agrees && (*keep != Keep::Different || shares || !on.keys.is_empty()) {
                        if conditions.is_empty() {
                            matched[row as usize] = true;
                            break;
                        }
                        pairs.push((row, partner));
                    }
                }
                if end < partners.len() {
                    unfinished.push(row);
                }
            }
            if !conditions.is_empty() {
                let paired = pair_batch(&batch, &table.rows, &pairs);
                let mut holds = vec![Truth::True; pairs.len()];
                for test in &*conditions {
                    for (holds, also) in holds.iter_mut().zip(test.holds(run, &paired, both)?) {
                        *holds = if also == Truth::True { *holds } else { also };
                    }
                }
                for (pair, holds) in pairs.iter().zip(holds) {
                    matched[pair.0 as usize] |= holds == Truth::True;
                }
            }
            unfinished.retain(|&row| !matched[row as usize]);
            open = unfinished;
            seen += step;
            step *= 4;
        }
        Ok(Some(kept(batch, &matched, wanted, columns)))
    }
}

/// Gives the rows that are wanted.
fn kept(mut batch: Batch, matched: &[bool], wanted: bool, columns: &[usize]) -> Batch {
    let rows: Vec<u32> = (0..batch.len as u32).filter(|&row| matched[row as usize] == wanted).collect();
    Batch { len: rows.len(), columns: batch.gather(&rows, columns, true) }
}

impl Side {
    fn new(
        right: &mut Input<'_>,
        width: usize,
        on: &On,
        differ: Option<(usize, usize)>,
        run: &Run<'_>,
    ) -> Result<Self, Stop> {
        let keys = on.right_keys();
        let Some((_, of_right)) = differ.filter(|_| on.loose.is_empty()) else {
            return Ok(Self::Table(Table::gather(right, width, &keys, run)?));
        };
        let batches = batches(right, run).collect::<Result<Vec<_>, _>>()?;
        if let Some(two) = Two::new(&batches, &keys, of_right, run)? {
            return Ok(Self::Two(two));
        }
        let mut table = Table::of_batches(batches.into_iter().map(Ok), width, &keys, run)?;
        // Nothing else of a partner is looked at, so its like is no other partner.
        table.keep_once(of_right);
        Ok(Self::Table(table))
    }
}
