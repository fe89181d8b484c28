//! Pages for people: HTML that works without any script, and has a permanent address for everything.
//!
//! All text is escaped by the templates; no page holds a script or a style of its own, so nothing that stands in a table
//! can ever run.

mod ask;
mod claim;
mod claims;
mod event;
mod frame;
mod graph;
mod home;
mod link;
mod list;
mod matrix;
mod query;
mod table;
mod thing;

pub(super) use ask::asked;
pub(super) use frame::{problem, problem_in};
pub(super) use query::{question, questions, sparql};

use maud::Markup;

use crate::server::answer::{Folder, graph_of, html, table as write};
use crate::server::media::QUERY;
use crate::server::problem::Problem;
use crate::server::route::{Kind, Route};
use crate::server::scope::scope_of;
use crate::server::task::{Reply, Task};
use crate::workspace::{Scope, Table, World};

/// How many dated claims a page shows.
const DATED: usize = 400;

/// Answers a task that has a page.
pub(super) fn answer(folder: &Folder, task: &Task, route: &Route) -> Result<Reply, Problem> {
    match route {
        Route::Thing(Kind::Claim, id) => claim(folder, task, id),
        Route::Thing(kind, id) => one(folder, task, *kind, id),
        Route::Search => Ok(html(&list::search(folder, task)?)),
        Route::Matrix => {
            let counts = matrix::counts(folder, task)?;
            let text = || {
                let given = [("relation".to_owned(), matrix::relation(task).to_owned())];
                Ok(folder.workspace.written(&matrix::query(folder)?, &given, Scope::default())?)
            };
            view(folder, task, "matrix", &counts, &text, &|| matrix::matrix(folder, task, &counts))
        }
        Route::Timeline => {
            let limit = task.parameter("format").is_none().then_some(DATED);
            let found = folder.workspace.timeline(task.parameter("of"), scope_of(task)?, limit)?;
            let text = || Err(Problem::new(406, "not acceptable", "see /questions/timeline?format=sparql"));
            view(folder, task, "timeline", &found.table, &text, &|| Ok(list::timeline(folder, task, &found)))
        }
        Route::Graph => Ok(match graph::graph(folder, task)? {
            Ok(reply) => reply,
            Err(page) => html(&page),
        }),
        Route::Actors => catalogue(folder, task, "actors", "Actors", "/actors"),
        Route::Sources => catalogue(folder, task, "sources", "Sources", "/sources"),
        Route::Disputes => catalogue(folder, task, "disputes", "Events in dispute", "/disputes"),
        Route::Events => {
            let table = thing::run(folder, task, "events", &[], None)?;
            let text = || Ok(folder.catalogue.find("events")?.text().to_owned());
            view(folder, task, "events", &table, &text, &|| event::events(folder, task, &table))
        }
        _ => Ok(html(&home::home(folder, task)?)),
    }
}

fn catalogue(folder: &Folder, task: &Task, name: &str, title: &str, path: &str) -> Result<Reply, Problem> {
    let table = thing::run(folder, task, name, &[], None)?;
    let text = || Ok(folder.catalogue.find(name)?.text().to_owned());
    view(folder, task, name, &table, &text, &|| Ok(list::list(folder, task, title, path, &table)))
}

/// Answers with a table in the form that is asked for: for a program, as its query, or as a page.
fn view(
    folder: &Folder,
    task: &Task,
    file: &str,
    table: &Table,
    text: &dyn Fn() -> Result<String, Problem>,
    page: &dyn Fn() -> Result<Markup, Problem>,
) -> Result<Reply, Problem> {
    if task.parameter("format") == Some("sparql") {
        return Ok(Reply::new(QUERY, text()?));
    }
    match write(task, table, &folder.names, file)? {
        Some(reply) => Ok(reply),
        None => Ok(html(&page()?)),
    }
}

fn one(folder: &Folder, task: &Task, kind: Kind, id: &str) -> Result<Reply, Problem> {
    let name = thing::find(folder, kind, id)?;
    if task.parameter("format") == Some("turtle") {
        return graph_of(folder, task, &name);
    }
    let (query, parameter) = match kind {
        Kind::Actor => ("actor-profile", "actor"),
        Kind::Event => ("about-event", "event"),
        Kind::Source => ("edges", "source"),
        Kind::Relation => ("edges", "relation"),
        Kind::Place | Kind::Claim => ("edges", "object"),
    };
    let mut all = thing::run(folder, task, query, &[(parameter, id)], Some(World::All))?;
    if kind == Kind::Place {
        let also = thing::run(folder, task, query, &[("subject", id)], Some(World::All))?;
        all.rows.extend(also.rows);
    }
    let text = || {
        let given = [(parameter.to_owned(), id.to_owned())];
        Ok(folder.workspace.written(folder.catalogue.find(query)?, &given, Scope::from(World::All))?)
    };
    view(folder, task, id, &all, &text, &|| match kind {
        Kind::Actor => thing::actor(folder, task, &name, &all),
        Kind::Event => event::event(folder, task, &name, &all),
        kind => thing::other(folder, task, kind, &name, &all),
    })
}

fn claim(folder: &Folder, task: &Task, id: &str) -> Result<Reply, Problem> {
    let iri = folder.workspace.claim(id)?;
    let iri = iri.ok_or_else(|| Problem::not_found(format!("there is no claim `{id}`")))?;
    if task.parameter("format") == Some("turtle") {
        let name =
            crate::workspace::Name { iri, kind: "claim".to_owned(), id: id.to_owned(), ..Default::default() };
        return graph_of(folder, task, &name);
    }
    let why = folder.workspace.why_claim(&iri)?;
    let text = || {
        let declared = "PREFIX act: <https://w3id.org/actant/ns#>\n";
        Ok(format!("{declared}SELECT ?property ?value WHERE {{ <{iri}> a act:Claim ; ?property ?value }}\n"))
    };
    view(folder, task, id, &why.table, &text, &|| Ok(claim::claim(folder, task, id, &why)))
}
