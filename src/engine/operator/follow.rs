//! The join of a star and of a chain: from a column of nodes to what each is linked to, by array look-up.

use crate::engine::batch::{BATCH, Batch};
use crate::engine::operator::{End, Input, Operator};
use crate::engine::run::{Run, Stop};
use crate::store::{Links, Part, Place, TermId, Way};

/// Gives each row once for each triple that begins (or ends) in its node, with the other end as a new last column.
pub(in crate::engine) struct Follow<'a> {
    input: Input<'a>,
    links: Links<'a>,
    part: Option<(&'a Part<'a>, TermId)>,
    /// Whether what is seen hangs on the subject alone.
    by_subject: bool,
    way: Way,
    from: End,
    keep: Vec<usize>,
    /// Whether a row that leads nowhere is kept, with no value.
    optional: bool,
    current: Option<Current>,
}

struct Current {
    batch: Batch,
    /// The nodes, when they are not a column of the batch.
    constant: Vec<TermId>,
    place: Place,
    /// Whether the row at which the walk stands has led somewhere already.
    matched: bool,
}

impl<'a> Follow<'a> {
    pub(in crate::engine) fn new(
        input: Input<'a>,
        links: Links<'a>,
        part: Option<(&'a Part<'a>, TermId)>,
        way: Way,
        from: End,
        keep: Vec<usize>,
        optional: bool,
    ) -> Self {
        let by_subject = part.is_some_and(|(part, predicate)| part.goes_by_subject(predicate));
        Self { input, links, part, by_subject, way, from, keep, optional, current: None }
    }
}

impl Operator for Follow<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        run.go_on()?;
        if self.current.is_none() {
            let Some(batch) = self.input.next(run)? else { return Ok(None) };
            let constant = match self.from {
                End::Constant(id) => vec![id; batch.len],
                _ => Vec::new(),
            };
            self.current = Some(Current { batch, constant, place: Place::default(), matched: false });
        }
        let Some(current) = &mut self.current else { return Ok(None) };
        let nodes = match self.from {
            End::Column(column) => current.batch.columns[column].as_slice(),
            _ => current.constant.as_slice(),
        };
        let room = BATCH.min(current.batch.len.max(1024));
        let (mut rows, mut found) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let first = current.place.row;
        self.links.follow(self.way, nodes, &mut current.place, BATCH, &mut rows, &mut found);
        if let Some((part, predicate)) = self.part {
            let mut kept = 0;
            for at in 0..rows.len() {
                let (node, other) = (nodes[rows[at] as usize], found[at]);
                let (subject, object) = if self.way == Way::Forward { (node, other) } else { (other, node) };
                let shown = match self.by_subject {
                    true => !part.hides(subject),
                    false => part.shows(subject, predicate, object, None)?,
                };
                if shown {
                    (rows[kept], found[kept]) = (rows[at], other);
                    kept += 1;
                }
            }
            rows.truncate(kept);
            found.truncate(kept);
        }
        if self.optional {
            current.matched = fill(first, current.place.row, current.matched, &mut rows, &mut found);
        }
        let done = current.place.row >= nodes.len();
        let len = rows.len();
        let mut columns = current.batch.gather(&rows, &self.keep, done);
        columns.push(found);
        if done {
            self.current = None;
        }
        Ok(Some(Batch { len, columns }))
    }
}

/// Gives a row without a value to every node from `first` to before `last` that led nowhere; `matched` says whether
/// the first one had led somewhere before. Tells whether the node at `last` has.
fn fill(first: usize, last: usize, matched: bool, rows: &mut Vec<u32>, found: &mut Vec<TermId>) -> bool {
    let starts_matched = matched || rows.first().is_some_and(|&row| row as usize == first);
    let distinct = 1 + rows.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let ends_matched =
        rows.last().is_some_and(|&row| row as usize == last) || first == last && starts_matched;
    let expected = last - first + usize::from(rows.last().is_some_and(|&row| row as usize == last));
    if !rows.is_empty() && distinct == expected {
        return ends_matched;
    }
    let (mut all_rows, mut all_found) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    let mut at = 0;
    for row in first..=last {
        let mut any = row == first && matched;
        while at < rows.len() && rows[at] as usize == row {
            all_rows.push(row as u32);
            all_found.push(found[at]);
            any = true;
            at += 1;
        }
        if !any && row < last {
            all_rows.push(row as u32);
            all_found.push(TermId::NONE);
        }
    }
    (*rows, *found) = (all_rows, all_found);
    ends_matched
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::store::TermId;

    #[test]
    fn rows_that_lead_nowhere_are_kept_once() {
        let id = TermId::from_number;
        let (mut rows, mut found) = (vec![1, 1, 3], vec![id(7), id(8), id(9)]);
        assert!(!fill(0, 4, false, &mut rows, &mut found));
        assert_eq!(rows, [0, 1, 1, 2, 3]);
        assert_eq!(found, [TermId::NONE, id(7), id(8), TermId::NONE, id(9)]);

        let (mut rows, mut found) = (vec![2], vec![id(7)]);
        assert!(fill(1, 2, true, &mut rows, &mut found), "the walk stands within row 2");
        assert_eq!(rows, [2], "row 1 had led somewhere before");
        let (mut rows, mut found) = (Vec::new(), Vec::new());
        assert!(!fill(2, 4, true, &mut rows, &mut found));
        assert_eq!(rows, [3]);
    }
}
