//! The part of a graph that a query may see: some dense rows are hidden, and with them the pairs that only they
//! state. It says what is seen and never why.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use crate::store::error::StoreError;
use crate::store::graph::Graph;
use crate::store::id::TermId;
use crate::store::quads::Graphs;

/// Says by which properties a row states a pair: `subject predicate object .`
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// The property that gives the subject of the pair.
    pub subject: TermId,
    /// The property that gives the predicate.
    pub predicate: TermId,
    /// The property that gives the object.
    pub object: TermId,
    /// What else the row must say to state it: a property and its value.
    pub given: Option<(TermId, TermId)>,
}

/// Shows some dense rows of a graph, the pairs that those state, and all else.
///
/// ```
/// use actant::store::{Builder, Part, RowNames, Values};
///
/// let mut builder = Builder::new();
/// let rows = builder.rows("https://example.org/claim/", RowNames::Keys(vec![7, 9]));
/// let (subject, kabul) = (builder.iri("https://example.org/subject"), builder.iri("https://example.org/kabul"));
/// builder.column(&rows, subject, Values::Same(kabul));
/// let graph = builder.finish().into_graph()?;
///
/// let part = Part::new(&graph, vec![false, true]);
/// let shows = |row: usize| part.shows(rows.id(row), subject, kabul, None);
/// assert_eq!((shows(0)?, shows(1)?), (true, false));
/// # Ok::<(), actant::store::StoreError>(())
/// ```
#[derive(Debug)]
pub struct Part<'g> {
    graph: &'g Graph,
    hidden: Vec<bool>,
    sets: BTreeMap<Option<TermId>, Stated>,
    closed: Vec<TermId>,
}

/// The pairs of one graph that rows state.
#[derive(Debug)]
struct Stated {
    by: Statement,
    /// For each predicate of such pairs, the pairs that are shown; found out when a query first asks.
    pairs: BTreeMap<TermId, OnceLock<HashSet<(TermId, TermId)>>>,
    /// For a predicate that is others read from their other end, those others.
    turned: BTreeMap<TermId, Vec<TermId>>,
}

impl<'g> Part<'g> {
    /// Hides rows by their number, counted over all dense tables; rows beyond the list are shown.
    pub fn new(graph: &'g Graph, hidden: Vec<bool>) -> Self {
        Self { graph, hidden, sets: BTreeMap::new(), closed: Vec::new() }
    }

    /// Shows of the pairs of these predicates, in one graph, only those that a shown row of that graph states.
    #[must_use]
    pub fn stated(
        mut self,
        name: Option<TermId>,
        by: Statement,
        predicates: impl IntoIterator<Item = TermId>,
    ) -> Self {
        let pairs = predicates.into_iter().map(|predicate| (predicate, OnceLock::new())).collect();
        self.sets.insert(name, Stated { by, pairs, turned: BTreeMap::new() });
        self
    }

    /// Shows of the pairs of `predicate`, in a graph whose pairs are stated, those that are shown of `other` with their
    /// ends turned round, there or in the default graph. With several others, one is enough.
    #[must_use]
    pub fn turned(mut self, name: Option<TermId>, predicate: TermId, other: TermId) -> Self {
        if let Some(stated) = self.sets.get_mut(&name) {
            stated.turned.entry(predicate).or_default().push(other);
        }
        self
    }

    /// Hides a whole named graph.
    #[must_use]
    pub fn without(mut self, name: TermId) -> Self {
        self.closed.push(name);
        self
    }

    /// Tells whether a named graph is there at all.
    pub(super) fn has(&self, name: TermId) -> bool {
        !self.closed.contains(&name)
    }

    /// Tells whether a row is hidden; anything else never is.
    pub fn hides(&self, id: TermId) -> bool {
        id.row_number().is_some_and(|row| self.hidden.get(row).copied().unwrap_or(false))
    }

    /// Tells whether the pairs of a predicate of the default graph are hidden with their subjects and in no other way.
    pub fn goes_by_subject(&self, predicate: TermId) -> bool {
        let stated = self.sets.get(&None);
        stated.is_none_or(|stated| {
            !stated.turned.contains_key(&predicate) && !stated.pairs.contains_key(&predicate)
        })
    }

    /// Tells whether a quad of the graph is shown.
    ///
    /// Cost: constant, but for the first pair of a predicate, which costs a walk of the rows that state it.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn shows(
        &self,
        subject: TermId,
        predicate: TermId,
        object: TermId,
        name: Option<TermId>,
    ) -> Result<bool, StoreError> {
        if self.hides(subject) || name.is_some_and(|name| !self.has(name)) {
            return Ok(false);
        }
        let Some(stated) = self.sets.get(&name) else { return Ok(true) };
        if let Some(others) = stated.turned.get(&predicate) {
            for other in others {
                if self.shows_stated(None, object, *other, subject)?
                    || self.shows_stated(name, object, *other, subject)?
                {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match stated.pairs.contains_key(&predicate) {
            true => self.shows_stated(name, subject, predicate, object),
            false => Ok(true),
        }
    }

    fn shows_stated(
        &self,
        name: Option<TermId>,
        subject: TermId,
        predicate: TermId,
        object: TermId,
    ) -> Result<bool, StoreError> {
        let Some((stated, known)) =
            self.sets.get(&name).and_then(|stated| Some((stated, stated.pairs.get(&predicate)?)))
        else {
            return Ok(false);
        };
        let pairs = match known.get() {
            Some(pairs) => pairs,
            None => {
                let found = self.pairs(name, &stated.by, predicate)?;
                known.get_or_init(|| found)
            }
        };
        Ok(pairs.contains(&(subject, object)))
    }

    fn pairs(
        &self,
        name: Option<TermId>,
        by: &Statement,
        predicate: TermId,
    ) -> Result<HashSet<(TermId, TermId)>, StoreError> {
        let graphs = name.map_or(Graphs::Default, Graphs::Named);
        let value = |row: TermId, property: TermId| -> Result<Option<TermId>, StoreError> {
            let mut found = self.graph.quads(Some(row), Some(property), None, graphs)?;
            Ok(found.next().map(|(_, _, object, _)| object))
        };
        let mut pairs = HashSet::new();
        for (row, ..) in self.graph.quads(None, Some(by.predicate), Some(predicate), graphs)? {
            let given = match by.given {
                Some((property, wanted)) => value(row, property)? == Some(wanted),
                None => true,
            };
            if given
                && !self.hides(row)
                && let (Some(subject), Some(object)) = (value(row, by.subject)?, value(row, by.object)?)
            {
                pairs.insert((subject, object));
            }
        }
        Ok(pairs)
    }
}
