//! `how is China connected to the CSTO`: two names, and whatever chain of claims leads from one to the other.

use crate::question::form::Form;
use crate::question::lexicon::Lexicon;
use crate::question::phrase::roles;
use crate::question::{Name, NotRead, Role, Shape};

const KINDS: [&str; 3] = ["actor", "event", "place"];
const CONNECTED: [&str; 5] = ["connected", "linked", "related", "tied", "associated"];
const CONNECTS: [&str; 4] = ["connects", "links", "ties", "relates"];
const TO: [&str; 3] = ["to", "with", "and"];

/// `how is China connected to the CSTO`, `how are China and the CSTO connected`, `what connects China with the CSTO`.
pub(super) fn link(words: &[String], lexicon: &Lexicon) -> Form {
    let (named, connected) = match words {
        [how, being, rest @ ..] if how == "how" && matches!(being.as_str(), "is" | "are" | "was" | "were") => {
            (rest, true)
        }
        [what, verb, rest @ ..] if what == "what" && CONNECTS.contains(&verb.as_str()) => (rest, false),
        _ => return Ok(None),
    };
    let mut unknown = None;
    for way in names(named, lexicon) {
        let outcome = way.and_then(|(from, rest)| match (connected, rest) {
            (true, [verb, to, rest @ ..])
                if CONNECTED.contains(&verb.as_str()) && TO[..2].contains(&to.as_str()) =>
            {
                Ok(last(rest, lexicon)?.map(|to| (from, to)))
            }
            (true, [and, rest @ .., verb]) if and == "and" && CONNECTED.contains(&verb.as_str()) => {
                Ok(last(rest, lexicon)?.map(|to| (from, to)))
            }
            (false, [to, rest @ ..]) if TO.contains(&to.as_str()) => Ok(last(rest, lexicon)?.map(|to| (from, to))),
            _ => Ok(None),
        });
        match outcome {
            Ok(Some((from, to))) => return Ok(Some(Shape::Path { from, to })),
            Ok(None) => {}
            Err(error) => unknown = unknown.or(Some(error)),
        }
    }
    unknown.map_or(Ok(None), Err)
}

type Named<'a> = Result<(Name, &'a [String]), NotRead>;

/// Gives the ways to read a name at the beginning, each with the words after it.
fn names<'a>(words: &'a [String], lexicon: &Lexicon) -> Vec<Named<'a>> {
    let named = |role, length: usize| match role {
        Role::Named(name) => Some((name, &words[length..])),
        Role::Open | Role::Kind { .. } => None,
    };
    let ways = roles(words, lexicon, &KINDS).into_iter();
    ways.filter_map(|way| match way {
        Ok((role, length)) => named(role, length).map(Ok),
        Err(error) => Some(Err(error.into())),
    })
    .collect()
}

/// Reads all of `words` as one name.
fn last(words: &[String], lexicon: &Lexicon) -> Result<Option<Name>, NotRead> {
    let mut unknown = None;
    for way in names(words, lexicon) {
        match way {
            Ok((name, [])) => return Ok(Some(name)),
            Ok(_) => {}
            Err(error) => unknown = unknown.or(Some(error)),
        }
    }
    unknown.map_or(Ok(None), Err)
}
