//! Dense rows: subjects that are numbers, named by a key or a text, and cost no dictionary entry.

use serde::{Deserialize, Serialize};

use crate::store::error::StoreError;
use crate::store::groups::{GroupsBuilt, GroupsRef};
use crate::store::snapshot::{Buffer, SectionRef, Sections, Snapshot};
use crate::store::strings::{StringsBuilder, StringsRef};

/// Says what the rows of a dense table are called; no two may be called the same.
#[derive(Debug)]
pub enum RowNames {
    /// Each by a number, written as 16 hexadecimal digits.
    Keys(Vec<u64>),
    /// Each by a text, which ends its IRI as it is.
    Texts(Vec<String>),
}

impl RowNames {
    /// Counts the rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Keys(keys) => keys.len(),
            Self::Texts(texts) => texts.len(),
        }
    }

    /// Tells whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes out the name of a row.
    pub(super) fn text(&self, row: usize) -> String {
        match self {
            Self::Keys(keys) => format!("{:016x}", keys[row]),
            Self::Texts(texts) => texts[row].clone(),
        }
    }
}

/// Names the rows of a dense table in a snapshot.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RowsRef {
    namespace: String,
    /// The number of the first row, counted over all dense tables.
    pub(super) first: u32,
    pub(super) len: u32,
    names: NamesRef,
}

#[derive(Debug, Serialize, Deserialize)]
enum NamesRef {
    Keys { keys: SectionRef, buckets: GroupsRef, shift: u32 },
    Texts(StringsRef),
}

/// Lays out the names of rows that begin at number `first`.
pub(super) fn place(namespace: String, first: u32, names: RowNames, sections: &mut Sections) -> RowsRef {
    let len = names.len() as u32;
    let names = match names {
        RowNames::Keys(keys) => {
            // About four keys share a bucket: one look at the offsets, then four comparisons.
            let bits = (keys.len() / 4).max(1).ilog2();
            let shift = 64 - bits;
            let bucket = |key: u64| if bits == 0 { 0 } else { (key >> shift) as u32 };
            let buckets: Vec<u32> = keys.iter().map(|&key| bucket(key)).collect();
            let buckets = GroupsBuilt::invert(&buckets).place(sections);
            NamesRef::Keys { keys: sections.add(Buffer::U64(keys)), buckets, shift }
        }
        RowNames::Texts(texts) => {
            let mut strings = StringsBuilder::default();
            for (row, text) in texts.iter().enumerate() {
                assert_eq!(strings.intern(text.as_bytes()), row, "no two rows are called the same");
            }
            NamesRef::Texts(strings.place(sections))
        }
    };
    RowsRef { namespace, first, len, names }
}

impl RowsRef {
    /// Writes the IRI of a row, counted within the table, to the end of a text.
    pub(super) fn write_iri(
        &self,
        snapshot: &Snapshot,
        row: u32,
        iri: &mut String,
    ) -> Result<(), StoreError> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        iri.push_str(&self.namespace);
        match &self.names {
            NamesRef::Keys { keys, .. } => {
                let key = snapshot.array::<u64>(*keys)?[row as usize];
                iri.extend((0..16).rev().map(|digit| DIGITS[(key >> (4 * digit)) as usize & 15] as char));
            }
            NamesRef::Texts(texts) => iri.push_str(
                std::str::from_utf8(texts.get(snapshot, row as usize)?)
                    .map_err(|_| StoreError::Damaged { reason: "a name is not text".to_owned() })?,
            ),
        }
        Ok(())
    }

    /// Finds the row that an IRI names. Cost: expected constant.
    pub(super) fn find(&self, snapshot: &Snapshot, iri: &str) -> Result<Option<u32>, StoreError> {
        let Some(name) = iri.strip_prefix(self.namespace.as_str()) else { return Ok(None) };
        match &self.names {
            NamesRef::Texts(texts) => Ok(texts.find(snapshot, name.as_bytes())?.map(|row| row as u32)),
            NamesRef::Keys { keys, buckets, shift } => {
                let digits = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                if name.len() != 16 || !name.bytes().all(digits) {
                    return Ok(None);
                }
                let Ok(key) = u64::from_str_radix(name, 16) else { return Ok(None) };
                let bucket = if *shift == 64 { 0 } else { (key >> shift) as u32 };
                let keys = snapshot.array::<u64>(*keys)?;
                let buckets = buckets.open(snapshot)?;
                let members = buckets.members();
                Ok(buckets.range(bucket).map(|at| members.get(at)).find(|&row| keys[row as usize] == key))
            }
        }
    }

    /// Gives the keys that the rows are named after, which come in the order of the names; there are none where rows
    /// are named by texts.
    pub(super) fn keys<'a>(&self, snapshot: &'a Snapshot) -> Result<Option<&'a [u64]>, StoreError> {
        match &self.names {
            NamesRef::Keys { keys, .. } => Ok(Some(snapshot.array(*keys)?)),
            NamesRef::Texts(_) => Ok(None),
        }
    }

    pub(super) fn contains(&self, row: u32) -> bool {
        row >= self.first && row - self.first < self.len
    }
}
