//! Which expected questions have another answer than before.

use std::collections::BTreeMap;

use crate::compare::outcome::{compared, compared_columns};
use crate::compare::{Found, FoundCell, FoundRows, Outcome, Renamed, Row, row_of};
use crate::diagnostic::Location;
use crate::ingest::expectations::{Expectation, Expects};

/// Says how the answer to one expected question changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerChange {
    /// What the expectation is called.
    pub name: String,
    /// Where it is written.
    pub location: Location,
    /// What was asked.
    pub asked: String,
    /// Whether the expectation was met, and whether it is.
    pub met: (bool, bool),
    /// In a word or a sentence: `3 rows`, `yes`, `refused`.
    pub answers: (String, String),
    /// Rows that were there and are not.
    pub gone: Vec<Row>,
    /// Rows that are there and were not.
    pub came: Vec<Row>,
}

/// Compares what was found with what is found, in the columns that the expectation looks at; nothing when the answer
/// is the same. What was only renamed is the same, and so is what stands in another row of its table.
pub fn answer_change(
    expectation: &Expectation,
    outcomes: (&Outcome, &Outcome),
    found: (&Found, &Found),
    renamed: &[Renamed],
) -> Option<AnswerChange> {
    let expects = &expectation.expects;
    let (before, after) = (looked_at(expects, found.0, renamed), looked_at(expects, found.1, &[]));
    let fewer = |these: &Looked, those: &Looked, found: &Found| {
        let rows = these.iter().filter(|(ids, _)| !those.contains_key(*ids));
        rows.map(|(_, cells)| row_of(expects, rows_of(found), cells)).collect::<Vec<Row>>()
    };
    let change = AnswerChange {
        name: expectation.name.clone(),
        location: expectation.location.clone(),
        asked: outcomes.1.asked.clone(),
        met: (outcomes.0.is_met(), outcomes.1.is_met()),
        answers: (answer(expects, found.0), answer(expects, found.1)),
        gone: fewer(&before, &after, found.0),
        came: fewer(&after, &before, found.1),
    };
    let same = change.met.0 == change.met.1 && change.answers.0 == change.answers.1;
    (!same || !change.gone.is_empty() || !change.came.is_empty()).then_some(change)
}

/// The rows that are looked at by their ids: a thing that is called something else is still the same.
type Looked = BTreeMap<Vec<String>, Vec<FoundCell>>;

/// Says in a word what was found.
fn answer(expects: &Expects, found: &Found) -> String {
    let counted = |rows: &FoundRows| {
        // Where nobody counts, a second claim of the same is no other answer.
        let count = if expects.count.is_some() { rows.rows.len() } else { compared(expects, rows).len() };
        format!("{count} {}", if count == 1 { "row" } else { "rows" })
    };
    match found {
        Found::Rows(rows) => counted(rows),
        Found::Answer(word, _) => (*word).to_owned(),
        Found::Refused(_) => "refused".to_owned(),
        Found::Failed(reason) => reason.clone(),
    }
}

/// Gives the rows that the expectation looks at; none where it looks only at their number or at a word.
fn looked_at(expects: &Expects, found: &Found, renamed: &[Renamed]) -> Looked {
    let names_rows = expects.rows.is_some() || !expects.includes.is_empty() || !expects.excludes.is_empty();
    let rows = if names_rows { compared(expects, rows_of(found)) } else { Vec::new() };
    let is_place: Vec<bool> = compared_columns(expects, rows_of(found))
        .iter()
        .map(|column| matches!(column.as_str(), "row" | "rows"))
        .collect();
    let id = |cell: &FoundCell| match renamed.iter().find(|known| cell.is_thing && known.ids.0 == cell.text) {
        Some(known) => known.ids.1.clone(),
        None => cell.text.clone(),
    };
    let ids = |cells: &[FoundCell]| {
        let cells = cells.iter().zip(&is_place).filter(|(_, is_place)| !**is_place);
        cells.map(|(cell, _)| id(cell)).collect()
    };
    rows.into_iter().map(|cells| (ids(&cells), cells)).collect()
}

fn rows_of(found: &Found) -> &FoundRows {
    static NONE: FoundRows = FoundRows { columns: Vec::new(), rows: Vec::new() };
    match found {
        Found::Rows(rows) | Found::Answer(_, rows) => rows,
        Found::Refused(_) | Found::Failed(_) => &NONE,
    }
}
