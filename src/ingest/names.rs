//! Every name of every entity, for looking up the cells that use them: ids as written first, then ids, labels,
//! aliases and verb forms after folding. It is read by all threads and changed by none.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use crate::ingest::ids::{Ids, Wanted};
use crate::model::{Dataset, EntityId, Kind, TextId, fold};

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

#[derive(Debug, Clone, Copy)]
struct Name {
    hash: u64,
    start: u32,
    length: u32,
    entity: EntityId,
    kind: Kind,
    rank: u8,
    /// The next name that folds to the same, or [`END`].
    next: u32,
}

/// Ends a chain of names.
const END: u32 = u32::MAX;

/// Holds all names.
#[derive(Debug, Default)]
pub(super) struct Names {
    heap: String,
    /// The ids of each kind: a column mostly names one kind, whose table is small enough to stay near.
    ids: [Ids; 5],
    folded: Vec<Name>,
    chains: HashTable<u32>,
    hashes: Vec<u64>,
}

impl Names {
    /// Takes in the entities that were added since the last time.
    pub(super) fn extend(&mut self, dataset: &Dataset) {
        self.reserve(dataset.entities.len() - self.hashes.len());
        for (entity, record) in dataset.entities.iter().skip(self.hashes.len()) {
            let name = dataset.texts.get(record.name);
            self.add_id(name, entity, record.kind);
            let relation = record.relation.as_deref();
            let shipped = u8::from(relation.is_some_and(|relation| relation.shipped));
            let forms: &[TextId] = relation.map_or(&[], |relation| &relation.forms);
            let names = std::iter::once(record.name)
                .chain((record.label != record.name).then_some(record.label))
                .chain(record.aliases.iter().copied())
                .map(|text| (text, shipped))
                .chain(forms.iter().map(|text| (*text, 2 + shipped)));
            for (text, rank) in names {
                let folded = fold(dataset.texts.get(text));
                if !folded.is_empty() {
                    self.add_folded(&folded, entity, record.kind, rank);
                }
            }
        }
    }

    /// Gives the hash of an entity's id.
    pub(super) fn hash(&self, entity: EntityId) -> u64 {
        self.hashes[entity.index()]
    }

    /// Asks memory for what [`find_id`](Self::find_id) will need first. What it gives means nothing, but must be used.
    #[inline]
    pub(super) fn touch(&self, hash: u64, kinds: Kinds) -> u32 {
        kinds.0.first().map_or(0, |kind| self.ids[*kind as usize].touch(hash))
    }

    /// Finds an id as written; `hash` is the XXH3 of the cell.
    #[inline]
    pub(super) fn find_id(&self, cell: &str, hash: u64, kinds: Kinds) -> Found {
        let wanted = Wanted::new(cell, hash);
        let find = |kind: Kind| self.ids[kind as usize].find(wanted, &self.heap);
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
        for name in self.same(folded).filter(|name| kinds.has(name.kind)) {
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
        self.same(folded).map(|name| name.entity)
    }

    /// Walks the folded names of a kind.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = (EntityId, &str)> {
        let names = self.folded.iter().filter(move |name| name.kind == kind);
        names.map(|name| (name.entity, self.text(name.start, name.length)))
    }

    /// Makes room for so many more entities, each with an id and a label.
    fn reserve(&mut self, more: usize) {
        let Self { folded, chains, hashes, .. } = self;
        chains.reserve(2 * more, |row| folded[*row as usize].hash);
        folded.reserve(2 * more);
        hashes.reserve(more);
    }

    /// Walks the names that fold to a text, the latest first.
    fn same(&self, folded: &str) -> impl Iterator<Item = &Name> {
        let hash = xxh3_64(folded.as_bytes());
        let equal = |&row: &u32| {
            let name = &self.folded[row as usize];
            name.hash == hash && self.text(name.start, name.length) == folded
        };
        let first = self.chains.find(hash, equal).copied();
        std::iter::successors(first, |row| Some(self.folded[*row as usize].next).filter(|next| *next != END))
            .map(|row| &self.folded[row as usize])
    }

    fn add_folded(&mut self, text: &str, entity: EntityId, kind: Kind, rank: u8) {
        let Self { heap, folded, chains, .. } = self;
        let hash = xxh3_64(text.as_bytes());
        let row = folded.len() as u32;
        let equal = |&row: &u32| {
            let name = &folded[row as usize];
            name.hash == hash && heap[name.start as usize..(name.start + name.length) as usize] == *text
        };
        if let Some(head) = chains.find_mut(hash, equal) {
            let Name { start, length, .. } = folded[*head as usize];
            folded.push(Name { hash, start, length, entity, kind, rank, next: *head });
            *head = row;
        } else {
            let (start, length) = push(heap, text);
            folded.push(Name { hash, start, length, entity, kind, rank, next: END });
            chains.insert_unique(hash, row, |row| folded[*row as usize].hash);
        }
    }

    fn add_id(&mut self, name: &str, entity: EntityId, kind: Kind) {
        let Self { heap, ids, hashes, .. } = self;
        let hash = xxh3_64(name.as_bytes());
        hashes.push(hash);
        let wanted = Wanted::new(name, hash);
        let found = ids.iter_mut().filter_map(|table| table.find_mut(wanted, heap));
        let (kinds, start) = found.fold((0, None), |(kinds, _), id| (kinds | id.kinds, Some(id.start())));
        let kinds = kinds | 1 << kind as u8;
        for id in ids.iter_mut().filter_map(|table| table.find_mut(wanted, heap)) {
            id.kinds = kinds;
        }
        let start = start.unwrap_or_else(|| push(heap, name).0);
        ids[kind as usize].insert(wanted, start, entity, kinds, heap);
    }

    fn text(&self, start: u32, length: u32) -> &str {
        &self.heap[start as usize..(start + length) as usize]
    }
}

fn push(heap: &mut String, text: &str) -> (u32, u32) {
    let start = heap.len() as u32;
    heap.push_str(text);
    (start, text.len() as u32)
}
