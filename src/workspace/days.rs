//! When claims may have been, for comparing them with the time that a question names.

use std::collections::{HashMap, HashSet};

use crate::graph::Day;
use crate::question::{Limit, Span};
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::ask::local;
use crate::workspace::lexicon::find;

/// Reads the first and the last day of claims. Days are read once, however many claims share them.
pub(super) struct Days<'graph> {
    graph: &'graph Graph,
    ends: [Option<TermId>; 2],
    known: HashMap<TermId, Option<Day>>,
}

impl<'graph> Days<'graph> {
    pub(super) fn new(graph: &'graph Graph) -> Result<Self, StoreError> {
        let ends =
            ["sem:hasEarliestBeginTimeStamp", "sem:hasLatestEndTimeStamp"].map(|name| find(graph, name));
        let [earliest, latest] = ends;
        Ok(Self { graph, ends: [earliest?, latest?], known: HashMap::new() })
    }

    /// Finds the claims that may lie in a span, by their places, and counts those that have no day at all. A date that
    /// is open on one side is taken to reach as far as it can.
    pub(super) fn within(
        &mut self,
        span: &Span,
        claims: &[Option<TermId>],
    ) -> Result<(Vec<usize>, usize), StoreError> {
        let mut undated = HashSet::new();
        let mut kept = Vec::with_capacity(claims.len());
        for (place, claim) in claims.iter().enumerate() {
            let Some(id) = *claim else { continue };
            let (earliest, latest) = (self.day(id, 0)?, self.day(id, 1)?);
            if earliest.is_none() && latest.is_none() {
                undated.insert(id);
                continue;
            }
            let begins = span.from.is_none_or(|Limit { day, included }| {
                latest.is_none_or(|latest| latest > day || included && latest == day)
            });
            let ends = span.to.is_none_or(|Limit { day, included }| {
                earliest.is_none_or(|earliest| earliest < day || included && earliest == day)
            });
            if begins && ends {
                kept.push(place);
            }
        }
        Ok((kept, undated.len()))
    }

    fn day(&mut self, claim: TermId, end: usize) -> Result<Option<Day>, StoreError> {
        let Some(predicate) = self.ends[end] else { return Ok(None) };
        let Some((_, _, day, _)) =
            self.graph.quads(Some(claim), Some(predicate), None, Graphs::Default)?.next()
        else {
            return Ok(None);
        };
        if let Some(known) = self.known.get(&day) {
            return Ok(*known);
        }
        let read = Day::parse(&local(&self.graph.term(day)?));
        self.known.insert(day, read);
        Ok(read)
    }
}
