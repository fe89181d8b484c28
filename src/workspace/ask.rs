//! A plain question to its cited answer: the claims, what they rest on, and who says otherwise.

use std::collections::BTreeSet;

use crate::query::{self, Answer, Catalogue, Query, Table, Term, World};
use crate::question::{self, NotRead, Shape};
use crate::workspace::{Workspace, WorkspaceError};

/// Holds the answer to a plain question.
#[derive(Debug, Clone)]
pub struct Asked {
    /// How the question was read, in one line.
    pub reading: String,
    /// The query behind the answer.
    pub sparql: String,
    /// The claims, or whatever a query of the catalogue gives.
    pub table: Table,
    /// What the answer rests on; nothing when it is not about claims.
    pub basis: Option<Basis>,
}

/// Says what an answer rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// How many claims it shows.
    pub claims: usize,
    /// From how many sources.
    pub sources: usize,
    /// How many claims of each other status it does not show, the most frequent first.
    pub left_out: Vec<(String, usize)>,
    /// The events among its subjects that are disputed.
    pub disputes: Vec<Dispute>,
    /// Yes, when the question wanted yes or no and a claim says so.
    pub verdict: Option<bool>,
}

/// Says that the sources do not agree about an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// What the event is called.
    pub event: String,
    /// How many different parties are blamed for it.
    pub parties: usize,
    /// How many claims deny.
    pub denials: usize,
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
    let shown = reading.to_string();
    match &reading.shape {
        Shape::Catalogue { query, .. } => {
            let catalogue = Catalogue::shipped();
            let query = catalogue.find(query).map_err(WorkspaceError::from)?;
            let table = table(workspace, query, &query.in_world(query.header().world.unwrap_or(World::All)))?;
            Ok(Asked { reading: shown, sparql: query.text().to_owned(), table, basis: None })
        }
        Shape::Claims { yes_or_no, .. } => {
            let text = |world| question::sparql(&reading, world).unwrap_or_default();
            let query = Query::new("question", text(World::All)).map_err(WorkspaceError::from)?;
            let all = table(workspace, &query, &[])?;
            let (table, left_out) = in_world(all, world);
            let mut basis = basis(workspace, &table, left_out)?;
            basis.verdict = yes_or_no.then_some(!table.rows.is_empty());
            Ok(Asked { reading: shown, sparql: text(world), table, basis: Some(basis) })
        }
    }
}

fn table(
    workspace: &Workspace,
    query: &Query,
    parameters: &[(String, Term)],
) -> Result<Table, WorkspaceError> {
    match query::ask(workspace.graph(), query, parameters)? {
        Answer::Table(table) => Ok(table),
        Answer::Boolean(_) | Answer::Graph(_) => Ok(Table::default()),
    }
}

/// Keeps the rows of a world and counts the others by status.
fn in_world(mut table: Table, world: World) -> (Table, Vec<(String, usize)>) {
    let Some(status) = table.column("status").filter(|_| world == World::Accepted) else {
        return (table, Vec::new());
    };
    let accepted = world.statuses();
    let mut left_out: Vec<(String, usize)> = Vec::new();
    table.rows.retain(|row| {
        let Some(term) = &row[status] else { return true };
        if accepted.contains(term) {
            return true;
        }
        let word = local(term);
        match left_out.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => left_out.push((word, 1)),
        }
        false
    });
    left_out.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    (table, left_out)
}

fn basis(
    workspace: &Workspace,
    table: &Table,
    left_out: Vec<(String, usize)>,
) -> Result<Basis, WorkspaceError> {
    let distinct = |name: &str| -> BTreeSet<String> {
        let column = table.column(name);
        let cells = table.rows.iter().filter_map(|row| row[column?].as_ref());
        cells.map(ToString::to_string).collect()
    };
    Ok(Basis {
        claims: distinct("claim").len(),
        sources: distinct("source").len(),
        left_out,
        disputes: disputes(workspace, table)?,
        verdict: None,
    })
}

/// Finds which of the events in a table are disputed.
fn disputes(workspace: &Workspace, answer: &Table) -> Result<Vec<Dispute>, WorkspaceError> {
    /// Beyond this many events the answer is a survey, and each event's dispute has a question of its own.
    const EVENTS: usize = 100;
    let mut events: Vec<Term> = Vec::new();
    for column in ["about", "whom"].into_iter().filter_map(|name| answer.column(name)) {
        for term in answer.rows.iter().filter_map(|row| row[column].as_ref()) {
            if term.to_string().contains("/event/") && !events.contains(term) {
                events.push(term.clone());
            }
        }
        if events.len() > EVENTS {
            return Ok(Vec::new());
        }
    }
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let catalogue = Catalogue::shipped();
    let query = catalogue.find("disputes")?;
    let parameters: Vec<(String, Term)> =
        events.into_iter().map(|event| ("event".to_owned(), event)).collect();
    let found = table(workspace, query, &parameters)?;
    let number = |row: &[Option<Term>], name: &str| {
        let cell = found.column(name).and_then(|column| row[column].as_ref());
        cell.map_or(0, |term| match term {
            Term::Literal(literal) => literal.value().parse().unwrap_or(0),
            _ => 0,
        })
    };
    let label = |row: &[Option<Term>]| {
        let cell = |name: &str| found.column(name).and_then(|column| row[column].clone());
        match cell("event_label").or_else(|| cell("event")) {
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            Some(other) => local(&other),
            None => String::new(),
        }
    };
    let dispute = |row: &Vec<Option<Term>>| Dispute {
        event: label(row),
        parties: number(row, "parties"),
        denials: number(row, "denials"),
    };
    Ok(found.rows.iter().map(dispute).collect())
}

/// Gives the last part of an IRI.
fn local(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned(),
        Term::BlankNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
    }
}
