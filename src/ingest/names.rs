//! Every name of every entity, for looking up the cells that use them: ids as written first, then ids, labels,
//! aliases and verb forms after folding. It is read by all threads and changed by none.

use xxhash_rust::xxh3::xxh3_64;

use crate::ingest::folded_names::FoldedNames;
use crate::ingest::ids::Wanted;
use crate::ingest::written_names::WrittenNames;
use crate::model::{Dataset, EntityId, Kind, fold};

/// Is a set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kinds(&'static [Kind]);

impl Kinds {
    /// What can act and be acted on, in the order in which it is looked for.
    pub(super) const PARTY: Self = Self(&[Kind::Actor, Kind::Event, Kind::Place]);

    /// The same for what a claim is about.
    pub(super) const ABOUT: Self = Self(&[Kind::Event, Kind::Actor, Kind::Place]);

    /// Makes the set of one kind.
    pub(super) fn one(kind: Kind) -> Self {
        let place = kind as usize;
        Self(&Kind::ALL[place..=place])
    }

    /// Tells whether a kind is among them.
    pub(super) fn has(self, kind: Kind) -> bool {
        self.0.contains(&kind)
    }

    /// Gives the set as bits.
    fn bits(self) -> u8 {
        self.0.iter().fold(0, |bits, kind| bits | 1 << *kind as u8)
    }
}

/// Says what a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing that is known.
    Nothing,
    /// One entity.
    One(EntityId),
    /// Two entities, or more; the first two.
    Two(EntityId, EntityId),
}

/// Holds all names.
#[derive(Debug, Default)]
pub(super) struct Names {
    written: WrittenNames,
    folded: FoldedNames,
}

impl Names {
    /// Takes in the entities that were added since the last time, their ids on one thread and what they fold to on
    /// another where that pays.
    pub(super) fn extend(&mut self, dataset: &Dataset) {
        const WORTH_A_THREAD: usize = 5_000;
        let Self { written, folded } = self;
        let known = written.len();
        if dataset.entities.len() - known < WORTH_A_THREAD {
            written.extend(dataset, known);
            folded.extend(dataset, known);
            return;
        }
        std::thread::scope(|scope| {
            scope.spawn(|| written.extend(dataset, known));
            folded.extend(dataset, known);
        });
    }

    /// Gives the hash of an entity's id.
    pub(super) fn hash(&self, entity: EntityId) -> u64 {
        self.written.hash(entity)
    }

    /// Asks memory for what [`find_id`](Self::find_id) will need first. What it gives means nothing, but must be used.
    #[inline]
    pub(super) fn touch(&self, hash: u64, kinds: Kinds) -> u32 {
        kinds.0.first().map_or(0, |kind| self.written.of(*kind).touch(hash))
    }

    /// Finds an id as written; `hash` is the XXH3 of the cell.
    #[inline]
    pub(super) fn find_id(&self, cell: &str, hash: u64, kinds: Kinds) -> Found {
        let wanted = Wanted::new(cell, hash);
        let find = |kind: Kind| self.written.of(kind).find(wanted, self.written.heap());
        let Some((kind, id)) = kinds.0.iter().find_map(|kind| Some((*kind, find(*kind)?))) else {
            return Found::Nothing;
        };
        if id.kinds & kinds.bits() == 1 << kind as u8 {
            return Found::One(id.entity);
        }
        let other = kinds.0.iter().filter(|other| **other != kind).find_map(|other| find(*other));
        other.map_or(Found::One(id.entity), |other| Found::Two(id.entity, other.entity))
    }

    /// Finds a name after folding: ids, labels and aliases before verb forms, the folder's own before those that
    /// ship.
    pub(super) fn find_folded(&self, folded: &str, kinds: Kinds) -> Found {
        let (mut best, mut first, mut second) = (u8::MAX, None, None);
        for name in self.folded.same(folded).filter(|name| kinds.has(name.kind)) {
            if name.rank > best {
                continue;
            }
            if name.rank < best {
                (best, first, second) = (name.rank, None, None);
            }
            // The two with the smallest numbers are kept, in whatever order they come.
            if first.is_none_or(|first| name.entity < first) {
                (first, second) = (Some(name.entity), first);
            } else if first != Some(name.entity) && second.is_none_or(|second| name.entity < second) {
                second = Some(name.entity);
            }
        }
        match (first, second) {
            (None, _) => Found::Nothing,
            (Some(first), None) => Found::One(first),
            (Some(first), Some(second)) => Found::Two(first, second),
        }
    }

    /// Finds what a cell names: as written, then folded.
    pub(super) fn find(&self, cell: &str, kinds: Kinds) -> Found {
        match self.find_id(cell, xxh3_64(cell.as_bytes()), kinds) {
            Found::Nothing => self.find_folded(&fold(cell), kinds),
            found => found,
        }
    }

    /// Walks the entities that a folded name belongs to, the latest first.
    pub(super) fn owners(&self, folded: &str) -> impl Iterator<Item = EntityId> {
        self.folded.same(folded).map(|name| name.entity)
    }

    /// Walks the folded names of a kind.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = (EntityId, &str)> {
        self.folded.of(kind)
    }
}
