//! The ids of all entities as written, in a table for each kind.

use xxhash_rust::xxh3::xxh3_64;

use crate::ingest::ids::{Ids, Wanted};
use crate::model::{Dataset, EntityId, Kind};

/// Holds ids as written.
#[derive(Debug, Default)]
pub(super) struct WrittenNames {
    heap: String,
    /// The ids of each kind: a column mostly names one kind, whose table is small enough to stay near.
    ids: [Ids; 5],
    /// The hash of each entity's id.
    hashes: Vec<u64>,
}

impl WrittenNames {
    /// Counts the entities.
    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Takes in the entities beyond the first `known`.
    pub(super) fn extend(&mut self, dataset: &Dataset, known: usize) {
        self.hashes.reserve(dataset.entities.len() - known);
        for (entity, record) in dataset.entities.iter().skip(known) {
            self.add(dataset.texts.get(record.name), entity, record.kind);
        }
    }

    /// Gives the hash of an entity's id.
    pub(super) fn hash(&self, entity: EntityId) -> u64 {
        self.hashes[entity.index()]
    }

    /// Gives the ids of a kind, whose texts lie in [`heap`](Self::heap).
    #[inline]
    pub(super) fn of(&self, kind: Kind) -> &Ids {
        &self.ids[kind as usize]
    }

    /// Gives what the ids are written in.
    #[inline]
    pub(super) fn heap(&self) -> &str {
        &self.heap
    }

    fn add(&mut self, name: &str, entity: EntityId, kind: Kind) {
        let Self { heap, ids, hashes } = self;
        let hash = xxh3_64(name.as_bytes());
        hashes.push(hash);
        let wanted = Wanted::new(name, hash);
        let found = ids.iter_mut().filter_map(|table| table.find_mut(wanted, heap));
        let (kinds, start) = found.fold((0, None), |(kinds, _), id| (kinds | id.kinds, Some(id.start())));
        let kinds = kinds | 1 << kind as u8;
        for id in ids.iter_mut().filter_map(|table| table.find_mut(wanted, heap)) {
            id.kinds = kinds;
        }
        let start = start.unwrap_or_else(|| {
            heap.push_str(name);
            (heap.len() - name.len()) as u32
        });
        ids[kind as usize].insert(wanted, start, entity, kinds, heap);
    }
}
