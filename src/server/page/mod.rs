//! Pages for people: HTML that works without any script, and has a permanent address for everything.
//!
//! All text is escaped by the templates; no page holds a script or a style of its own, so nothing that stands in a table
//! can ever run.

mod ask;
mod claims;
mod frame;
mod home;
mod link;
mod query;
mod table;

pub(super) use ask::asked;
pub(super) use frame::{problem, problem_in};
pub(super) use query::{question, questions, sparql};

use crate::server::answer::{Folder, html};
use crate::server::problem::Problem;
use crate::server::route::Route;
use crate::server::task::{Reply, Task};

/// Answers a task that has a page and nothing else.
pub(super) fn answer(folder: &Folder, task: &Task, route: &Route) -> Result<Reply, Problem> {
    match route {
        Route::Home => Ok(html(&home::home(folder, task)?)),
        _ => Err(Problem::not_found("there is nothing at this address")),
    }
}
