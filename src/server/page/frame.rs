//! What every page has around it: the name of the data set, the search, the ways on, and what it may be taken as.

use maud::{DOCTYPE, Markup, html};

use crate::server::answer::Folder;
use crate::server::page::link::{address, encoded};
use crate::server::problem::Problem;
use crate::server::task::Task;

/// The ways on, each with its address.
const WAYS: [(&str, &str); 8] = [
    ("Ask", "/"),
    ("Actors", "/actors"),
    ("Events", "/events"),
    ("Matrix", "/matrix"),
    ("Timeline", "/timeline"),
    ("Graph", "/graph"),
    ("Sources", "/sources"),
    ("Query", "/questions"),
];

/// Puts a page into its frame.
pub(super) fn frame(folder: &Folder, task: &Task, title: &str, here: &str, content: &Markup) -> Markup {
    let summary = folder.workspace.summary();
    let name = if summary.title.is_empty() { "actant" } else { &summary.title };
    let sought = if here == "/search" { task.parameter("q").unwrap_or_default() } else { "" };
    whole(
        &format!("{title} – {name}"),
        name,
        Some(&folder.version),
        here,
        sought,
        &html! {
            @if task.is_stale {
                p.notice role="status" {
                    strong { "The tables have errors now. " }
                    "This is the last state that had none; " code { "actant check" } " says what is wrong."
                }
            }
            (content)
        },
    )
}

fn whole(
    title: &str,
    name: &str,
    version: Option<&str>,
    here: &str,
    sought: &str,
    content: &Markup,
) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" data-version=[version] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="icon" href="/assets/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/assets/style.css";
                script src="/assets/script.js" defer {}
            }
            body {
                a.skip href="#content" { "To the content" }
                header.top {
                    a.brand href="/" { (name) }
                    form.search role="search" action="/search" {
                        label.hidden for="search" { "Search actors, events, places and sources" }
                        input #search type="search" name="q" value=(sought) placeholder="Search names and aliases" autocomplete="off";
                        button { "Search" }
                    }
                    nav aria-label="Main" {
                        ul {
                            @for (word, way) in WAYS {
                                li { a href=(way) aria-current=[(way == here).then_some("page")] { (word) } }
                            }
                        }
                    }
                }
                main #content tabindex="-1" { (content) }
                footer {
                    p {
                        "That a claim is here says that a source reports it, and nothing about whether it is so."
                    }
                    p {
                        a href="/sparql" { "SPARQL" } " · " a href="/openapi.json" { "OpenAPI" } " · "
                        a href="/.well-known/void" { "VoID" }
                        @if let Some(version) = version { " · graph " code { (version) } }
                    }
                }
            }
        }
    }
}

/// Shows why there is no answer, where no graph is at hand.
pub(in crate::server) fn problem(problem: &Problem) -> Markup {
    whole(problem.title, "actant", None, "", "", &told(problem))
}

/// Shows why there is no answer.
pub(in crate::server) fn problem_in(folder: &Folder, task: &Task, problem: &Problem) -> Markup {
    frame(folder, task, problem.title, "", &told(problem))
}

/// Says what went wrong and what to do.
pub(super) fn told(problem: &Problem) -> Markup {
    let mut letters = problem.title.chars();
    let title = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    html! {
        section.problem role="alert" {
            h1 { (title.unwrap_or_default()) }
            p { (ticked(&problem.detail)) }
            @if let Some(hint) = &problem.hint { p.hint { (ticked(hint)) } }
            p.quiet { "Status " (problem.status) }
        }
    }
}

/// Shows what stands between backticks as code.
pub(super) fn ticked(text: &str) -> Markup {
    html! {
        @for (number, part) in text.split('`').enumerate() {
            @if number % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// Offers a view in other forms: each a word for the form and what a person calls it.
pub(super) fn forms(path: &str, task: &Task, offered: &[(&str, &str)]) -> Markup {
    let kept: Vec<(&str, &str)> = (task.parameters.iter())
        .filter(|(name, value)| name != "format" && !value.is_empty())
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    html! {
        p.forms {
            "As "
            @for (number, (form, name)) in offered.iter().enumerate() {
                @if number > 0 { " · " }
                a href=(address(path, &[kept.as_slice(), &[("format", form)]].concat())) { (name) }
            }
        }
    }
}

/// Gives the path of a query of the catalogue.
pub(super) fn path_of(query: &str) -> String {
    format!("/questions/{}", encoded(query))
}
