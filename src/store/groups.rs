//! A map from keys to ascending lists of members, as offsets and one list: what one direction of a table is.
//!
//! Built by counting where the keys lie close together, by sorting where they do not.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::store::error::StoreError;
use crate::store::ints::{HOLE, Ints, IntsRef, Packed};
use crate::store::snapshot::{Sections, Snapshot};

/// Names the groups of a snapshot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct GroupsRef {
    keys: Keys<IntsRef>,
    offsets: IntsRef,
    members: IntsRef,
    distinct: u32,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum Keys<T> {
    /// Key `k` has the offsets at `k - base`.
    Dense { base: u32 },
    /// The keys that occur, ascending.
    Sorted(T),
}

/// Holds groups that are built but not yet placed.
pub(super) struct GroupsBuilt {
    keys: Keys<Packed>,
    offsets: Packed,
    members: Packed,
    distinct: u32,
}

impl GroupsBuilt {
    /// Inverts a column: the members of a value are the rows that hold it; holes are left out.
    ///
    /// Cost: two passes over the column, linear in rows and in the range of values; a sort where values lie far apart.
    pub(super) fn invert(column: &[u32]) -> Self {
        let rows = column.iter().enumerate().filter(|(_, value)| **value != HOLE);
        let pairs = rows.map(|(row, &value)| (value, row as u32));
        Self::counted(pairs.clone(), 4).unwrap_or_else(|| Self::sorted(pairs.collect()))
    }

    /// Groups the first of pairs, which are sorted, by the second. Cost: as that of [`invert`](Self::invert).
    pub(super) fn turn(pairs: &[(u32, u32)]) -> Self {
        let turned = pairs.iter().map(|&(key, member)| (member, key));
        Self::counted(turned.clone(), 2).unwrap_or_else(|| Self::sorted(turned.collect()))
    }

    fn sorted(mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        Self::from_sorted(&pairs)
    }

    /// Groups pairs whose members ascend, unless their keys span more than `wide` times as many numbers as there are
    /// pairs.
    fn counted(pairs: impl Iterator<Item = (u32, u32)> + Clone, wide: usize) -> Option<Self> {
        let (mut least, mut greatest, mut count) = (u32::MAX, 0, 0_usize);
        for (key, _) in pairs.clone() {
            least = least.min(key);
            greatest = greatest.max(key);
            count += 1;
        }
        if count == 0 {
            return Some(Self::from_sorted(&[]));
        }
        let span = (greatest - least) as usize + 1;
        if span > wide * count + 64 {
            return None;
        }
        let mut offsets = vec![0_u32; span + 1];
        for (key, _) in pairs.clone() {
            offsets[(key - least) as usize + 1] += 1;
        }
        let distinct = offsets.iter().filter(|&&size| size > 0).count() as u32;
        for key in 0..span {
            offsets[key + 1] += offsets[key];
        }
        let mut members = vec![0_u32; count];
        for (key, member) in pairs {
            let slot = &mut offsets[(key - least) as usize];
            members[*slot as usize] = member;
            *slot += 1;
        }
        // Every offset has moved to the end of its group, which is where the next group begins.
        offsets.rotate_right(1);
        offsets[0] = 0;
        let (keys, offsets, members) =
            (Keys::Dense { base: least }, Packed::new(offsets), Packed::new(members));
        Some(Self { keys, offsets, members, distinct })
    }

    /// Groups pairs that are sorted by key, then member.
    pub(super) fn from_sorted(pairs: &[(u32, u32)]) -> Self {
        let mut keys = Vec::new();
        let mut offsets = vec![0_u32];
        let mut members = Vec::with_capacity(pairs.len());
        for &(key, member) in pairs {
            if keys.last() != Some(&key) {
                keys.push(key);
                offsets.push(members.len() as u32);
            }
            members.push(member);
            *offsets.last_mut().expect("an offset was pushed with the key") = members.len() as u32;
        }
        let distinct = keys.len() as u32;
        let keys = match (keys.first(), keys.last()) {
            (Some(&first), Some(&last)) if ((last - first) as usize) < 2 * keys.len() + 64 => {
                offsets = spread(&keys, &offsets);
                Keys::Dense { base: first }
            }
            _ => Keys::Sorted(Packed::new(keys)),
        };
        Self { keys, offsets: Packed::new(offsets), members: Packed::new(members), distinct }
    }

    pub(super) fn place(self, sections: &mut Sections) -> GroupsRef {
        GroupsRef {
            keys: match self.keys {
                Keys::Dense { base } => Keys::Dense { base },
                Keys::Sorted(keys) => Keys::Sorted(keys.place(sections)),
            },
            offsets: self.offsets.place(sections),
            members: self.members.place(sections),
            distinct: self.distinct,
        }
    }
}

/// Gives an offset to every key between the first and the last, so that a key is found without a search.
fn spread(keys: &[u32], offsets: &[u32]) -> Vec<u32> {
    let mut spread = Vec::with_capacity((keys[keys.len() - 1] - keys[0]) as usize + 2);
    spread.push(0);
    let mut next = keys[0];
    for (index, &key) in keys.iter().enumerate() {
        while next < key {
            spread.push(offsets[index]);
            next += 1;
        }
        spread.push(offsets[index + 1]);
        next += 1;
    }
    spread
}

