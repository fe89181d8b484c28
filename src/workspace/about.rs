//! What a data set says of itself, and all that it says, as RDF.

use std::io::Write;

use crate::graph::Network;
use crate::query::{self, Found, NamedNode, Options, Query, Scope, Solutions, Term};
use crate::store::{DumpFormat, Graphs, dump};
use crate::workspace::lexicon::find;
use crate::workspace::{Workspace, WorkspaceError, WriteError, network};

impl Workspace {
    /// Gives the licence of the data, where `actant.toml` names one.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn licence(&self) -> Result<Option<NamedNode>, WorkspaceError> {
        let graph = self.graph();
        let base = graph.find(NamedNode::new_unchecked(&self.summary().base).as_ref())?;
        let (Some(base), Some(licence)) = (base, find(graph, "dcterms:license")?) else { return Ok(None) };
        match graph.quads(Some(base), Some(licence), None, Graphs::Default)?.next() {
            Some((_, _, licence, _)) => match graph.term(licence)? {
                Term::NamedNode(licence) => Ok(Some(licence)),
                _ => Ok(None),
            },
            None => Ok(None),
        }
    }

    /// Writes the graph as RDF: all of it, or the part that a scope takes in. Such a part answers, in any engine, as
    /// this folder does in that scope. With a network, only its claims are in, and what they state; what is said of
    /// actors, events, places, sources and relation types stays.
    ///
    /// # Errors
    /// When the scope names nothing, the writer fails, or the graph is damaged.
    pub fn dump(
        &self,
        format: DumpFormat,
        scope: impl Into<Scope>,
        only: Option<&Network>,
        out: &mut dyn Write,
    ) -> Result<(), WriteError> {
        let part = network::part(self, &scope.into(), only)?;
        let prefixes = match format {
            DumpFormat::NTriples | DumpFormat::NQuads => Vec::new(),
            _ => self.prefixes(),
        };
        Ok(dump(self.graph(), part.as_ref(), format, prefixes, out)?)
    }
    /// Gives the claims of what [`Workspace::dump`] writes, each with its subject, relation and object.
    ///
    /// # Errors
    /// When the scope names nothing, or the graph is damaged.
    pub fn statements(
        &self,
        scope: impl Into<Scope>,
        only: Option<&Network>,
    ) -> Result<Solutions<'_>, WorkspaceError> {
        let part = network::part(self, &scope.into(), only)?;
        let query = Query::new(
            "statements",
            "SELECT ?claim ?subject ?relation ?object { ?claim a act:Claim ; \
             rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object }",
        )?
        .with_prefixes(self.prefixes());
        match query::find(self.graph(), part.as_ref(), &query, &[], Options::default())?.0 {
            Found::Solutions(statements) => Ok(statements),
            Found::Boolean(_) | Found::Graph(_) => Ok(Solutions::none()),
        }
    }
}
