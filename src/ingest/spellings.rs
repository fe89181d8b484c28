//! The spellings that one thread has met, so that each is folded and looked up once.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use crate::ingest::batch::Role;

/// Numbers the spellings of names, each in its role, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    heap: String,
    entries: Vec<(Role, usize, usize)>,
    table: HashTable<u32>,
}

impl Spellings {
    /// Gives the number of a spelling in a role, and whether it is new.
    pub(super) fn intern(&mut self, role: Role, text: &str) -> (usize, bool) {
        let Self { heap, entries, table } = self;
        let hash = |role: Role, text: &str| {
            xxh3_64(text.as_bytes()) ^ (role as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        };
        let hashed = hash(role, text);
        let found = table.find(hashed, |&row| {
            let (other, start, end) = entries[row as usize];
            other == role && &heap[start..end] == text
        });
        if let Some(row) = found {
            return (*row as usize, false);
        }
        let (row, start) = (entries.len(), heap.len());
        heap.push_str(text);
        entries.push((role, start, heap.len()));
        table.insert_unique(hashed, row as u32, |row| {
            let (role, start, end) = entries[*row as usize];
            hash(role, &heap[start..end])
        });
        (row, true)
    }
}
