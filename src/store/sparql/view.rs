//! The graph as Oxigraph's evaluator wants to see it, with the terms that only the running query knows.

use oxigraph::model::{NamedNode, Term};
use spareval::{InternalQuad, QueryableDataset};

use crate::store::error::StoreError;
use crate::store::graph::Graph;
use crate::store::id::TermId;
use crate::store::part::Part;
use crate::store::quads::Graphs;
use crate::store::terms::Terms;

/// Begins the stand-in of an id where the evaluator wants a term; no IRI begins with a control character.
const STAND_IN: char = '\u{1}';

/// Shows a graph to one running query. One type serves every use, for the evaluator is compiled anew for each.
pub(super) struct View<'t, 'a> {
    part: Option<&'a Part<'a>>,
    terms: Held<'t, 'a>,
}

enum Held<'t, 'a> {
    Own(Terms<'a>),
    Lent(&'t Terms<'a>),
}

impl<'t, 'a> View<'t, 'a> {
    pub(super) fn new(graph: &'a Graph, part: Option<&'a Part<'a>>) -> Self {
        Self { part, terms: Held::Own(Terms::new(graph)) }
    }

    /// Shows the terms of a query that runs already; ids come and go as stand-ins.
    pub(super) fn of_terms(terms: &'t Terms<'a>) -> Self {
        Self { part: None, terms: Held::Lent(terms) }
    }

    /// Makes the term that stands for an id, where a view is of terms that are lent.
    pub(super) fn stand_in(id: TermId) -> NamedNode {
        NamedNode::new_unchecked(format!("{STAND_IN}{}", id.0))
    }

    fn terms(&self) -> &Terms<'a> {
        match &self.terms {
            Held::Own(terms) => terms,
            Held::Lent(terms) => terms,
        }
    }
}

impl<'t, 'a: 't> QueryableDataset<'t> for View<'t, 'a> {
    type InternalTerm = TermId;
    type Error = StoreError;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&TermId>,
        predicate: Option<&TermId>,
        object: Option<&TermId>,
        graph_name: Option<Option<&TermId>>,
    ) -> impl Iterator<Item = Result<InternalQuad<TermId>, StoreError>> + use<'t, 'a> {
        let graphs = match graph_name {
            Some(None) => Graphs::Default,
            Some(Some(name)) => Graphs::Named(*name),
            None => Graphs::AnyNamed,
        };
        let found = self.terms().graph().quads(subject.copied(), predicate.copied(), object.copied(), graphs);
        let (quads, error) = match found {
            Ok(quads) => (Some(quads), None),
            Err(error) => (None, Some(error)),
        };
        let part = self.part;
        error.into_iter().map(Err).chain(quads.into_iter().flatten().filter_map(
            move |(subject, predicate, object, graph_name)| {
                let quad = || InternalQuad { subject, predicate, object, graph_name };
                match part.map(|part| part.shows(subject, predicate, object, graph_name)) {
                    None | Some(Ok(true)) => Some(Ok(quad())),
                    Some(Ok(false)) => None,
                    Some(Err(error)) => Some(Err(error)),
                }
            },
        ))
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<TermId, StoreError>> + use<'t, 'a> {
        let part = self.part;
        self.terms().graph().graph_names().filter(move |name| part.is_none_or(|part| part.has(*name))).map(Ok)
    }

    fn contains_internal_graph_name(&self, graph_name: &TermId) -> Result<bool, StoreError> {
        let there = self.part.is_none_or(|part| part.has(*graph_name));
        Ok(there && self.terms().graph().set_of(graph_name.0).is_some())
    }

    fn internalize_term(&self, term: Term) -> Result<TermId, StoreError> {
        if let (Held::Lent(_), Term::NamedNode(node)) = (&self.terms, &term)
            && let Some(id) = node.as_str().strip_prefix(STAND_IN)
            && let Ok(id) = id.parse()
        {
            return Ok(TermId(id));
        }
        self.terms().id(term)
    }

    fn externalize_term(&self, term: TermId) -> Result<Term, StoreError> {
        self.terms().term(term)
    }
}
