//! Puts all rows into order; with a limit, only the first ones.

use std::ops::Range;

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
        let limit = self.limit.unwrap_or(usize::MAX);
        let mut order: Vec<u32> = if limit == 0 { Vec::new() } else { (0..rows.len as u32).collect() };
        let mut ties = Ties::all(order.len());
        for &(column, descending) in &self.by {
            run.go_on()?;
            let tied = ties.rows(&order);
            if tied.is_empty() {
                break;
            }
            let ranks = rank(run, &rows.columns[column], &tied, descending)?;
            if limit < order.len() && tied.len() == order.len() && ties.0.len() == 1 {
                (order, ties) = first(limit, &order, &ranks);
            } else {
                ties = ties.broken(&mut order, &tied, &ranks);
            }
            let end = ties.0.iter().find(|tie| tie.end >= limit).map_or(limit, |tie| tie.end);
            order.truncate(end);
            ties.0.retain(|tie| tie.end <= end);
        }
        order.truncate(limit);
        Ok(Sorted { order, rows, given: 0 })
    }
}

/// The stretches of an order in which rows are equal so far: only those need another column ranked.
struct Ties(Vec<Range<usize>>);

impl Ties {
    fn all(rows: usize) -> Self {
        let all = 0..rows;
        Self(if rows > 1 { vec![all] } else { Vec::new() })
    }

    /// Gives the rows that are tied, stretch by stretch.
    fn rows(&self, order: &[u32]) -> Vec<u32> {
        let mut tied = Vec::with_capacity(self.0.iter().map(Range::len).sum());
        self.0.iter().for_each(|tie| tied.extend_from_slice(&order[tie.clone()]));
        tied
    }

    /// Puts the rows of each stretch into the order of their ranks, and gives the stretches that are left.
    fn broken(&self, order: &mut [u32], tied: &[u32], ranks: &Ranks) -> Self {
        let mut sorted = by_rank(&(0..tied.len() as u32).collect::<Vec<_>>(), ranks);
        if self.0.len() > 1 {
            let numbered = self.0.iter().enumerate();
            let of = numbered.flat_map(|(number, tie)| std::iter::repeat_n(number as u32, tie.len()));
            sorted = by_rank(&sorted, &Ranks { of: of.collect(), places: self.0.len() });
        }
        let (mut left, mut at) = (Vec::new(), 0);
        for tie in &self.0 {
            let mut start = tie.start;
            for place in tie.clone() {
                let row = sorted[at] as usize;
                order[place] = tied[row];
                at += 1;
                let goes_on = place + 1 < tie.end && ranks.of[row] == ranks.of[sorted[at] as usize];
                if !goes_on {
                    if place > start {
                        left.push(start..place + 1);
                    }
                    start = place + 1;
                }
            }
        }
        Self(left)
    }
}

/// Gives, of rows that are all tied, those that may be among the first ones, in order.
fn first(limit: usize, tied: &[u32], ranks: &Ranks) -> (Vec<u32>, Ties) {
    let mut of = ranks.of.clone();
    let (_, &mut last, _) = of.select_nth_unstable(limit - 1);
    let kept = ranks.of.iter().enumerate().filter(|(_, rank)| **rank <= last);
    let (rows, of): (Vec<u32>, Vec<u32>) = kept.map(|(at, rank)| (tied[at], *rank)).unzip();
    let mut order = rows.clone();
    let ties = Ties::all(rows.len()).broken(&mut order, &rows, &Ranks { of, places: ranks.places });
    (order, ties)
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
