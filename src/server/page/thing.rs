//! The page of one actor, place, relation type or source: what is known of it, and every claim in which it stands.

use maud::{Markup, html};

use crate::server::answer::{Folder, options};
use crate::server::page::claims::{Line, claims};
use crate::server::page::frame::{forms, frame};
use crate::server::page::link;
use crate::server::problem::Problem;
use crate::server::route::Kind;
use crate::server::task::Task;
use crate::workspace::{Answer, Name, Query, Scope, Table, Term, World};

/// What is known of a thing besides its claims: the property, and the word for it.
const FACTS: [(&str, &str); 12] = [
    ("skos:altLabel", "also called"),
    ("dcterms:isPartOf", "part of"),
    ("org:subOrganizationOf", "part of"),
    ("act:country", "country"),
    ("dcterms:date", "date"),
    ("sem:hasPlace", "place"),
    ("dcterms:publisher", "publisher"),
    ("dcterms:creator", "author"),
    ("dcterms:issued", "published"),
    ("schema:url", "address"),
    ("skos:exactMatch", "the same as"),
    ("skos:note", "note"),
];

/// Finds a thing by its id.
pub(super) fn find(folder: &Folder, kind: Kind, id: &str) -> Result<Name, Problem> {
    let names = folder.workspace.names()?;
    let found = names.iter().find(|name| name.kind == kind.word() && name.id == id);
    found.cloned().ok_or_else(|| {
        let problem = Problem::not_found(format!("there is no {} `{id}`", kind.word()));
        match names.nearest(id, &[kind.word()]).as_slice() {
            [] => problem,
            nearest => problem.with_hint(format!("did you mean `{}`?", nearest.join("`, `"))),
        }
    })
}

/// Runs a query of the catalogue, whatever the status of its claims.
pub(super) fn run(
    folder: &Folder,
    task: &Task,
    name: &str,
    parameters: &[(&str, &str)],
    world: Option<World>,
) -> Result<Table, Problem> {
    let query = folder.catalogue.find(name)?;
    rows(folder, task, query, parameters, Scope::from(world))
}

/// Runs a query of the page's own.
pub(super) fn rows(
    folder: &Folder,
    task: &Task,
    query: &Query,
    parameters: &[(&str, &str)],
    scope: Scope,
) -> Result<Table, Problem> {
    let parameters: Vec<(String, String)> =
        parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let (answer, _) = folder.workspace.query_with(query, &parameters, scope, options(task))?;
    Ok(match answer {
        Answer::Table(table) => table,
        Answer::Boolean(_) | Answer::Graph(_) => Table::default(),
    })
}

/// Shows what is known of a thing.
pub(super) fn facts(folder: &Folder, task: &Task, name: &Name) -> Result<Markup, Problem> {
    let text = format!(
        "#+ parameters:\n#+   thing: {} ?thing — the thing\n\
         SELECT ?thing ?property ?value ?label {{ ?thing ?property ?value OPTIONAL {{ ?value skos:prefLabel ?label }} }}\n\
         ORDER BY ?property ?label ?value",
        name.kind
    );
    let query = Query::new("facts", text)?.with_prefixes(folder.workspace.prefixes());
    let table = rows(folder, task, &query, &[("thing", &name.id)], Scope::default())?;
    let prefixes = folder.workspace.prefixes();
    let expanded = |compact: &str| {
        let (prefix, local) = compact.split_once(':').unwrap_or_default();
        let found = prefixes.iter().find(|(known, _)| known == prefix);
        found.map(|(_, iri)| format!("{iri}{local}")).unwrap_or_default()
    };
    let mut shown: Vec<(&str, Vec<Markup>)> = Vec::new();
    for (property, word) in FACTS {
        let property = expanded(property);
        for row in &table.rows {
            let (Some(Term::NamedNode(known)), Some(value)) = (&row[1], &row[2]) else { continue };
            if known.as_str() != property {
                continue;
            }
            let value = match value {
                Term::Literal(literal) if literal.value().starts_with("http") => {
                    link::web(literal.value(), literal.value())
                }
                value => link::term(folder, value, row[3].as_ref()),
            };
            match shown.iter_mut().find(|(known, _)| *known == word) {
                Some((_, values)) => values.push(value),
                None => shown.push((word, vec![value])),
            }
        }
    }
    Ok(html! {
        @if !shown.is_empty() {
            dl.facts { @for (word, values) in &shown { div.wide[*word == "note"] {
                dt { (word) }
                dd { @for (number, value) in values.iter().enumerate() { @if number > 0 { ", " } (value) } }
            } } }
        }
    })
}

