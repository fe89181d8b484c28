//! One entry `[[test]]` of `tests.toml`.

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Location};
use crate::ingest::expectations::fields::{Fields, Source};
use crate::ingest::expectations::rows::{listed, table};
use crate::ingest::expectations::{Asks, Expectation, ExpectedAnswer, Expects, Narrowing, bad};

/// Gives the bytes of a file of the folder; nothing when it is not there.
pub(super) type Open<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// Reads one entry; what is wrong with it comes beside it, and then the entry is not to be used.
pub(super) fn read(
    source: Source<'_>,
    entry: &DeTable<'_>,
    place: &Location,
    open: Open<'_>,
) -> Result<Expectation, Vec<Diagnostic>> {
    let fields = Fields::new(source, entry);
    let asks = asks(&fields, open);
    let name = fields.text("name");
    let note = fields.text("note").unwrap_or_default();
    let scope = scope(&fields);
    let expects = expects(&fields, open);
    let question = matches!(asks, Some(Asks::Question(_)));
    if expects.refused && asks.is_some() && !question {
        fields.push(
            bad(fields.place("refused"), "only a question in plain words can be refused")
                .with_hint("a query is run or it fails; write `ask = \"…\"`, or what the query must give"),
        );
    }
    let problems = fields.finish();
    match asks {
        Some(asks) if problems.is_empty() => {
            let name = name.unwrap_or_else(|| match &asks {
                Asks::Question(question) => question.clone(),
                Asks::Named { query, parameters } => called(query, parameters),
                Asks::File { path, parameters, .. } => called(path, parameters),
            });
            Ok(Expectation { name, location: place.clone(), asks, scope, expects, note })
        }
        _ => Err(problems),
    }
}

fn called(query: &str, parameters: &[(String, String)]) -> String {
    parameters.iter().fold(query.to_owned(), |name, (key, value)| format!("{name} {key}={value}"))
}

fn asks(fields: &Fields<'_, '_>, open: Open<'_>) -> Option<Asks> {
    let (question, query) = (fields.text("ask"), fields.text("query"));
    let parameters = fields.pairs("with");
    match (question, query) {
        (Some(_), Some(_)) => {
            fields.push(
                bad(
                    fields.place("query"),
                    "an expectation asks one thing, and this one has `ask` and `query`",
                )
                .with_hint("make two of it"),
            );
            None
        }
        (Some(question), None) => {
            if !parameters.is_empty() {
                let problem = bad(fields.place("with"), "a question in plain words takes no parameters");
                fields.push(problem.with_hint("say it in the question, or write `query = \"…\"`"));
            }
            Some(Asks::Question(question))
        }
        (None, Some(query)) if query.ends_with(".rq") => {
            let text = text(fields, "query", &query, open)?;
            Some(Asks::File { path: query, text, parameters })
        }
        (None, Some(query)) => Some(Asks::Named { query, parameters }),
        (None, None) => {
            if !fields.has("ask") && !fields.has("query") {
                fields.push(
                    bad(fields.place(""), "this expectation asks nothing")
                        .with_hint("write `ask = \"who blamed whom\"`, or `query = \"who-blamed-whom\"`"),
                );
            }
            None
        }
    }
}

fn text(fields: &Fields<'_, '_>, name: &'static str, path: &str, open: Open<'_>) -> Option<String> {
    let Some(bytes) = open(path) else {
        let problem = bad(fields.place(name), format!("the folder has no file `{path}`"));
        fields.push(problem.with_hint("a path begins in the folder of the tables, as in `tests/sides.rq`"));
        return None;
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(_) => {
            fields.push(bad(fields.place(name), format!("`{path}` is not UTF-8")));
            None
        }
    }
}

/// Reads what narrows the answer. The words and the values are those of a query's header.
fn scope(fields: &Fields<'_, '_>) -> Vec<Narrowing> {
    let mut scope = Vec::new();
    let mut add = |key: &'static str, value: String| {
        scope.push(Narrowing { key: key.to_owned(), value, location: fields.place(key) });
    };
    if let Some(world) = fields.text("world") {
        add("world", world);
    }
    for source in fields.texts("source") {
        add("source", source);
    }
    if let Some(least) = fields.number("min-sources") {
        add("min-sources", least.to_string());
    }
    for key in ["exclude-anonymous", "derived"] {
        if let Some(flag) = fields.flag(key) {
            add(key, if flag { "yes" } else { "no" }.to_owned());
        }
    }
    for key in ["as-of", "known-by"] {
        // A day may be written as a date of its own or as text.
        if let Some(day) = fields.texts(key).into_iter().next() {
            add(key, day);
        }
    }
    scope
}

fn expects(fields: &Fields<'_, '_>, open: Open<'_>) -> Expects {
    let mut expects = Expects {
        columns: fields.texts("columns"),
        count: fields.number("count"),
        refused: fields.flag("refused").unwrap_or(false),
        ..Expects::default()
    };
    match fields.get("rows").map(|value| value.get_ref()) {
        Some(DeValue::String(path)) => match open(path) {
            Some(bytes) => match table(&fields.source.beside(path), &bytes) {
                Ok((columns, rows)) => {
                    if !expects.columns.is_empty() {
                        let problem = bad(fields.place("columns"), "the table of rows names its own columns");
                        fields.push(problem.with_hint("delete `columns`"));
                    }
                    (expects.columns, expects.rows) = (columns, Some(rows));
                }
                Err(problem) => fields.push(*problem),
            },
            None => {
                let problem = bad(fields.place("rows"), format!("the folder has no file `{path}`"));
                fields.push(
                    problem.with_hint("a path begins in the folder of the tables, as in `tests/sides.csv`"),
                );
            }
        },
        _ => expects.rows = listed(fields, "rows"),
    }
    expects.includes = listed(fields, "includes").unwrap_or_default();
    expects.excludes = listed(fields, "excludes").unwrap_or_default();
    if let Some(word) = fields.text("answer") {
        expects.answer = ExpectedAnswer::ALL.into_iter().find(|answer| answer.word() == word);
        if expects.answer.is_none() {
            let problem = bad(fields.place("answer"), format!("`{word}` is no answer"));
            fields.push(
                problem.with_hint("an answer is `yes`, `no` or `contested`; rows are expected with `rows`"),
            );
        }
    }
    let given: Vec<&str> = ["rows", "includes", "excludes", "count", "answer"]
        .into_iter()
        .filter(|name| fields.has(name))
        .collect();
    match given[..] {
        [] if !fields.has("refused") => {
            fields
                .push(bad(fields.place(""), "this expectation expects nothing").with_hint(
                    "write `rows`, `includes`, `excludes`, `count`, `answer` or `refused = true`",
                ));
        }
        [given, ..] if expects.refused => {
            let message = format!("a question that is refused has no `{given}`");
            fields.push(bad(fields.place(given), message));
        }
        _ => {}
    }
    check_width(fields, &expects);
    expects
}

/// Sees to it that every row has a cell for every column.
fn check_width(fields: &Fields<'_, '_>, expects: &Expects) {
    let lists = [expects.rows.as_deref().unwrap_or_default(), &expects.includes, &expects.excludes];
    let columns = expects.columns.len();
    if columns == 0 {
        return;
    }
    for row in lists.into_iter().flatten().filter(|row| row.cells.len() != columns) {
        let cells = if row.cells.len() == 1 { "cell" } else { "cells" };
        let message = format!("this row has {} {cells} for {columns} columns", row.cells.len());
        fields.push(bad(row.location.clone(), message));
    }
}
