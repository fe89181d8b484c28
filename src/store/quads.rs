//! The quads of any pattern: subject, predicate, object and graph may each be known or open.

use std::vec;

use crate::store::error::StoreError;
use crate::store::graph::{Graph, PredicateRef};
use crate::store::id::TermId;
use crate::store::pairs::Pairs;

/// Says which graphs a pattern looks into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Graphs {
    /// The default graph.
    Default,
    /// One named graph.
    Named(TermId),
    /// Every named graph, and not the default one.
    AnyNamed,
}

/// Walks the quads that fit a pattern, as ids: subject, predicate, object, and the graph unless it is the default.
#[derive(Debug, Clone)]
pub struct Quads<'a> {
    run: Run<'a>,
    rest: vec::IntoIter<Run<'a>>,
}

#[derive(Debug, Clone)]
struct Run<'a> {
    predicate: u32,
    graph: Option<u32>,
    pairs: Pairs<'a>,
}

impl Iterator for Quads<'_> {
    type Item = (TermId, TermId, TermId, Option<TermId>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((subject, object)) = self.run.pairs.next() {
                let Run { predicate, graph, .. } = self.run;
                return Some((TermId(subject), TermId(predicate), TermId(object), graph.map(TermId)));
            }
            self.run = self.rest.next()?;
        }
    }
}

impl Graph {
    /// Finds the quads that fit a pattern; `None` stands for anything.
    ///
    /// Cost: an array access or a slice where the predicate is known; a walk of the tables where it is not.
    ///
    /// # Errors
    /// When the graph file is damaged.
    ///
    /// ```
    /// use actant::store::{Builder, Graphs};
    ///
    /// let mut builder = Builder::new();
    /// let [csto, part, tajikistan, armenia] = ["csto", "part", "tajikistan", "armenia"]
    ///     .map(|name| builder.iri(&format!("https://example.org/{name}")));
    /// builder.quad(csto, part, tajikistan, None);
    /// builder.quad(csto, part, armenia, None);
    /// let graph = builder.finish().into_graph()?;
    ///
    /// let parts = graph.quads(Some(csto), Some(part), None, Graphs::Default)?;
    /// let parts: Result<Vec<_>, _> = parts.map(|(_, _, object, _)| graph.term(object)).collect();
    /// let parts: Vec<String> = parts?.iter().map(ToString::to_string).collect();
    /// assert_eq!(parts, ["<https://example.org/tajikistan>", "<https://example.org/armenia>"]);
    /// # Ok::<(), actant::store::StoreError>(())
    /// ```
    pub fn quads(
        &self,
        subject: Option<TermId>,
        predicate: Option<TermId>,
        object: Option<TermId>,
        graphs: Graphs,
    ) -> Result<Quads<'_>, StoreError> {
        let mut runs = Runs { first: None, rest: Vec::new() };
        self.each_predicate(predicate, graphs, |graph, predicate| {
            predicate.pairs(
                &self.snapshot,
                &self.content.rows,
                subject.map(|subject| subject.0),
                object.map(|object| object.0),
                |pairs| runs.push(Run { predicate: predicate.id, graph, pairs }),
            )
        })?;
        let empty = Run { predicate: 0, graph: None, pairs: Pairs::Once(None) };
        Ok(Quads { run: runs.first.unwrap_or(empty), rest: runs.rest.into_iter() })
    }

    /// Counts the quads that fit a pattern, exactly.
    ///
    /// Cost: as [`Graph::quads`], without walking what it finds.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn count(
        &self,
        subject: Option<TermId>,
        predicate: Option<TermId>,
        object: Option<TermId>,
        graphs: Graphs,
    ) -> Result<usize, StoreError> {
        if subject.is_none() && object.is_none() {
            let mut count = 0;
            self.each_predicate(predicate, graphs, |_, predicate| {
                count += predicate.len(&self.content.rows);
                Ok(())
            })?;
            return Ok(count);
        }
        let quads = self.quads(subject, predicate, object, graphs)?;
        Ok(quads.run.pairs.count_left() + quads.rest.map(|run| run.pairs.count_left()).sum::<usize>())
    }

    /// Counts the distinct subjects and objects of a predicate, or of all of them added up.
    pub fn distinct(&self, predicate: Option<TermId>, graphs: Graphs) -> (usize, usize) {
        let mut distinct = (0, 0);
        let walked = self.each_predicate(predicate, graphs, |_, predicate| {
            distinct.0 += predicate.subjects(&self.content.rows);
            distinct.1 += predicate.objects(&self.content.rows);
            Ok(())
        });
        debug_assert!(walked.is_ok(), "counting reads the manifest only");
        distinct
    }

    /// Tells whether no subject has more than one object by a predicate of the default graph.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn is_single(&self, predicate: TermId) -> Result<bool, StoreError> {
        self.predicate(0, predicate.0).map_or(Ok(true), |predicate| predicate.is_single(&self.snapshot))
    }

    /// Names the predicates of the default graph.
    pub fn predicates(&self) -> impl Iterator<Item = TermId> + '_ {
        self.content.sets[0].predicates.iter().map(|predicate| TermId(predicate.id))
    }

    /// Names the named graphs.
    pub fn graph_names(&self) -> impl Iterator<Item = TermId> + '_ {
        self.content.sets.iter().filter_map(|set| set.name.map(TermId))
    }

    fn each_predicate<'a>(
        &'a self,
        predicate: Option<TermId>,
        graphs: Graphs,
        mut visit: impl FnMut(Option<u32>, &'a PredicateRef) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let sets = match graphs {
            Graphs::Default => 0..1,
            Graphs::AnyNamed => 1..self.content.sets.len(),
            Graphs::Named(name) => match self.set_of(name.0) {
                Some(set) => set..set + 1,
                None => 0..0,
            },
        };
        for set in sets {
            let name = self.content.sets[set].name;
            match predicate {
                Some(id) => {
                    if let Some(predicate) = self.predicate(set, id.0) {
                        visit(name, predicate)?;
                    }
                }
                None => {
                    for predicate in &self.content.sets[set].predicates {
                        visit(name, predicate)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Gathers runs without an allocation when there is only one, which is the common case.
struct Runs<'a> {
    first: Option<Run<'a>>,
    rest: Vec<Run<'a>>,
}

impl<'a> Runs<'a> {
    fn push(&mut self, run: Run<'a>) {
        match self.first {
            None => self.first = Some(run),
            Some(_) => self.rest.push(run),
        }
    }
}
