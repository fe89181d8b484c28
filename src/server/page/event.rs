//! The page of an event: what it was, who stands where on it, and everything that is said about it.

use maud::{Markup, html};

use crate::server::answer::Folder;
use crate::server::page::ask::without_dashes;
use crate::server::page::claims::{Line, claims};
use crate::server::page::frame::{forms, frame};
use crate::server::page::link;
use crate::server::page::table::table;
use crate::server::page::thing::{facts, heading, label};
use crate::server::problem::Problem;
use crate::server::route::Kind;
use crate::server::task::Task;
use crate::workspace::{LeftOut, Name, Scope, Table};

/// Shows an event.
pub(super) fn event(folder: &Folder, task: &Task, name: &Name, all: &Table) -> Result<Markup, Problem> {
    let disputed = folder.workspace.dispute(&name.id, Scope::default())?;
    let counts = disputed.dispute.counts;
    // What every claim here is about need not be said with each.
    let mut said = all.clone();
    if let Some(about) = said.column("about") {
        said.rows.iter_mut().for_each(|row| row[about] = None);
    }
    let id = name.id.as_str();
    Ok(frame(
        folder,
        task,
        &name.label,
        "/events",
        &html! {
            (heading("Event", name))
            (facts(folder, task, name)?)
            @if !disputed.table.rows.is_empty() {
                section #dispute {
                    h2 { (if counts.disagree() { "In dispute" } else { "Who stands where" }) }
                    p.verdict { (sentence(&counts.verdict())) }
                    ul.sides { @for row in &disputed.table.rows { (side(folder, &disputed.table, row)) } }
                    ul.basis { @for line in LeftOut::lines(&disputed.left_out) { li { (without_dashes(&line)) } } }
                }
            }
            h2 { "All that is said about it " span.quiet { (all.rows.len()) } }
            (claims(folder, &said))
            @if all.rows.is_empty() { p.empty { "No claim is about it." } }
            p.ways {
                a href=(link::address("/graph", &[("about", id)])) { "The graph of it" } " · "
                a href=(link::address("/timeline", &[("of", id)])) { "Its timeline" }
            }
            (forms(&link::page_of(Kind::Event, id), task, &[("csv", "CSV"), ("json", "JSON"), ("turtle", "Turtle"), ("sparql", "SPARQL")]))
        },
    ))
}

/// Shows one position: who takes it, towards whom, since when, and on how many sources.
fn side(folder: &Folder, table: &Table, row: &[Option<crate::workspace::Term>]) -> Markup {
    let line = Line::new(table, row);
    let text = |name: &str| line.text(folder, name).unwrap_or_default();
    let position = text("position");
    html! {
        li.side {
            p.says {
                strong { (or(text("by_label"), text("by"))) } " "
                span.relation { (position) } " "
                (line.show(folder, &["party"]).unwrap_or_default())
            }
            p.cite {
                @if !text("since").is_empty() { "since " (text("since")) " · " }
                (text("sources")) (if text("sources") == "1" { " independent source" } else { " independent sources" })
                @for claim in text("claims").split("; ").filter(|claim| !claim.is_empty()) {
                    " · " a href=(link::page_of(Kind::Claim, claim)) { (claim) }
                }
            }
        }
    }
}

fn or(first: String, second: String) -> String {
    if first.is_empty() { second } else { first }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// Lists the events, those in dispute first.
pub(super) fn events(folder: &Folder, task: &Task, all: &Table) -> Result<Markup, Problem> {
    let disputes = folder.disputes()?;
    Ok(frame(
        folder,
        task,
        "Events",
        "/events",
        &html! {
            h1 { "Events" }
            @if !disputes.is_empty() {
                h2 { "In dispute" }
                ul.sides { @for dispute in disputes.iter().take(100) { li.side {
                    p.says { (link::term(folder, &dispute.iri, Some(&label(&dispute.event)))) " " span.quiet { (dispute.date) } }
                    p.cite { (sentence(&dispute.counts.verdict())) }
                } } }
            }
            h2 { "All" }
            (table(folder, all, "All events"))
            (forms("/events", task, &[("csv", "CSV"), ("json", "JSON"), ("sparql", "SPARQL")]))
        },
    ))
}
