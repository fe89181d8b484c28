//! The ids of one kind, for the most frequent look-up of all: an open table whose every slot is half a cache line,
//! so that finding an id waits for memory once, and a caller can ask for many slots before it needs the first.

use xxhash_rust::xxh3::xxh3_64;

use crate::model::EntityId;

/// Holds ids with their entities. Keys are XXH3 hashes, whose low bits are as good as any.
#[derive(Debug, Default)]
pub(super) struct Ids {
    slots: Vec<Id>,
    used: usize,
}

/// Holds one id as written. Aligned, so that it never lies in two cache lines.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
pub(super) struct Id {
    /// The first and the last bytes, which are the whole of a short text.
    ends: (u64, u64),
    /// Where the text begins in the heap, and how long it is.
    start: u32,
    length: u32,
    /// What it names; nothing in a slot that is free.
    pub entity: EntityId,
    /// The kinds that have this id, as bits.
    pub kinds: u8,
}

/// Holds a text that is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    text: &'a [u8],
    ends: (u64, u64),
    hash: u64,
}

/// Up to so many bytes two texts of one length are equal when their ends are.
const SHORT: usize = 16;

impl<'a> Wanted<'a> {
    /// Prepares a text for looking up; `hash` is its XXH3.
    #[inline]
    pub(super) fn new(text: &'a str, hash: u64) -> Self {
        Self { text: text.as_bytes(), ends: ends(text.as_bytes()), hash }
    }
}

impl Ids {
    /// Asks memory for the slot of a hash. What it gives means nothing, but must be used.
    #[inline]
    pub(super) fn touch(&self, hash: u64) -> u32 {
        self.slots.get(self.slot(hash)).map_or(0, |id| id.length)
    }

    /// Finds an id.
    #[inline]
    pub(super) fn find(&self, wanted: Wanted<'_>, heap: &str) -> Option<&Id> {
        self.place(wanted, heap).ok().map(|place| &self.slots[place])
    }

    /// Finds an id for changing it.
    pub(super) fn find_mut(&mut self, wanted: Wanted<'_>, heap: &str) -> Option<&mut Id> {
        self.place(wanted, heap).ok().map(|place| &mut self.slots[place])
    }

    /// Adds an id that is not there yet; its text stands at `start` of the heap.
    pub(super) fn insert(&mut self, wanted: Wanted<'_>, start: u32, entity: EntityId, kinds: u8, heap: &str) {
        if 4 * (self.used + 1) > 3 * self.slots.len() {
            self.grow(heap);
        }
        let id = Id { ends: wanted.ends, start, length: wanted.text.len() as u32, entity, kinds };
        if let Err(Some(place)) = self.place(wanted, heap) {
            self.slots[place] = id;
            self.used += 1;
        }
    }

    /// Gives the slot of an id, or else the free slot where it belongs.
    #[inline]
    fn place(&self, wanted: Wanted<'_>, heap: &str) -> Result<usize, Option<usize>> {
        let mut place = self.slot(wanted.hash);
        loop {
            let Some(id) = self.slots.get(place) else { return Err(None) };
            if id.is(wanted, heap) {
                return Ok(place);
            }
            if id.entity.is_none() {
                return Err(Some(place));
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    #[inline]
    fn slot(&self, hash: u64) -> usize {
        hash as usize & self.slots.len().wrapping_sub(1)
    }

    fn grow(&mut self, heap: &str) {
        let free = Id { ends: (0, 0), start: 0, length: u32::MAX, entity: EntityId::NONE, kinds: 0 };
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![free; (2 * old.len()).max(16)];
        for id in old.into_iter().filter(|id| !id.entity.is_none()) {
            let text = id.text(heap);
            let wanted = Wanted { text, ends: id.ends, hash: xxh3_64(text) };
            if let Err(Some(place)) = self.place(wanted, heap) {
                self.slots[place] = id;
            }
        }
    }
}

impl Id {
    /// Gives where the text begins in the heap.
    pub(super) fn start(&self) -> u32 {
        self.start
    }

    fn text<'a>(&self, heap: &'a str) -> &'a [u8] {
        &heap.as_bytes()[self.start as usize..(self.start + self.length) as usize]
    }

    #[inline]
    fn is(&self, wanted: Wanted<'_>, heap: &str) -> bool {
        self.ends == wanted.ends
            && self.length as usize == wanted.text.len()
            && (wanted.text.len() <= SHORT || self.text(heap) == wanted.text)
    }
}

/// Gives the first and the last eight bytes of a text, which overlap when it is short; of a very short one, all.
#[inline]
fn ends(text: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)));
    }
    let byte = |place: usize| text.get(place).map_or(0, |byte| u64::from(*byte));
    (byte(0), byte(1) << 8 | byte(2))
}

#[cfg(test)]
mod tests {
    use xxhash_rust::xxh3::xxh3_64;

    use super::{Ids, Wanted};
    use crate::model::EntityId;

    #[test]
    fn every_id_is_found_and_nothing_else() {
        let mut heap = String::new();
        let mut ids = Ids::default();
        let texts: Vec<String> =
            (0..2_000).map(|number| "x".repeat(number % 40) + &number.to_string()).collect();
        for (number, text) in texts.iter().enumerate() {
            let wanted = Wanted::new(text, xxh3_64(text.as_bytes()));
            assert!(ids.find(wanted, &heap).is_none());
            let start = heap.len() as u32;
            heap.push_str(text);
            ids.insert(wanted, start, EntityId::new(number), 1, &heap);
        }
        for (number, text) in texts.iter().enumerate() {
            let found = ids.find(Wanted::new(text, xxh3_64(text.as_bytes())), &heap);
            assert_eq!(found.map(|id| id.entity), Some(EntityId::new(number)));
        }
    }
}
