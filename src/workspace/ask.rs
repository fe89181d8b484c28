//! A plain question to its cited answer: the claims, what they rest on, and who says otherwise.

use crate::query::{self, Answer, Catalogue, NamedNode, Query, Table, Term, World};
use crate::question::{self, Name, NotRead, Reading, Shape};
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
}

/// Why a plain question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// It cannot be read; with the nearest questions that can.
    #[error("{reason}")]
    NotRead {
        /// Why not.
        reason: NotRead,
        /// Questions that can be asked here.
        nearest: Vec<String>,
    },
    /// The folder or the query failed.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
}

/// Answers a question over an open folder.
///
/// # Errors
/// When the question cannot be read in exactly one way, or the graph is damaged.
pub(super) fn ask(workspace: &Workspace, text: &str, world: World) -> Result<Asked, AskError> {
    let mut lexicon = workspace.lexicon()?;
    match question::read(text, &lexicon) {
        Ok(reading) => Ok(answer(workspace, &lexicon, &reading, world)?),
        Err(reason) => {
            describe(workspace.graph(), &mut lexicon).map_err(WorkspaceError::from)?;
            Err(AskError::NotRead { reason, nearest: question::nearest(text, &lexicon) })
        }
    }
}

/// Answers a question that was read.
pub(super) fn answer(
    workspace: &Workspace,
    lexicon: &question::Lexicon,
    reading: &Reading,
    world: World,
) -> Result<Asked, WorkspaceError> {
    let (sparql, table, basis) = match &reading.shape {
        Shape::Catalogue { query, status, event, .. } => {
            let (sparql, table) = catalogue(workspace, query, *status, event.as_ref(), world)?;
            (sparql, table, None)
        }
        Shape::Claims(selection) => {
            let (table, basis) = selected(workspace, lexicon, selection, world)?;
            (question::sparql(reading, world).unwrap_or_default(), table, Some(basis))
        }
        Shape::Path { from, to } => {
            let (sparql, table, basis) = path::path(workspace, from, to, world)?;
            (sparql, table, Some(basis))
        }
    };
    Ok(Asked { reading: reading.to_string(), sparql, table, basis })
}

fn catalogue(
    workspace: &Workspace,
    name: &str,
    status: Option<&str>,
    event: Option<&(&str, Name)>,
    world: World,
) -> Result<(String, Table), WorkspaceError> {
    let catalogue = Catalogue::shipped();
    let query = catalogue.find(name)?;
    let mut parameters: Vec<(&str, String)> = Vec::new();
    parameters.extend(status.map(|status| ("status", format!("https://w3id.org/actant/ns#{status}"))));
    parameters.extend(event.map(|(name, event)| (*name, event.iri.clone())));
    let mut sparql = query.text().to_owned();
    if !parameters.is_empty() {
        let names: Vec<String> = parameters.iter().map(|(name, _)| format!("?{name}")).collect();
        let iris: Vec<String> = parameters.iter().map(|(_, iri)| format!("<{iri}>")).collect();
        sparql.push_str(&format!("VALUES ({}) {{ ({}) }}\n", names.join(" "), iris.join(" ")));
    }
    let mut terms: Vec<(String, Term)> = (parameters.into_iter())
        .map(|(name, iri)| (name.to_owned(), NamedNode::new_unchecked(iri).into()))
        .collect();
    if status.is_none() && world != World::All {
        terms.extend(query.in_world(query.header().world.unwrap_or(World::All)));
    }
    Ok((sparql, table(workspace, query, &terms)?))
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
