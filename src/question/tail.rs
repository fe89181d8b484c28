//! What may stand at the end of a question about claims, or before it: whose word counts, and when.

use crate::question::lexicon::Lexicon;
use crate::question::span::span;
use crate::question::voice::{Voice, voice};
use crate::question::{NameError, NotRead, Span};

/// Holds what a question says beyond its sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tail {
    pub(super) voice: Option<Voice>,
    pub(super) span: Option<Span>,
}

/// Takes a question apart into its sentence and the rest, in every way in which the rest makes sense, the one with
/// the longest sentence first; none when the question says no more than its sentence.
pub(super) fn tail(words: &[String], lexicon: &Lexicon) -> Result<Option<(Vec<String>, Tail)>, NotRead> {
    let mut tail = Tail::default();
    let mut sentence = words.to_vec();
    while let Some(shorter) = front(&sentence, &mut tail, lexicon)? {
        sentence = shorter;
    }
    while let Some(shorter) = back(&sentence, &mut tail, lexicon)? {
        sentence = shorter;
    }
    Ok((tail != Tail::default()).then_some((sentence, tail)))
}

/// Takes a time or a voice off the end.
fn back(words: &[String], tail: &mut Tail, lexicon: &Lexicon) -> Result<Option<Vec<String>>, NotRead> {
    /// The most words of a time: `between 1 november 2025 and 30 november 2025`.
    const LONGEST: usize = 10;
    if tail.span.is_none() {
        for from in words.len().saturating_sub(LONGEST)..words.len() {
            if let Some(found) = span(&words[from..])? {
                tail.span = Some(found);
                return Ok(Some(words[..from].to_vec()));
            }
        }
    }
    let according = |at: &usize| words[*at] == "according" && words.get(at + 1).is_some_and(|to| to == "to");
    if tail.voice.is_none()
        && let Some(at) = (0..words.len()).rev().find(according)
    {
        let named = &words[at + 2..];
        tail.voice = voice(named, lexicon)?;
        return match (&tail.voice, named.is_empty()) {
            (Some(_), _) => Ok(Some(words[..at].to_vec())),
            (None, true) => Err(NotRead::Form),
            (None, false) => Err(NameError::unknown(named).into()),
        };
    }
    Ok(None)
}

/// Takes a time or a voice off the beginning: `in November 2025, who blamed whom`.
fn front(words: &[String], tail: &mut Tail, lexicon: &Lexicon) -> Result<Option<Vec<String>>, NotRead> {
    /// The words that begin a question.
    const ASKING: [&str; 16] = [
        "who", "whom", "what", "which", "where", "with", "how", "did", "does", "do", "is", "are", "was",
        "were", "has", "have",
    ];
    let begins = |length: &usize| words.get(*length).is_some_and(|word| ASKING.contains(&word.as_str()));
    if tail.voice.is_none()
        && let [according, to, named @ ..] = words
        && (according.as_str(), to.as_str()) == ("according", "to")
    {
        let ends: Vec<usize> = (1..named.len()).filter(|length| begins(&(length + 2))).collect();
        for length in &ends {
            if let Some(found) = voice(&named[..*length], lexicon)? {
                tail.voice = Some(found);
                return Ok(Some(named[*length..].to_vec()));
            }
        }
        return ends.first().map_or(Ok(None), |length| Err(NameError::unknown(&named[..*length]).into()));
    }
    if tail.span.is_none() {
        for length in (2..words.len()).filter(begins) {
            if let Some(found) = span(&words[..length])? {
                tail.span = Some(found);
                return Ok(Some(words[length..].to_vec()));
            }
        }
    }
    Ok(None)
}
