//! The claims behind a line, a row for each: what is said, by which source, in which row of which table.

use crate::query::{Table, Term};
use crate::store::{Graphs, StoreError, TermId};
use crate::workspace::ask::local;
use crate::workspace::lexicon::find;
use crate::workspace::measure::answer::{columns, text};
use crate::workspace::measure::links::Links;

/// What is given of each claim; a `_label` is what people call the thing before it.
const COLUMNS: [&str; 15] = [
    "who",
    "who_label",
    "relation",
    "relation_label",
    "whom",
    "whom_label",
    "date",
    "status",
    "source",
    "source_label",
    "locator",
    "quote",
    "note",
    "claim",
    "row",
];

/// What people see of them under which heading.
const PEOPLE: [(&str, &str); 9] = [
    ("who", "who"),
    ("relation", "relation"),
    ("whom", "whom"),
    ("date", "when"),
    ("status", "status"),
    ("source", "source"),
    ("locator", "locator"),
    ("quote", "quote"),
    ("row", "row"),
];

/// Makes a table of claims, each with cells of its own before it.
pub(super) fn behind(
    links: &Links<'_>,
    before: &[&str],
    rows: Vec<(Vec<Option<Term>>, TermId)>,
) -> Result<Table, StoreError> {
    let graph = links.graph;
    let properties = [
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "dcterms:date",
        "act:status",
        "dcterms:source",
        "bibo:locator",
        "oa:exact",
        "skos:note",
        "act:row",
    ];
    let mut ids = Vec::new();
    for property in properties {
        ids.push(find(graph, property)?);
    }
    let mut table = columns(&[before, &COLUMNS].concat());
    for (mut row, claim) in rows {
        let value = |at: usize| -> Result<Option<TermId>, StoreError> {
            let Some(property) = ids[at] else { return Ok(None) };
            Ok(graph.quads(Some(claim), Some(property), None, Graphs::Default)?.next().map(|quad| quad.2))
        };
        let term = |id: Option<TermId>| id.map(|id| graph.term(id)).transpose();
        for at in [0, 1, 2] {
            let id = value(at)?;
            row.push(term(id)?);
            row.push(text(&id.map(|id| links.label_of(id)).transpose()?.unwrap_or_default()));
        }
        row.push(term(value(3)?)?);
        row.push(text(&term(value(4)?)?.map(|status| local(&status)).unwrap_or_default()));
        let source = value(5)?;
        row.push(term(source)?);
        row.push(text(&source.map(|source| links.label_of(source)).transpose()?.unwrap_or_default()));
        for at in [6, 7, 8] {
            row.push(term(value(at)?)?);
        }
        row.push(Some(graph.term(claim)?));
        row.push(term(value(9)?)?);
        table.rows.push(row);
    }
    Ok(table)
}

/// Picks what people see of a table of claims: the cells that stand before them, labels for ids, and no column that is
/// empty throughout.
pub fn claims_for_people(table: &Table) -> Table {
    let before = table.columns.iter().take_while(|column| *column != COLUMNS[0]);
    let wanted = before.map(|name| (name.as_str(), name.as_str())).chain(PEOPLE);
    let mut picked: Vec<(usize, &str)> = Vec::new();
    for (name, heading) in wanted {
        let label = table.column(&format!("{name}_label")).or(table.column(name));
        picked.extend(label.map(|column| (column, heading)));
    }
    picked.retain(|(column, _)| table.rows.iter().any(|row| row[*column].is_some()));
    Table {
        columns: picked.iter().map(|(_, heading)| (*heading).to_owned()).collect(),
        rows: (table.rows.iter())
            .map(|row| picked.iter().map(|(column, _)| row[*column].clone()).collect())
            .collect(),
    }
}
