//! Questions in fixed words: each is one query of the catalogue.

use crate::question::Shape;

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

/// Reads a fixed question.
pub(super) fn fixed(words: &[String]) -> Option<Shape> {
    let text = words.join(" ");
    let (_, (query, words, status)) =
        FIXED.into_iter().find(|(questions, _)| questions.contains(&text.as_str()))?;
    Some(Shape::Catalogue { query, words, status })
}
