//! `how is China connected to the CSTO`: two names, and whatever chain of claims leads from one to the other.

use crate::question::Shape;
use crate::question::form::{BEING, Form};
use crate::question::lexicon::Lexicon;
use crate::question::phrase::whole;

const KINDS: [&str; 3] = ["actor", "event", "place"];
const CONNECTED: [&str; 5] = ["connected", "linked", "related", "tied", "associated"];
const CONNECTS: [&str; 4] = ["connects", "links", "ties", "relates"];
const TO: [&str; 3] = ["to", "with", "and"];

/// `how is China connected to the CSTO`, `how are China and the CSTO connected`, `what connects China with the CSTO`.
pub(super) fn link(words: &[String], lexicon: &Lexicon) -> Form {
    let is = |word: &String, known: &[&str]| known.contains(&word.as_str());
    let pairs: Vec<(&[String], &[String])> = match words {
        [how, being, named @ .., connected]
            if how == "how" && is(being, &BEING) && is(connected, &CONNECTED) =>
        {
            around(named, &["and"])
        }
        [how, being, named @ ..] if how == "how" && is(being, &BEING) => around(named, &TO[..2])
            .into_iter()
            .filter_map(|(from, to)| match from {
                [from @ .., connected] if is(connected, &CONNECTED) => Some((from, to)),
                _ => None,
            })
            .collect(),
        [what, verb, named @ ..] if what == "what" && is(verb, &CONNECTS) => around(named, &TO),
        _ => return Ok(None),
    };
    let mut unknown = None;
    for (from, to) in pairs {
        match (whole(from, lexicon, &KINDS), whole(to, lexicon, &KINDS)) {
            (Ok(Some(from)), Ok(Some(to))) => return Ok(Some(Shape::Path { from, to })),
            (Err(error), _) | (_, Err(error)) => unknown = unknown.or(Some(error)),
            _ => {}
        }
    }
    unknown.map_or(Ok(None), |error| Err(error.into()))
}

/// Takes words apart at each of some words, both parts not empty.
fn around<'a>(words: &'a [String], at: &[&str]) -> Vec<(&'a [String], &'a [String])> {
    let inside = 1..words.len().saturating_sub(1);
    inside
        .filter(|index| at.contains(&words[*index].as_str()))
        .map(|at| (&words[..at], &words[at + 1..]))
        .collect()
}
