//! The claims as a picture, with the filters beside it and every claim of it below.

use maud::{Markup, html};

use crate::render::{DotOptions, Formulas, SvgOptions, dot, edges_csv, svg};
use crate::server::answer::Folder;
use crate::server::media::{CSV, SVG, TEXT};
use crate::server::page::ask::without_dashes;
use crate::server::page::frame::frame;
use crate::server::page::link::{self, address};
use crate::server::page::list::world_choice;
use crate::server::page::table::status;
use crate::server::page::thing::label;
use crate::server::problem::Problem;
use crate::server::scope::scope_of;
use crate::server::task::{Reply, Task};
use crate::workspace::{Drawn, LeftOut, Network, NetworkOptions};

/// Above so many nodes, or lines between them, a picture says nothing any more and takes long to draw; so many lines are
/// listed.
const NODES: usize = 250;
const DRAWN: usize = 600;

/// Reads what is to be drawn.
fn options(task: &Task) -> Result<NetworkOptions, Problem> {
    let hops = match task.parameter("hops") {
        None => 1,
        Some(hops) => match hops.parse() {
            Ok(hops @ 0..=3) => hops,
            _ => return Err(Problem::bad(format!("`hops` is a number from 0 to 3, not `{hops}`"))),
        },
    };
    Ok(NetworkOptions {
        relations: task.all("relation"),
        about: task.all("about"),
        actor: task.parameter("actor").map(|actor| (actor.to_owned(), hops)),
        since: task.parameter("since").map(str::to_owned),
        until: task.parameter("until").map(str::to_owned),
        scope: scope_of(task)?,
        ..NetworkOptions::default()
    })
}

/// Answers with the picture, or with its page.
pub(super) fn graph(folder: &Folder, task: &Task) -> Result<Result<Reply, Markup>, Problem> {
    let drawn = folder.workspace.network(&options(task)?)?;
    let network = &drawn.narrowed.network;
    let title = match task.parameter("actor") {
        Some(actor) => format!("Around {actor}"),
        None => "The graph".to_owned(),
    };
    let mut body = Vec::new();
    Ok(Ok(match task.parameter("format") {
        None | Some("html") => {
            let all = NetworkOptions { since: None, until: None, ..options(task)? };
            let is_all = task.parameter("since").is_none() && task.parameter("until").is_none();
            let days = match is_all {
                true => days(network),
                false => days(&folder.workspace.network(&all)?.narrowed.network),
            };
            return Ok(Err(page(folder, task, &title, &drawn, days)));
        }
        Some("svg") => {
            let follows_theme = task.parameter("theme") == Some("auto");
            let options = SvgOptions { title, follows_theme, ..SvgOptions::default() };
            svg(network, &folder.names, &options, &mut body)?;
            Reply::new(SVG, body)
        }
        Some("dot") => {
            dot(network, &folder.names, &DotOptions { title, ..DotOptions::default() }, &mut body)?;
            Reply { file: Some("graph.dot".to_owned()), ..Reply::new(TEXT, body) }
        }
        Some("csv") => {
            edges_csv(network, &folder.names, Formulas::Defused, &mut body)?;
            Reply { file: Some("edges.csv".to_owned()), ..Reply::new(CSV, body) }
        }
        Some(word) => {
            let detail = format!("a graph cannot be written as `{word}`");
            return Err(Problem::new(406, "not acceptable", detail)
                .with_hint("write format= and one of svg, dot, csv, html"));
        }
    }))
}

/// Gives the first and the last day of a network's own claims, where they are two.
fn days(network: &Network) -> Option<[String; 2]> {
    let claims = || network.edges().flat_map(|(.., edge)| &edge.claims);
    let first = claims().filter_map(|claim| claim.earliest.or(claim.latest)).min()?;
    let last = claims().filter_map(|claim| claim.latest.or(claim.earliest)).max()?;
    (first < last).then(|| [first, last].map(|day| day.to_string()))
}

fn page(folder: &Folder, task: &Task, title: &str, drawn: &Drawn, days: Option<[String; 2]>) -> Markup {
    let network = &drawn.narrowed.network;
    let [first, last] = days.map_or([None, None], |days| days.map(Some));
    let claims: usize = network.edges().map(|(.., edge)| edge.claims.len()).sum();
    let kept: Vec<(&str, &str)> = task
        .parameters
        .iter()
        .filter(|(name, _)| !["format", "theme"].contains(&name.as_str()))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let shown = address("/graph", &[kept.as_slice(), &[("format", "svg"), ("theme", "auto")]].concat());
    let form = |format: &'static str| address("/graph", &[kept.as_slice(), &[("format", format)]].concat());
    let value = |name: &str| task.parameter(name).unwrap_or_default().to_owned();
    let hops = task.parameter("hops").unwrap_or("1");
    frame(
        folder,
        task,
        title,
        "/graph",
        &html! {
            h1 { (title) }
            form.parameters action="/graph" {
                div { label for="actor" { "around " span.quiet { "an actor, an event or a place" } } input #actor name="actor" value=(value("actor")) autocomplete="off"; }
                div { label for="hops" { "steps" } select #hops name="hops" { @for word in ["1", "2", "3"] { option selected[word == hops] { (word) } } } }
                div { label for="g-relation" { "relation" } input #g-relation name="relation" value=(value("relation")) autocomplete="off"; }
                div { label for="about" { "about " span.quiet { "an event" } } input #about name="about" value=(value("about")) autocomplete="off"; }
                div { label for="since" { "since" } input #since type="date" name="since" value=(value("since")) min=[&first] max=[&last]; }
                div { label for="until" { "until" } input #until type="date" name="until" value=(value("until")) min=[&first] max=[&last]; }
                (world_choice(task))
                div.send { button { "Draw" } " " a href="/graph" { "Clear" } }
            }
            p.count role="status" {
                strong { (network.nodes().len()) } " nodes, " strong { (claims) } (if claims == 1 { " claim" } else { " claims" })
            }
            @if claims == 0 { p.empty { "Nothing is left to draw." } }
            @else if network.nodes().len() > NODES || network.edges().len() > DRAWN {
                p.notice {
                    "That is too much for a picture that says something: name an actor, a relation, an event or days."
                    @if network.edges().len() > DRAWN { " The list below has the first " (DRAWN) " of " (network.edges().len()) " lines." }
                }
            }
            @else {
                div.picture { a href=(form("svg")) {
                    img src=(shown) alt={ "A picture of " (network.nodes().len()) " nodes and the relations between them; the list below says the same in words." };
                } }
            }
            @if claims > 0 {
                h2 { "What it shows" }
                ul.edges { @for (number, (from, to, edge)) in network.edges().take(DRAWN).enumerate() {
                    li id={ "edge-" (number) } data-from=(from.index()) data-to=(to.index()) {
                        (link::term(folder, &network.graph[from].id.clone().into(), Some(&label(&network.graph[from].label)))) " "
                        span.relation { (edge.label) } " "
                        (link::term(folder, &network.graph[to].id.clone().into(), Some(&label(&network.graph[to].label))))
                        @if !edge.is_asserted() { " " (status(&edge.status)) }
                        span.quiet { @for claim in &edge.claims { " " (link::term(folder, &claim.claim.clone().into(), None)) } }
                    }
                } }
            }
            ul.basis { @for line in LeftOut::lines(&drawn.left_out) { li { (without_dashes(&line)) } } }
            p.forms { "As " a href=(form("svg")) { "SVG" } " · " a href=(form("dot")) { "DOT" } " · " a href=(form("csv")) { "CSV" } }
        },
    )
}
