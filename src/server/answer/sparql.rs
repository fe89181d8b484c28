//! SPARQL 1.1 Protocol, the part of it that asks.

use crate::server::answer::format::{Form, choose_form, write};
use crate::server::answer::{Folder, description, html, options};
use crate::server::media::{HTML, TURTLE, choose};
use crate::server::page;
use crate::server::problem::Problem;
use crate::server::task::{Reply, Task};
use crate::workspace::{Query, Scope, WorkspaceError};

/// Answers a query; without one, says what the endpoint is.
pub(super) fn sparql(folder: &Folder, task: &Task) -> Result<Reply, Problem> {
    let Some((_, text)) = task.parameters.iter().find(|(name, _)| name == "query") else {
        return Ok(match choose(&task.accept, &[TURTLE, HTML]) {
            Some(HTML) => html(&page::sparql(folder, task, "", None)),
            _ => description::service(folder, task),
        });
    };
    let answered = run(folder, task, text);
    match answered {
        Ok(answer) => match choose_form(task, &answer)? {
            Form::Page => Ok(html(&page::sparql(folder, task, text, Some(Ok(&answer))))),
            Form::Standard(format, media) => {
                let mut reply = write(format, media, &answer, &folder.names)?;
                if task.parameter("download").is_some() {
                    let ending = task.parameter("format").unwrap_or("txt");
                    let plain = ending.chars().all(|letter| letter.is_ascii_alphanumeric());
                    reply.file = Some(format!("answer.{}", if plain { ending } else { "txt" }));
                }
                Ok(reply)
            }
        },
        Err(problem) if wants_page(task) => {
            let page = page::sparql(folder, task, text, Some(Err(&problem)));
            Ok(Reply {
                status: problem.status,
                damage: problem.damage.as_deref().map(str::to_owned),
                ..html(&page)
            })
        }
        Err(problem) => Err(problem),
    }
}

fn wants_page(task: &Task) -> bool {
    match task.parameter("format") {
        Some(word) => word == "html",
        None => crate::server::media::is_for_people(&task.accept),
    }
}

fn run(folder: &Folder, task: &Task, text: &str) -> Result<crate::workspace::Answer, Problem> {
    let workspace = &folder.workspace;
    // A graph that came from elsewhere has no names of its own.
    let prefixes = if workspace.summary().base.is_empty() { Vec::new() } else { workspace.prefixes() };
    let query = Query::new("query", text)?
        .with_prefixes(prefixes)
        .against(format!("{}/sparql", task.origin))
        .over(&task.all("default-graph-uri"), &task.all("named-graph-uri"))?;
    let answered = workspace.query_with(&query, &[], Scope::default(), options(task));
    answered.map(|(answer, _)| answer).map_err(|error| match error {
        WorkspaceError::Query(error) => error.into(),
        error => error.into(),
    })
}
