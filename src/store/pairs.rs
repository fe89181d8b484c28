//! The triples of one predicate that fit a pattern, as pairs of subject and object.

use std::ops::Range;

use crate::store::column::{ColumnRef, ValuesRef};
use crate::store::error::StoreError;
use crate::store::graph::PredicateRef;
use crate::store::groups::GroupPairs;
use crate::store::id::TermId;
use crate::store::ints::Ints;
use crate::store::rows::RowsRef;
use crate::store::snapshot::Snapshot;
use crate::store::table::TableRef;

/// Walks pairs of subject and object; each kind is a slice or an array of the graph, read in place.
#[derive(Debug, Clone)]
pub(super) enum Pairs<'a> {
    /// One pair or none.
    Once(Option<(u32, u32)>),
    /// One subject with each of its objects.
    Objects { subject: u32, members: Ints<'a>, range: Range<usize> },
    /// Each subject of one object; `shift` turns a row into its id.
    Subjects { object: u32, members: Ints<'a>, range: Range<usize>, shift: u32 },
    /// A whole table.
    Table(GroupPairs<'a>),
    /// A whole column.
    Cells { values: Ints<'a>, range: Range<usize>, shift: u32 },
    /// A whole column in which all rows have one value.
    Same { value: u32, rows: Range<u32> },
    /// A whole numbered column.
    Numbers { row: u32, number: u32, left: u32 },
}

impl Iterator for Pairs<'_> {
    type Item = (u32, u32);

    #[inline]
    fn next(&mut self) -> Option<(u32, u32)> {
        match self {
            Self::Once(pair) => pair.take(),
            Self::Objects { subject, members, range } => Some((*subject, members.get(range.next()?))),
            Self::Subjects { object, members, range, shift } => {
                Some((*shift + members.get(range.next()?), *object))
            }
            Self::Table(pairs) => pairs.next(),
            Self::Cells { values, range, shift } => loop {
                let row = range.next()?;
                if let Some(value) = values.value(row) {
                    return Some((*shift + row as u32, value));
                }
            },
            Self::Same { value, rows } => Some((rows.next()?, *value)),
            Self::Numbers { row, number, left } => {
                *left = left.checked_sub(1)?;
                let pair = (*row, *number);
                *row += 1;
                *number += 1;
                Some(pair)
            }
        }
    }
}

impl PredicateRef {
    /// Counts all triples.
    pub(super) fn len(&self, rows: &[RowsRef]) -> usize {
        let columns = self.columns.iter().map(|column| match &column.values {
            ValuesRef::Each { inverse, .. } => inverse.len(),
            ValuesRef::Same(_) | ValuesRef::Numbered { .. } => rows[column.rows].len as usize,
        });
        self.table.as_ref().map_or(0, TableRef::len) + columns.sum::<usize>()
    }

    /// Counts the distinct subjects.
    pub(super) fn subjects(&self, rows: &[RowsRef]) -> usize {
        let columns = self.columns.iter().map(|column| match &column.values {
            ValuesRef::Each { inverse, .. } => inverse.len(),
            ValuesRef::Same(_) | ValuesRef::Numbered { .. } => rows[column.rows].len as usize,
        });
        self.table.as_ref().map_or(0, TableRef::subjects) + columns.sum::<usize>()
    }

    /// Tells whether no subject has more than one object.
    pub(super) fn is_single(&self, snapshot: &Snapshot) -> Result<bool, StoreError> {
        let mut rows: Vec<usize> = self.columns.iter().map(|column| column.rows).collect();
        rows.sort_unstable();
        let columns_are_apart = rows.windows(2).all(|pair| pair[0] != pair[1]);
        Ok(columns_are_apart
            && match &self.table {
                Some(table) if table.len() != table.subjects() => false,
                Some(table) if !rows.is_empty() => {
                    table.forward(snapshot)?.last_key().is_none_or(|last| last < TermId::ROWS)
                }
                _ => true,
            })
    }

    /// Counts the distinct objects; those that a table and a column share count twice.
    pub(super) fn objects(&self, rows: &[RowsRef]) -> usize {
        let columns = self.columns.iter().map(|column| match &column.values {
            ValuesRef::Each { inverse, .. } => inverse.distinct(),
            ValuesRef::Same(_) => 1,
            ValuesRef::Numbered { .. } => rows[column.rows].len as usize,
        });
        self.table.as_ref().map_or(0, TableRef::objects) + columns.sum::<usize>()
    }

    /// Gives the pairs that fit, handing each run of them to `sink`.
    pub(super) fn pairs<'a>(
        &self,
        snapshot: &'a Snapshot,
        rows: &[RowsRef],
        subject: Option<u32>,
        object: Option<u32>,
        mut sink: impl FnMut(Pairs<'a>),
    ) -> Result<(), StoreError> {
        if let Some(table) = &self.table {
            match (subject, object) {
                (Some(subject), Some(object)) => {
                    if table.forward(snapshot)?.contains(subject, object) {
                        sink(Pairs::Once(Some((subject, object))));
                    }
                }
                (Some(subject), None) => {
                    let groups = table.forward(snapshot)?;
                    let range = groups.range(subject);
                    if !range.is_empty() {
                        sink(Pairs::Objects { subject, members: groups.members(), range });
                    }
                }
                (None, Some(object)) => {
                    let groups = table.backward(snapshot)?;
                    let range = groups.range(object);
                    if !range.is_empty() {
                        sink(Pairs::Subjects { object, members: groups.members(), range, shift: 0 });
                    }
                }
                (None, None) => sink(Pairs::Table(table.forward(snapshot)?.pairs())),
            }
        }
        for column in &self.columns {
            if let Some(pairs) = column.pairs(snapshot, &rows[column.rows], subject, object)? {
                sink(pairs);
            }
        }
        Ok(())
    }
}

impl ColumnRef {
    fn pairs<'a>(
        &self,
        snapshot: &'a Snapshot,
        rows: &RowsRef,
        subject: Option<u32>,
        object: Option<u32>,
    ) -> Result<Option<Pairs<'a>>, StoreError> {
        let first = TermId::ROWS + rows.first;
        if let Some(subject) = subject {
            let Some(row) = subject.checked_sub(first).filter(|row| *row < rows.len) else {
                return Ok(None);
            };
            let value = match &self.values {
                ValuesRef::Same(value) => Some(*value),
                ValuesRef::Each { values, .. } => values.open(snapshot)?.value(row as usize),
                ValuesRef::Numbered { first, .. } => Some(TermId::NUMBERS + first + row),
            };
            let value = value.filter(|value| object.is_none_or(|object| object == *value));
            return Ok(value.map(|value| Pairs::Once(Some((subject, value)))));
        }
        Ok(match (&self.values, object) {
            (ValuesRef::Same(value), _) => (object.is_none_or(|object| object == *value))
                .then(|| Pairs::Same { value: *value, rows: first..first + rows.len }),
            (ValuesRef::Each { inverse, .. }, Some(object)) => {
                let groups = inverse.open(snapshot)?;
                let range = groups.range(object);
                let members = groups.members();
                (!range.is_empty()).then_some(Pairs::Subjects { object, members, range, shift: first })
            }
            (ValuesRef::Each { values, .. }, None) => {
                let values = values.open(snapshot)?;
                Some(Pairs::Cells { values, range: 0..values.len(), shift: first })
            }
            (ValuesRef::Numbered { first: number, .. }, Some(object)) => {
                let row = object.checked_sub(TermId::NUMBERS + number).filter(|row| *row < rows.len);
                row.map(|row| Pairs::Once(Some((first + row, object))))
            }
            (ValuesRef::Numbered { first: number, .. }, None) => {
                Some(Pairs::Numbers { row: first, number: TermId::NUMBERS + number, left: rows.len })
            }
        })
    }
}

impl Pairs<'_> {
    /// Counts what is left; a column with holes that is wholly open counts them too, so it is counted elsewhere.
    pub(super) fn count_left(&self) -> usize {
        match self {
            Self::Once(pair) => usize::from(pair.is_some()),
            Self::Objects { range, .. } | Self::Subjects { range, .. } | Self::Cells { range, .. } => {
                range.len()
            }
            Self::Table(pairs) => pairs.len(),
            Self::Same { rows, .. } => rows.len(),
            Self::Numbers { left, .. } => *left as usize,
        }
    }
}
