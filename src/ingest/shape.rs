//! The tables that a folder may hold and the columns of each: the one list that header matching, help and
//! documentation read.

use crate::model::{Kind, fold};

/// Describes one table.
#[derive(Debug)]
pub(super) struct Shape {
    /// What it is called; the name of its file without the ending, or that of its sheet in a workbook.
    pub name: &'static str,
    /// The usual name of its file.
    pub file: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// Those that must be there.
    pub required: &'static [&'static str],
    /// Other names, folded, with the column each stands for when that column has none by its own name.
    pub synonyms: &'static [(&'static str, &'static str)],
}

/// The table of claims.
pub(super) const RELATIONS: Shape = Shape {
    name: "relations",
    file: "relations.csv",
    columns: &[
        "id", "subject", "relation", "object", "about", "date", "status", "speaker", "source", "locator",
        "quote", "count", "note",
    ],
    required: &["subject", "relation", "object"],
    synonyms: &[("event", "about"), ("reported by", "speaker"), ("attributed to", "speaker")],
};

const ACTORS: Shape = Shape {
    name: "actors",
    file: "actors.csv",
    columns: &["id", "label", "type", "aliases", "part_of", "country", "wikidata", "note"],
    required: &["id"],
    synonyms: &[],
};

const EVENTS: Shape = Shape {
    name: "events",
    file: "events.csv",
    columns: &["id", "label", "type", "date", "place", "part_of", "note"],
    required: &["id"],
    synonyms: &[],
};

const PLACES: Shape = Shape {
    name: "places",
    file: "places.csv",
    columns: &["id", "label", "part_of", "country", "lat", "lon", "note"],
    required: &["id"],
    synonyms: &[],
};

const SOURCES: Shape = Shape {
    name: "sources",
    file: "sources.csv",
    columns: &["id", "title", "url", "publisher", "author", "published", "language", "copy_of", "note"],
    required: &["id"],
    synonyms: &[("date", "published")],
};

const RELATION_TYPES: Shape = Shape {
    name: "relation_types",
    file: "relation_types.csv",
    columns: &[
        "id",
        "label",
        "forms",
        "inverse",
        "broader",
        "symmetric",
        "transitive",
        "domain",
        "range",
        "cameo",
        "plover",
        "quad",
        "intensity",
        "note",
    ],
    required: &["id"],
    synonyms: &[("relation", "id"), ("type", "id")],
};

/// Gives the table that declares entities of a kind.
pub(super) fn of(kind: Kind) -> &'static Shape {
    match kind {
        Kind::Actor => &ACTORS,
        Kind::Event => &EVENTS,
        Kind::Place => &PLACES,
        Kind::Source => &SOURCES,
        Kind::RelationType => &RELATION_TYPES,
    }
}

/// Walks all tables.
pub(super) fn all() -> impl Iterator<Item = &'static Shape> {
    Kind::ALL.into_iter().map(of).chain([&RELATIONS])
}

/// Tells whether any table has such a column.
pub(super) fn is_known(column: &str) -> bool {
    let column = fold(column);
    let own = |shape: &'static Shape| shape.columns.iter().any(|word| fold(word) == column);
    all().any(|shape| own(shape) || shape.synonyms.iter().any(|(word, _)| *word == column))
}
