//! What a data set says of itself.

use crate::query::{NamedNode, Term};
use crate::store::Graphs;
use crate::workspace::lexicon::find;
use crate::workspace::{Workspace, WorkspaceError};

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
}
