//! Changes as Markdown for a pull request: one table for each kind of change, its cells escaped.

use std::io::{self, Write};

use crate::compare::{Change, Changes, ClaimLine};
use crate::render::changes::words::{SHOWN, Words, answer, dispute, numbers, renamed};
use crate::render::markdown::escaped;

/// Writes a heading and a table for each kind of change that there is, at most 50 rows each.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn markdown(changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    let words = Words::new();
    let difference = &changes.difference;
    let (before, after) = &changes.states;
    writeln!(out, "## Claims: {} → {}\n", escaped(before), escaped(after))?;
    if changes.is_empty() {
        return writeln!(out, "Nothing changed.");
    }
    let counts = [
        ("added", difference.added.len()),
        ("withdrawn", difference.withdrawn.len()),
        ("re-sourced", difference.resourced.len()),
        ("changed", difference.changed.len()),
        ("unchanged", difference.unchanged),
    ];
    let counts = counts.map(|(word, count)| format!("{count} {word}"));
    writeln!(out, "{}.", counts.join(", "))?;
    let claims = |claims: &[ClaimLine]| -> Vec<Vec<String>> {
        let row = |claim: &ClaimLine| vec![words.sentence(claim), words.place(claim), words.address(claim)];
        claims.iter().map(row).collect()
    };
    table("Added", &["claim", "source", "row"], &claims(&difference.added), out)?;
    table("Withdrawn", &["claim", "source", "row"], &claims(&difference.withdrawn), out)?;
    let fields = |changes: &[Change]| -> Vec<Vec<String>> {
        let rows = changes.iter().flat_map(|change| {
            change.fields.iter().map(|field| {
                vec![
                    words.sentence(&change.claim),
                    field.name.clone(),
                    words.value(field.before.as_ref()),
                    words.value(field.after.as_ref()),
                    words.address(&change.claim),
                ]
            })
        });
        rows.collect()
    };
    let heading = ["claim", "what", "before", "after", "row"];
    table("Re-sourced", &heading, &fields(&difference.resourced), out)?;
    table("Changed", &heading, &fields(&difference.changed), out)?;
    let single =
        |lines: Vec<String>| -> Vec<Vec<String>> { lines.into_iter().map(|line| vec![line]).collect() };
    table("Renamed", &["name"], &single(difference.renamed.iter().map(renamed).collect()), out)?;
    let disputes = &changes.disputes;
    table("Disputes opened", &["event"], &single(disputes.opened.iter().map(dispute).collect()), out)?;
    table("Disputes settled", &["event"], &single(disputes.settled.iter().map(dispute).collect()), out)?;
    let other = disputes.changed.iter().map(|(before, after)| vec![dispute(after), numbers(before)]);
    table("Disputes changed", &["event", "before"], &other.collect::<Vec<_>>(), out)?;
    let answers = changes.answers.iter().flatten().map(|change| {
        let rows = |rows: &[crate::compare::Row]| {
            rows.iter().map(|row| row.cells.join(" – ")).collect::<Vec<_>>().join("; ")
        };
        vec![change.name.clone(), answer(change), rows(&change.gone), rows(&change.came)]
    });
    table(
        "Answers changed",
        &["question", "expectation", "no longer", "now"],
        &answers.collect::<Vec<_>>(),
        out,
    )
}

fn table(heading: &str, columns: &[&str], rows: &[Vec<String>], out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n### {heading}\n")?;
    writeln!(out, "| {} |", columns.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(columns.len()))?;
    for row in rows.iter().take(SHOWN) {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    if rows.len() > SHOWN {
        writeln!(out, "\nand {} more", rows.len() - SHOWN)?;
    }
    Ok(())
}