impl GroupsRef {
    pub(super) fn open<'a>(&self, snapshot: &'a Snapshot) -> Result<Groups<'a>, StoreError> {
        Ok(Groups {
            keys: match &self.keys {
                Keys::Dense { base } => Keys::Dense { base: *base },
                Keys::Sorted(keys) => Keys::Sorted(keys.open(snapshot)?),
            },
            offsets: self.offsets.open(snapshot)?,
            members: self.members.open(snapshot)?,
        })
    }

    /// Counts the keys that have members.
    pub(super) fn distinct(&self) -> usize {
        self.distinct as usize
    }

    /// Counts the pairs.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }
}

/// Reads groups in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Groups<'a> {
    keys: Keys<Ints<'a>>,
    offsets: Ints<'a>,
    members: Ints<'a>,
}

impl<'a> Groups<'a> {
    /// Gives where the members of `key` lie. Cost: constant, or logarithmic where keys lie far apart.
    #[inline]
    pub(super) fn range(&self, key: u32) -> Range<usize> {
        let index = match &self.keys {
            Keys::Dense { base } => match key.checked_sub(*base) {
                Some(index) if (index as usize) + 1 < self.offsets.len() => index as usize,
                _ => return 0..0,
            },
            Keys::Sorted(keys) => match keys.search(key) {
                Some(index) => index,
                None => return 0..0,
            },
        };
        self.offsets.get(index) as usize..self.offsets.get(index + 1) as usize
    }

    /// Tells whether `member` is one of `key`. Cost: logarithmic in the size of the group.
    pub(super) fn contains(&self, key: u32, member: u32) -> bool {
        self.members.contains_in(self.range(key), member)
    }

    /// Gives the greatest key that there may be.
    pub(super) fn last_key(&self) -> Option<u32> {
        match &self.keys {
            Keys::Dense { base } => self.offsets.len().checked_sub(2).map(|last| base + last as u32),
            Keys::Sorted(keys) => keys.len().checked_sub(1).map(|last| keys.get(last)),
        }
    }

    pub(super) fn members(&self) -> Ints<'a> {
        self.members
    }

    /// Walks all pairs of key and member.
    pub(super) fn pairs(self) -> GroupPairs<'a> {
        GroupPairs { groups: self, key: 0, at: 0 }
    }
}

/// Walks all pairs of key and member, ascending.
#[derive(Debug, Clone)]
pub(super) struct GroupPairs<'a> {
    groups: Groups<'a>,
    key: usize,
    at: usize,
}

impl GroupPairs<'_> {
    /// Counts the pairs that are left.
    pub(super) fn len(&self) -> usize {
        self.groups.members.len() - self.at
    }
}

impl Iterator for GroupPairs<'_> {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        let Groups { keys, offsets, members } = &self.groups;
        if self.at >= members.len() {
            return None;
        }
        while self.at >= offsets.get(self.key + 1) as usize {
            self.key += 1;
        }
        let key = match keys {
            Keys::Dense { base } => base + self.key as u32,
            Keys::Sorted(keys) => keys.get(self.key),
        };
        let member = members.get(self.at);
        self.at += 1;
        Some((key, member))
    }
}

#[cfg(test)]
mod tests {
    use super::{GroupsBuilt, GroupsRef};
    use crate::store::ints::HOLE;
    use crate::store::snapshot::{Layout, Sections, Snapshot};

    fn opened(built: GroupsBuilt) -> (Snapshot, GroupsRef) {
        let mut sections = Sections::default();
        let groups = built.place(&mut sections);
        Snapshot::from_memory(Layout::new(sections, &groups).in_memory()).expect("what was laid out opens")
    }

    #[test]
    fn inverse_of_close_and_of_distant_values() {
        for far in [0, 1_000_000] {
            let column = [7, HOLE, 9 + far, 7, 8, 9 + far];
            let (snapshot, groups) = opened(GroupsBuilt::invert(&column));
            assert_eq!((groups.distinct(), groups.len()), (3, 5));
            let groups = groups.open(&snapshot).expect("undamaged");
            let members =
                |key| -> Vec<u32> { groups.range(key).map(|at| groups.members().get(at)).collect() };
            assert_eq!(members(7), [0, 3]);
            assert_eq!(members(8), [4]);
            assert_eq!(members(9 + far), [2, 5]);
            assert!(members(6).is_empty() && members(10 + far).is_empty() && members(u32::MAX).is_empty());
            assert!(groups.contains(7, 3) && !groups.contains(7, 4));
            let pairs: Vec<_> = groups.pairs().collect();
            assert_eq!(pairs, [(7, 0), (7, 3), (8, 4), (9 + far, 2), (9 + far, 5)]);
        }
    }

    #[test]
    fn nothing_has_no_groups() {
        let (snapshot, groups) = opened(GroupsBuilt::invert(&[HOLE, HOLE]));
        let groups = groups.open(&snapshot).expect("undamaged");
        assert_eq!(groups.range(0), 0..0);
        assert_eq!(groups.pairs().count(), 0);
    }
}
