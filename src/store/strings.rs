//! A table of distinct byte strings: numbered, and found again by hash.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::store::error::StoreError;
use crate::store::snapshot::{Buffer, SectionRef, Sections, Snapshot};

/// Gathers distinct strings in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct StringsBuilder {
    heap: Vec<u8>,
    ends: Vec<u64>,
    index: HashTable<u32>,
}

impl StringsBuilder {
    pub(super) fn intern(&mut self, string: &[u8]) -> usize {
        let Self { heap, ends, index } = self;
        let found = index.entry(
            xxh3_64(string),
            |&row| slice(heap, ends, row as usize) == string,
            |&row| xxh3_64(slice(heap, ends, row as usize)),
        );
        match found {
            Entry::Occupied(entry) => *entry.get() as usize,
            Entry::Vacant(entry) => {
                let row = ends.len();
                entry.insert(row as u32);
                heap.extend_from_slice(string);
                ends.push(heap.len() as u64);
                row
            }
        }
    }

    /// Adds a string that is not there yet. Nobody looks: [`intern`](Self::intern) finds it only after
    /// [`index`](Self::index).
    pub(super) fn push(&mut self, string: &[u8]) -> usize {
        self.heap.extend_from_slice(string);
        self.ends.push(self.heap.len() as u64);
        self.ends.len() - 1
    }

    /// Lets every string be found that was pushed.
    pub(super) fn index(&mut self) {
        let Self { heap, ends, index } = self;
        let hash = |row: u32| xxh3_64(slice(heap, ends, row as usize));
        *index = HashTable::with_capacity(ends.len());
        for row in 0..ends.len() as u32 {
            index.insert_unique(hash(row), row, |row| hash(*row));
        }
    }

    pub(super) fn reserve(&mut self, strings: usize) {
        let Self { heap, ends, index } = self;
        ends.reserve(strings);
        index.reserve(strings, |&row| xxh3_64(slice(heap, ends, row as usize)));
    }

    pub(super) fn get(&self, row: usize) -> &[u8] {
        slice(&self.heap, &self.ends, row)
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn place(self, sections: &mut Sections) -> StringsRef {
        let slots = (self.ends.len() * 3 / 2 + 1).next_power_of_two();
        let mut table = vec![u32::MAX; slots];
        for row in 0..self.ends.len() {
            let mut slot = xxh3_64(self.get(row)) as usize & (slots - 1);
            while table[slot] != u32::MAX {
                debug_assert_ne!(self.get(table[slot] as usize), self.get(row), "a string is there once");
                slot = (slot + 1) & (slots - 1);
            }
            table[slot] = row as u32;
        }
        StringsRef {
            heap: sections.add(Buffer::U8(self.heap)),
            ends: sections.add(Buffer::U64(self.ends)),
            table: sections.add(Buffer::U32(table)),
        }
    }
}

#[inline]
fn slice<'a>(heap: &'a [u8], ends: &[u64], row: usize) -> &'a [u8] {
    let start = if row == 0 { 0 } else { ends[row - 1] as usize };
    &heap[start..ends[row] as usize]
}

/// Reads strings by number, in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strings<'a> {
    heap: &'a [u8],
    ends: &'a [u64],
}

impl<'a> Strings<'a> {
    #[inline]
    pub(super) fn get(&self, row: usize) -> &'a [u8] {
        slice(self.heap, self.ends, row)
    }
}

/// Names a table of strings in a snapshot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StringsRef {
    heap: SectionRef,
    ends: SectionRef,
    table: SectionRef,
}

impl StringsRef {
    /// Gives a string by its number.
    pub(super) fn get<'a>(&self, snapshot: &'a Snapshot, row: usize) -> Result<&'a [u8], StoreError> {
        Ok(slice(snapshot.array(self.heap)?, snapshot.array(self.ends)?, row))
    }

    /// Opens the table for many look-ups by number.
    pub(super) fn open<'a>(&self, snapshot: &'a Snapshot) -> Result<Strings<'a>, StoreError> {
        Ok(Strings { heap: snapshot.array(self.heap)?, ends: snapshot.array(self.ends)? })
    }

    /// Finds the number of a string. Cost: expected constant.
    pub(super) fn find(&self, snapshot: &Snapshot, string: &[u8]) -> Result<Option<usize>, StoreError> {
        let (heap, ends, table) =
            (snapshot.array(self.heap)?, snapshot.array(self.ends)?, snapshot.array::<u32>(self.table)?);
        let mut slot = xxh3_64(string) as usize & (table.len() - 1);
        while table[slot] != u32::MAX {
            let row = table[slot] as usize;
            if slice(heap, ends, row) == string {
                return Ok(Some(row));
            }
            slot = (slot + 1) & (table.len() - 1);
        }
        Ok(None)
    }
}
