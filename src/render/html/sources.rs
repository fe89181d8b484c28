//! The sources, with their addresses.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::graph::Network;
use crate::query::{NamedNode, Table, Term};
use crate::render::Names;
use crate::render::html::blocks::{claims, link};

/// Makes the table of the sources of a network. `known` is the answer of the query `sources`, or empty; what it does
/// not name is shown by its title alone. Only `http` and `https` addresses become links.
pub fn sources_table(network: &Network, known: &Table, names: &Names) -> Markup {
    let mut cited: BTreeMap<&NamedNode, (Vec<usize>, &str)> = BTreeMap::new();
    let mut unsourced = Vec::new();
    for (at, (_, _, claim)) in claims(network).enumerate() {
        match &claim.source {
            Some(source) => {
                cited.entry(source).or_insert_with(|| (Vec::new(), &claim.source_label)).0.push(at);
            }
            None => unsourced.push(at),
        }
    }
    let column = |name: &str| known.column(name);
    let text = |row: Option<&Vec<Option<Term>>>, name: &str| -> String {
        let cell = row.zip(column(name)).and_then(|(row, column)| row[column].as_ref());
        cell.map(|term| names.text(term).into_owned()).unwrap_or_default()
    };
    let row = |source: &NamedNode| {
        let column = column("source")?;
        known.rows.iter().find(|row| matches!(&row[column], Some(Term::NamedNode(node)) if node == source))
    };
    let mut shown = BTreeSet::new();
    html! {
        table.sources {
            caption { "What the claims are written in" }
            thead { tr {
                th scope="col" { "Source" } th scope="col" { "Publisher" } th scope="col" { "Published" }
                th scope="col" { "Claims" }
            } }
            tbody {
                @for (source, (numbers, title)) in &cited {
                    @if shown.insert(source.as_str()) {
                        @let found = row(source);
                        @let url = text(found, "url");
                        tr {
                            td {
                                cite dir="auto" { (title) }
                                @if url.starts_with("https://") || url.starts_with("http://") {
                                    " " a.out href=(url) rel="noreferrer noopener" { (url) }
                                } @else if !url.is_empty() { " " span { (url) } }
                            }
                            td dir="auto" { (text(found, "publisher")) }
                            td.date { (text(found, "issued")) }
                            td.number { (link(numbers, &numbers.len().to_string(), &format!("Claims of {title}"))) }
                        }
                    }
                }
                @if !unsourced.is_empty() {
                    tr { td.none { "no source" } td {} td {} td.number {
                        (link(&unsourced, &unsourced.len().to_string(), "Claims without a source"))
                    } }
                }
            }
        }
    }
}
