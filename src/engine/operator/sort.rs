//! Puts all rows into order; with a limit, only the first ones.

use crate::engine::batch::{BATCH, Batch};
use crate::engine::keys::Keys;
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};
use crate::engine::value::order;
use crate::store::TermId;
use crate::store::sparql::Value;

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
        let mut ranks = Vec::with_capacity(self.by.len());
        for &(column, descending) in &self.by {
            ranks.push(rank(run, &rows.columns[column], descending)?);
        }
        let mut order: Vec<u32> = (0..rows.len as u32).collect();
        // The position decides last, so that the order is total and an unstable sort will do.
        let compare = |left: &u32, right: &u32| {
            let keys = ranks.iter().map(|ranks| ranks[*left as usize].cmp(&ranks[*right as usize]));
            keys.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then).then(left.cmp(right))
        };
        run.go_on()?;
        if let Some(limit) = self.limit
            && limit < order.len()
        {
            if limit > 0 {
                order.select_nth_unstable_by(limit - 1, compare);
            }
            order.truncate(limit);
        }
        order.sort_unstable_by(compare);
        Ok(Sorted { rows, order, given: 0 })
    }
}

/// Gives each row of a column its place in the order of the column's terms; equal values share one.
fn rank(run: &Run<'_>, column: &[TermId], descending: bool) -> Result<Vec<u32>, Stop> {
    let mut keys = Keys::new(1);
    let numbers: Vec<u32> = column.iter().map(|id| keys.add(&[*id]).0 as u32).collect();
    let mut values: Vec<(u32, Option<Value>)> = Vec::with_capacity(keys.len());
    for number in 0..keys.len() {
        if number % BATCH == 0 {
            run.keep(BATCH.min(keys.len() - number) * size_of::<(u32, Option<Value>)>())?;
        }
        let id = keys.get(number)[0];
        let value = if id.is_none() { None } else { Some(Value::from(run.terms.term(id)?)) };
        values.push((number as u32, value));
    }
    let values = merge(run, values)?;
    let mut ranks = vec![0; keys.len()];
    let mut next = 0;
    for (at, (number, value)) in values.iter().enumerate() {
        if at > 0 && order(values[at - 1].1.as_ref(), value.as_ref()).is_ne() {
            next += 1;
        }
        ranks[*number as usize] = next;
    }
    Ok(numbers
        .into_iter()
        .map(|number| if descending { next - ranks[number as usize] } else { ranks[number as usize] })
        .collect())
}

type Ranked = (u32, Option<Value>);

/// Sorts by merging. The order of terms is no total order where values of several kinds meet, which the standard
/// library's sort answers with a panic; merging only ever asks for the order of two.
fn merge(run: &Run<'_>, mut values: Vec<Ranked>) -> Result<Vec<Ranked>, Stop> {
    run.go_on()?;
    if values.len() <= 1 {
        return Ok(values);
    }
    let right = values.split_off(values.len() / 2);
    let (left, right) = (merge(run, values)?, merge(run, right)?);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        let from_left = order(one.1.as_ref(), other.1.as_ref()).is_le();
        merged.extend(if from_left { left.next() } else { right.next() });
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}
