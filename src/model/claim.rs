//! The claims of a data set as columns: one row of `relations.csv` is one claim is one index into each.

use crate::model::{ClaimId, DateId, EntityId, ObjectId, Status, TextId};

/// Holds the claims, a column for each property, all of the same length.
///
/// Claims are never a list of structs: a million of them are a dozen arrays of small integers.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// Who.
    pub subject: Vec<EntityId>,
    /// Does or says what; always a relation type.
    pub relation: Vec<EntityId>,
    /// To whom, to what, or to which other claim.
    pub object: Vec<ObjectId>,
    /// For what, usually an event.
    pub about: Vec<EntityId>,
    /// When.
    pub date: Vec<DateId>,
    /// How it stands in its source.
    pub status: Vec<Status>,
    /// Who the source attributes it to.
    pub speaker: Vec<EntityId>,
    /// Which document reports it.
    pub source: Vec<EntityId>,
    /// Where in the document.
    pub locator: Vec<TextId>,
    /// The few words quoted.
    pub quote: Vec<TextId>,
    /// How many, when the claim counts; `u32::MAX` when it does not.
    pub count: Vec<u32>,
    /// The curator's note.
    pub note: Vec<TextId>,
    /// The name of their file: `relations.csv`.
    pub file: String,
    /// The physical line of their file.
    pub line: Vec<u32>,
    /// What each claim is called.
    pub ids: ClaimIds,
    /// Columns that nobody knows.
    pub extras: Vec<ExtraColumn>,
    /// Claims that say what an earlier one says, each with the first that does, in their order.
    pub repeats: Vec<(ClaimId, ClaimId)>,
}

/// Says what the claims of a data set are called.
#[derive(Debug, Clone)]
pub enum ClaimIds {
    /// Derived from the content of each row, never from its position; written as 16 hexadecimal digits.
    Derived(Vec<u64>),
    /// The user's own, where at least one row has one; rows without carry the derived digits as text.
    Named(Vec<TextId>),
}

impl Default for ClaimIds {
    fn default() -> Self {
        Self::Derived(Vec::new())
    }
}

/// Holds one column that nobody knows.
#[derive(Debug, Clone)]
pub struct ExtraColumn {
    /// The name in the header.
    pub name: TextId,
    /// The cell of each claim.
    pub cells: Vec<TextId>,
}

impl Claims {
    /// Stands for an empty count.
    pub const NO_COUNT: u32 = u32::MAX;

    /// Counts the claims.
    pub fn len(&self) -> usize {
        self.subject.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.subject.is_empty()
    }

    /// Gives the object of a claim when it is an entity; else nothing, which is the entity of an empty cell.
    pub fn object_entity(&self, row: usize) -> EntityId {
        self.object[row].entity().unwrap_or_default()
    }

    /// Walks the ids of all claims.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = ClaimId> + use<> {
        (0..self.len()).map(ClaimId::new)
    }
}
