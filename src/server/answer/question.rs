//! The catalogue as resources: one address for each query, its parameters behind the question mark.

use serde_json::json;

use crate::server::answer::{Folder, description, format, html, options};
use crate::server::media::{HTML, JSON, QUERY, TURTLE, choose};
use crate::server::page;
use crate::server::problem::Problem;
use crate::server::scope::scope;
use crate::server::task::{Reply, Task};
use crate::workspace::{Answer, Query};

/// Lists what can be asked.
pub(super) fn list(folder: &Folder, task: &Task) -> Result<Reply, Problem> {
    let media = match task.parameter("format") {
        Some("turtle") => Some(TURTLE),
        Some("json") => Some(JSON),
        _ => choose(&task.accept, &[JSON, HTML, TURTLE]),
    };
    match media {
        Some(HTML) => Ok(html(&page::questions(folder, task)?)),
        Some(TURTLE) => Ok(description::executables(folder, task)),
        _ => {
            let queries: Vec<_> =
                folder.catalogue.iter().map(|query| described(query, &task.origin)).collect();
            let text =
                serde_json::to_string_pretty(&queries).map_err(|error| Problem::bad(error.to_string()))?;
            Ok(Reply::new(JSON, text + "\n"))
        }
    }
}

fn described(query: &Query, origin: &str) -> serde_json::Value {
    let header = query.header();
    let parameters = header.parameters.iter().map(
        |parameter| json!({ "name": parameter.name, "kind": parameter.kind.word(), "words": parameter.words }),
    );
    json!({
        "name": query.name(),
        "address": format!("{origin}/questions/{}", query.name()),
        "summary": header.summary,
        "description": header.description,
        "parameters": parameters.collect::<Vec<_>>(),
        "columns": header.columns.iter().map(|column| json!({ "name": column.name, "words": column.words })).collect::<Vec<_>>(),
    })
}

/// Answers one query of the catalogue.
pub(super) fn question(folder: &Folder, task: &Task, name: &str) -> Result<Reply, Problem> {
    let query = folder.catalogue.find(name)?;
    let (scope, rest) = scope(task, query)?;
    if task.parameter("format") == Some("sparql") {
        let text = folder.workspace.written(query, &rest, &scope)?;
        return Ok(Reply::new(QUERY, text));
    }
    let (answer, _) = folder.workspace.query_with(query, &rest, &scope, options(task))?;
    let Answer::Table(table) = &answer else {
        let reply = match format::choose_form(task, &answer)? {
            format::Form::Standard(format, media) => format::write(format, media, &answer, &folder.names)?,
            format::Form::Page => html(&page::question(folder, task, query, &answer, &scope, &rest)?),
        };
        return Ok(reply);
    };
    match format::table(task, table, &folder.names, name)? {
        Some(reply) => Ok(reply),
        None => Ok(html(&page::question(folder, task, query, &answer, &scope, &rest)?)),
    }
}
