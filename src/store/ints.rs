//! Arrays of small integers in as few bytes as their range needs: one, two or four each.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::store::error::StoreError;
use crate::store::id::TermId;
use crate::store::snapshot::{Buffer, SectionRef, Sections, Snapshot};

/// Names an array in a snapshot: element `i` is `base` plus the stored number; the greatest stored number of
/// an array with `holes` stands for no value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct IntsRef {
    section: SectionRef,
    width: u8,
    base: u32,
    len: u32,
}

/// Stands for no value in an array before it is packed.
pub(super) const HOLE: u32 = u32::MAX;

/// Holds an array that is packed but not yet placed, so that packing can happen on any thread.
pub(super) struct Packed {
    buffer: Buffer,
    width: u8,
    base: u32,
    len: u32,
}

impl Packed {
    pub(super) fn new(values: Vec<u32>) -> Self {
        let len = values.len() as u32;
        let (buffer, width, base) = narrow(values);
        Self { buffer, width, base, len }
    }

    pub(super) fn place(self, sections: &mut Sections) -> IntsRef {
        IntsRef { section: sections.add(self.buffer), width: self.width, base: self.base, len: self.len }
    }
}

fn narrow(mut values: Vec<u32>) -> (Buffer, u8, u32) {
    let (mut least, mut greatest) = (u32::MAX, 0);
    for &value in &values {
        // A hole is the greatest number, so it never lowers `least`; it must not raise `greatest`.
        least = least.min(value);
        greatest = greatest.max(if value == HOLE { 0 } else { value });
    }
    let base = if least == HOLE { 0 } else { least };
    let span = greatest.saturating_sub(base);
    let code = |value: u32, hole: u32| if value == HOLE { hole } else { value - base };
    if span < u32::from(u8::MAX) {
        (Buffer::U8(values.iter().map(|&v| code(v, u32::from(u8::MAX)) as u8).collect()), 1, base)
    } else if span < u32::from(u16::MAX) {
        (Buffer::U16(values.iter().map(|&v| code(v, u32::from(u16::MAX)) as u16).collect()), 2, base)
    } else {
        values.iter_mut().for_each(|value| *value = code(*value, HOLE));
        (Buffer::U32(values), 4, base)
    }
}

/// Reads a packed array in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ints<'a> {
    cells: Cells<'a>,
    base: u32,
}

#[derive(Debug, Clone, Copy)]
enum Cells<'a> {
    U8(&'a [u8]),
    U16(&'a [u16]),
    U32(&'a [u32]),
}

impl IntsRef {
    /// Opens the array, checking its section when it is touched for the first time.
    pub(super) fn open<'a>(&self, snapshot: &'a Snapshot) -> Result<Ints<'a>, StoreError> {
        let cells = match self.width {
            1 => Cells::U8(snapshot.array(self.section)?),
            2 => Cells::U16(snapshot.array(self.section)?),
            _ => Cells::U32(snapshot.array(self.section)?),
        };
        Ok(Ints { cells, base: self.base })
    }

    pub(super) fn len(&self) -> usize {
        self.len as usize
    }
}

impl Ints<'_> {
    /// Gives an element of an array that has no holes.
    #[inline]
    pub(super) fn get(&self, index: usize) -> u32 {
        self.base
            + match self.cells {
                Cells::U8(cells) => u32::from(cells[index]),
                Cells::U16(cells) => u32::from(cells[index]),
                Cells::U32(cells) => cells[index],
            }
    }

    /// Gives an element, or nothing for a hole.
    #[inline]
    pub(super) fn value(&self, index: usize) -> Option<u32> {
        let (stored, hole) = match self.cells {
            Cells::U8(cells) => (u32::from(cells[index]), u32::from(u8::MAX)),
            Cells::U16(cells) => (u32::from(cells[index]), u32::from(u16::MAX)),
            Cells::U32(cells) => (cells[index], HOLE),
        };
        (stored != hole).then(|| self.base + stored)
    }

    /// Looks the elements of nodes up that are `first` and those after it: the position of each node that has one,
    /// from `offset` on, goes to `rows` and the element to `found`.
    pub(super) fn look_up(
        &self,
        first: u32,
        nodes: &[TermId],
        offset: usize,
        rows: &mut Vec<u32>,
        found: &mut Vec<TermId>,
    ) {
        rows.reserve(nodes.len());
        found.reserve(nodes.len());
        for (row, node) in (offset as u32..).zip(nodes) {
            // What is no row of this table is far off either end, and so is not within it.
            let at = node.0.wrapping_sub(first) as usize;
            let value = match self.cells {
                Cells::U8(cells) => {
                    cells.get(at).filter(|cell| **cell != u8::MAX).map(|&cell| u32::from(cell))
                }
                Cells::U16(cells) => {
                    cells.get(at).filter(|cell| **cell != u16::MAX).map(|&cell| u32::from(cell))
                }
                Cells::U32(cells) => cells.get(at).filter(|cell| **cell != HOLE).copied(),
            };
            if let Some(value) = value {
                rows.push(row);
                found.push(TermId(self.base + value));
            }
        }
    }

    /// Copies the elements of a range of an array without holes, each with `shift` added, to the end of `ids`.
    pub(super) fn copy(&self, range: Range<usize>, shift: u32, ids: &mut Vec<TermId>) {
        let base = self.base + shift;
        match self.cells {
            Cells::U8(cells) => ids.extend(cells[range].iter().map(|&cell| TermId(base + u32::from(cell)))),
            Cells::U16(cells) => ids.extend(cells[range].iter().map(|&cell| TermId(base + u32::from(cell)))),
            Cells::U32(cells) => ids.extend(cells[range].iter().map(|&cell| TermId(base + cell))),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self.cells {
            Cells::U8(cells) => cells.len(),
            Cells::U16(cells) => cells.len(),
            Cells::U32(cells) => cells.len(),
        }
    }

    /// Finds `value` in an ascending array without holes. Cost: logarithmic.
    pub(super) fn search(&self, value: u32) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.get(middle).cmp(&value) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Finds `value` in the ascending part `range`. Cost: logarithmic.
    pub(super) fn contains_in(&self, range: Range<usize>, value: u32) -> bool {
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.get(middle).cmp(&value) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }
}
