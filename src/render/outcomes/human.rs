//! For people: a line for what is met, a difference for what is not, the count at the end.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::compare::{Mismatch, Outcome, Row};
use crate::render::Page;
use crate::render::outcomes::{cells, claims, sentence};
use crate::render::visible::visible;

/// So many rows of a difference are shown; the rest is counted.
const ROWS: usize = 20;

/// Writes `met` or `not met` for each expectation. Under one that is not met stand its place and what was asked, then
/// with `-` the rows that are missing and with `+` those that are not expected, each with its claims.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn human(outcomes: &[Outcome], page: Page, out: &mut dyn Write) -> io::Result<()> {
    let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    let green = Style::new().fg_color(Some(AnsiColor::Green.into()));
    for outcome in outcomes {
        let name = visible(&outcome.name);
        if outcome.is_met() {
            writeln!(out, "{}  {name}", page.paint(green, "met    "))?;
            continue;
        }
        writeln!(out, "{}  {name}", page.paint(red, "not met"))?;
        writeln!(out, "  {}: {}", outcome.location, visible(&outcome.asked))?;
        write_rows(&outcome.mismatches, page, out)?;
        for mismatch in outcome.mismatches.iter().filter(|mismatch| row(mismatch).is_none()) {
            writeln!(out, "  {}", visible(&sentence(mismatch)))?;
        }
        if !outcome.note.is_empty() {
            writeln!(out, "  expected because: {}", visible(&outcome.note))?;
        }
    }
    let met = outcomes.iter().filter(|outcome| outcome.is_met()).count();
    let expectations = if outcomes.len() == 1 { "expectation" } else { "expectations" };
    let gap = if met == outcomes.len() { "" } else { "\n" };
    write!(out, "{gap}{} {expectations}: {met} met", outcomes.len())?;
    match outcomes.len() - met {
        0 => writeln!(out),
        not => writeln!(out, ", {not} not met"),
    }
}

fn write_rows(mismatches: &[Mismatch], page: Page, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<(char, &Row)> = mismatches.iter().filter_map(row).collect();
    let Some((_, first)) = rows.first() else { return Ok(()) };
    writeln!(out, "    {}", page.paint(Style::new().dimmed(), &visible(&first.columns.join(" | "))))?;
    for (sign, row) in rows.iter().take(ROWS) {
        write!(out, "  {sign} {}", visible(&cells(&row.cells)))?;
        match row.claims.is_empty() {
            true => writeln!(out)?,
            false => writeln!(out, "  ({})", visible(&claims(&row.claims)))?,
        }
    }
    if rows.len() > ROWS {
        writeln!(out, "    and {} more", rows.len() - ROWS)?;
    }
    Ok(())
}

fn row(mismatch: &Mismatch) -> Option<(char, &Row)> {
    match mismatch {
        Mismatch::Missing(row) => Some(('-', row)),
        Mismatch::Unexpected(row) => Some(('+', row)),
        Mismatch::Count { .. } | Mismatch::Answer { .. } | Mismatch::Failed(_) => None,
    }
}
