//! Any other triple pattern for each row: an open predicate, or a variable that stands in it twice.

use crate::engine::batch::{BATCH, Batch};
use crate::engine::operator::{End, Input, Operator};
use crate::engine::run::{Run, Stop};
use crate::store::{Graph, Graphs, Part, Quads, TermId};

/// Looks a pattern up for each row; its new ends become new columns.
pub(in crate::engine) struct Walk<'a> {
    input: Input<'a>,
    graph: &'a Graph,
    part: Option<&'a Part<'a>>,
    ends: [End; 3],
    keep: Vec<usize>,
    /// How many new columns there are.
    new: usize,
    current: Option<(Batch, usize, Option<Quads<'a>>)>,
}

impl<'a> Walk<'a> {
    pub(in crate::engine) fn new(
        input: Input<'a>,
        graph: &'a Graph,
        part: Option<&'a Part<'a>>,
        ends: [End; 3],
        keep: Vec<usize>,
        new: usize,
    ) -> Self {
        Self { input, graph, part, ends, keep, new, current: None }
    }
}

impl Operator for Walk<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        run.go_on()?;
        if self.current.is_none() {
            self.current = self.input.next(run)?.map(|batch| (batch, 0, None));
        }
        let Some((batch, row, quads)) = &mut self.current else { return Ok(None) };
        let mut rows = Vec::new();
        let mut columns = vec![Vec::new(); self.new];
        while *row < batch.len && rows.len() < BATCH {
            let walk = match quads {
                Some(walk) => walk,
                None => {
                    let [subject, predicate, object] = self.ends.map(|end| end.known(batch, *row));
                    quads.insert(self.graph.quads(subject, predicate, object, Graphs::Default)?)
                }
            };
            let room = BATCH - rows.len();
            let mut seen = 0;
            for (subject, predicate, object, _) in walk.take(room) {
                seen += 1;
                if let Some(part) = self.part
                    && !part.shows(subject, predicate, object, None)?
                {
                    continue;
                }
                let mut new = vec![TermId::NONE; self.new];
                let fits = self.ends.iter().zip([subject, predicate, object]).all(|(end, id)| match end {
                    End::New(column) if new[*column].is_none() => {
                        new[*column] = id;
                        true
                    }
                    End::New(column) => new[*column] == id,
                    _ => true,
                });
                if fits {
                    rows.push(*row as u32);
                    for (column, id) in columns.iter_mut().zip(new) {
                        column.push(id);
                    }
                }
            }
            if seen < room {
                *quads = None;
                *row += 1;
            }
        }
        let done = *row >= batch.len;
        let mut kept = batch.gather(&rows, &self.keep, done);
        kept.extend(columns);
        if done {
            self.current = None;
        }
        Ok(Some(Batch { len: rows.len(), columns: kept }))
    }
}
