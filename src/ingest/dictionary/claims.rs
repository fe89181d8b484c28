//! The columns of the table of claims.

use crate::ingest::dictionary::{Holds, Table, column, required};

/// What can act and be acted on.
const PARTIES: &[&str] = &["actors", "events", "places"];
/// The same, and the claims themselves.
const OBJECTS: &[&str] = &["actors", "events", "places", "relations"];

const STATUSES: &[&str] = &["asserted", "alleged", "possible", "predicted", "denied"];

/// The table of claims.
pub(super) const RELATIONS: Table = Table {
    file: "relations.csv",
    about: "A row is a claim: a source reports that subject – relation → object. Two rows are two claims, even if they \
            say the same. This is the only file that must exist.",
    columns: &[
        column(
            "id",
            Holds::Id,
            "k17",
            "The name of the claim; an empty cell gets one from what the claim says.",
        ),
        required("subject", Holds::Name(PARTIES), "tajikistan", "Who does it, or what."),
        required(
            "relation",
            Holds::Name(&["relation_types"]),
            "blames",
            "What is done: a relation type that ships with the program, or one of your own.",
        ),
        required(
            "object",
            Holds::Name(OBJECTS),
            "criminal-groups",
            "Whom or what it is done to: an actor, an event, a place, or another claim by its id.",
        ),
        column(
            "about",
            Holds::Name(PARTIES),
            "mine-attack",
            "What it is about: for what somebody is blamed.",
        ),
        column("date", Holds::Date, "2025-11-27", "When it was done or said, as far as the source tells."),
        column(
            "status",
            Holds::Word(STATUSES),
            "alleged",
            "How the source puts it. An empty cell is `asserted`; only that makes a tie between the two.",
        ),
        column(
            "speaker",
            Holds::Name(PARTIES),
            "border-guard",
            "To whom the source attributes the claim; an empty cell is the source’s own voice.",
        ),
        column("source", Holds::Name(&["sources"]), "daily-courier-0312", "The document that reports it."),
        column("locator", Holds::Text, "para 3", "The place in the source."),
        column(
            "quote",
            Holds::Text,
            "criminal groups",
            "The few words of the source that the claim rests on.",
        ),
        column("count", Holds::Count, "5", "How many: people killed, vehicles, votes."),
        column("note", Holds::Text, "The figure is disputed.", "Whatever else the next reader should know."),
    ],
};
