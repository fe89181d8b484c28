//! Names inside a question: the longest run of words that is one, and what stands behind it.

use crate::question::lexicon::Lexicon;
use crate::question::{NameError, Role};

/// Words that leave a place open.
const OPEN: [&str; 9] =
    ["who", "whom", "what", "anyone", "anybody", "someone", "somebody", "anything", "something"];

/// Words that begin what a claim is about.
const ABOUT: [&str; 8] =
    ["for", "over", "about", "of", "regarding", "concerning", "because of", "in connection with"];

/// What a claim may be about.
const MATTERS: [&str; 4] = ["event", "actor", "place", "claim"];

/// Reads a name or an open word at the beginning of `words`; gives it and how many words it takes.
///
/// The longest run of words that is a name wins; only where none is may words describe an event.
pub(super) fn role(words: &[String], lexicon: &Lexicon, kinds: &[&str]) -> Result<(Role, usize), NameError> {
    if let Some(found) = which(words, lexicon) {
        return Ok(found);
    }
    for length in (1..=words.len()).rev() {
        let phrase = words[..length].join(" ");
        if OPEN.contains(&phrase.as_str()) {
            return Ok((Role::Open, length));
        }
        if let Some(name) = lexicon.names.look_up(&phrase, kinds)? {
            return Ok((Role::Named(name.clone()), length));
        }
    }
    if kinds.contains(&"event") {
        for length in (1..=words.len()).rev() {
            if let Some(name) = lexicon.names.describe(&words[..length])? {
                return Ok((Role::Named(name.clone()), length));
            }
        }
    }
    let begins_about = |at: &usize| preposition(&words[*at..]).is_some();
    let end = (1..words.len()).find(begins_about).unwrap_or(words.len());
    let phrase = words[..end].join(" ");
    Err(NameError::Unknown { nearest: lexicon.names.nearest(&phrase, kinds), name: phrase })
}

/// Reads `which states`, `what attacks`: something open, of a type.
pub(super) fn which(words: &[String], lexicon: &Lexicon) -> Option<(Role, usize)> {
    let [which, rest @ ..] = words else { return None };
    if !matches!(which.as_str(), "which" | "what") {
        return None;
    }
    for length in (1..=rest.len().min(3)).rev() {
        let noun = rest[..length].join(" ");
        if matches!(noun.as_str(), "actor" | "actors") {
            return Some((Role::Kind { noun: "actor".to_owned(), classes: Vec::new() }, length + 1));
        }
        let classes = lexicon.names.classes(&noun);
        if let Some(class) = classes.first() {
            return Some((Role::Kind { noun: class.replace(['-', '_'], " "), classes }, length + 1));
        }
    }
    None
}

/// Gives how many words of a preposition `words` begins with.
fn preposition(words: &[String]) -> Option<usize> {
    (1..=words.len().min(3)).rev().find(|&length| ABOUT.contains(&words[..length].join(" ").as_str()))
}

/// Reads `for EVENT` and the like; nothing at all is open.
pub(super) fn about(words: &[String], lexicon: &Lexicon) -> Result<Option<Role>, NameError> {
    if words.is_empty() {
        return Ok(Some(Role::Open));
    }
    let Some(preposition) = preposition(words) else { return Ok(None) };
    let rest = &words[preposition..];
    if rest.is_empty() {
        return Ok(None);
    }
    let (role, length) = role(rest, lexicon, &MATTERS)?;
    Ok((length == rest.len()).then_some(role))
}
