//! `when did the attack happen`, `where was the shooting`: one event with its day and its place.

use crate::question::Shape;
use crate::question::form::{Form, SUBJECTS};
use crate::question::lexicon::Lexicon;
use crate::question::phrase::whole;

const ASKS: [&str; 4] = ["when", "where", "when and where", "where and when"];
const HAPPENS: [&str; 5] = ["happen", "occur", "take place", "begin", "start"];

/// Reads a question after the day or the place of an event.
pub(super) fn happening(words: &[String], lexicon: &Lexicon) -> Form {
    let asks = |length: &usize| words.len() > *length && ASKS.contains(&words[..*length].join(" ").as_str());
    let Some(length) = (1..=3).rev().find(asks) else { return Ok(None) };
    let event = match &words[length..] {
        // What follows may be no name, as in `when was Pakistan blamed`.
        [was, named @ ..] if was == "was" || was == "were" => {
            whole(named, lexicon, &["event"]).ok().flatten()
        }
        [did, rest @ ..] if did == "did" => {
            let ends = |at: &usize| HAPPENS.contains(&rest[*at..].join(" ").as_str());
            match (1..rest.len()).find(ends) {
                Some(end) => whole(&rest[..end], lexicon, &SUBJECTS)?.filter(|name| name.kind == "event"),
                None => None,
            }
        }
        _ => None,
    };
    let Some(event) = event else { return Ok(None) };
    Ok(Some(Shape::Catalogue {
        query: "events",
        words: "when and where it happened",
        status: None,
        event: Some(("event", event)),
    }))
}
