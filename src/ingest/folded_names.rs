//! All names of all entities after folding: ids, labels, aliases and verb forms, and whose they are.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Dataset, EntityId, Kind, TextId, fold};

/// Is one name of one entity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    hash: u64,
    start: u32,
    length: u32,
    pub entity: EntityId,
    pub kind: Kind,
    /// The smaller, the sooner it is meant: names before verb forms, the folder's own before those that ship.
    pub rank: u8,
    /// The next name that folds to the same, or [`END`].
    next: u32,
}

/// Ends a chain of names.
const END: u32 = u32::MAX;

/// Holds folded names.
#[derive(Debug, Default)]
pub(super) struct FoldedNames {
    heap: String,
    names: Vec<Name>,
    chains: HashTable<u32>,
}

impl FoldedNames {
    /// Takes in the names of the entities beyond the first `known`.
    pub(super) fn extend(&mut self, dataset: &Dataset, known: usize) {
        self.reserve(2 * (dataset.entities.len() - known));
        for (entity, record) in dataset.entities.iter().skip(known) {
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
                    self.add(&folded, entity, record.kind, rank);
                }
            }
        }
    }

    /// Walks the names that fold to a text, the latest first.
    pub(super) fn same(&self, folded: &str) -> impl Iterator<Item = &Name> {
        let hash = xxh3_64(folded.as_bytes());
        let equal = |&row: &u32| {
            let name = &self.names[row as usize];
            name.hash == hash && self.text(name) == folded
        };
        let first = self.chains.find(hash, equal).copied();
        std::iter::successors(first, |row| Some(self.names[*row as usize].next).filter(|next| *next != END))
            .map(|row| &self.names[row as usize])
    }

    /// Walks the names of a kind.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = (EntityId, &str)> {
        let names = self.names.iter().filter(move |name| name.kind == kind);
        names.map(|name| (name.entity, self.text(name)))
    }

    fn reserve(&mut self, more: usize) {
        let Self { names, chains, .. } = self;
        chains.reserve(more, |row| names[*row as usize].hash);
        names.reserve(more);
    }

    fn add(&mut self, text: &str, entity: EntityId, kind: Kind, rank: u8) {
        let Self { heap, names, chains } = self;
        let hash = xxh3_64(text.as_bytes());
        let row = names.len() as u32;
        let equal = |&row: &u32| {
            let name = &names[row as usize];
            name.hash == hash && heap[name.start as usize..(name.start + name.length) as usize] == *text
        };
        if let Some(head) = chains.find_mut(hash, equal) {
            let Name { start, length, .. } = names[*head as usize];
            names.push(Name { hash, start, length, entity, kind, rank, next: *head });
            *head = row;
        } else {
            let (start, length) = (heap.len() as u32, text.len() as u32);
            heap.push_str(text);
            names.push(Name { hash, start, length, entity, kind, rank, next: END });
            chains.insert_unique(hash, row, |row| names[*row as usize].hash);
        }
    }

    fn text(&self, name: &Name) -> &str {
        &self.heap[name.start as usize..(name.start + name.length) as usize]
    }
}
