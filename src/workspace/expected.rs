//! The expectations of a folder, asked of its graph.

use crate::compare::{Found, FoundCell, FoundRows, Outcome, outcome};
use crate::ingest::expectations::{Asks, Expectation};
use crate::query::{Answer, Catalogue, Header, Query, QueryError, Scope, Table, Term};
use crate::render;
use crate::workspace::{AskError, Verdict, Workspace, WorkspaceError};

/// Asks what every expectation asks and compares.
///
/// # Errors
/// When the graph is damaged. Whatever else keeps a question from being answered is in its outcome.
pub(super) fn test(
    workspace: &Workspace,
    expectations: &[Expectation],
) -> Result<Vec<Outcome>, WorkspaceError> {
    let resolve = resolver(workspace);
    let (catalogue, _) = workspace.catalogue();
    let test = |expectation: &Expectation| {
        let found = found(workspace, &catalogue, expectation)?;
        Ok(outcome(expectation, asked(&expectation.asks), &found, &resolve))
    };
    expectations.iter().map(test).collect()
}

/// Makes what finds the id of the one thing that is called so; names are read when the first is asked for.
pub(super) fn resolver(workspace: &Workspace) -> impl Fn(&str) -> Option<String> {
    move |typed: &str| workspace.names().ok()?.find(typed, &[]).ok().map(|name| name.id.clone())
}

/// Gives what a folder answers to an expectation, with the queries of a catalogue.
///
/// # Errors
/// As [`test`].
pub(super) fn found(
    workspace: &Workspace,
    catalogue: &Catalogue,
    expectation: &Expectation,
) -> Result<Found, WorkspaceError> {
    let scope = match scope(expectation) {
        Ok(scope) => scope,
        Err(reason) => return Ok(Found::Failed(reason)),
    };
    let failed = |error: WorkspaceError| match error.damage() {
        Some(_) => Err(error),
        None => Ok(Found::Failed(words(&error))),
    };
    let (query, parameters) = match &expectation.asks {
        Asks::Question(question) => {
            return match workspace.ask(question, &scope) {
                Ok(asked) => {
                    let rows = rows(workspace, &asked.table);
                    Ok(match asked.basis.and_then(|basis| basis.verdict) {
                        Some(Verdict::Yes) => Found::Answer("yes", rows),
                        Some(Verdict::No) => Found::Answer("no", rows),
                        Some(Verdict::Contested) => Found::Answer("contested", rows),
                        None => Found::Rows(rows),
                    })
                }
                Err(AskError::NotRead { reason, .. }) => Ok(Found::Refused(reason.to_string())),
                Err(AskError::Workspace(error)) => failed(error),
            };
        }
        Asks::Named { query, parameters } => (catalogue.find(query).cloned(), parameters),
        Asks::File { path, text, parameters } => {
            (Query::new(path, text).map(|query| query.with_prefixes(workspace.prefixes())), parameters)
        }
    };
    let query = match query {
        Ok(query) => query,
        Err(error) => return failed(error.into()),
    };
    match workspace.query(&query, parameters, &scope) {
        Ok(Answer::Table(table)) => Ok(Found::Rows(rows(workspace, &table))),
        Ok(Answer::Boolean(true)) => Ok(Found::Answer("yes", FoundRows::default())),
        Ok(Answer::Boolean(false)) => Ok(Found::Answer("no", FoundRows::default())),
        Ok(Answer::Graph(_)) => {
            Ok(Found::Failed("the query gives a graph, and rows are what can be compared".to_owned()))
        }
        Err(error) => failed(error),
    }
}

/// Writes what is asked as a person would type it.
pub(super) fn asked(asks: &Asks) -> String {
    let query = |name: &str, parameters: &[(String, String)]| {
        let mut words = format!("query {name}");
        for (name, value) in parameters {
            let quote = if value.contains(' ') { "\"" } else { "" };
            words.push_str(&format!(" --param {name}={quote}{value}{quote}"));
        }
        words
    };
    match asks {
        Asks::Question(question) => format!("ask \"{question}\""),
        Asks::Named { query: name, parameters } => query(name, parameters),
        Asks::File { path, parameters, .. } => query(path, parameters),
    }
}

fn words(error: &WorkspaceError) -> String {
    match error.hint() {
        Some(hint) => format!("{error}; {hint}"),
        None => error.to_string(),
    }
}

/// Reads the scope as the header of a query is read.
fn scope(expectation: &Expectation) -> Result<Scope, String> {
    let line = |key: &str, value: &str| format!("#+ {key}: {value}\n");
    let header: String = expectation.scope.iter().map(|word| line(&word.key, &word.value)).collect();
    match Header::parse("scope", &header) {
        Ok(header) => Ok(header.scope),
        Err(QueryError::Header { message, .. }) => Err(message),
        Err(error) => Err(error.to_string()),
    }
}

fn rows(workspace: &Workspace, table: &Table) -> FoundRows {
    let names = render::Names::new(workspace.summary().base.clone());
    let columns: Vec<(usize, Option<usize>)> = (table.columns.iter().enumerate())
        .filter(|(_, column)| column.strip_suffix("_label").is_none_or(|thing| table.column(thing).is_none()))
        .map(|(index, column)| (index, table.column(&format!("{column}_label"))))
        .collect();
    let text =
        |term: &Option<Term>| term.as_ref().map(|term| names.text(term).into_owned()).unwrap_or_default();
    let row = |row: &Vec<Option<Term>>| {
        let cell = |&(index, label): &(usize, Option<usize>)| FoundCell {
            text: text(&row[index]),
            label: label.map(|label| text(&row[label])).unwrap_or_default(),
            is_thing: matches!(row[index], Some(Term::NamedNode(_))),
        };
        columns.iter().map(cell).collect()
    };
    FoundRows {
        columns: columns.iter().map(|(index, _)| table.columns[*index].clone()).collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}
