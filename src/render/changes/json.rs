//! Changes as one JSON object, for programs: all of them, none cut.

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use crate::compare::{AnswerChange, Change, Changes, ClaimLine, DisputeLine, Renamed, Row, Value};
use crate::render::changes::words::Words;

/// Writes one object with the keys `before`, `after`, `added`, `withdrawn`, `resourced`, `changed`, `unchanged`,
/// `renamed`, `disputes` and `answers`, which is `null` when nobody knows what to expect. A claim has its id, its row
/// and a key for each column with a cell, with `_label` beside it where a thing stands; a change has the claim and its
/// `fields` with `before` and `after`.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn json(changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    let words = Words::new();
    let (difference, disputes) = (&changes.difference, &changes.disputes);
    let lines = |lines: &[DisputeLine]| lines.iter().map(dispute).collect::<Json>();
    let both = |(before, after): &(DisputeLine, DisputeLine)| json!({ "before": dispute(before), "after": dispute(after) });
    let object = json!({
        "before": changes.states.0,
        "after": changes.states.1,
        "added": difference.added.iter().map(|line| claim(line, &words)).collect::<Json>(),
        "withdrawn": difference.withdrawn.iter().map(|line| claim(line, &words)).collect::<Json>(),
        "resourced": difference.resourced.iter().map(|line| change(line, &words)).collect::<Json>(),
        "changed": difference.changed.iter().map(|line| change(line, &words)).collect::<Json>(),
        "unchanged": difference.unchanged,
        "renamed": difference.renamed.iter().map(renamed).collect::<Json>(),
        "disputes": {
            "opened": lines(&disputes.opened),
            "settled": lines(&disputes.settled),
            "changed": disputes.changed.iter().map(both).collect::<Json>(),
        },
        "answers": changes.answers.as_ref().map(|answers| answers.iter().map(answer).collect::<Json>()),
    });
    serde_json::to_writer_pretty(&mut *out, &object)?;
    out.write_all(b"\n")
}

fn claim(line: &ClaimLine, words: &Words) -> Json {
    let mut object = Map::new();
    object.insert("claim".to_owned(), words.id(&line.id).into());
    object.insert("row".to_owned(), line.row.as_str().into());
    for (name, value) in &line.values {
        insert(&mut object, name, Some(value), words);
    }
    Json::Object(object)
}

fn change(change: &Change, words: &Words) -> Json {
    let field = |field: &crate::compare::FieldChange| {
        let mut object = Map::new();
        object.insert("field".to_owned(), field.name.as_str().into());
        insert(&mut object, "before", field.before.as_ref(), words);
        insert(&mut object, "after", field.after.as_ref(), words);
        Json::Object(object)
    };
    json!({
        "claim": claim(&change.claim, words),
        "fields": change.fields.iter().map(field).collect::<Json>(),
    })
}

/// Adds a value, and what people call it beside it.
fn insert(object: &mut Map<String, Json>, name: &str, value: Option<&Value>, words: &Words) {
    let text = value.map(|value| if value.is_thing { words.id(&value.text) } else { value.text.clone() });
    object.insert(name.to_owned(), text.into());
    if let Some(value) = value.filter(|value| !value.label.is_empty()) {
        object.insert(format!("{name}_label"), value.label.as_str().into());
    }
}

fn renamed(renamed: &Renamed) -> Json {
    json!({
        "kind": renamed.kind,
        "before": { "id": renamed.ids.0, "label": renamed.labels.0 },
        "after": { "id": renamed.ids.1, "label": renamed.labels.1 },
    })
}

fn dispute(line: &DisputeLine) -> Json {
    json!({
        "event": line.event,
        "label": line.label,
        "parties": line.parties,
        "accusations": line.accusations,
        "denials": line.denials,
    })
}

fn answer(change: &AnswerChange) -> Json {
    let row = |row: &Row| {
        let cells: Map<String, Json> = row
            .columns
            .iter()
            .zip(&row.cells)
            .map(|(column, cell)| (column.clone(), cell.as_str().into()))
            .collect();
        let claims: Vec<&str> = row.claims.iter().map(|(claim, _)| claim.as_str()).collect();
        json!({ "cells": cells, "claims": claims })
    };
    json!({
        "name": change.name,
        "file": &*change.location.file,
        "line": (change.location.line > 0).then_some(change.location.line),
        "asked": change.asked,
        "before": { "met": change.met.0, "answer": change.answers.0 },
        "after": { "met": change.met.1, "answer": change.answers.1 },
        "gone": change.gone.iter().map(row).collect::<Json>(),
        "came": change.came.iter().map(row).collect::<Json>(),
    })
}
