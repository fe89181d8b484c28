//! Questions in fixed words: each is one query of the catalogue.

use crate::question::Shape;
use crate::question::lexicon::Lexicon;
use crate::question::phrase::whole;

/// What a fixed question asks: the query, what it gives, and the one status that counts.
type Asks = (&'static str, &'static str, Option<&'static str>);

/// The fixed questions in their folded words, without articles; the first of each group is the one to suggest.
pub(super) const FIXED: [(&[&str], Asks); 11] = [
    (
        &[
            "what rests on anonymous sources",
            "what do anonymous sources say",
            "which claims are anonymous",
            "which claims rest on anonymous sources",
        ],
        ("anonymous", "claims whose speaker is an unnamed group", None),
    ),
    (
        &[
            "what is possible but not decided",
            "what is possible",
            "what is undecided",
            "what is not decided",
            "what is under discussion",
        ],
        ("possible", "claims that are possible", Some("possible")),
    ),
    (
        &["what is predicted", "what is expected"],
        ("possible", "claims that are predicted", Some("predicted")),
    ),
    (
        &["what is disputed", "what is contested", "which events are disputed"],
        ("disputes", "events for which different parties are named, or an accusation meets a denial", None),
    ),
    (
        &["what has only one source", "what rests on single source", "what rests on one source"],
        ("single-source", "ties that only one source reports", None),
    ),
    (&["what has no source", "what is unsourced"], ("unsourced", "claims without a source", None)),
    (
        &[
            "how many were killed and injured",
            "how many were killed",
            "how many people were killed",
            "how many were injured",
            "how many people were injured",
            "how many people were killed and injured",
            "who was killed and injured",
            "which attacks",
            "which attacks were there",
            "what attacks",
            "which attacks where when",
            "which attacks where and when",
        ],
        ("casualties", "how many were killed and injured, where and when", None),
    ),
    (&["who is who", "which actors are there", "who is there"], ("actors", "all actors", None)),
    (&["which events are there", "what events are there"], ("events", "all events", None)),
    (&["which sources are there", "what sources are there"], ("sources", "all sources", None)),
    (&["what happened when", "what happened"], ("timeline", "dated claims in order", None)),
];

/// The queries that can be asked of one event, the parameter that takes it, and the words that may stand before it.
const OF_EVENTS: [(&str, &str, &[&str]); 4] = [
    ("casualties", "event", &["in", "by", "at", "during"]),
    ("possible", "about", &["for", "about", "after", "of"]),
    ("anonymous", "about", &["about", "on"]),
    ("disputes", "event", &["about"]),
];

/// Reads a fixed question; some may name an event: `how many were killed in EVENT`, `what is predicted for EVENT`.
pub(super) fn fixed(words: &[String], lexicon: &Lexicon) -> Option<Shape> {
    let shape = |(query, words, status): Asks, event| Shape::Catalogue { query, words, status, event };
    let asks = |words: &[String]| {
        let text = words.join(" ");
        FIXED.into_iter().find(|(questions, _)| questions.contains(&text.as_str())).map(|(_, asks)| asks)
    };
    if let Some(asks) = asks(words) {
        return Some(shape(asks, None));
    }
    for split in 1..words.len() {
        let of_event = |asks: Asks| {
            let (_, parameter, before) = OF_EVENTS.into_iter().find(|(query, ..)| *query == asks.0)?;
            before.contains(&words[split].as_str()).then_some((asks, parameter))
        };
        let Some((asks, parameter)) = asks(&words[..split]).and_then(of_event) else { continue };
        if let Ok(Some(event)) = whole(&words[split + 1..], lexicon, &["event"]) {
            return Some(shape(asks, Some((parameter, event))));
        }
    }
    None
}
