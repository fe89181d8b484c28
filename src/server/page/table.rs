//! A table of terms as a person reads it: labels that lead to pages, numbers to the right, nothing that says nothing.

use maud::{Markup, html};

use crate::server::answer::Folder;
use crate::server::page::link;
use crate::workspace::{Table, Term};

/// How many rows a page shows; all of them are in the forms for programs.
const SHOWN: usize = 1000;

/// Shows a table.
pub(super) fn table(folder: &Folder, table: &Table, caption: &str) -> Markup {
    let shown: Vec<(usize, Option<usize>)> = (table.columns.iter().enumerate())
        .filter(|(_, column)| {
            column.strip_suffix("_label").is_none_or(|companion| table.column(companion).is_none())
        })
        .map(|(index, column)| (index, table.column(&format!("{column}_label"))))
        .filter(|(index, _)| table.rows.is_empty() || table.rows.iter().any(|row| row[*index].is_some()))
        .collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.sortable {
                caption.hidden { (caption) }
                thead { tr { @for (index, _) in &shown {
                    th scope="col" { (table.columns[*index].replace('_', " ")) }
                } } }
                tbody { @for row in table.rows.iter().take(SHOWN) {
                    tr { @for (index, label) in &shown {
                        (cell(folder, &table.columns[*index], row[*index].as_ref(), label.and_then(|label| row[label].as_ref())))
                    } }
                } }
            }
        }
        @if table.rows.len() > SHOWN {
            p.quiet { "The first " (SHOWN) " of " (table.rows.len()) " lines; CSV and JSON have all of them." }
        }
        @if table.rows.is_empty() { p.empty { "No line." } }
    }
}

fn cell(folder: &Folder, column: &str, term: Option<&Term>, label: Option<&Term>) -> Markup {
    let Some(term) = term else { return html! { td {} } };
    let is_number = matches!(term, Term::Literal(literal) if is_numeric(literal.datatype().as_str()));
    html! {
        @if is_number { td.number { (link::term(folder, term, label)) } }
        @else if column == "quote" { td { q { (link::term(folder, term, label)) } } }
        @else if column == "status" { td { (status(&folder.names.text(term))) } }
        @else { td { (link::term(folder, term, label)) } }
    }
}

fn is_numeric(datatype: &str) -> bool {
    let name = datatype.strip_prefix("http://www.w3.org/2001/XMLSchema#").unwrap_or_default();
    ["integer", "decimal", "double", "float", "long", "int"].contains(&name)
}

/// Shows how a source puts a claim.
pub(super) fn status(word: &str) -> Markup {
    let class = match word {
        "asserted" | "alleged" | "possible" | "predicted" | "denied" => word,
        _ => "other",
    };
    html! { span class={ "status " (class) } { (word) } }
}
