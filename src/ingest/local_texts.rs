//! Distinct texts with their hashes, numbered for one thread or one block: what is interned before it is merged.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// Keeps distinct texts and numbers them in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct LocalTexts {
    heap: String,
    entries: Vec<Entry>,
    table: HashTable<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    hash: u64,
    start: u32,
    end: u32,
}

impl LocalTexts {
    /// Gives the number of a text and its hash.
    #[inline]
    pub(super) fn intern(&mut self, text: &str) -> (u32, u64) {
        let Self { heap, entries, table } = self;
        let hash = xxh3_64(text.as_bytes());
        let found = table.find(hash, |&row| {
            let entry = entries[row as usize];
            entry.hash == hash
                && &heap.as_bytes()[entry.start as usize..entry.end as usize] == text.as_bytes()
        });
        if let Some(row) = found {
            return (*row, hash);
        }
        let (row, start) = (entries.len() as u32, heap.len() as u32);
        heap.push_str(text);
        entries.push(Entry { hash, start, end: heap.len() as u32 });
        table.insert_unique(hash, row, |row| entries[*row as usize].hash);
        (row, hash)
    }

    /// Forgets all texts and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.heap.clear();
        self.entries.clear();
        self.table.clear();
    }

    /// Counts the bytes of all texts.
    pub(super) fn bytes(&self) -> usize {
        self.heap.len()
    }

    /// Counts the texts.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Walks all texts with their hashes in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, &str)> {
        self.entries.iter().map(|entry| (entry.hash, &self.heap[entry.start as usize..entry.end as usize]))
    }
}
