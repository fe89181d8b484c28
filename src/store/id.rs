//! The ids of terms. All 32 bits mean something: the range an id lies in says what kind of thing it names.

use bytemuck::{Pod, Zeroable};

/// Names a term of one graph. Ids of different graphs have nothing to do with each other.
///
/// | range | names |
/// |---|---|
/// | `0x0000_0000 ..` | a term of the dictionary |
/// | `0x8000_0000 ..` | a row of a dense table, by its number |
/// | `0xC000_0000 ..` | the numbered literal of a row |
/// | `0xF000_0000 ..` | a term that only a running query knows |
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Pod, Zeroable)]
#[repr(transparent)]
pub struct TermId(pub(super) u32);

/// Says what an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// An entry of the dictionary.
    Term(u32),
    /// A row, counted over all dense tables.
    Row(u32),
    /// A numbered literal, counted over all numbered columns.
    Number(u32),
    /// A term of the running query.
    Foreign(u32),
}

impl TermId {
    /// Stands for a cell without a value.
    pub const NONE: Self = Self(u32::MAX);

    /// Gives the number that the id is, to hash it or to keep something in an array by it.
    #[inline]
    pub fn number(self) -> u32 {
        self.0
    }

    /// Takes a number back that [`TermId::number`] gave; another number is no id of any term.
    #[inline]
    pub fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// Gives the number of a dense row, counted over all dense tables; nothing for any other term.
    pub fn row_number(self) -> Option<usize> {
        match self.named() {
            Named::Row(row) => Some(row as usize),
            Named::Term(_) | Named::Number(_) | Named::Foreign(_) => None,
        }
    }

    /// Tells whether only a running query knows the term.
    #[inline]
    pub fn is_foreign(self) -> bool {
        matches!(self.named(), Named::Foreign(_))
    }

    pub(super) const ROWS: u32 = 0x8000_0000;
    pub(super) const NUMBERS: u32 = 0xC000_0000;
    pub(super) const FOREIGN: u32 = 0xF000_0000;

    /// Tells whether there is no value.
    #[inline]
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    pub(super) fn term(index: usize) -> Self {
        assert!(index < Self::ROWS as usize, "a dictionary holds fewer than 2^31 terms");
        Self(index as u32)
    }

    pub(super) fn row(index: usize) -> Self {
        assert!(index < (Self::NUMBERS - Self::ROWS) as usize, "a graph holds fewer than 2^30 rows");
        Self(Self::ROWS + index as u32)
    }

    pub(super) fn numbered(index: usize) -> Self {
        assert!(index < (Self::FOREIGN - Self::NUMBERS) as usize, "fewer than 3 * 2^28 numbered literals");
        Self(Self::NUMBERS + index as u32)
    }

    pub(super) fn foreign(index: usize) -> Self {
        assert!(index < (u32::MAX - Self::FOREIGN) as usize, "a query makes fewer than 2^28 terms");
        Self(Self::FOREIGN + index as u32)
    }

    #[inline]
    pub(super) fn named(self) -> Named {
        match self.0 {
            id if id < Self::ROWS => Named::Term(id),
            id if id < Self::NUMBERS => Named::Row(id - Self::ROWS),
            id if id < Self::FOREIGN => Named::Number(id - Self::NUMBERS),
            id => Named::Foreign(id - Self::FOREIGN),
        }
    }
}
