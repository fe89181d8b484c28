//! Outcomes as one JSON array, for programs.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::compare::{Mismatch, Outcome, Row};

/// Writes an array with one object to a line: `name`, `file`, `line`, `asked`, `note`, `met` and `mismatches`, each of
/// these with its `kind` and, as it may be, `cells` and `claims`, `expected` and `found`, or `reason`.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn json(outcomes: &[Outcome], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (number, outcome) in outcomes.iter().enumerate() {
        out.write_all(if number == 0 { b"\n  " } else { b",\n  " })?;
        let object = json!({
            "name": outcome.name,
            "file": &*outcome.location.file,
            "line": (outcome.location.line > 0).then_some(outcome.location.line),
            "asked": outcome.asked,
            "note": outcome.note,
            "met": outcome.is_met(),
            "mismatches": outcome.mismatches.iter().map(mismatch).collect::<Vec<_>>(),
        });
        serde_json::to_writer(&mut *out, &object)?;
    }
    out.write_all(if outcomes.is_empty() { b"]\n" } else { b"\n]\n" })
}

fn mismatch(mismatch: &Mismatch) -> Value {
    match mismatch {
        Mismatch::Missing(row) => json!({ "kind": "missing", "cells": cells(row) }),
        Mismatch::Unexpected(row) => {
            let claim = |(claim, row): &(String, String)| json!({ "claim": claim, "row": row });
            let claims: Vec<Value> = row.claims.iter().map(claim).collect();
            json!({ "kind": "unexpected", "cells": cells(row), "claims": claims })
        }
        Mismatch::Count { expected, found } => {
            json!({ "kind": "count", "expected": expected, "found": found })
        }
        Mismatch::Answer { expected, found } => {
            json!({ "kind": "answer", "expected": expected, "found": found })
        }
        Mismatch::Failed(reason) => json!({ "kind": "failed", "reason": reason }),
    }
}

fn cells(row: &Row) -> Value {
    let cells = row.columns.iter().zip(&row.cells);
    Value::Object(cells.map(|(column, cell)| (column.clone(), cell.as_str().into())).collect::<Map<_, _>>())
}
