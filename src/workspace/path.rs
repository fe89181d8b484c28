//! How two things are connected: a shortest chain of claims from one to the other, with every claim of each step.

use crate::query::{Query, Scope, Table, Term, World};
use crate::question::{self, Name};
use crate::store::{NamedNode, StoreError};
use crate::workspace::ask::{in_scope, table};
use crate::workspace::basis::{Basis, basis};
use crate::workspace::complete::complete;
use crate::workspace::scope::judge;
use crate::workspace::{MeasureOptions, Workspace, WorkspaceError, measure};

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
    let steps = steps(workspace, from, to, scope)?;
    let all = question::path_sparql(&steps, &World::All);
    let (mut table, others) = judgement.split(graph, table(workspace, &Query::new("path", all)?, &[])?)?;
    complete(graph, &mut table)?;
    let basis = basis(workspace, &table, judgement.count(graph, &others)?)?;
    let sparql = in_scope(scope, |status| question::path_sparql(&steps, status));
    Ok((sparql, table, basis))
}

/// Gives the IRIs at the two ends of each step.
fn steps(
    workspace: &Workspace,
    from: &Name,
    to: &Name,
    scope: &Scope,
) -> Result<Vec<(String, String)>, WorkspaceError> {
    let graph = workspace.graph();
    let id = |name: &Name| graph.find(NamedNode::new_unchecked(&name.iri).as_ref());
    let (Some(from), Some(to)) = (id(from)?, id(to)?) else { return Ok(Vec::new()) };
    let options = MeasureOptions { everything: true, scope: scope.clone(), ..MeasureOptions::default() };
    let links = measure::links(workspace, &options)?;
    let ways = measure::steps(&links, (from, to), false, (1, LONGEST))?;
    let iri = |node: u32| -> Result<String, StoreError> {
        match graph.term(links.nodes[node as usize])? {
            Term::NamedNode(node) => Ok(node.into_string()),
            other => Ok(other.to_string()),
        }
    };
    let way = ways.into_iter().next().unwrap_or_default();
    way.windows(2).map(|pair| Ok((iri(pair[0])?, iri(pair[1])?))).collect()
}
