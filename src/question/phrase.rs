//! Names inside a question: the longest run of words that is one, and what stands behind it.

use crate::question::lexicon::Lexicon;
use crate::question::{NameError, Role};

/// Words that leave a place open.
const OPEN: [&str; 12] = [
    "who",
    "whom",
    "what",
    "anyone",
    "anybody",
    "someone",
    "somebody",
    "anything",
    "something",
    "which",
    "each other",
    "one another",
];

/// Words that begin what a claim is about.
const ABOUT: [&str; 6] = ["for", "over", "about", "after", "regarding", "because of"];

/// Reads a name or an open word at the beginning of `words`; gives it and how many words it takes.
pub(super) fn role(words: &[String], lexicon: &Lexicon, kinds: &[&str]) -> Result<(Role, usize), NameError> {
    for length in (1..=words.len()).rev() {
        let phrase = words[..length].join(" ");
        if OPEN.contains(&phrase.as_str()) {
            return Ok((Role::Open, length));
        }
        if let Some(name) = lexicon.names.look_up(&phrase, kinds)? {
            return Ok((Role::Named(name.clone()), length));
        }
    }
    let end = words.iter().position(|word| ABOUT.contains(&word.as_str())).unwrap_or(words.len());
    let phrase = words[..end.max(1).min(words.len())].join(" ");
    Err(NameError::Unknown { nearest: lexicon.names.nearest(&phrase, kinds), name: phrase })
}

/// Reads `for EVENT` and the like; nothing at all is open.
pub(super) fn about(words: &[String], lexicon: &Lexicon) -> Result<Option<Role>, NameError> {
    if words.is_empty() {
        return Ok(Some(Role::Open));
    }
    let preposition = match words {
        [first, second, ..] if ABOUT.contains(&format!("{first} {second}").as_str()) => 2,
        [first, ..] if ABOUT.contains(&first.as_str()) => 1,
        _ => return Ok(None),
    };
    let rest = &words[preposition..];
    if rest.is_empty() {
        return Ok(None);
    }
    let (role, length) = role(rest, lexicon, &[])?;
    Ok((length == rest.len()).then_some(role))
}
