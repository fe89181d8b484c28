//! What one declared row says of another: parts, countries, places and broader types. Looked up when all tables
//! are read, so that a row may name a later one.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::names::{Found, Kinds, Names};
use crate::ingest::near_miss::Suspect;
use crate::ingest::words::{ambiguous, unknown};
use crate::model::{Dataset, Entity, EntityId, Kind, RelationType, TextId, slug};

/// Says which field a link fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkField {
    /// `part_of`: an entity of the same kind.
    PartOf,
    /// `country`: an actor.
    Country,
    /// `place`: a place.
    Place,
    /// `broader`: a relation type.
    Broader,
    /// `copy_of`: the source that a source repeats.
    CopyOf,
}

impl LinkField {
    /// The columns that hold links.
    pub(super) const COLUMNS: [(&'static str, Self); 5] = [
        ("part_of", Self::PartOf),
        ("country", Self::Country),
        ("place", Self::Place),
        ("broader", Self::Broader),
        ("copy_of", Self::CopyOf),
    ];

    /// Gives the kind of what a cell of this field names, in a row of a kind.
    pub(super) fn kind(self, from: Kind) -> Kind {
        match self {
            Self::PartOf | Self::CopyOf => from,
            Self::Country => Kind::Actor,
            Self::Place => Kind::Place,
            Self::Broader => Kind::RelationType,
        }
    }
}

/// Holds one cell that names another row.
#[derive(Debug)]
pub(super) struct Link {
    /// The row it is in.
    pub entity: EntityId,
    /// The field it fills.
    pub field: LinkField,
    /// What it says.
    pub name: TextId,
    /// The physical line of its row.
    pub line: u32,
    /// The name of its column.
    pub column: Arc<str>,
}

/// Fills in all links. A name that a file could have declared is an error when that file is there; when it is not,
/// the name is a new entity.
pub(super) fn resolve(
    links: &[Link],
    closed: [bool; 5],
    dataset: &mut Dataset,
    names: &mut Names,
) -> (Vec<Diagnostic>, Vec<Suspect>) {
    let mut problems = Vec::new();
    let mut suspects = Vec::new();
    let mut implied: Vec<(Kind, String, &Link)> = Vec::new();
    for link in links {
        let from = dataset.entities.get(link.entity).kind;
        let kind = link.field.kind(from);
        let cell = dataset.texts.get(link.name);
        let location = || location(dataset, link);
        match names.find(cell, Kinds::one(kind)) {
            Found::One(target) => fill(dataset, link, target),
            Found::Two(first, second) => problems.push(ambiguous(dataset, location(), cell, first, second)),
            Found::Nothing if closed[kind as usize] => problems.push(unknown(kind, location(), cell)),
            Found::Nothing => match slug(cell) {
                slug if slug.is_empty() => problems.push(empty(location(), cell)),
                slug => implied.push((kind, slug, link)),
            },
        }
    }
    implied.sort_by(|left, right| (left.0, &left.1).cmp(&(right.0, &right.1)));
    for same in implied.chunk_by(|left, right| (left.0, &left.1) == (right.0, &right.1)) {
        let [(kind, slug, _), ..] = same else { continue };
        let spellings = same.iter().map(|(_, _, link)| link.name);
        let label = spellings.min_by_key(|name| dataset.texts.get(*name)).unwrap_or_default();
        let name = dataset.texts.intern(slug);
        let mut entity = Entity::new(*kind, name, label);
        entity.relation = (*kind == Kind::RelationType).then(|| Box::new(RelationType::default()));
        let target = dataset.entities.push(entity);
        let first =
            same.iter().min_by_key(|(_, _, link)| (dataset.entities.get(link.entity).kind, link.line));
        suspects.extend(first.map(|(_, _, link)| Suspect {
            entity: target,
            uses: same.len(),
            location: location(dataset, link),
        }));
        for (_, _, link) in same {
            fill(dataset, link, target);
        }
    }
    names.extend(dataset);
    (problems, suspects)
}

fn location(dataset: &Dataset, link: &Link) -> Location {
    let from = dataset.entities.get(link.entity);
    Location::column(dataset.declared_in(from), link.line, Arc::clone(&link.column))
}

fn empty(location: Location, cell: &str) -> Diagnostic {
    Diagnostic::new(Code::EMPTY_CELL, location, format!("`{cell}` names nothing"))
        .with_cell(cell)
        .with_hint("leave the cell empty when there is nothing to say")
}

fn fill(dataset: &mut Dataset, link: &Link, target: EntityId) {
    let entity = dataset.entities.get_mut(link.entity);
    match link.field {
        LinkField::PartOf | LinkField::CopyOf => entity.part_of = target,
        LinkField::Country => entity.country = target,
        LinkField::Place => entity.place = target,
        LinkField::Broader => {
            if let Some(relation) = &mut entity.relation {
                relation.broader = target;
            }
        }
    }
}
