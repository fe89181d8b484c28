//! A query of a person over an open folder: its parameters resolved, its scope put around it, and what that leaves
//! out.

use std::collections::{BTreeMap, HashSet};

use crate::query::{self, Answer, Explained, Found, Options, Query, STATUS, Scope, Term, World};
use crate::store::Part;
use crate::workspace::scope::judge;
use crate::workspace::{LeftOut, Workspace, WorkspaceError, parameters};

/// Runs a query in a scope, which comes before what the query says of itself.
pub(super) fn query(
    workspace: &Workspace,
    query: &Query,
    parameters: &[(String, String)],
    scope: &Scope,
    options: Options,
) -> Result<(Answer, Explained), WorkspaceError> {
    let (found, explained) = find(workspace, query, parameters, scope, options)?;
    Ok((found.into_answer()?, explained))
}

/// Runs a query as [`query`] does and makes no term.
pub(super) fn find<'w>(
    workspace: &'w Workspace,
    query: &Query,
    parameters: &[(String, String)],
    scope: &Scope,
    options: Options,
) -> Result<(Found<'w>, Explained), WorkspaceError> {
    run(workspace, query, parameters, &whole_scope(query, parameters, scope), options)
}

/// Counts what a scope leaves out of an answer.
pub(super) fn left_out(
    workspace: &Workspace,
    query: &Query,
    parameters: &[(String, String)],
    scope: &Scope,
    answer: &Answer,
) -> Result<Vec<LeftOut>, WorkspaceError> {
    let scope = whole_scope(query, parameters, scope);
    if matches!(scope.world, None | Some(World::All)) && !scope.is_narrowed() {
        return Ok(Vec::new());
    }
    let judgement = judge(workspace, &scope)?;
    let in_all = judgement.count_all();
    let Answer::Table(shown) = answer else { return Ok(in_all) };
    let Some(column) = shown.column("claim").filter(|_| !in_all.is_empty()) else { return Ok(in_all) };
    let all = Scope { no_derived: scope.no_derived, ..Scope::default() };
    let (all, _) = run(workspace, query, parameters, &all, Options::default())?;
    let Answer::Table(mut all) = all.into_answer()? else { return Ok(Vec::new()) };
    let shown: HashSet<&Term> = shown.rows.iter().filter_map(|row| row[column].as_ref()).collect();
    all.rows.retain(|row| row[column].as_ref().is_some_and(|claim| !shown.contains(claim)));
    Ok(judgement.count(workspace.graph(), &all)?)
}

impl Workspace {
    /// Writes a query with its scope and its parameters in it, for another engine or another day.
    ///
    /// # Errors
    /// When a parameter names nothing, or the graph is damaged.
    pub fn written(
        &self,
        query: &Query,
        parameters: &[(String, String)],
        scope: impl Into<Scope>,
    ) -> Result<String, WorkspaceError> {
        written(self, query, parameters, &scope.into())
    }
}

fn written(
    workspace: &Workspace,
    query: &Query,
    parameters: &[(String, String)],
    scope: &Scope,
) -> Result<String, WorkspaceError> {
    let mut text = scope.write_into(query.text());
    let mut bound: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let terms = parameters::terms(query, parameters, || workspace.names())?;
    for (name, term) in &terms {
        bound.entry(&query.parameter(name)?.variable).or_default().push(term.to_string());
    }
    for (variable, terms) in bound {
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&format!("VALUES ?{variable} {{ {} }}\n", terms.join(" ")));
    }
    Ok(text)
}

/// Puts what a person asks for before what a query says of itself. Who asks for a status means that one, and not only
/// what is accepted.
fn whole_scope(query: &Query, parameters: &[(String, String)], scope: &Scope) -> Scope {
    let mut whole = scope.or(&query.header().scope);
    if whole.world == Some(World::Accepted) && parameters.iter().any(|(name, _)| name == STATUS) {
        whole.world = None;
    }
    whole
}

/// Runs a query, which sees only the part of the graph that a scope takes in.
fn run<'w>(
    workspace: &'w Workspace,
    query: &Query,
    parameters: &[(String, String)],
    scope: &Scope,
    options: Options,
) -> Result<(Found<'w>, Explained), WorkspaceError> {
    let graph = workspace.graph();
    let terms = parameters::terms(query, parameters, || workspace.names())?;
    Ok(query::find(graph, part(workspace, scope)?.as_ref(), query, &terms, options)?)
}

/// Gives the part of the graph that a scope takes in; nothing where that is all of it.
pub(super) fn part<'w>(workspace: &'w Workspace, scope: &Scope) -> Result<Option<Part<'w>>, WorkspaceError> {
    if matches!(scope.world, None | Some(World::All)) && !scope.is_narrowed() && !scope.no_derived {
        return Ok(None);
    }
    Ok(Some(judge(workspace, scope)?.part(workspace.graph(), scope.no_derived)?))
}
