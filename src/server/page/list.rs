//! Pages that are lists: what a search finds, all actors, all sources, what happened when.

use maud::{Markup, html};

use crate::server::answer::Folder;
use crate::server::page::ask::without_dashes;
use crate::server::page::claims::{Line, claim};
use crate::server::page::frame::{forms, frame};
use crate::server::page::link;
use crate::server::page::table::table;
use crate::server::problem::Problem;
use crate::server::route::Kind;
use crate::server::task::Task;
use crate::workspace::{LeftOut, Table, Timeline};

/// How many things a search finds at most.
const FOUND: usize = 100;

/// Shows what a search finds.
pub(super) fn search(folder: &Folder, task: &Task) -> Result<Markup, Problem> {
    let text = task.parameter("q").unwrap_or_default();
    let (found, nearest) = folder.workspace.search(text, FOUND)?;
    Ok(frame(
        folder,
        task,
        "Search",
        "/search",
        &html! {
            h1 { @if text.is_empty() { "Search" } @else { "“" (text) "”" } }
            @if text.is_empty() {
                p { "Type a part of a name above: an actor, an event, a place or a source; aliases count." }
            } @else if found.is_empty() {
                p.empty role="status" { "Nothing here is called so." }
                @if !nearest.is_empty() {
                    p { "Did you mean "
                        @for (number, name) in nearest.iter().enumerate() {
                            @if number > 0 { ", " } a href=(link::address("/search", &[("q", name)])) { (name) }
                        }
                        "?"
                    }
                }
                p { a href=(link::address("/ask", &[("q", text)])) { "Ask it as a question" } }
            } @else {
                p.count role="status" { strong { (found.len()) } (if found.len() == 1 { " thing" } else { " things" }) }
                ul.found { @for name in &found {
                    @if let Some(kind) = Kind::parse(&name.kind) {
                        li {
                            a href=(link::page_of(kind, &name.id)) { (name.label) }
                            " " span.quiet { (name.kind) @if !name.class.is_empty() { " · " (name.class.replace('-', " ")) } }
                            @if !name.aliases.is_empty() { p.quiet { "also " (name.aliases.join(", ")) } }
                        }
                    }
                } }
            }
        },
    ))
}

/// Shows a table of the catalogue as a page of its own.
pub(super) fn list(folder: &Folder, task: &Task, title: &str, path: &str, rows: &Table) -> Markup {
    frame(
        folder,
        task,
        title,
        path,
        &html! {
            h1 { (title) " " span.quiet { (rows.rows.len()) } }
            (table(folder, rows, title))
            (forms(path, task, &[("csv", "CSV"), ("json", "JSON"), ("sparql", "SPARQL")]))
        },
    )
}

/// Shows claims in the order of time.
pub(super) fn timeline(folder: &Folder, task: &Task, timeline: &Timeline) -> Markup {
    let of = task.parameter("of").unwrap_or_default();
    let lines: Vec<Line<'_>> =
        timeline.table.rows.iter().map(|row| Line::new(&timeline.table, row)).collect();
    let mut years: Vec<(String, Vec<&Line<'_>>)> = Vec::new();
    for line in &lines {
        let earliest = line.text(folder, "earliest").unwrap_or_default();
        let year =
            earliest.split('-').next().filter(|year| year.len() == 4).unwrap_or("Day not known").to_owned();
        match years.last_mut().filter(|(known, _)| *known == year) {
            Some((_, lines)) => lines.push(line),
            None => years.push((year, vec![line])),
        }
    }
    frame(
        folder,
        task,
        "Timeline",
        "/timeline",
        &html! {
            h1 { "Timeline" @if !timeline.of.is_empty() { " of " (timeline.of) } }
            form.parameters action="/timeline" {
                div { label for="of" { "of " span.quiet { "an actor, an event or a place" } } input #of name="of" value=(of) autocomplete="off"; }
                (world_choice(task))
                div.send { button { "Show" } " " a href="/timeline" { "Clear" } }
            }
            p.count role="status" {
                strong { (timeline.dated) } (if timeline.dated == 1 { " dated claim" } else { " dated claims" })
                @if timeline.table.rows.len() < timeline.dated { ", the first " (timeline.table.rows.len()) " below" }
            }
            @for (year, lines) in &years {
                section.year { h2 { (year) } ol.claims { @for line in lines { (claim(folder, line)) } } }
            }
            ul.basis {
                @if timeline.undated > 0 { li { (timeline.undated) " more without a date." } }
                @for line in LeftOut::lines(&timeline.left_out) { li { (without_dashes(&line)) } }
            }
            (forms("/timeline", task, &[("csv", "CSV"), ("json", "JSON")]))
        },
    )
}

/// Offers the worlds.
pub(super) fn world_choice(task: &Task) -> Markup {
    let world = task.parameter("world").unwrap_or_default();
    html! {
        div {
            label for="p-world" { "world " span.quiet { "which claims count" } }
            select #p-world name="world" {
                @for word in ["accepted", "all", "uncontested"] { option value=(word) selected[world == word] { (word) } }
                @if !["", "accepted", "all", "uncontested"].contains(&world) { option value=(world) selected { (world) } }
            }
        }
    }
}
