//! The tables that a folder may hold and the columns of each: the one list that header matching, help and
//! documentation read.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::ingest::foreign::Rows;
use crate::model::Kind;
use crate::spelling::fold;

/// Describes one table.
#[derive(Debug)]
pub(super) struct Shape {
    /// The name of its file.
    pub file: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// Those that must be there.
    pub required: &'static [&'static str],
    /// What its rows are.
    pub rows: Rows,
    /// Names, folded, that always mean a column: beside its own name they are one too many.
    pub same: &'static [(&'static str, &'static str)],
    /// Names, folded, that a column has in other people's tables, looked at when no column has its own name.
    pub synonyms: &'static [(&'static str, &'static str)],
    /// Names, folded, that often mean something else, looked at when a column that must be there is not found.
    pub stand_ins: &'static [(&'static str, &'static str)],
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file
    }
}

impl Shape {
    /// Gives the name of the table: that of its file, without the ending.
    pub(super) fn table(&self) -> &'static str {
        self.file.trim_end_matches(".csv")
    }
}

/// The table of claims.
pub(super) const RELATIONS: Shape = Shape {
    file: "relations.csv",
    columns: &[
        "id", "subject", "relation", "object", "about", "date", "status", "speaker", "source", "locator",
        "quote", "count", "note",
    ],
    required: &["subject", "relation", "object"],
    rows: Rows::Claims,
    same: &[("event", "about"), ("reported by", "speaker"), ("attributed to", "speaker")],
    synonyms: &[
        ("from", "subject"),
        ("actor", "subject"),
        ("actor1", "subject"),
        ("actor 1", "subject"),
        ("sender", "subject"),
        ("who", "subject"),
        ("initiator", "subject"),
        ("source actor", "subject"),
        ("source name", "subject"),
        ("subject actor", "subject"),
        ("predicate", "relation"),
        ("verb", "relation"),
        ("relationship", "relation"),
        ("relation type", "relation"),
        ("relationship type", "relation"),
        ("action", "relation"),
        ("interaction", "relation"),
        ("did what", "relation"),
        ("event type", "relation"),
        ("cameo code", "relation"),
        ("to", "object"),
        ("target", "object"),
        ("actor2", "object"),
        ("actor 2", "object"),
        ("receiver", "object"),
        ("recipient", "object"),
        ("whom", "object"),
        ("to whom", "object"),
        ("target actor", "object"),
        ("target name", "object"),
        ("object actor", "object"),
        ("concerning", "about"),
        ("regarding", "about"),
        ("incident", "about"),
        ("when", "date"),
        ("day", "date"),
        ("event date", "date"),
        ("date of event", "date"),
        ("said by", "speaker"),
        ("according to", "speaker"),
        ("document", "source"),
        ("source document", "source"),
        ("reference", "source"),
        ("citation", "source"),
        ("article", "source"),
        ("url", "source"),
        ("source url", "source"),
        ("page", "locator"),
        ("paragraph", "locator"),
        ("quotation", "quote"),
        ("excerpt", "quote"),
        ("notes", "note"),
        ("comment", "note"),
        ("comments", "note"),
        ("remark", "note"),
        ("remarks", "note"),
        ("description", "note"),
        ("claim id", "id"),
    ],
    stand_ins: &[("source", "subject"), ("type", "relation"), ("label", "relation")],
};

/// Names that the columns of entities have in other people's tables.
const NAMED: [(&str, &str); 16] = [
    ("name", "label"),
    ("full name", "label"),
    ("kind", "type"),
    ("category", "type"),
    ("alias", "aliases"),
    ("aka", "aliases"),
    ("also known as", "aliases"),
    ("parent", "part_of"),
    ("location", "place"),
    ("event date", "date"),
    ("latitude", "lat"),
    ("longitude", "lon"),
    ("lng", "lon"),
    ("wikidata id", "wikidata"),
    ("notes", "note"),
    ("description", "note"),
];

const ACTORS: Shape = Shape {
    file: "actors.csv",
    columns: &["id", "label", "type", "aliases", "part_of", "country", "wikidata", "note"],
    required: &["id"],
    rows: Rows::Entities(Kind::Actor),
    same: &[],
    synonyms: &NAMED,
    stand_ins: &[],
};

const EVENTS: Shape = Shape {
    file: "events.csv",
    columns: &["id", "label", "type", "date", "place", "part_of", "note"],
    required: &["id"],
    rows: Rows::Entities(Kind::Event),
    same: &[],
    synonyms: &NAMED,
    stand_ins: &[],
};

const PLACES: Shape = Shape {
    file: "places.csv",
    columns: &["id", "label", "part_of", "country", "lat", "lon", "note"],
    required: &["id"],
    rows: Rows::Entities(Kind::Place),
    same: &[],
    synonyms: &NAMED,
    stand_ins: &[],
};

const SOURCES: Shape = Shape {
    file: "sources.csv",
    columns: &["id", "title", "url", "publisher", "author", "published", "language", "copy_of", "note"],
    required: &["id"],
    rows: Rows::Entities(Kind::Source),
    same: &[("date", "published")],
    synonyms: &[
        ("name", "title"),
        ("headline", "title"),
        ("label", "title"),
        ("link", "url"),
        ("publication", "publisher"),
        ("newspaper", "publisher"),
        ("byline", "author"),
        ("authors", "author"),
        ("publication date", "published"),
        ("lang", "language"),
        ("notes", "note"),
        ("description", "note"),
    ],
    stand_ins: &[],
};

const RELATION_TYPES: Shape = Shape {
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
    rows: Rows::Entities(Kind::RelationType),
    same: &[("relation", "id"), ("type", "id")],
    synonyms: &[
        ("name", "label"),
        ("cameo code", "cameo"),
        ("plover code", "plover"),
        ("notes", "note"),
        ("description", "note"),
    ],
    stand_ins: &[],
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

/// Tells whether a column of any table can have a name.
pub(super) fn is_known(column: &str) -> bool {
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let own = |shape: &'static Shape| shape.columns.iter().map(|word| fold(word));
        let other = |shape: &'static Shape| {
            shape.same.iter().chain(shape.synonyms).map(|(word, _)| (*word).to_owned())
        };
        shapes().flat_map(|shape| own(shape).chain(other(shape))).collect()
    });
    KNOWN.contains(&fold(column))
}

/// Walks all tables, that of the claims first.
pub(super) fn shapes() -> impl Iterator<Item = &'static Shape> {
    [&RELATIONS].into_iter().chain(Kind::ALL.into_iter().map(of))
}
