//! Keeps the rows whose two ends are joined by a triple.

use crate::engine::batch::Batch;
use crate::engine::operator::{End, Input, Operator};
use crate::engine::run::{Run, Stop};
use crate::store::Links;
use crate::store::{Part, TermId};

/// Looks a triple up for each row; gives no new column.
pub(in crate::engine) struct Check<'a> {
    pub(in crate::engine) input: Input<'a>,
    pub(in crate::engine) links: Links<'a>,
    pub(in crate::engine) part: Option<&'a Part<'a>>,
    pub(in crate::engine) predicate: TermId,
    pub(in crate::engine) subject: End,
    pub(in crate::engine) object: End,
    pub(in crate::engine) keep: Vec<usize>,
}

impl Operator for Check<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        run.go_on()?;
        let Some(mut batch) = self.input.next(run)? else { return Ok(None) };
        let mut rows = Vec::with_capacity(batch.len);
        for row in 0..batch.len {
            if let (Some(subject), Some(object)) =
                (self.subject.known(&batch, row), self.object.known(&batch, row))
                && self.links.contains(subject, object)
                && match self.part {
                    Some(part) => part.shows(subject, self.predicate, object, None)?,
                    None => true,
                }
            {
                rows.push(row as u32);
            }
        }
        let columns = batch.gather(&rows, &self.keep, true);
        Ok(Some(Batch { len: rows.len(), columns }))
    }
}
