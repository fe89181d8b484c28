//! The forms that an answer may have, by the media type that a client takes or by the word `format=` in its address.

use crate::render::{self, Formulas, Names, ResultFormat, csv, json, markdown, results};
use crate::server::answer::not_acceptable;
use crate::server::media::{CSV, HTML, JSON, choose};
use crate::server::problem::Problem;
use crate::server::task::{Reply, Task};
use crate::workspace::{Answer, Found, Table};

/// A form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A page.
    Page,
    /// One of the W3C's.
    Standard(ResultFormat, &'static str),
}

type Known = (&'static str, &'static str, Form);

const SOLUTIONS: [Known; 6] = [
    (
        "json",
        "application/sparql-results+json",
        standard(ResultFormat::Json, "application/sparql-results+json"),
    ),
    ("xml", "application/sparql-results+xml", standard(ResultFormat::Xml, "application/sparql-results+xml")),
    ("csv", CSV, standard(ResultFormat::Csv, "text/csv; charset=utf-8; header=present")),
    (
        "tsv",
        "text/tab-separated-values",
        standard(ResultFormat::Tsv, "text/tab-separated-values; charset=utf-8; header=present"),
    ),
    ("json", JSON, standard(ResultFormat::Json, "application/sparql-results+json")),
    ("xml", "application/xml", standard(ResultFormat::Xml, "application/sparql-results+xml")),
];
const GRAPHS: [Known; 8] = [
    ("turtle", "text/turtle", standard(ResultFormat::Turtle, "text/turtle; charset=utf-8")),
    ("ntriples", "application/n-triples", standard(ResultFormat::NTriples, "application/n-triples")),
    ("jsonld", "application/ld+json", standard(ResultFormat::JsonLd, "application/ld+json")),
    ("rdfxml", "application/rdf+xml", standard(ResultFormat::RdfXml, "application/rdf+xml")),
    ("trig", "application/trig", standard(ResultFormat::TriG, "application/trig")),
    ("nquads", "application/n-quads", standard(ResultFormat::NQuads, "application/n-quads")),
    ("ntriples", "text/plain", standard(ResultFormat::NTriples, "text/plain; charset=utf-8")),
    ("jsonld", JSON, standard(ResultFormat::JsonLd, "application/ld+json")),
];

const fn standard(format: ResultFormat, media: &'static str) -> Form {
    Form::Standard(format, media)
}

/// Chooses the form of an answer.
pub(super) fn choose_form(task: &Task, answer: &Answer) -> Result<Form, Problem> {
    form_of(task, matches!(answer, Answer::Graph(_)))
}

/// Chooses the form of an answer that is a graph, or else a table or a truth.
pub(super) fn form_of(task: &Task, is_graph: bool) -> Result<Form, Problem> {
    let known: &[Known] = if is_graph { &GRAPHS } else { &SOLUTIONS };
    if let Some(word) = task.parameter("format") {
        if word == "html" {
            return Ok(Form::Page);
        }
        let found = known.iter().find(|(name, ..)| *name == word);
        return found.map(|(.., form)| *form).ok_or_else(|| {
            let names: Vec<&str> = known.iter().map(|(name, ..)| *name).collect();
            Problem::new(406, "not acceptable", format!("this answer cannot be written as `{word}`"))
                .with_hint(format!("write format= and one of {}", names.join(", ")))
        });
    }
    let mut offered: Vec<&str> = known.iter().map(|(_, media, _)| *media).collect();
    // A browser's `*/*` is no wish for a page; its `text/html` is.
    offered.push(HTML);
    let chosen = choose(&task.accept, &offered).ok_or_else(|| not_acceptable(&offered))?;
    let form = known.iter().find(|(_, media, _)| *media == chosen).map(|(.., form)| *form);
    Ok(form.unwrap_or(Form::Page))
}

/// Writes an answer in a form of the W3C.
pub(super) fn write(
    format: ResultFormat,
    media: &'static str,
    answer: &Answer,
    names: &Names,
) -> Result<Reply, Problem> {
    let mut body = Vec::new();
    results(format, answer, names, &mut body)?;
    Ok(Reply::new(media, body))
}

/// Writes what a query found in a form of the W3C, without making its terms.
pub(super) fn write_found(
    format: ResultFormat,
    media: &'static str,
    found: Found<'_>,
    names: &Names,
) -> Result<Reply, Problem> {
    let mut body = Vec::new();
    render::found(format, found, names, &mut body)?;
    Ok(Reply::new(media, body))
}

/// Writes a table of the program's own in a form that `format=` or the client names; nothing when it is to be a page.
pub(in crate::server) fn table(
    task: &Task,
    table: &Table,
    names: &Names,
    file: &str,
) -> Result<Option<Reply>, Problem> {
    let offered = [JSON, CSV, HTML, "text/markdown"];
    let media = match task.parameter("format") {
        Some("json") => JSON,
        Some("csv") => CSV,
        Some("html") => HTML,
        Some("markdown") => "text/markdown",
        Some(word @ ("xml" | "tsv")) => {
            let (.., form) =
                SOLUTIONS.iter().find(|(name, ..)| *name == word).ok_or_else(|| not_acceptable(&offered))?;
            let Form::Standard(format, media) = form else { return Ok(None) };
            return write(*format, media, &Answer::Table(table.clone()), names).map(Some);
        }
        Some(word) => {
            let detail = format!("this answer cannot be written as `{word}`");
            return Err(Problem::new(406, "not acceptable", detail)
                .with_hint("write format= and one of json, csv, tsv, xml, markdown, html"));
        }
        None => choose(&task.accept, &offered).ok_or_else(|| not_acceptable(&offered))?,
    };
    let mut body = Vec::new();
    match media {
        JSON => json(table, names, &mut body)?,
        CSV => csv(table, names, Formulas::Defused, &mut body)?,
        HTML => return Ok(None),
        _ => {
            markdown(table, names, &mut body)?;
            return Ok(Some(Reply::new("text/markdown; charset=utf-8", body)));
        }
    }
    let file = (media == CSV).then(|| format!("{file}.csv"));
    Ok(Some(Reply { file, ..Reply::new(media, body) }))
}