/// Keeps the rows for which something holds.
pub(super) fn only(table: &Table, holds: impl Fn(&Line<'_>) -> bool) -> Table {
    let rows = table.rows.iter().filter(|row| holds(&Line::new(table, row))).cloned().collect();
    Table { columns: table.columns.clone(), rows }
}

/// Shows an actor: what it says and does, what is said of it, what it is a member of, where it is in dispute.
pub(super) fn actor(folder: &Folder, task: &Task, name: &Name, all: &Table) -> Result<Markup, Problem> {
    let role = |wanted: &str| only(all, |line| line.text(folder, "role").as_deref() == Some(wanted));
    let members = run(folder, task, "members", &[("member", &name.id)], Some(World::All))?;
    let disputes: Vec<_> = folder
        .disputes()?
        .iter()
        .filter(|dispute| {
            all.rows.iter().any(|row| Line::new(all, row).get(&["about"]) == Some(&dispute.iri))
        })
        .collect();
    let is_member = |line: &Line<'_>| {
        members.rows.iter().any(|row| Line::new(&members, row).get(&["claim"]) == line.get(&["claim"]))
    };
    let does = only(&role("subject"), |line| !is_member(line));
    let sections = [
        ("Says and does", "does", &does),
        ("Is said about", "about", &role("object")),
        ("Is reported to say", "speaks", &role("speaker")),
    ];
    let id = name.id.as_str();
    Ok(frame(
        folder,
        task,
        &name.label,
        "/actors",
        &html! {
            (heading("Actor", name))
            (facts(folder, task, name)?)
            @if !members.rows.is_empty() {
                section #member { h2 { "Member of" }
                    ul.members { @for row in &members.rows {
                        @let line = Line::new(&members, row);
                        li {
                            (line.show(folder, &["organisation"]).unwrap_or_default())
                            @if let Some(date) = line.text(folder, "date") { " " span.quiet { (date) } }
                            @if let Some(status) = line.text(folder, "status").filter(|status| status != "asserted") { " " (crate::server::page::table::status(&status)) }
                            @if let Some(source) = line.show(folder, &["source"]) { span.quiet { " · " (source) } }
                        }
                    } }
                }
            }
            @if !disputes.is_empty() {
                section #disputes { h2 { "In dispute" }
                    ul { @for dispute in &disputes { li {
                        (link::term(folder, &dispute.iri, Some(&label(&dispute.event))))
                        " " span.quiet { (dispute.counts.verdict()) }
                    } } }
                }
            }
            @for (title, anchor, table) in sections {
                @if !table.rows.is_empty() {
                    section id=(anchor) { h2 { (title) " " span.quiet { (table.rows.len()) } } (claims(folder, table)) }
                }
            }
            @if all.rows.is_empty() { p.empty { "No claim speaks of it." } }
            p.ways {
                a href=(link::address("/graph", &[("actor", id)])) { "The graph around it" } " · "
                a href=(link::address("/timeline", &[("of", id)])) { "Its timeline" }
            }
            (forms(&link::page_of(Kind::Actor, id), task, &[("csv", "CSV"), ("json", "JSON"), ("turtle", "Turtle"), ("sparql", "SPARQL")]))
        },
    ))
}

/// Shows a thing with one list of claims.
pub(super) fn other(
    folder: &Folder,
    task: &Task,
    kind: Kind,
    name: &Name,
    all: &Table,
) -> Result<Markup, Problem> {
    let (word, here) = match kind {
        Kind::Source => ("Source", "/sources"),
        Kind::Relation => ("Relation", "/matrix"),
        _ => ("Place", ""),
    };
    let id = name.id.as_str();
    Ok(frame(
        folder,
        task,
        &name.label,
        here,
        &html! {
            (heading(word, name))
            (facts(folder, task, name)?)
            @if kind == Kind::Relation {
                p { a href=(link::address("/matrix", &[("relation", id)])) { "Who stands so to whom, as a matrix" } }
            }
            h2 { "Claims " span.quiet { (all.rows.len()) } }
            (claims(folder, all))
            @if all.rows.is_empty() { p.empty { "No claim speaks of it." } }
            (forms(&link::page_of(kind, id), task, &[("csv", "CSV"), ("json", "JSON"), ("turtle", "Turtle"), ("sparql", "SPARQL")]))
        },
    ))
}

/// Shows what a thing is called, and what it is.
pub(super) fn heading(word: &str, name: &Name) -> Markup {
    html! {
        p.kind { (word) @if !name.class.is_empty() { " · " (name.class.replace('-', " ")) } }
        h1 { (name.label) }
    }
}

/// Makes a label of a text.
pub(super) fn label(text: &str) -> Term {
    crate::workspace::Literal::new_simple_literal(text).into()
}
