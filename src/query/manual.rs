//! The catalogue as a page for people, written from the headers alone.

use std::fmt::Write;

use crate::query::{Catalogue, Query, World};

const OPENING: &str = "\
# What can be asked

Each question is a file in `queries/` that any SPARQL 1.1 engine understands. A folder’s own `queries/*.rq` join
them, and take the place of one with the same name. This page is written from the headers of the files.

`--param NAME=VALUE` narrows an answer. An actor, an event, a place, a source or a relation type may be given by
its id, its label or an alias; a day as `2025-11-26`; a status as `asserted`, `alleged`, `possible`, `predicted`
or `denied`. A parameter that is given twice may be either.

`--world`, `--source`, `--min-sources`, `--exclude-anonymous`, `--as-of` and `--known-by` narrow what any of them takes
in, whether it says so or not: [worlds.md](worlds.md). A file may say the same in its header: `#+ world: uncontested`,
`#+ known-by: 2025-11-30`.

";

/// Writes the page, Markdown: the list of questions, then one section for each.
pub fn manual(catalogue: &Catalogue) -> String {
    let mut page = OPENING.to_owned();
    page.push_str("| query | answers |\n|---|---|\n");
    for query in catalogue.iter() {
        let (name, summary) = (query.name(), cell(&query.header().summary));
        line(&mut page, format_args!("| [`{name}`](#{name}) | {summary} |"));
    }
    for query in catalogue.iter() {
        section(&mut page, query);
    }
    page
}

fn section(page: &mut String, query: &Query) {
    let header = query.header();
    line(page, format_args!("\n## {}\n\n{}.", query.name(), header.summary));
    if !header.description.is_empty() {
        line(page, format_args!("\n{}", header.description));
    }
    match &header.scope.world {
        Some(World::Accepted) => page.push_str("\nOnly what is asserted, unless asked for `--world all`.\n"),
        Some(World::All) => page.push_str("\nWhatever its status.\n"),
        Some(world) => line(page, format_args!("\nIn the world `{world}`, unless asked for another.")),
        None => {}
    }
    if !header.examples.is_empty() {
        line(page, format_args!("\n```sh\n{}\n```", header.examples.join("\n")));
    }
    if !header.parameters.is_empty() {
        page.push_str("\n| parameter | takes | |\n|---|---|---|\n");
        for parameter in &header.parameters {
            let words = cell(&parameter.words);
            line(page, format_args!("| `{}` | {} | {words} |", parameter.name, parameter.kind.article()));
        }
    }
    page.push_str("\n| column | |\n|---|---|\n");
    for column in &header.columns {
        line(page, format_args!("| `{}` | {} |", column.name, cell(&column.words)));
    }
}

fn line(page: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(page, "{line}").expect("a string takes any text");
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
