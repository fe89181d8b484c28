//! How two things are connected: a shortest chain of claims from one to the other, with every claim of each step.

use crate::graph::shortest;
use crate::query::{Query, Scope, Table, Term, World};
use crate::question::{self, Name};
use crate::store::{Graph, Graphs, NamedNode, StoreError, TermId};
use crate::workspace::ask::{in_scope, table};
use crate::workspace::basis::{Basis, basis};
use crate::workspace::complete::complete;
use crate::workspace::lexicon::find;
use crate::workspace::scope::{Judgement, judge};
use crate::workspace::{Workspace, WorkspaceError};

/// Nobody calls a longer chain a connection.
const LONGEST: usize = 6;

/// Gives the query for the claims of a path, its rows, and what they rest on. Where several paths are as short, it is
/// the one whose names come first in the order of the alphabet.
pub(super) fn path(
    workspace: &Workspace,
    from: &Name,
    to: &Name,
    scope: &Scope,
) -> Result<(String, Table, Basis), WorkspaceError> {
    let graph = workspace.graph();
    let judgement = judge(workspace, scope)?;
    let steps = steps(graph, from, to, &judgement)?;
    let all = question::path_sparql(&steps, &World::All);
    let (mut table, others) = judgement.split(graph, table(workspace, &Query::new("path", all)?, &[])?)?;
    complete(graph, &mut table)?;
    let basis = basis(workspace, &table, judgement.count(graph, &others)?)?;
    let sparql = in_scope(scope, |status| question::path_sparql(&steps, status));
    Ok((sparql, table, basis))
}

/// Gives the IRIs at the two ends of each step.
fn steps(
    graph: &Graph,
    from: &Name,
    to: &Name,
    judgement: &Judgement,
) -> Result<Vec<(String, String)>, StoreError> {
    let id = |name: &Name| graph.find(NamedNode::new_unchecked(&name.iri).as_ref());
    let (Some(from), Some(to)) = (id(from)?, id(to)?) else { return Ok(Vec::new()) };
    let edges = Edges::new(graph, judgement)?;
    let first = |nodes: Vec<TermId>| {
        let mut named: Vec<(String, TermId)> = Vec::with_capacity(nodes.len());
        for node in nodes {
            named.push((graph.term(node)?.to_string(), node));
        }
        Ok(named.into_iter().min().map_or(TermId::NONE, |(_, node)| node))
    };
    let way = shortest(from, to, LONGEST, |node| edges.neighbours(node), first)?.unwrap_or_default();
    let iri = |node: TermId| -> Result<String, StoreError> {
        match graph.term(node)? {
            Term::NamedNode(node) => Ok(node.into_string()),
            other => Ok(other.to_string()),
        }
    };
    way.windows(2).map(|pair| Ok((iri(pair[0])?, iri(pair[1])?))).collect()
}

/// The claims of a scope as edges that can be walked both ways.
struct Edges<'graph> {
    graph: &'graph Graph,
    subject: Option<TermId>,
    object: Option<TermId>,
    judgement: &'graph Judgement,
}

impl<'graph> Edges<'graph> {
    fn new(graph: &'graph Graph, judgement: &'graph Judgement) -> Result<Self, StoreError> {
        Ok(Self {
            graph,
            subject: find(graph, "rdf:subject")?,
            object: find(graph, "rdf:object")?,
            judgement,
        })
    }

    fn neighbours(&self, node: TermId) -> Result<Vec<TermId>, StoreError> {
        let mut neighbours = Vec::new();
        for (near, far) in [(self.subject, self.object), (self.object, self.subject)] {
            let (Some(near), Some(far)) = (near, far) else { continue };
            for (claim, ..) in self.graph.quads(None, Some(near), Some(node), Graphs::Default)? {
                if self.judgement.takes_in(claim) {
                    let ends = self.graph.quads(Some(claim), Some(far), None, Graphs::Default)?;
                    neighbours.extend(ends.map(|(_, _, end, _)| end));
                }
            }
        }
        Ok(neighbours)
    }
}
