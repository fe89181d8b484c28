//! Names inside a question: the longest run of words that is one, and what stands behind it.

use crate::question::lexicon::Lexicon;
use crate::question::words::singular;
use crate::question::{Name, NameError, Role};

/// Words that leave a place open.
const OPEN: [&str; 9] =
    ["who", "whom", "what", "anyone", "anybody", "someone", "somebody", "anything", "something"];

/// Words that begin what a claim is about.
const ABOUT: [&str; 10] = [
    "for",
    "over",
    "about",
    "of",
    "regarding",
    "concerning",
    "because of",
    "in connection with",
    "with regard to",
    "in response to",
];
/// Words that begin the event in which something happened: `killed in the Khatlon attack`.
const DURING: [&str; 3] = ["in", "at", "during"];

/// What a claim may be about.
const MATTERS: [&str; 4] = ["event", "actor", "place", "claim"];

/// One way to read the beginning of some words: what stands there, and how many words it takes.
pub(super) type Reads = Result<(Role, usize), NameError>;

/// Reads a name or an open word at the beginning of `words`, in every way that may go on, the best first.
///
/// The longest run of words that is a name wins. A longer run that describes an event comes after it: `Khatlon` is
/// a place, and `Khatlon attack` may be an event.
pub(super) fn roles(words: &[String], lexicon: &Lexicon, kinds: &[&str]) -> Vec<Reads> {
    let mut ways = Vec::new();
    let mut named = 0;
    ways.extend(which(words, lexicon).map(Ok));
    for length in (1..=words.len()).rev() {
        let phrase = words[..length].join(" ");
        let way = if OPEN.contains(&phrase.as_str()) {
            Some(Ok((Role::Open, length)))
        } else {
            let found = lexicon.names.look_up(&phrase, kinds);
            found.map(|found| found.map(|name| (Role::Named(name.clone()), length))).transpose()
        };
        if let Some(way) = way {
            ways.push(way);
            named = length;
            break;
        }
    }
    if kinds.contains(&"event") {
        for length in (named + 1..=words.len()).rev() {
            let found = lexicon.names.describe(&words[..length]);
            ways.extend(found.map(|found| found.map(|name| (Role::Named(name.clone()), length))).transpose());
        }
    }
    if ways.is_empty() && !words.is_empty() {
        let begins_about = |at: &usize| preposition(&words[*at..]).is_some();
        let end = (1..words.len()).find(begins_about).unwrap_or(words.len());
        ways.push(Err(NameError::unknown(&words[..end])));
    }
    ways
}

/// Reads all of `words` as one name.
pub(super) fn whole(words: &[String], lexicon: &Lexicon, kinds: &[&str]) -> Result<Option<Name>, NameError> {
    let mut unknown = None;
    for way in roles(words, lexicon, kinds) {
        match way {
            Ok((Role::Named(name), length)) if length == words.len() => return Ok(Some(name)),
            Ok(_) => {}
            Err(error) => unknown = unknown.or(Some(error)),
        }
    }
    unknown.map_or(Ok(None), Err)
}

/// Reads `which states`, `what attacks`: something open, of a type.
pub(super) fn which(words: &[String], lexicon: &Lexicon) -> Option<(Role, usize)> {
    let [which, rest @ ..] = words else { return None };
    if !matches!(which.as_str(), "which" | "what") {
        return None;
    }
    for length in (1..=rest.len().min(3)).rev() {
        let noun = rest[..length].join(" ");
        let one = singular(&noun);
        if matches!(one.as_str(), "actor" | "event" | "place") {
            return Some((Role::Kind { noun: one, classes: Vec::new() }, length + 1));
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
    let (rest, matters): (_, &[&str]) = match (preposition(words), words) {
        (Some(preposition), _) => (&words[preposition..], &MATTERS),
        (None, [during, rest @ ..]) if DURING.contains(&during.as_str()) => (rest, &MATTERS[..1]),
        _ => return Ok(None),
    };
    if rest.is_empty() {
        return Ok(None);
    }
    let mut unknown = None;
    for way in roles(rest, lexicon, matters) {
        match way {
            Ok((role, length)) if length == rest.len() => return Ok(Some(role)),
            Ok(_) => {}
            Err(error) => unknown = unknown.or(Some(error)),
        }
    }
    unknown.map_or(Ok(None), Err)
}
