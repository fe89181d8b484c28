//! Whatever a cell can name: actors, events, places, sources and relation types, numbered in one space.

use crate::model::{DateId, EntityId, RelationType, TextId};

/// Says which table an entity belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A state, organisation, armed group, person, population, medium or unnamed group.
    Actor,
    /// Something dated: an attack, a meeting; also a plan or a situation.
    Event,
    /// Where; never silently the government that sits there.
    Place,
    /// The document that reports a claim.
    Source,
    /// The type of a relation: `condemns`, `blames`, `member-of`.
    RelationType,
}

impl Kind {
    /// Every kind, in the order of its number.
    pub const ALL: [Self; 5] = [Self::Actor, Self::Event, Self::Place, Self::Source, Self::RelationType];

    /// Gives the word for it: `actor`, `relation type`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Event => "event",
            Self::Place => "place",
            Self::Source => "source",
            Self::RelationType => "relation type",
        }
    }

    /// Gives the file that declares it, without folder and ending: `actors`.
    pub fn table(self) -> &'static str {
        match self {
            Self::Actor => "actors",
            Self::Event => "events",
            Self::Place => "places",
            Self::Source => "sources",
            Self::RelationType => "relation_types",
        }
    }
}

/// Holds what is known of one entity. An empty cell is [`TextId::NONE`] or [`EntityId::NONE`].
#[derive(Debug, Clone)]
pub struct Entity {
    /// The table it belongs to.
    pub kind: Kind,
    /// Its id as written, or the slug of its name when no file declares it.
    pub name: TextId,
    /// What people call it; the title of a source. Never empty: the id stands in for it.
    pub label: TextId,
    /// The name of the file that declares it.
    pub file: TextId,
    /// The physical line of its file; 0 when no file declares it.
    pub line: u32,
    /// Its other names.
    pub aliases: Vec<TextId>,
    /// `type`: `state`, `armed-group`, `attack`, or any word of the user's own.
    pub class: TextId,
    /// What it is a part of; of a source, the source that it repeats.
    pub part_of: EntityId,
    /// The actor that is its state.
    pub country: EntityId,
    /// Where an event happened.
    pub place: EntityId,
    /// The date of an event, or on which a source was published.
    pub date: DateId,
    /// The curator's note.
    pub note: TextId,
    /// Columns that only some kinds have, or that nobody knows.
    pub extras: Vec<(Extra, TextId)>,
    /// What only a relation type has.
    pub relation: Option<Box<RelationType>>,
}

/// Names a text column that not every kind has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extra {
    /// The item of Wikidata, as `Q863`.
    Wikidata,
    /// Degrees north, as written.
    Latitude,
    /// Degrees east, as written.
    Longitude,
    /// The address of a source.
    Url,
    /// Who published a source.
    Publisher,
    /// Who wrote a source.
    Author,
    /// The language of a source, BCP 47.
    Language,
    /// A column that nobody knows, by the name in its header.
    Unknown(TextId),
}

impl Entity {
    /// Makes an entity that has only an id and a label.
    pub fn new(kind: Kind, name: TextId, label: TextId) -> Self {
        Self {
            kind,
            name,
            label,
            file: TextId::NONE,
            line: 0,
            aliases: Vec::new(),
            class: TextId::NONE,
            part_of: EntityId::NONE,
            country: EntityId::NONE,
            place: EntityId::NONE,
            date: DateId::NONE,
            note: TextId::NONE,
            extras: Vec::new(),
            relation: None,
        }
    }
}

/// Numbers the entities of a data set.
#[derive(Debug, Clone, Default)]
pub struct Entities(Vec<Entity>);

impl Entities {
    /// Adds an entity and gives its number.
    pub fn push(&mut self, entity: Entity) -> EntityId {
        self.0.push(entity);
        EntityId::new(self.0.len() - 1)
    }

    /// Gives the entity of a number, which must be one of this table.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.0[id.index()]
    }

    /// Gives the entity of a number for filling in.
    pub fn get_mut(&mut self, id: EntityId) -> &mut Entity {
        &mut self.0[id.index()]
    }

    /// Walks all entities in the order of their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (EntityId, &Entity)> {
        self.0.iter().enumerate().map(|(index, entity)| (EntityId::new(index), entity))
    }

    /// Walks the entities of one kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.iter().filter(move |(_, entity)| entity.kind == kind)
    }

    /// Counts all entities.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
