//! Changes for people: what came, what went, what is written elsewhere, what says something else, and what follows.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::compare::{Change, Changes, ClaimLine, Row};
use crate::render::Page;
use crate::render::changes::words::{SHOWN, Words, answer, dispute, numbers, renamed};
use crate::render::visible::visible;

/// So many claims behind a row are named.
const CLAIMS: usize = 3;

/// Writes a heading for each kind of change that there is, with a line for each change under it, at most 50.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn human(changes: &Changes, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer { page, words: Words::new(), out };
    let difference = &changes.difference;
    writer.claims("added", '+', &difference.added)?;
    writer.claims("withdrawn", '-', &difference.withdrawn)?;
    writer.changes("re-sourced", &difference.resourced)?;
    writer.changes("changed", &difference.changed)?;
    writer.list("renamed", &difference.renamed.iter().map(renamed).collect::<Vec<_>>())?;
    let disputes = &changes.disputes;
    writer.list("disputes opened", &disputes.opened.iter().map(dispute).collect::<Vec<_>>())?;
    writer.list("disputes settled", &disputes.settled.iter().map(dispute).collect::<Vec<_>>())?;
    let other =
        disputes.changed.iter().map(|(before, after)| format!("{}, was {}", dispute(after), numbers(before)));
    writer.list("disputes changed", &other.collect::<Vec<_>>())?;
    let answers = changes.answers.as_deref().unwrap_or_default();
    if !answers.is_empty() {
        writer.heading("answers changed", answers.len())?;
        for change in answers {
            writer.line(&format!("  {}: {}", change.name, answer(change)))?;
            writer.rows('-', &change.gone)?;
            writer.rows('+', &change.came)?;
        }
        writeln!(writer.out)?;
    }
    let (before, after) = &changes.states;
    if changes.is_empty() {
        return writer
            .line(&format!("nothing changed between {before} and {after}: {} claims", difference.unchanged));
    }
    writer.line(&format!("{before} → {after}: {}", summary(changes)))
}

/// Counts all in one line.
fn summary(changes: &Changes) -> String {
    let difference = &changes.difference;
    let mut counts = vec![
        (difference.added.len(), "added"),
        (difference.withdrawn.len(), "withdrawn"),
        (difference.resourced.len(), "re-sourced"),
        (difference.changed.len(), "changed"),
        (difference.unchanged, "unchanged"),
    ];
    counts.retain(|(count, _)| *count > 0);
    let word = |(at, (count, word)): (usize, &(usize, &str))| match (at, count) {
        (0, 1) => format!("1 claim {word}"),
        (0, _) => format!("{count} claims {word}"),
        _ => format!("{count} {word}"),
    };
    let words: Vec<String> = counts.iter().enumerate().map(word).collect();
    if words.is_empty() { "no claims".to_owned() } else { words.join(", ") }
}

struct Writer<'o> {
    page: Page,
    words: Words,
    out: &'o mut dyn Write,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", visible(line))
    }

    fn heading(&mut self, words: &str, count: usize) -> io::Result<()> {
        let heading = self.page.paint(Style::new().bold(), &format!("{words} ({count})"));
        writeln!(self.out, "{heading}")
    }

    fn claims(&mut self, words: &str, sign: char, claims: &[ClaimLine]) -> io::Result<()> {
        if claims.is_empty() {
            return Ok(());
        }
        self.heading(words, claims.len())?;
        for claim in claims.iter().take(SHOWN) {
            let line = format!("  {sign} {}", self.words.sentence(claim));
            self.line(&line)?;
            self.under(claim)?;
        }
        self.rest(claims.len())
    }

    fn changes(&mut self, words: &str, changes: &[Change]) -> io::Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        self.heading(words, changes.len())?;
        for change in changes.iter().take(SHOWN) {
            let line = format!("  {}", self.words.sentence(&change.claim));
            self.line(&line)?;
            for field in &change.fields {
                let before = self.words.value(field.before.as_ref());
                let after = self.words.value(field.after.as_ref());
                self.line(&format!("    {}: {before} → {after}", field.name))?;
            }
            self.under(&change.claim)?;
        }
        self.rest(changes.len())
    }

    fn list(&mut self, words: &str, lines: &[String]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.heading(words, lines.len())?;
        for line in lines.iter().take(SHOWN) {
            self.line(&format!("  {line}"))?;
        }
        self.rest(lines.len())
    }

    fn rows(&mut self, sign: char, rows: &[Row]) -> io::Result<()> {
        let paint = if sign == '+' { AnsiColor::Green } else { AnsiColor::Red };
        for row in rows.iter().take(SHOWN) {
            let shown = |cell: &String| if cell.is_empty() { "–".to_owned() } else { cell.clone() };
            let cells = row.cells.iter().map(shown).collect::<Vec<_>>().join(" | ");
            let sign = self.page.paint(paint.on_default(), &sign.to_string());
            let claims: Vec<&str> = row.claims.iter().take(CLAIMS).map(|(claim, _)| claim.as_str()).collect();
            let claims = if claims.is_empty() { String::new() } else { format!("  ({})", claims.join(", ")) };
            writeln!(self.out, "    {sign} {}{}", visible(&cells), visible(&claims))?;
        }
        if rows.len() > SHOWN {
            writeln!(self.out, "      and {} more", rows.len() - SHOWN)?;
        }
        Ok(())
    }

    /// Writes where a claim stands, under what it says.
    fn under(&mut self, claim: &ClaimLine) -> io::Result<()> {
        let place = self.words.place(claim);
        let gap = if place.is_empty() { "" } else { "; " };
        let line = format!("    {}{gap}{place}", self.words.address(claim));
        let line = visible(&line).into_owned();
        writeln!(self.out, "{}", self.page.paint(Style::new().dimmed(), &line))
    }

    fn rest(&mut self, count: usize) -> io::Result<()> {
        if count > SHOWN {
            writeln!(self.out, "  and {} more: --format json has them all", count - SHOWN)?;
        }
        writeln!(self.out)
    }
}
