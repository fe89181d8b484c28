//! Queries: the catalogue, each with its parameters as a form, and the box for SPARQL of one's own.

use maud::{Markup, html};

use crate::server::answer::Folder;
use crate::server::page::ask::without_dashes;
use crate::server::page::claims::claims;
use crate::server::page::frame::{forms, frame, path_of, ticked, told};
use crate::server::page::link::address;
use crate::server::page::table::table;
use crate::server::problem::Problem;
use crate::server::task::Task;
use crate::workspace::{Answer, LeftOut, Query, Scope};

const STATUSES: [&str; 5] = ["asserted", "alleged", "possible", "predicted", "denied"];

/// Lists the catalogue.
pub(in crate::server) fn questions(folder: &Folder, task: &Task) -> Result<Markup, Problem> {
    let mut plain: Vec<String> = folder.examples()?.iter().take(6).cloned().collect();
    plain.extend(folder.workspace.forms()?);
    Ok(frame(
        folder,
        task,
        "Queries",
        "/questions",
        &html! {
            h1 { "What can be asked" }
            h2 { "Queries with a name" }
            dl.catalogue { @for query in folder.catalogue.iter() {
                div { dt { a href=(path_of(query.name())) { (query.name()) } } dd { (query.header().summary) } }
            } }
            h2 { "Questions in plain words" }
            ul.columns { @for question in &plain { li { a href=(address("/ask", &[("q", question)])) { (question) } } } }
            h2 { "SPARQL" }
            p { a href="/sparql" { "Write a query of your own" } }
            (forms("/questions", task, &[("json", "JSON"), ("turtle", "Turtle (SHACL)")]))
        },
    ))
}

/// Shows a query of the catalogue: its form, its answer, and what that leaves out.
pub(in crate::server) fn question(
    folder: &Folder,
    task: &Task,
    query: &Query,
    answer: &Answer,
    scope: &Scope,
    parameters: &[(String, String)],
) -> Result<Markup, Problem> {
    let header = query.header();
    let left_out = folder.workspace.left_out(query, parameters, scope, answer)?;
    let path = path_of(query.name());
    let title = if header.summary.is_empty() { query.name() } else { &header.summary };
    Ok(frame(
        folder,
        task,
        title,
        "/questions",
        &html! {
            h1 { (title) }
            p.quiet { code { (query.name()) } }
            @if !header.description.is_empty() { p { (ticked(&header.description)) } }
            (parameter_form(&path, query, task))
            (shown(folder, answer, title))
            ul.basis { @for line in LeftOut::lines(&left_out) { li { (without_dashes(&line)) } } }
            (forms(&path, task, &[("csv", "CSV"), ("json", "JSON"), ("tsv", "TSV"), ("xml", "XML"), ("markdown", "Markdown"), ("sparql", "SPARQL")]))
            details { summary { "The query" } pre { code { (query.text()) } } }
        },
    ))
}

fn parameter_form(path: &str, query: &Query, task: &Task) -> Markup {
    let world = task.parameter("world").unwrap_or_default();
    html! {
        form.parameters action=(path) {
            @for parameter in &query.header().parameters {
                div {
                    label for={ "p-" (parameter.name) } { (parameter.name) " " span.quiet { (parameter.words) } }
                    @let value = task.parameter(&parameter.name).unwrap_or_default();
                    @if parameter.kind.word() == "status" {
                        select id={ "p-" (parameter.name) } name=(parameter.name) {
                            option value="" { "any that the world takes in" }
                            @for status in STATUSES { option value=(status) selected[value == status] { (status) } }
                        }
                    } @else {
                        input id={ "p-" (parameter.name) } name=(parameter.name) value=(value) autocomplete="off"
                            placeholder=(if parameter.kind.word() == "date" { "2025-11-26" } else { parameter.kind.word() });
                    }
                }
            }
            div {
                label for="p-world" { "world " span.quiet { "which claims count" } }
                select #p-world name="world" {
                    option value="" { "as the query says" }
                    @for word in ["accepted", "all", "uncontested"] { option value=(word) selected[world == word] { (word) } }
                    @if !["", "accepted", "all", "uncontested"].contains(&world) { option value=(world) selected { (world) } }
                }
            }
            div.send { button { "Run" } " " a href=(path) { "Clear" } }
        }
    }
}

