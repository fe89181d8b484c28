//! A plain question to its cited answer: the claims, what they rest on, and who says otherwise.

use crate::query::{self, Answer, Catalogue, Query, Scope, Table, Term, World};
use crate::question::{self, Lexicon, Name, NotRead, Reading, Role, Shape};
use crate::workspace::basis::{Basis, Verdict, basis};
use crate::workspace::complete::complete;
use crate::workspace::scope::judge;
use crate::workspace::{Workspace, WorkspaceError, follows};

/// Holds the answer to a plain question.
#[derive(Debug, Clone)]
pub struct Asked {
    /// How the question was read, in one line.
    pub reading: String,
    /// The query behind the answer.
    pub sparql: String,
    /// The claims, with the columns of [`question::COLUMNS`] and `when`; or whatever a query of the catalogue
    /// gives.
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
pub(super) fn ask(workspace: &Workspace, text: &str, scope: &Scope) -> Result<Asked, AskError> {
    let lexicon = workspace.lexicon()?;
    let reading = question::read(text, &lexicon)
        .map_err(|reason| AskError::NotRead { reason, nearest: question::nearest(text, &lexicon) })?;
    match &reading.shape {
        Shape::Catalogue { query, status, .. } => {
            Ok(catalogue(workspace, &reading.to_string(), query, *status, scope)?)
        }
        Shape::Claims { yes_or_no, relations, who, whom, about, .. } => {
            let scope =
                Scope { world: Some(scope.world.clone().unwrap_or(World::Accepted)), ..scope.clone() };
            let all = claims(workspace, &reading)?;
            let judgement = judge(workspace, &scope)?;
            let graph = workspace.graph();
            let (mut table, others) = judgement.split(graph, all.clone()).map_err(WorkspaceError::from)?;
            let left_out = judgement.count(graph, &others).map_err(WorkspaceError::from)?;
            let verdict = match yes_or_no {
                true => Some(verdict(workspace, &lexicon, all, &mut table)?),
                false => None,
            };
            complete(graph, &mut table).map_err(WorkspaceError::from)?;
            let mut basis = basis(workspace, &table, left_out, verdict)?;
            // Only claims are about something, so nothing that follows is asked for by what it is about.
            if !scope.no_derived && *about == Role::Open {
                let asked = follows::Asked { relations, who, whom };
                basis.derived =
                    follows::add(graph, &judgement, &asked, &mut table).map_err(WorkspaceError::from)?;
            }
            let sparql = sparql(&reading, &scope);
            Ok(Asked { reading: reading.to_string(), sparql, table, basis: Some(basis) })
        }
    }
}

fn catalogue(
    workspace: &Workspace,
    reading: &str,
    name: &str,
    status: Option<&str>,
    scope: &Scope,
) -> Result<Asked, WorkspaceError> {
    let catalogue = Catalogue::shipped();
    let query = catalogue.find(name)?;
    // A question that is a query of the catalogue means the world that the query means; `accepted` is what `ask`
    // means when nobody says anything.
    let scope = match &scope.world {
        Some(World::Accepted) => Scope { world: None, ..scope.clone() },
        _ => scope.clone(),
    };
    let mut sparql = scope.write_into(query.text());
    let parameters: Vec<(String, String)> =
        status.iter().map(|status| ("status".to_owned(), (*status).to_owned())).collect();
    if let Some(status) = status {
        sparql.push_str(&format!("VALUES ?status {{ <https://w3id.org/actant/ns#{status}> }}\n"));
    }
    let table = match workspace.query(query, &parameters, scope)? {
        Answer::Table(table) => table,
        Answer::Boolean(_) | Answer::Graph(_) => Table::default(),
    };
    Ok(Asked { reading: reading.to_owned(), sparql, table, basis: None })
}

/// Writes the query of a reading about claims, with what narrows it beyond a status in its header.
fn sparql(reading: &Reading, scope: &Scope) -> String {
    let status = match scope.world {
        Some(World::Accepted | World::Uncontested) => World::Accepted,
        _ => World::All,
    };
    let written = matches!(scope.world, None | Some(World::Accepted | World::All));
    let header = match written {
        true => Scope { world: None, ..scope.clone() }.header(),
        false => scope.header(),
    };
    format!("{header}{}", question::sparql(reading, &status).unwrap_or_default())
}

/// Gives the claims of a reading, whatever their status.
fn claims(workspace: &Workspace, reading: &Reading) -> Result<Table, WorkspaceError> {
    let text = question::sparql(reading, &World::All).unwrap_or_default();
    table(workspace, &Query::new("question", text)?, &[])
}

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

/// Says yes or no, and adds to the claims that say yes those that deny them: those of `all` with the status
/// `denied`, and claims that somebody denies one of them.
fn verdict(
    workspace: &Workspace,
    lexicon: &Lexicon,
    all: Table,
    table: &mut Table,
) -> Result<Verdict, WorkspaceError> {
    /// Beyond this many claims nobody looks for what denies each of them.
    const CLAIMS: usize = 100;
    let (Some(status), Some(claim)) = (table.column("status"), table.column("claim")) else {
        return Ok(Verdict::No);
    };
    let is = |row: &[Option<Term>], word| row[status].as_ref().is_some_and(|term| local(term) == word);
    let yes: Vec<Term> = (table.rows.iter())
        .filter(|row| is(row, "asserted"))
        .take(CLAIMS)
        .filter_map(|row| row[claim].clone())
        .collect();
    if yes.is_empty() {
        return Ok(Verdict::No);
    }
    let mut denials = all.rows;
    denials.retain(|row| is(row, "denied"));
    let relations = lexicon.relations("denies");
    if !relations.is_empty() {
        for term in &yes {
            let Term::NamedNode(iri) = term else { continue };
            let shape = Shape::Claims {
                verb: "denies".to_owned(),
                relations: relations.clone(),
                symmetric: Vec::new(),
                who: Role::Open,
                whom: Role::Named(Name { iri: iri.as_str().to_owned(), ..Name::default() }),
                about: Role::Open,
                yes_or_no: false,
            };
            let denied = claims(workspace, &Reading { shape })?;
            denials.extend(denied.rows.into_iter().filter(|row| is(row, "asserted")));
        }
    }
    let contested = !denials.is_empty();
    for row in denials {
        if !table.rows.contains(&row) {
            table.rows.push(row);
        }
    }
    Ok(if contested { Verdict::Contested } else { Verdict::Yes })
}

/// Gives the last part of an IRI.
pub(super) fn local(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned(),
        Term::BlankNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
    }
}
