//! SPARQL 1.1 Protocol, the part of it that asks.

use crate::server::answer::format::{Form, form_of, write_found};
use crate::server::answer::{Folder, description, html, options};
use crate::server::media::{HTML, TURTLE, choose};
use crate::server::page;
use crate::server::problem::Problem;
use crate::server::scope::scope_of;
use crate::server::task::{Reply, Task};
use crate::workspace::{Found, Query, WorkspaceError};

/// Answers a query; without one, says what the endpoint is.
pub(super) fn sparql(folder: &Folder, task: &Task) -> Result<Reply, Problem> {
    let Some((_, text)) = task.parameters.iter().find(|(name, _)| name == "query") else {
        return Ok(match choose(&task.accept, &[TURTLE, HTML]) {
            Some(HTML) => html(&page::sparql(folder, task, "", None)),
            _ => description::service(folder, task),
        });
    };
    match run(folder, task, text) {
        Ok(found) => match form_of(task, matches!(found, Found::Graph(_)))? {
            Form::Page => {
                let answer = found.into_answer()?;
                Ok(html(&page::sparql(folder, task, text, Some(Ok(&answer)))))
            }
            Form::Standard(format, media) => {
                let mut reply = write_found(format, media, found, &folder.names)?;
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

fn run<'f>(folder: &'f Folder, task: &Task, text: &str) -> Result<Found<'f>, Problem> {
    let workspace = &folder.workspace;
    // A graph that came from elsewhere has no names of its own.
    let prefixes = if workspace.summary().base.is_empty() { Vec::new() } else { workspace.prefixes() };
    let query = Query::new("query", text)?
        .with_prefixes(prefixes)
        .against(format!("{}/sparql", task.origin))
        .over(&task.all("default-graph-uri"), &task.all("named-graph-uri"))?;
    let answered = workspace.find(&query, &[], scope_of(task)?, options(task));
    answered.map(|(found, _)| found).map_err(|error| match error {
        WorkspaceError::Query(error) => error.into(),
        error => error.into(),
    })
}
