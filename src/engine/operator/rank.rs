//! The places of terms in their order: what sorting compares instead of the terms.

use crate::engine::batch::BATCH;
use crate::engine::compare::text;
use crate::engine::keys::Keys;
use crate::engine::run::{Run, Stop};
use crate::engine::value::order;
use crate::store::sparql::Value;
use crate::store::{TermId, TermReader};

/// Holds for some rows the place of each in the order of their terms; equal values share one.
pub(super) struct Ranks {
    pub(super) of: Vec<u32>,
    /// How many places there are.
    pub(super) places: usize,
}

/// Ranks the terms of a column at some rows.
pub(super) fn rank(run: &Run<'_>, column: &[TermId], rows: &[u32], descending: bool) -> Result<Ranks, Stop> {
    let cells: Vec<TermId> = rows.iter().map(|&row| column[row as usize]).collect();
    let mut ranks = match by_key(run, &cells)? {
        Some(ranks) => ranks,
        None => by_term(run, &cells)?,
    };
    if descending {
        let last = ranks.places.saturating_sub(1) as u32;
        ranks.of.iter_mut().for_each(|rank| *rank = last - *rank);
    }
    Ok(ranks)
}

/// Ranks rows of one dense table by the keys that they are named after.
fn by_key(run: &Run<'_>, cells: &[TermId]) -> Result<Option<Ranks>, Stop> {
    let Some(keys) = run.terms.graph().row_keys(cells)? else { return Ok(None) };
    run.keep(keys.len() * size_of::<(u64, u32)>())?;
    let mut sorted: Vec<(u64, u32)> = keys.into_iter().zip(0..).collect();
    sorted.sort_unstable();
    let mut ranks = Ranks { of: vec![0; sorted.len()], places: 0 };
    for (at, (key, number)) in sorted.iter().enumerate() {
        ranks.places += usize::from(at == 0 || sorted[at - 1].0 != *key);
        ranks.of[*number as usize] = ranks.places as u32 - 1;
    }
    Ok(Some(ranks))
}

/// Ranks terms, each distinct one once.
fn by_term(run: &Run<'_>, cells: &[TermId]) -> Result<Ranks, Stop> {
    let mut keys = Keys::new(1);
    let mut numbers = Vec::with_capacity(cells.len());
    numbers.extend(cells.iter().map(|cell| keys.add(&[*cell]).0 as u32));
    run.keep(keys.len() * (keys.row_bytes() + 4))?;
    let ids: Vec<TermId> = (0..keys.len()).map(|number| keys.get(number)[0]).collect();
    let ranks = match by_text(run, &ids)? {
        Some(ranks) => ranks,
        None => by_value(run, &ids)?,
    };
    for number in &mut numbers {
        *number = ranks.of[*number as usize];
    }
    Ok(Ranks { of: numbers, places: ranks.places })
}

/// Ranks terms that are all nodes, or all plain strings, by their texts; no value comes first.
fn by_text(run: &Run<'_>, ids: &[TermId]) -> Result<Option<Ranks>, Stop> {
    let foreign = |id: &TermId| !id.is_none() && id.is_foreign();
    if ids.iter().any(foreign) {
        return Ok(None);
    }
    let mut reader = TermReader::new(run.terms.graph(), &[])?;
    let (mut texts, mut ends) = (String::new(), Vec::with_capacity(ids.len()));
    let (mut none, mut kind) = (None, None);
    for (number, id) in ids.iter().enumerate() {
        if number % BATCH == 0 {
            run.go_on()?;
        }
        match reader.read(*id)?.map(text) {
            None => none = Some(number as u32),
            Some(Some((of, text))) if kind.is_none_or(|kind| kind == of) => {
                kind = Some(of);
                texts.push_str(text);
            }
            Some(_) => return Ok(None),
        }
        ends.push(texts.len());
    }
    run.keep(texts.len() + ids.len() * 12)?;
    let text = |number: u32| {
        let start = if number == 0 { 0 } else { ends[number as usize - 1] };
        &texts[start..ends[number as usize]]
    };
    let mut sorted: Vec<u32> = (0..ids.len() as u32).filter(|&number| none != Some(number)).collect();
    sorted.sort_unstable_by(|&left, &right| text(left).cmp(text(right)));
    Ok(Some(ranked(none.into_iter().chain(sorted))))
}

/// Gives distinct terms their places, in order.
fn ranked(sorted: impl Iterator<Item = u32>) -> Ranks {
    let sorted: Vec<u32> = sorted.collect();
    let mut of = vec![0; sorted.len()];
    for (place, number) in sorted.iter().enumerate() {
        of[*number as usize] = place as u32;
    }
    Ranks { places: of.len(), of }
}

/// Ranks any terms by their values.
fn by_value(run: &Run<'_>, ids: &[TermId]) -> Result<Ranks, Stop> {
    let mut values: Vec<Ranked> = Vec::with_capacity(ids.len());
    for (number, id) in ids.iter().enumerate() {
        if number % BATCH == 0 {
            run.keep(BATCH.min(ids.len() - number) * size_of::<Ranked>())?;
        }
        let value = if id.is_none() { None } else { Some(Value::from(run.terms.term(*id)?)) };
        values.push((number as u32, value));
    }
    let values = merge(run, values)?;
    let mut of = vec![0; ids.len()];
    let mut next = 0;
    for (at, (number, value)) in values.iter().enumerate() {
        if at > 0 && order(values[at - 1].1.as_ref(), value.as_ref()).is_ne() {
            next += 1;
        }
        of[*number as usize] = next;
    }
    Ok(Ranks { of, places: next as usize + 1 })
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
