//! The columns of the tables that declare what claims name.

use crate::ingest::dictionary::{Column, Holds, Table, column, required};

const ID: Column = required(
    "id",
    Holds::Id,
    "border-guard",
    "The short name that other cells use: letters, digits and hyphens.",
);
const NOTE: Column =
    column("note", Holds::Text, "Unnamed in the text.", "Whatever else the next reader should know.");

/// The table of actors.
pub(super) const ACTORS: Table = Table {
    file: "actors.csv",
    about: "A row is an actor: a state, organisation, armed group, person, population, medium or unnamed group.",
    columns: &[
        ID,
        column(
            "label",
            Holds::Text,
            "Border Guard",
            "What people call it; the id stands in for an empty cell.",
        ),
        column(
            "type",
            Holds::Text,
            "government-body",
            "`state`, `organisation`, `government-body`, `armed-group`, `person`, `population`, `medium`, \
             `unnamed-group`, or a word of your own.",
        ),
        column(
            "aliases",
            Holds::List('|'),
            "Frontier Guard|the guards",
            "Its other names. No two may share one.",
        ),
        column("part_of", Holds::Name(&["actors"]), "ministry", "The actor that it is a part of."),
        column("country", Holds::Name(&["actors"]), "tajikistan", "The state that it belongs to."),
        column("wikidata", Holds::Text, "Q863", "Its item in Wikidata."),
        NOTE,
    ],
};

/// The table of events.
pub(super) const EVENTS: Table = Table {
    file: "events.csv",
    about: "A row is an event: an attack, a meeting; also a plan or a situation.",
    columns: &[
        ID,
        column(
            "label",
            Holds::Text,
            "Attack on the mine",
            "What people call it; the id stands in for an empty cell.",
        ),
        column(
            "type",
            Holds::Text,
            "attack",
            "`attack`, `negotiation`, `meeting`, `plan`, or a word of your own.",
        ),
        column("date", Holds::Date, "XXXX-11-26", "When it was, as far as the sources tell."),
        column("place", Holds::Name(&["places"]), "khatlon", "Where it was."),
        column("part_of", Holds::Name(&["events"]), "border-attacks", "The event that it is a part of."),
        NOTE,
    ],
};

/// The table of places.
pub(super) const PLACES: Table = Table {
    file: "places.csv",
    about: "A row is a place; never silently the same as the government that sits there.",
    columns: &[
        ID,
        column("label", Holds::Text, "Khatlon", "What people call it; the id stands in for an empty cell."),
        column("part_of", Holds::Name(&["places"]), "tajik-south", "The place that it is a part of."),
        column("country", Holds::Name(&["actors"]), "tajikistan", "The state that it lies in."),
        column("lat", Holds::Number(-90.0, 90.0), "37.91", "Degrees north."),
        column("lon", Holds::Number(-180.0, 180.0), "69.10", "Degrees east."),
        NOTE,
    ],
};

/// The table of sources.
pub(super) const SOURCES: Table = Table {
    file: "sources.csv",
    about: "A row is a document that reports claims.",
    columns: &[
        ID,
        column(
            "title",
            Holds::Text,
            "Drones hit gold mine",
            "Its title; the id stands in for an empty cell.",
        ),
        column("url", Holds::Address, "https://example.org/drones", "Where it can be read."),
        column("publisher", Holds::Text, "The Daily Courier", "Who published it."),
        column("author", Holds::Text, "A. Writer", "Who wrote it."),
        column("published", Holds::Date, "2025-11-28", "When it was published."),
        column("language", Holds::Text, "en", "Its language, as a tag of BCP 47."),
        column(
            "copy_of",
            Holds::Name(&["sources"]),
            "agency-1127",
            "The source that it copies, so that a reprint is not counted as a second voice.",
        ),
        NOTE,
    ],
};

const QUADS: &[&str] =
    &["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"];

/// The table of relation types.
pub(super) const RELATION_TYPES: Table = Table {
    file: "relation_types.csv",
    about: "A row is a relation type of your own. Those that ship with the program (`blames`, `condemns`, `member-of` …) \
            are there without it; a row with the id of one of them overrides what it says.",
    columns: &[
        ID,
        column(
            "label",
            Holds::Text,
            "patrols",
            "The verb in the present tense; the id stands in for an empty cell.",
        ),
        column(
            "forms",
            Holds::List(','),
            "patrol, patrols, patrolled, patrolling",
            "The verb forms that a question may use.",
        ),
        column("inverse", Holds::Text, "patrolled by", "How it reads from the other end."),
        column(
            "broader",
            Holds::Name(&["relation_types"]),
            "guards",
            "The more general type: who patrols also guards.",
        ),
        column("symmetric", Holds::Flag, "no", "Whether A to B means B to A."),
        column("transitive", Holds::Flag, "no", "Whether A to B and B to C mean A to C."),
        column(
            "domain",
            Holds::List('|'),
            "actor|event",
            "What its subject may be: kinds, or types of actors.",
        ),
        column("range", Holds::List('|'), "place|state", "What its object may be."),
        column("cameo", Holds::Text, "154", "The CAMEO event code, as text: `010` is not `10`."),
        column("plover", Holds::Text, "MOBILIZE.police", "The PLOVER event type."),
        column(
            "quad",
            Holds::Word(QUADS),
            "material-cooperation",
            "Whether it is word or deed, and brings together or sets apart.",
        ),
        column("intensity", Holds::Number(-10.0, 10.0), "3.5", "From -10, the worst conflict, to 10."),
        NOTE,
    ],
};
