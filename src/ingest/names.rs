//! Every name of every entity, for looking up the cells that use them: ids as written first, then ids, labels,
//! aliases and verb forms after folding. It is read by all threads and changed by none.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use crate::ingest::nearest::rank;
use crate::model::{Dataset, EntityId, Kind, TextId, fold};

/// Is a set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    /// What can act and be acted on: actors, events and places.
    pub(super) const PARTY: Self = Self(0b111);

    /// Makes the set of one kind.
    pub(super) const fn one(kind: Kind) -> Self {
        Self(1 << kind as u8)
    }

    fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
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

/// Holds one id as written, in half a cache line with its text: finding it is most of the work of reading.
#[derive(Debug, Clone, Copy)]
struct Id {
    /// The text when it fits, else where it begins in the heap.
    text: [u8; INLINE],
    length: u32,
    /// The entity when there is one kind, else the row of `several`.
    entity: u32,
    kinds: u8,
}

/// How many bytes of an id lie beside its number.
const INLINE: usize = 20;

#[derive(Debug, Clone, Copy)]
struct Name {
    hash: u64,
    start: u32,
    length: u32,
    entity: EntityId,
    kind: Kind,
    rank: u8,
}

/// Holds all names.
#[derive(Debug, Default)]
pub(super) struct Names {
    heap: String,
    ids: HashTable<Id>,
    several: Vec<[EntityId; 5]>,
    folded: Vec<Name>,
    hashes: Vec<u64>,
}

impl Names {
    /// Takes in the entities that were added since the last time.
    pub(super) fn extend(&mut self, dataset: &Dataset) {
        for (entity, record) in dataset.entities.iter().skip(self.hashes.len()) {
            let name = dataset.texts.get(record.name);
            self.hashes.push(xxh3_64(name.as_bytes()));
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
                    let (start, length) = push(&mut self.heap, &folded);
                    let hash = xxh3_64(folded.as_bytes());
                    self.folded.push(Name { hash, start, length, entity, kind: record.kind, rank });
                }
            }
        }
        self.folded.sort_unstable_by_key(|name| (name.hash, name.rank, name.entity));
    }

    /// Gives the hash of an entity's id.
    pub(super) fn hash(&self, entity: EntityId) -> u64 {
        self.hashes[entity.index()]
    }

    /// Finds an id as written. Gives the hash of the cell too, which is that of the id.
    #[inline]
    pub(super) fn find_id(&self, cell: &str, kinds: Kinds) -> (Found, u64) {
        let hash = xxh3_64(cell.as_bytes());
        let found = self.ids.find(hash, |id| id.text(&self.heap) == cell.as_bytes());
        (found.map_or(Found::Nothing, |id| self.among(id, kinds)), hash)
    }

    fn among(&self, id: &Id, kinds: Kinds) -> Found {
        let hits = id.kinds & kinds.0;
        if hits == 0 {
            return Found::Nothing;
        }
        if id.kinds.is_power_of_two() {
            return Found::One(EntityId::new(id.entity as usize));
        }
        let by_kind = &self.several[id.entity as usize];
        let (first, rest) = (by_kind[hits.trailing_zeros() as usize], hits & (hits - 1));
        if rest == 0 { Found::One(first) } else { Found::Two(first, by_kind[rest.trailing_zeros() as usize]) }
    }

    /// Finds a name after folding: ids, labels and aliases before verb forms, the folder's own before those that
    /// ship.
    pub(super) fn find_folded(&self, folded: &str, kinds: Kinds) -> Found {
        let mut best: Option<&Name> = None;
        for name in self.same(folded).filter(|name| kinds.has(name.kind)) {
            match best {
                None => best = Some(name),
                Some(first) if name.rank > first.rank => break,
                Some(first) if name.entity != first.entity => return Found::Two(first.entity, name.entity),
                Some(_) => {}
            }
        }
        best.map_or(Found::Nothing, |name| Found::One(name.entity))
    }

    /// Finds what a cell names: as written, then folded.
    pub(super) fn find(&self, cell: &str, kinds: Kinds) -> Found {
        match self.find_id(cell, kinds).0 {
            Found::Nothing => self.find_folded(&fold(cell), kinds),
            found => found,
        }
    }

    /// Walks the entities that a folded name belongs to.
    pub(super) fn owners(&self, folded: &str) -> impl Iterator<Item = EntityId> {
        self.same(folded).map(|name| name.entity)
    }

    /// Finds the nearest name of the given kinds and gives its entity and its folded text.
    ///
    /// Cost: one comparison for every name of those kinds.
    pub(super) fn nearest(&self, cell: &str, kinds: Kinds) -> Option<(EntityId, &str)> {
        let folded = fold(cell);
        self.folded
            .iter()
            .filter(|name| kinds.has(name.kind))
            .filter_map(|name| {
                let text = self.text(name.start, name.length);
                rank(&folded, text).map(|near| ((near, name.rank, text, name.entity), (name.entity, text)))
            })
            .min_by(|left, right| left.0.cmp(&right.0))
            .map(|(_, found)| found)
    }

    /// Walks the folded names of a kind.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = (EntityId, &str)> {
        let names = self.folded.iter().filter(move |name| name.kind == kind);
        names.map(|name| (name.entity, self.text(name.start, name.length)))
    }

    fn same(&self, folded: &str) -> impl Iterator<Item = &Name> {
        let hash = xxh3_64(folded.as_bytes());
        let first = self.folded.partition_point(|name| name.hash < hash);
        self.folded[first..]
            .iter()
            .take_while(move |name| name.hash == hash)
            .filter(move |name| self.text(name.start, name.length) == folded)
    }

    fn add_id(&mut self, name: &str, entity: EntityId, kind: Kind) {
        let Self { heap, ids, several, .. } = self;
        let hash = xxh3_64(name.as_bytes());
        if let Some(id) = ids.find_mut(hash, |id| id.text(heap) == name.as_bytes()) {
            if id.kinds.is_power_of_two() {
                let mut by_kind = [EntityId::NONE; 5];
                by_kind[id.kinds.trailing_zeros() as usize] = EntityId::new(id.entity as usize);
                id.entity = several.len() as u32;
                several.push(by_kind);
            }
            id.kinds |= 1 << kind as u8;
            several[id.entity as usize][kind as usize] = entity;
            return;
        }
        let mut id = Id {
            text: [0; INLINE],
            length: name.len() as u32,
            entity: entity.index() as u32,
            kinds: 1 << kind as u8,
        };
        match id.text.get_mut(..name.len()) {
            Some(text) => text.copy_from_slice(name.as_bytes()),
            None => id.text[..4].copy_from_slice(&push(heap, name).0.to_le_bytes()),
        }
        ids.insert_unique(hash, id, |id| xxh3_64(id.text(heap)));
    }

    fn text(&self, start: u32, length: u32) -> &str {
        &self.heap[start as usize..(start + length) as usize]
    }
}

impl Id {
    #[inline]
    fn text<'a>(&'a self, heap: &'a str) -> &'a [u8] {
        let length = self.length as usize;
        match self.text.get(..length) {
            Some(text) => text,
            None => {
                let [a, b, c, d, ..] = self.text;
                let start = u32::from_le_bytes([a, b, c, d]) as usize;
                &heap.as_bytes()[start..start + length]
            }
        }
    }
}

fn push(heap: &mut String, text: &str) -> (u32, u32) {
    let start = heap.len() as u32;
    heap.push_str(text);
    (start, text.len() as u32)
}