/// Shows an answer of any kind.
fn shown(folder: &Folder, answer: &Answer, caption: &str) -> Markup {
    match answer {
        Answer::Table(rows) => {
            let are_claims = ["claim", "row", "relation"].iter().all(|name| rows.column(name).is_some());
            let count = rows.rows.len();
            html! {
                p.count role="status" { strong { (count) } (if count == 1 { " line" } else { " lines" }) }
                @if are_claims && count > 0 { (claims(folder, rows)) } @else { (table(folder, rows, caption)) }
            }
        }
        Answer::Boolean(yes) => html! { p.verdict { (if *yes { "Yes" } else { "No" }) } },
        Answer::Graph(triples) => html! {
            p.count role="status" { strong { (triples.len()) } " triples" }
            pre.graph { code { @for triple in triples.iter().take(1000) { (triple.to_string()) " .\n" } } }
        },
    }
}

/// Shows the box for SPARQL, with the answer to what stands in it.
pub(in crate::server) fn sparql(
    folder: &Folder,
    task: &Task,
    text: &str,
    answered: Option<Result<&Answer, &Problem>>,
) -> Markup {
    let prefixes =
        folder.names.prefixes().into_iter().map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}>\n"));
    let prefixes: String = prefixes.collect();
    let begun = format!(
        "{prefixes}\nSELECT ?who ?relation ?whom WHERE {{\n  ?claim rdf:subject ?who ;\n         rdf:predicate ?relation ;\n         rdf:object ?whom .\n}}\nLIMIT 20\n"
    );
    let written = if text.is_empty() { &begun } else { text };
    let lines = written.lines().count().clamp(12, 30);
    frame(
        folder,
        task,
        "SPARQL",
        "/questions",
        &html! {
            h1 { "SPARQL" }
            form.sparql action="/sparql" method="get" {
                label for="query" { "Query" }
                textarea #query name="query" rows=(lines) spellcheck="false" autocapitalize="off" { (written) }
                div.send { button { "Run" } }
            }
            @match answered {
                None => {}
                Some(Err(problem)) => (marked(text, problem)),
                Some(Ok(answer)) => {
                    (answer_of_table(folder, answer))
                    @let offered: &[(&str, &str)] = match answer {
                        Answer::Graph(_) => &[("turtle", "Turtle"), ("ntriples", "N-Triples"), ("jsonld", "JSON-LD"), ("rdfxml", "RDF/XML")],
                        _ => &[("csv", "CSV"), ("json", "JSON"), ("tsv", "TSV"), ("xml", "XML")],
                    };
                    (forms("/sparql", task, offered))
                }
            }
        },
    )
}

/// Shows an answer as the table that it is: whoever writes SPARQL wants its columns.
fn answer_of_table(folder: &Folder, answer: &Answer) -> Markup {
    match answer {
        Answer::Table(rows) => html! {
            p.count role="status" { strong { (rows.rows.len()) } (if rows.rows.len() == 1 { " line" } else { " lines" }) }
            (table(folder, rows, "Answer"))
        },
        other => shown(folder, other, "Answer"),
    }
}

/// Shows what is wrong with a query, its line, and a mark under the character.
fn marked(text: &str, problem: &Problem) -> Markup {
    let line = problem
        .place
        .and_then(|(line, column)| Some((line, column as usize, text.lines().nth(line as usize - 1)?)));
    html! {
        (told(problem))
        @if let Some((number, column, line)) = line {
            @let at = line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
            @let rest = &line[at..];
            @let end = rest.char_indices().nth(1).map_or(rest.len(), |(end, _)| end);
            pre.marked data-line=(number) data-column=(column) {
                code { span.quiet { (number) " | " } (&line[..at]) mark { (if end == 0 { " " } else { &rest[..end] }) } (&rest[end..]) }
            }
        }
    }
}
