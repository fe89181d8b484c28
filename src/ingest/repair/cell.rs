//! What one cell should hold.

use crate::ingest::readings::{Reading, readings};
use crate::ingest::repair::columns::Cells;
use crate::ingest::repair::known::Known;
use crate::model::{Quad, Status, check_date};
use crate::spelling::{compose, unmask};

/// Says what a cell should hold, and what was wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Repaired {
    pub text: String,
    pub words: Vec<&'static str>,
}

/// Repairs a cell. `cells` says what it is, `meant` what the reader found that it can only have been meant to hold, with
/// the code of that problem. Gives nothing when it may stay as it is.
pub(super) fn repair_cell(
    written: &str,
    cells: Cells,
    meant: Option<(&'static str, &str)>,
    known: &Known<'_>,
) -> Option<Repaired> {
    let mut repaired = Repaired::default();
    let mut text = match cells {
        Cells::ClaimId => written.trim().to_owned(),
        Cells::Id | Cells::Labels => plain_spaces(written.trim_matches(is_blank)),
        _ => written.trim_matches(is_blank).to_owned(),
    };
    if text != written {
        repaired.words.push("stray-space");
    }
    let composed = compose(&text);
    if composed != text && cells != Cells::ClaimId && !known.is_claim(&text) {
        text = composed.into_owned();
        repaired.words.push("unicode-form");
    }
    let better = match (meant, cells) {
        (Some((word, meant)), _) => Some((meant.to_owned(), word)),
        (None, Cells::Names(kinds)) if !text.is_empty() => {
            known.rewrite(&text, kinds).map(|better| (better.text, better.word))
        }
        (None, Cells::Dates) => date(&text).map(|date| (date, "bad-date")),
        (None, Cells::Status) => status(&text),
        (None, Cells::Quad) => Quad::parse(&text).map(|quad| (quad.word().to_owned(), "letter-case")),
        _ => None,
    };
    if let Some((better, word)) = better.filter(|(better, _)| *better != text) {
        text = better;
        repaired.words.push(word);
    }
    repaired.text = text;
    (!repaired.words.is_empty()).then_some(repaired)
}

/// Tells whether a character at the end of a cell shows nothing.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Writes every space of a name as a plain one, and leaves out what cannot be seen. In running text a no-break space may
/// be meant; in a name that others must type it cannot be.
fn plain_spaces(name: &str) -> String {
    let kept = |character: &char| !matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    let plain = |character: char| match character {
        '\t' | '\n' | '\r' => character,
        character if character.is_whitespace() => ' ',
        character => character,
    };
    name.chars().filter(kept).map(plain).collect()
}

fn date(text: &str) -> Option<String> {
    if text.is_empty() || check_date(text).is_ok() {
        return None;
    }
    match <[Reading; 1]>::try_from(readings(text)) {
        Ok([Reading { date, whole: true }]) => Some(date),
        _ => None,
    }
}

fn status(text: &str) -> Option<(String, &'static str)> {
    if text.is_empty() {
        return None;
    }
    match Status::parse(text) {
        Some(status) => Some((status.word().to_owned(), "letter-case")),
        None => {
            let status = Status::parse(unmask(text).trim()).filter(|_| !unmask(text).trim().is_empty())?;
            Some((status.word().to_owned(), "bad-status"))
        }
    }
}
