//! A plain question to its cited answer: the claims, what they rest on, and who says otherwise.

use crate::query::{self, Answer, Catalogue, Found, Options, Query, Scope, Solutions, Table, Term, World};
use crate::question::{self, Lexicon, Name, NotRead, Reading, Shape};
use crate::workspace::basis::Basis;
use crate::workspace::lexicon::describe;
use crate::workspace::selected::selected;
use crate::workspace::{Workspace, WorkspaceError, path};

/// Holds the answer to a plain question.
#[derive(Debug, Clone)]
pub struct Asked {
    /// How the question was read, in one line.
    pub reading: String,
    /// The query behind the answer.
    pub sparql: String,
    /// The claims, with the columns of [`question::COLUMNS`] and `when`, and `step` where they form a path; or
    /// whatever a query of the catalogue gives.
    pub table: Table,
    /// What the answer rests on; nothing when it is not about claims.
    pub basis: Option<Basis>,
    /// How many lines there are beyond those of the table.
    pub more: usize,
}

/// Why a plain question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// It cannot be read; with the nearest questions that can, unless the reason itself names what was meant.
    #[error("{reason}")]
    NotRead {
        /// Why not.
        reason: NotRead,
        /// Questions that can be asked here; none where the reason names what was meant.
        nearest: Vec<String>,
    },
    /// The folder or the query failed.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
}

impl AskError {
    /// Gives what to do about it, as one sentence: the names that were meant, or the questions that can be asked.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Workspace(error) => error.hint(),
            Self::NotRead { reason, nearest } => match reason.nearest_names() {
                [] if reason.hint().is_some() => reason.hint().map(str::to_owned),
                [] if nearest.is_empty() => None,
                [] => Some(format!("you can ask: {}", nearest.join("; "))),
                names => Some(format!("did you mean `{}`?", names.join("`, `"))),
            },
        }
    }
}

/// Answers a question over an open folder.
///
/// # Errors
/// When the question cannot be read in exactly one way, or the graph is damaged.
pub(super) fn ask(
    workspace: &Workspace,
    text: &str,
    scope: &Scope,
    limit: Option<usize>,
) -> Result<Asked, AskError> {
    let mut lexicon = workspace.lexicon()?;
    match question::read(text, &lexicon) {
        Ok(reading) => Ok(answer(workspace, &lexicon, &reading, scope, limit)?),
        Err(reason) => Err(not_read(workspace, &mut lexicon, text, reason)?),
    }
}

/// Says why a question has no reading, with the nearest that have one. Those are made from all claims, so not where the
/// reason says what was meant.
pub(super) fn not_read(
    workspace: &Workspace,
    lexicon: &mut Lexicon,
    text: &str,
    reason: NotRead,
) -> Result<AskError, WorkspaceError> {
    if !reason.nearest_names().is_empty() {
        return Ok(AskError::NotRead { reason, nearest: Vec::new() });
    }
    describe(workspace.graph(), lexicon)?;
    Ok(AskError::NotRead { reason, nearest: question::nearest(text, lexicon) })
}

/// Answers a question that was read, with at most `limit` lines.
pub(super) fn answer(
    workspace: &Workspace,
    lexicon: &Lexicon,
    reading: &Reading,
    scope: &Scope,
    limit: Option<usize>,
) -> Result<Asked, WorkspaceError> {
    let mut more = 0;
    let (sparql, table, basis) = match &reading.shape {
        Shape::Catalogue { query, status, event, .. } => {
            let (sparql, found) = catalogue(workspace, query, *status, event.as_ref(), scope)?;
            let shown = limit.unwrap_or(found.len()).min(found.len());
            more = found.len() - shown;
            (sparql, found.some(&(0..shown).collect::<Vec<_>>())?, None)
        }
        Shape::Claims(selection) => {
            let any_status = selection.any_status && scope.world.is_none();
            let world = if any_status { World::All } else { scope.world.clone().unwrap_or(World::Accepted) };
            let scope = Scope { world: Some(world), ..scope.clone() };
            let found = selected(workspace, lexicon, selection, &scope, limit)?;
            more = found.more;
            let sparql = in_scope(&scope, |status| question::sparql(reading, status).unwrap_or_default());
            (sparql, found.table, Some(found.basis))
        }
        Shape::Path { from, to } => {
            let scope =
                Scope { world: Some(scope.world.clone().unwrap_or(World::Accepted)), ..scope.clone() };
            let (sparql, table, basis) = path::path(workspace, from, to, &scope)?;
            (sparql, table, Some(basis))
        }
    };
    Ok(Asked { reading: reading.to_string(), sparql, table, basis, more })
}

fn catalogue<'w>(
    workspace: &'w Workspace,
    name: &str,
    status: Option<&str>,
    event: Option<&(&str, Name)>,
    scope: &Scope,
) -> Result<(String, Solutions<'w>), WorkspaceError> {
    let catalogue = Catalogue::shipped();
    let query = catalogue.find(name)?;
    let mut parameters: Vec<(String, String)> = Vec::new();
    let (mut variables, mut values) = (Vec::new(), Vec::new());
    if let Some(status) = status {
        parameters.push(("status".to_owned(), status.to_owned()));
        variables.push("?status".to_owned());
        values.push(format!("<https://w3id.org/actant/ns#{status}>"));
    }
    if let Some((parameter, event)) = event {
        parameters.push(((*parameter).to_owned(), event.id.clone()));
        variables.push(format!("?{parameter}"));
        values.push(format!("<{}>", event.iri));
    }
    // A question that names a status means the claims of that status, whatever the world.
    let world = if status.is_some() { Some(World::All) } else { scope.world.clone() };
    let mut sparql = Scope { world, ..scope.clone() }.write_into(query.text());
    if !variables.is_empty() {
        sparql.push_str(&format!("VALUES ({}) {{ ({}) }}\n", variables.join(" "), values.join(" ")));
    }
    let found = match workspace.find(query, &parameters, scope, Options::default())?.0 {
        Found::Solutions(solutions) => solutions,
        Found::Boolean(_) | Found::Graph(_) => Solutions::none(),
    };
    Ok((sparql, found))
}

/// Writes a query for claims, given the world that the query itself can tell by a status, with what narrows it
/// beyond that in its header.
pub(super) fn in_scope(scope: &Scope, write: impl Fn(&World) -> String) -> String {
    let status = match scope.world {
        Some(World::Accepted | World::Uncontested) => World::Accepted,
        _ => World::All,
    };
    let written = matches!(scope.world, None | Some(World::Accepted | World::All));
    let header = match written {
        true => Scope { world: None, ..scope.clone() }.header(),
        false => scope.header(),
    };
    format!("{header}{}", write(&status))
}

/// Runs a query that gives a table.
pub(super) fn table(
    workspace: &Workspace,
    query: &Query,
    parameters: &[(String, Term)],
) -> Result<Table, WorkspaceError> {
    match query::ask(workspace.graph(), query, parameters)? {
        Answer::Table(table) => Ok(table),
        Answer::Boolean(_) | Answer::Graph(_) => Ok(Table::default()),
    }
}

/// Gives the last part of an IRI.
pub(super) fn local(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned(),
        Term::BlankNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
    }
}
