//! Every piece of text once. Text is interned when a cell is read and named by number from then on.

use std::ops::Range;

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use crate::model::TextId;

/// Keeps distinct strings in one buffer and numbers them in the order of their first use.
///
/// Cost: expected constant time for each look-up, the bytes of each distinct string plus about 14 bytes of room.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    heap: String,
    ends: Vec<u32>,
    index: HashTable<u32>,
}

impl Texts {
    /// Makes an empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the number of `text`, a new one when it was not seen before.
    ///
    /// # Panics
    /// When all distinct text together passes 4 GiB; the reader caps its input below that.
    pub fn intern(&mut self, text: &str) -> TextId {
        self.intern_hashed(xxh3_64(text.as_bytes()), text)
    }

    /// Does the same for a caller that has the hash already: `hash` is the 64-bit XXH3 of `text`.
    fn intern_hashed(&mut self, hash: u64, text: &str) -> TextId {
        let Self { heap, ends, index } = self;
        let found = index.entry(
            hash,
            |&row| &heap[range(ends, row)] == text,
            |&row| xxh3_64(heap[range(ends, row)].as_bytes()),
        );
        match found {
            hashbrown::hash_table::Entry::Occupied(entry) => TextId::new(*entry.get() as usize),
            hashbrown::hash_table::Entry::Vacant(entry) => {
                let row = ends.len();
                entry.insert(row as u32);
                heap.push_str(text);
                ends.push(u32::try_from(heap.len()).expect("all text together stays under 4 GiB"));
                TextId::new(row)
            }
        }
    }

    /// Does the same for many. So short a loop over the hashes first has many slots on their way from memory at once,
    /// where one text after the other would wait for each.
    pub(crate) fn intern_all<'a>(&mut self, texts: impl Iterator<Item = (u64, &'a str)>) -> Vec<TextId> {
        let texts: Vec<(u64, &str)> = texts.collect();
        let mut ids = Vec::with_capacity(texts.len());
        for some in texts.chunks(64) {
            let touched = some.iter().filter(|(hash, _)| self.index.find(*hash, |_| false).is_some()).count();
            std::hint::black_box(touched);
            ids.extend(some.iter().map(|(hash, text)| self.intern_hashed(*hash, text)));
        }
        ids
    }

    /// Finds the number of `text` if it was seen before.
    pub fn find(&self, text: &str) -> Option<TextId> {
        let hash = xxh3_64(text.as_bytes());
        self.index
            .find(hash, |&row| &self.heap[range(&self.ends, row)] == text)
            .map(|&row| TextId::new(row as usize))
    }

    /// Gives the text of a number; an empty cell gives the empty text.
    pub fn get(&self, id: TextId) -> &str {
        if id.is_none() { "" } else { &self.heap[range(&self.ends, id.index() as u32)] }
    }

    /// Walks the texts that hold more than ASCII.
    ///
    /// Cost: one pass over the bytes, of vector instructions where there is nothing but ASCII.
    pub(crate) fn beyond_ascii(&self) -> impl Iterator<Item = (TextId, &str)> {
        let all = if self.heap.is_ascii() { 0 } else { self.len() };
        (0..all)
            .map(|row| (TextId::new(row), self.get(TextId::new(row))))
            .filter(|(_, text)| !text.is_ascii())
    }

    /// Makes room for so many more strings, so that the table need not grow step by step.
    pub(crate) fn reserve(&mut self, more: usize) {
        let Self { heap, ends, index } = self;
        ends.reserve(more);
        if index.capacity() >= ends.len() + more {
            return;
        }
        // Made anew in the order in which the texts lie; growing would read them in the order of their hashes.
        let hash = |row: u32| xxh3_64(heap[range(ends, row)].as_bytes());
        *index = HashTable::with_capacity(ends.len() + more);
        for row in 0..ends.len() as u32 {
            index.insert_unique(hash(row), row, |row| hash(*row));
        }
    }

    /// Counts the bytes of all distinct text.
    pub(crate) fn bytes(&self) -> usize {
        self.heap.len()
    }

    /// Counts the distinct strings.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Tells whether nothing was interned.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

fn range(ends: &[u32], row: u32) -> Range<usize> {
    let row = row as usize;
    let start = if row == 0 { 0 } else { ends[row - 1] as usize };
    start..ends[row] as usize
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn equal_text_has_one_number() {
        let mut texts = Texts::new();
        let empty = texts.intern("");
        let kabul = texts.intern("Kabul");
        assert_eq!(texts.intern("Kabul"), kabul);
        assert_eq!(texts.intern(""), empty);
        assert_ne!(kabul, empty);
        assert_eq!(texts.get(kabul), "Kabul");
        assert_eq!(texts.find("Kabul"), Some(kabul));
        assert_eq!(texts.find("kabul"), None);
        assert_eq!(texts.len(), 2);
    }
}
