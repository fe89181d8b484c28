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

/// Puts a table of claims for people: the cells that stand before them, what each claim says, how its source puts it
/// unless that is flatly, where it is written and in which row. No column is empty throughout.
pub fn claims_for_people(table: &Table) -> Table {
    let before = table.columns.iter().take_while(|column| *column != COLUMNS[0]).count();
    let word = |row: &[Option<Term>], name: &str| -> String {
        let cell = table.column(name).and_then(|column| row[column].as_ref());
        cell.map(local).unwrap_or_default()
    };
    let mut people = Table {
        columns: table.columns[..before].to_vec(),
        rows: table.rows.iter().map(|row| row[..before].to_vec()).collect(),
    };
    people.columns.extend(["claim", "when", "status", "source", "row"].map(str::to_owned));
    for (cells, row) in people.rows.iter_mut().zip(&table.rows) {
        let word = |name: &str| word(row, name);
        cells.push(text(&format!("{} {} {}", word("who_label"), word("relation_label"), word("whom_label"))));
        cells.push(text(&word("date")));
        cells.push(text(word("status").trim_start_matches("asserted")));
        let places = [word("source_label"), word("locator")];
        cells.push(text(&places.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")));
        cells.push(text(&word("row")));
    }
    let used = |column: &usize| people.rows.iter().any(|row| row[*column].is_some());
    let picked: Vec<usize> = (0..people.columns.len()).filter(used).collect();
    Table {
        columns: picked.iter().map(|column| people.columns[*column].clone()).collect(),
        rows: (people.rows.iter())
            .map(|row| picked.iter().map(|column| row[*column].clone()).collect())
            .collect(),
    }
}
