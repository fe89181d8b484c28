//! What the cells of a column are, as far as that decides how they may be repaired.

use crate::ingest::links::LinkField;
use crate::ingest::names::Kinds;
use crate::model::Kind;

/// Says what the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    /// The id of a claim, which other cells must repeat exactly.
    ClaimId,
    /// The id of an entity.
    Id,
    /// Names of what another row declares.
    Names(Kinds),
    /// What the row is called.
    Labels,
    /// Dates.
    Dates,
    /// A status.
    Status,
    /// A quad class.
    Quad,
    /// Anything else: text that is nobody's name.
    Text,
}

/// Gives what the cells of a column are; `kind` is that of a table of entities, and none for the table of claims.
pub(super) fn cells(kind: Option<Kind>, meaning: Option<&str>) -> Cells {
    let Some(meaning) = meaning else { return Cells::Text };
    match (kind, meaning) {
        (None, "id") => Cells::ClaimId,
        (Some(_), "id") => Cells::Id,
        (_, "date" | "published") => Cells::Dates,
        (None, "subject" | "object" | "speaker") => Cells::Names(Kinds::PARTY),
        (None, "about") => Cells::Names(Kinds::ABOUT),
        (None, "relation") => Cells::Names(Kinds::one(Kind::RelationType)),
        (None, "source") => Cells::Names(Kinds::one(Kind::Source)),
        (None, "status") => Cells::Status,
        (Some(Kind::RelationType), "quad") => Cells::Quad,
        (Some(_), "label" | "title" | "type" | "aliases" | "forms" | "inverse") => Cells::Labels,
        (Some(kind), meaning) => match LinkField::COLUMNS.iter().find(|(word, _)| *word == meaning) {
            Some((_, field)) => Cells::Names(Kinds::one(field.kind(kind))),
            None => Cells::Text,
        },
        _ => Cells::Text,
    }
}
