//! The first page: ask, search, and what there is.

use maud::{Markup, html};

use crate::server::answer::Folder;
use crate::server::page::ask::another;
use crate::server::page::frame::frame;
use crate::server::page::link::{self, address};
use crate::server::page::thing::label;
use crate::server::problem::Problem;
use crate::server::task::Task;

/// How many questions are offered.
const OFFERED: usize = 8;

/// Shows the first page.
pub(super) fn home(folder: &Folder, task: &Task) -> Result<Markup, Problem> {
    let summary = folder.workspace.summary();
    let (examples, disputes) = (folder.examples()?, folder.disputes()?);
    let counts = [
        (summary.claims, "claims", "/timeline"),
        (summary.actors, "actors", "/actors"),
        (summary.events, "events", "/events"),
        (summary.sources, "sources", "/sources"),
    ];
    Ok(frame(
        folder,
        task,
        "Ask",
        "/",
        &html! {
            h1 { "Who did what to whom, who says so, and where it is written" }
            (another(""))
            ul.examples aria-label="Questions that have an answer here" {
                @for example in examples.iter().take(OFFERED) {
                    li { a href=(address("/ask", &[("q", example)])) { (example) } }
                }
            }
            @if !disputes.is_empty() {
            section #disputes {
                h2 { "In dispute" }
                ul.sides { @for dispute in disputes.iter().take(5) { li.side {
                    p.says { (link::term(folder, &dispute.iri, Some(&label(&dispute.event)))) " " span.quiet { (dispute.date) } }
                    p.cite { (dispute.counts.verdict()) }
                } } }
                p.ways { a href="/matrix" { "Who blames whom, as a matrix" } " · " a href="/disputes" { "All events in dispute" } }
            }
        }
        ul.counts aria-label="What there is" {
                @for (count, word, way) in counts {
                    li { a href=(way) { strong { (count) } " " (word) } }
                }
            }
        },
    ))
}
