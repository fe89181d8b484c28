//! One property of dense rows: a plain array from row to value, and its inverse.

use serde::{Deserialize, Serialize};

use crate::store::error::StoreError;
use crate::store::groups::{GroupsBuilt, GroupsRef};
use crate::store::id::TermId;
use crate::store::ints::{HOLE, IntsRef, Packed};
use crate::store::snapshot::{Sections, Snapshot};

/// Holds the values of one property, one for each row of a dense table.
#[derive(Debug)]
pub enum Values {
    /// Every row has this value.
    Same(TermId),
    /// Row `i` has value `i`; [`TermId::NONE`] where it has none.
    Each(Vec<TermId>),
    /// The same values as another property of the same rows, which was added before.
    Like(TermId),
    /// Row `i` has the plain literal `prefix` followed by `numbers[i]`. It costs next to nothing while the
    /// numbers ascend strictly and no other literal of the graph is the same; else it is kept as [`Values::Each`].
    Numbered {
        /// What stands before the number.
        prefix: String,
        /// The numbers, one for each row.
        numbers: Vec<u32>,
    },
}

/// Names a column of a snapshot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ColumnRef {
    /// Which dense table its rows are of.
    pub(super) rows: usize,
    pub(super) values: ValuesRef,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum ValuesRef {
    Same(u32),
    Each {
        values: IntsRef,
        inverse: GroupsRef,
    },
    Numbered {
        prefix: String,
        /// The number of the first literal, counted over all numbered columns.
        first: u32,
        numbers: NumbersRef,
    },
}

/// Names the numbers of a numbered column.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum NumbersRef {
    /// Row `i` has number `start + i`.
    Consecutive { start: u32 },
    /// The numbers, ascending.
    Listed(IntsRef),
}

/// Holds a column that is built but not yet placed.
pub(super) enum ColumnBuilt {
    Same(u32),
    Each { values: Packed, inverse: GroupsBuilt },
    Numbered { prefix: String, first: u32, start: u32, numbers: Option<Packed> },
}

impl ColumnBuilt {
    /// Packs an array of values and inverts it.
    pub(super) fn each(values: Vec<TermId>) -> Self {
        const { assert!(TermId::NONE.0 == HOLE) };
        let values: Vec<u32> = values.into_iter().map(|value| value.0).collect();
        let inverse = GroupsBuilt::invert(&values);
        Self::Each { values: Packed::new(values), inverse }
    }

    pub(super) fn numbered(prefix: String, first: u32, numbers: Vec<u32>) -> Self {
        let start = numbers.first().copied().unwrap_or(0);
        let consecutive = numbers.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1]));
        let numbers = (!consecutive).then(|| Packed::new(numbers));
        Self::Numbered { prefix, first, start, numbers }
    }

    pub(super) fn place(self, sections: &mut Sections) -> ValuesRef {
        match self {
            Self::Same(value) => ValuesRef::Same(value),
            Self::Each { values, inverse } => {
                ValuesRef::Each { values: values.place(sections), inverse: inverse.place(sections) }
            }
            Self::Numbered { prefix, first, start, numbers } => ValuesRef::Numbered {
                prefix,
                first,
                numbers: match numbers {
                    None => NumbersRef::Consecutive { start },
                    Some(numbers) => NumbersRef::Listed(numbers.place(sections)),
                },
            },
        }
    }
}

impl NumbersRef {
    pub(super) fn get(&self, snapshot: &Snapshot, row: u32) -> Result<u32, StoreError> {
        Ok(match self {
            Self::Consecutive { start } => start + row,
            Self::Listed(numbers) => numbers.open(snapshot)?.get(row as usize),
        })
    }

    /// Finds the row of a number among `len` rows. Cost: at most logarithmic.
    pub(super) fn find(&self, snapshot: &Snapshot, number: u32, len: u32) -> Result<Option<u32>, StoreError> {
        Ok(match self {
            Self::Consecutive { start } => number.checked_sub(*start).filter(|row| *row < len),
            Self::Listed(numbers) => numbers.open(snapshot)?.search(number).map(|row| row as u32),
        })
    }
}
