//! Puts all rows into order; with a limit, only the first ones.

use std::cmp::Ordering;

use crate::engine::batch::{BATCH, Batch};
use crate::engine::operator::rank::{Ranks, rank};
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};

/// Sorts by columns, each ascending or descending; rows that compare equal stay as they came.
pub(in crate::engine) struct Sort<'a> {
    pub(in crate::engine) input: Input<'a>,
    pub(in crate::engine) width: usize,
    /// The columns, and whether each descends.
    pub(in crate::engine) by: Vec<(usize, bool)>,
    /// How many rows are wanted.
    pub(in crate::engine) limit: Option<usize>,
    pub(in crate::engine) sorted: Option<Sorted>,
}

/// The rows, in order.
pub(in crate::engine) struct Sorted {
    rows: Batch,
    order: Vec<u32>,
    given: usize,
}

impl Operator for Sort<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        let sorted = match self.sorted.take() {
            Some(sorted) => sorted,
            None => self.sort(run)?,
        };
        let sorted = self.sorted.insert(sorted);
        run.go_on()?;
        let end = sorted.order.len().min(sorted.given + BATCH);
        if sorted.given == end {
            return Ok(None);
        }
        let rows = &sorted.order[sorted.given..end];
        sorted.given = end;
        let columns: Vec<usize> = (0..self.width).collect();
        let len = rows.len();
        Ok(Some(Batch { len, columns: sorted.rows.gather(rows, &columns, false) }))
    }
}

impl Sort<'_> {
    fn sort(&mut self, run: &Run<'_>) -> Result<Sorted, Stop> {
        let mut rows = Batch::empty(self.width);
        while let Some(batch) = self.input.next(run)? {
            run.keep(batch.bytes() + batch.len * 4 * (self.by.len() + 1))?;
            rows.append(batch);
        }
        let mut order: Vec<u32> = (0..rows.len as u32).collect();
        let limit = self.limit.unwrap_or(usize::MAX);
        if limit == 0 {
            order.clear();
        }
        let mut ranks: Vec<Ranks> = Vec::with_capacity(self.by.len());
        for &(column, descending) in &self.by {
            ranks.push(rank(run, &rows.columns[column], &order, descending)?);
            if limit < order.len() {
                keep_first(limit, &mut order, &mut ranks);
            }
        }
        run.go_on()?;
        let mut sorted: Vec<u32> = (0..order.len() as u32).collect();
        for ranks in ranks.iter().rev() {
            sorted = by_rank(&sorted, ranks);
        }
        sorted.truncate(limit);
        Ok(Sorted { order: sorted.into_iter().map(|at| order[at as usize]).collect(), rows, given: 0 })
    }
}

/// Keeps of all rows those that may be among the first ones, by the columns that are ranked so far: what comes after
/// need not be ranked in the others.
fn keep_first(limit: usize, order: &mut Vec<u32>, ranks: &mut [Ranks]) {
    let compare = |left: usize, right: usize| {
        let keys = ranks.iter().map(|ranks| ranks.of[left].cmp(&ranks.of[right]));
        keys.fold(Ordering::Equal, Ordering::then)
    };
    let mut places: Vec<u32> = (0..order.len() as u32).collect();
    let (_, last, _) =
        places.select_nth_unstable_by(limit - 1, |left, right| compare(*left as usize, *right as usize));
    let last = *last as usize;
    let kept: Vec<usize> = (0..order.len()).filter(|&place| compare(place, last).is_le()).collect();
    *order = kept.iter().map(|&place| order[place]).collect();
    for ranks in ranks {
        ranks.of = kept.iter().map(|&place| ranks.of[place]).collect();
    }
}

/// Puts rows into the order of their ranks by counting; those of one rank stay as they came.
fn by_rank(rows: &[u32], ranks: &Ranks) -> Vec<u32> {
    let mut next = vec![0_u32; ranks.places + 1];
    for &row in rows {
        next[ranks.of[row as usize] as usize + 1] += 1;
    }
    for rank in 0..ranks.places {
        next[rank + 1] += next[rank];
    }
    let mut sorted = vec![0; rows.len()];
    for &row in rows {
        let place = &mut next[ranks.of[row as usize] as usize];
        sorted[*place as usize] = row;
        *place += 1;
    }
    sorted
}
