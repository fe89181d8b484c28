//! Tasks to replies, in a worker: the only place where anything is asked of the graph.

mod ask;
mod description;
mod format;
mod openapi;
mod question;
mod sparql;

use std::sync::OnceLock;
use std::time::Duration;

use maud::Markup;

use crate::render::{Names, ResultFormat};
use crate::server::media::{HTML, TURTLE, is_for_people};
use crate::server::page;
use crate::server::problem::Problem;
use crate::server::route::Route;
use crate::server::task::{Reply, Task};
use crate::workspace::{Catalogue, Dispute, Limits, Name, Query, QueryOptions, Scope, Workspace};

pub(super) use format::table;

/// Holds the graph that a worker answers from.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) workspace: Workspace,
    pub(super) catalogue: Catalogue,
    /// The short names of the folder.
    pub(super) names: Names,
    /// The version of the graph.
    pub(super) version: String,
    examples: OnceLock<Vec<String>>,
    disputes: OnceLock<Vec<Dispute>>,
}

impl Folder {
    pub(super) fn new(workspace: Workspace, version: String) -> Self {
        // What cannot be read is said by `check` and `questions`, and is not in the catalogue.
        let (catalogue, _) = workspace.catalogue();
        let names = Names::new(workspace.summary().base.clone());
        Self { workspace, catalogue, names, version, examples: OnceLock::new(), disputes: OnceLock::new() }
    }

    /// Gives questions that have an answer here. Cost: a look at the whole graph, once: it does not change.
    pub(super) fn examples(&self) -> Result<&[String], Problem> {
        if let Some(examples) = self.examples.get() {
            return Ok(examples);
        }
        let mut examples = self.workspace.examples()?;
        // What the program is for comes first, where it has an answer.
        examples.sort_by_key(|example| !example.contains("blamed"));
        Ok(self.examples.get_or_init(|| examples))
    }

    /// Gives every event in dispute. Cost: linear in the claims, once.
    pub(super) fn disputes(&self) -> Result<&[Dispute], Problem> {
        if let Some(disputes) = self.disputes.get() {
            return Ok(disputes);
        }
        let disputes = self.workspace.disputes(Scope::default())?;
        Ok(self.disputes.get_or_init(|| disputes))
    }
}

/// Answers a task; there is always an answer.
pub(super) fn answer(folder: &Folder, task: &Task) -> Reply {
    let replied = match &task.route {
        Route::Sparql => sparql::sparql(folder, task),
        Route::Ask => ask::ask(folder, task),
        Route::Questions => question::list(folder, task),
        Route::Question(name) => question::question(folder, task, name),
        Route::OpenApi => openapi::openapi(folder, task),
        Route::Void => description::void(folder, task),
        route => page::answer(folder, task, route),
    };
    replied.unwrap_or_else(|problem| {
        match is_for_people(&task.accept) && task.parameter("format").is_none() {
            true => Reply {
                status: problem.status,
                damage: problem.damage.as_deref().map(str::to_owned),
                ..html(&page::problem_in(folder, task, &problem))
            },
            false => problem.reply(),
        }
    })
}

/// Makes a reply of a page.
pub(super) fn html(page: &Markup) -> Reply {
    Reply::new(HTML, page.0.as_bytes())
}

/// Answers with all triples of a thing, and those of the claims in which it stands, as Turtle.
pub(super) fn graph_of(folder: &Folder, task: &Task, name: &Name) -> Result<Reply, Problem> {
    let kind = match name.kind.as_str() {
        kind @ ("source" | "relation") => kind,
        _ => "entity",
    };
    let text = format!(
        "#+ parameters:\n#+   thing: {kind} ?thing — the thing\n\
         CONSTRUCT {{ ?thing ?of ?is . ?claim ?property ?value }} WHERE {{ \
           {{ ?thing ?of ?is }} UNION \
           {{ ?claim rdf:subject|rdf:predicate|rdf:object|schema:about|dcterms:source|prov:wasAttributedTo ?thing ; ?property ?value }} }}"
    );
    let query = Query::new("thing", text)?.with_prefixes(folder.workspace.prefixes());
    let given = [("thing".to_owned(), name.id.clone())];
    let (answer, _) = folder.workspace.query_with(&query, &given, Scope::default(), options(task))?;
    format::write(ResultFormat::Turtle, TURTLE, &answer, &folder.names)
}

/// Gives the limits of a task to whoever evaluates.
pub(super) fn options(task: &Task) -> QueryOptions {
    // The process has a limit of its own, which the terms of an answer and its text have to keep as well.
    let memory = usize::try_from(task.memory / 2).ok();
    // What stops by itself keeps its worker alive.
    let time = Some(task.time.max(Duration::from_millis(1)));
    QueryOptions { limits: Limits { time, memory }, ..QueryOptions::default() }
}

/// Refuses what a client cannot take.
pub(super) fn not_acceptable(offered: &[&str]) -> Problem {
    let offered: Vec<&str> = offered.iter().map(|media| crate::server::media::essence(media)).collect();
    Problem::new(406, "not acceptable", "there is no such form of this answer")
        .with_hint(format!("ask for one of {}", offered.join(", ")))
}
