//! The graph as Oxigraph's evaluator wants to see it, with the terms that only the running query knows.

use oxigraph::model::Term;
use spareval::{InternalQuad, QueryableDataset};

use crate::store::error::StoreError;
use crate::store::graph::Graph;
use crate::store::id::TermId;
use crate::store::part::Part;
use crate::store::quads::Graphs;
use crate::store::terms::Terms;

/// Shows a graph to one running query.
pub(super) struct View<'a> {
    graph: &'a Graph,
    part: Option<&'a Part<'a>>,
    terms: Terms<'a>,
}

impl<'a> View<'a> {
    pub(super) fn new(graph: &'a Graph, part: Option<&'a Part<'a>>) -> Self {
        Self { graph, part, terms: Terms::new(graph) }
    }
}

impl<'a> QueryableDataset<'a> for View<'a> {
    type InternalTerm = TermId;
    type Error = StoreError;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&TermId>,
        predicate: Option<&TermId>,
        object: Option<&TermId>,
        graph_name: Option<Option<&TermId>>,
    ) -> impl Iterator<Item = Result<InternalQuad<TermId>, StoreError>> + use<'a> {
        let graphs = match graph_name {
            Some(None) => Graphs::Default,
            Some(Some(name)) => Graphs::Named(*name),
            None => Graphs::AnyNamed,
        };
        let found = self.graph.quads(subject.copied(), predicate.copied(), object.copied(), graphs);
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

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<TermId, StoreError>> + use<'a> {
        let part = self.part;
        self.graph.graph_names().filter(move |name| part.is_none_or(|part| part.has(*name))).map(Ok)
    }

    fn contains_internal_graph_name(&self, graph_name: &TermId) -> Result<bool, StoreError> {
        let there = self.part.is_none_or(|part| part.has(*graph_name));
        Ok(there && self.graph.set_of(graph_name.0).is_some())
    }

    fn internalize_term(&self, term: Term) -> Result<TermId, StoreError> {
        self.terms.id(term)
    }

    fn externalize_term(&self, term: TermId) -> Result<Term, StoreError> {
        self.terms.term(term)
    }
}
