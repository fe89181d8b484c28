//! A plain question to its cited answer: the claims, what they rest on, and who says otherwise.

use std::collections::{BTreeMap, BTreeSet};

use crate::query::{self, Answer, Catalogue, NamedNode, Query, Table, Term, World};
use crate::question::{self, Lexicon, Name, NotRead, Reading, Role, Shape};
use crate::workspace::basis::{Basis, Verdict, basis};
use crate::workspace::complete::complete;
use crate::workspace::{Workspace, WorkspaceError};

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
pub(super) fn ask(workspace: &Workspace, text: &str, world: World) -> Result<Asked, AskError> {
    let lexicon = workspace.lexicon()?;
    let reading = question::read(text, &lexicon)
        .map_err(|reason| AskError::NotRead { reason, nearest: question::nearest(text, &lexicon) })?;
    match &reading.shape {
        Shape::Catalogue { query, status, .. } => {
            Ok(catalogue(workspace, &reading.to_string(), query, *status, world)?)
        }
        Shape::Claims { yes_or_no, .. } => {
            let all = claims(workspace, &reading)?;
            let (mut table, left_out) = in_world(all.clone(), world);
            let verdict = match yes_or_no {
                true => Some(verdict(workspace, &lexicon, all, &mut table)?),
                false => None,
            };
            complete(workspace.graph(), &mut table).map_err(WorkspaceError::from)?;
            let basis = basis(workspace, &table, left_out, verdict)?;
            let sparql = question::sparql(&reading, world).unwrap_or_default();
            Ok(Asked { reading: reading.to_string(), sparql, table, basis: Some(basis) })
        }
    }
}

fn catalogue(
    workspace: &Workspace,
    reading: &str,
    name: &str,
    status: Option<&str>,
    world: World,
) -> Result<Asked, WorkspaceError> {
    let catalogue = Catalogue::shipped();
    let query = catalogue.find(name)?;
    let mut sparql = query.text().to_owned();
    let parameters = match status {
        Some(status) => {
            let iri = format!("https://w3id.org/actant/ns#{status}");
            sparql.push_str(&format!("VALUES ?status {{ <{iri}> }}\n"));
            vec![("status".to_owned(), Term::from(NamedNode::new_unchecked(iri)))]
        }
        None if world == World::All => Vec::new(),
        None => query.in_world(query.header().world.unwrap_or(World::All)),
    };
    let table = table(workspace, query, &parameters)?;
    Ok(Asked { reading: reading.to_owned(), sparql, table, basis: None })
}

/// Gives the claims of a reading, whatever their status.
fn claims(workspace: &Workspace, reading: &Reading) -> Result<Table, WorkspaceError> {
    let text = question::sparql(reading, World::All).unwrap_or_default();
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

/// Keeps the rows of a world and counts the claims of the others by status.
fn in_world(mut table: Table, world: World) -> (Table, Vec<(String, usize)>) {
    let (Some(status), Some(claim)) = (table.column("status"), table.column("claim")) else {
        return (table, Vec::new());
    };
    if world == World::All {
        return (table, Vec::new());
    }
    let accepted = world.statuses();
    let mut others: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    table.rows.retain(|row| {
        let Some(term) = &row[status] else { return true };
        if accepted.contains(term) {
            return true;
        }
        let claim = row[claim].as_ref().map(ToString::to_string).unwrap_or_default();
        others.entry(local(term)).or_default().insert(claim);
        false
    });
    let mut left_out: Vec<_> = others.into_iter().map(|(status, claims)| (status, claims.len())).collect();
    left_out.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    (table, left_out)
}

/// Gives the last part of an IRI.
pub(super) fn local(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned(),
        Term::BlankNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
    }
}
