//! The triples of one predicate of the default graph, read in place for many nodes at a time: ids in, columns out.

use std::iter::repeat_n;
use std::ops::Range;

use crate::store::column::ValuesRef;
use crate::store::error::StoreError;
use crate::store::graph::Graph;
use crate::store::groups::Groups;
use crate::store::id::TermId;
use crate::store::ints::Ints;

/// Reads the triples of one predicate in both directions.
///
/// ```
/// use actant::store::{Builder, Place, Way};
///
/// let mut builder = Builder::new();
/// let [csto, part, tajikistan, armenia] = ["csto", "part", "tajikistan", "armenia"]
///     .map(|name| builder.iri(&format!("https://example.org/{name}")));
/// builder.quad(csto, part, tajikistan, None);
/// builder.quad(csto, part, armenia, None);
/// let graph = builder.finish().into_graph()?;
///
/// let (mut rows, mut found) = (Vec::new(), Vec::new());
/// let links = graph.links(part)?;
/// links.follow(Way::Forward, &[part, csto], &mut Place::default(), 100, &mut rows, &mut found);
/// assert_eq!((rows, found), (vec![1, 1], vec![tajikistan, armenia]));
/// # Ok::<(), actant::store::StoreError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Links<'a> {
    parts: Vec<Part<'a>>,
}

/// Says which end of a triple is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From subjects to objects.
    Forward,
    /// From objects to subjects.
    Backward,
}

impl Way {
    /// Gives the other way.
    #[must_use]
    pub fn back(self) -> Self {
        match self {
            Self::Forward => Self::Backward,
            Self::Backward => Self::Forward,
        }
    }
}

/// Says how far a walk has come, so that it can stop after any triple and go on later.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// Which of the nodes is next.
    pub row: usize,
    part: usize,
    member: usize,
}

/// One table, or one column of dense rows.
#[derive(Debug, Clone)]
enum Part<'a> {
    Table { forward: Groups<'a>, backward: Groups<'a> },
    Cells { first: u32, values: Ints<'a>, inverse: Groups<'a> },
    Same { first: u32, len: u32, value: u32 },
    Numbers { first: u32, len: u32, number: u32 },
}

/// What one part has for one node.
enum Found<'a> {
    Nothing,
    One(u32),
    /// Members of a group, each of which becomes an id when the shift is added.
    Members(Ints<'a>, Range<usize>, u32),
    /// Ids that follow each other.
    Ids(Range<u32>),
}

impl Graph {
    /// Opens the triples of a predicate in the default graph; a predicate that has none gives none.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn links(&self, predicate: TermId) -> Result<Links<'_>, StoreError> {
        let mut parts = Vec::new();
        if let Some(predicate) = self.predicate(0, predicate.0) {
            if let Some(table) = &predicate.table {
                let (forward, backward) = (table.forward(&self.snapshot)?, table.backward(&self.snapshot)?);
                parts.push(Part::Table { forward, backward });
            }
            for column in &predicate.columns {
                let rows = &self.content.rows[column.rows];
                let (first, len) = (TermId::ROWS + rows.first, rows.len);
                parts.push(match &column.values {
                    ValuesRef::Same(value) => Part::Same { first, len, value: *value },
                    ValuesRef::Each { values, inverse } => Part::Cells {
                        first,
                        values: values.open(&self.snapshot)?,
                        inverse: inverse.open(&self.snapshot)?,
                    },
                    ValuesRef::Numbered { first: number, .. } => {
                        Part::Numbers { first, len, number: TermId::NUMBERS + number }
                    }
                });
            }
        }
        Ok(Links { parts })
    }
}

impl Links<'_> {
    /// Goes from nodes to what each is linked to, from `place` on, until about `limit` triples are found or the
    /// nodes are done: `rows` takes the position of the node in `nodes`, `found` the other end.
    ///
    /// Cost: an array access for each node, and one step for each triple.
    pub fn follow(
        &self,
        way: Way,
        nodes: &[TermId],
        place: &mut Place,
        limit: usize,
        rows: &mut Vec<u32>,
        found: &mut Vec<TermId>,
    ) {
        if let ([Part::Cells { first, values, .. }], Way::Forward) = (self.parts.as_slice(), way) {
            let end = nodes.len().min(place.row + limit);
            values.look_up(*first, &nodes[place.row..end], place.row, rows, found);
            place.row = end;
            return;
        }
        if let [part] = self.parts.as_slice()
            && let Some((groups, shift)) = part.groups(way)
        {
            return follow_groups(groups, shift, nodes, place, limit, rows, found);
        }
        while place.row < nodes.len() {
            let node = nodes[place.row].0;
            while let Some(part) = self.parts.get(place.part) {
                let row = place.row as u32;
                let room = limit.saturating_sub(found.len()).max(1);
                let all = match part.of(way, node) {
                    Found::Nothing => true,
                    Found::One(other) => {
                        rows.push(row);
                        found.push(TermId(other));
                        true
                    }
                    Found::Members(members, range, shift) => {
                        let start = range.start + place.member;
                        let end = range.end.min(start + room);
                        rows.extend(repeat_n(row, end - start));
                        members.copy(start..end, shift, found);
                        place.member += end - start;
                        end == range.end
                    }
                    Found::Ids(range) => {
                        let start = range.start + place.member as u32;
                        let end = range.end.min(start.saturating_add(room as u32));
                        rows.extend((start..end).map(|_| row));
                        found.extend((start..end).map(TermId));
                        place.member += (end - start) as usize;
                        end == range.end
                    }
                };
                if all {
                    place.part += 1;
                    place.member = 0;
                }
                if found.len() >= limit {
                    return;
                }
            }
            place.row += 1;
            place.part = 0;
        }
    }

    /// Visits everything that one node is linked to.
    pub fn each(&self, way: Way, node: TermId, mut visit: impl FnMut(TermId)) {
        for part in &self.parts {
            match part.of(way, node.0) {
                Found::Nothing => {}
                Found::One(other) => visit(TermId(other)),
                Found::Members(members, range, shift) => {
                    range.for_each(|at| visit(TermId(shift + members.get(at))));
                }
                Found::Ids(range) => range.for_each(|id| visit(TermId(id))),
            }
        }
    }

    /// Visits every pair of subject and object.
    pub fn pairs(&self, mut visit: impl FnMut(TermId, TermId)) {
        for part in &self.parts {
            match part {
                Part::Table { forward, .. } => {
                    forward.pairs().for_each(|(subject, object)| visit(TermId(subject), TermId(object)));
                }
                Part::Cells { first, values, .. } => {
                    for row in 0..values.len() {
                        if let Some(value) = values.value(row) {
                            visit(TermId(first + row as u32), TermId(value));
                        }
                    }
                }
                Part::Same { first, len, value } => {
                    (*first..first + len).for_each(|row| visit(TermId(row), TermId(*value)));
                }
                Part::Numbers { first, len, number } => {
                    (0..*len).for_each(|row| visit(TermId(first + row), TermId(number + row)));
                }
            }
        }
    }

    /// Tells whether the triple of two ends is there. Cost: at most logarithmic in the triples of the subject.
    #[inline]
    pub fn contains(&self, subject: TermId, object: TermId) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Table { forward, .. } => forward.contains(subject.0, object.0),
            part => matches!(part.of(Way::Forward, subject.0), Found::One(value) if value == object.0),
        })
    }
}

/// Does what [`Links::follow`] does where there is nothing but one list of groups, which is most often so.
fn follow_groups(
    groups: &Groups<'_>,
    shift: u32,
    nodes: &[TermId],
    place: &mut Place,
    limit: usize,
    rows: &mut Vec<u32>,
    found: &mut Vec<TermId>,
) {
    let members = groups.members();
    while place.row < nodes.len() && found.len() < limit {
        let range = groups.range(nodes[place.row].0);
        let start = range.start + place.member;
        let end = range.end.min(start + (limit - found.len()));
        match end - start {
            0 => {}
            1 => {
                rows.push(place.row as u32);
                found.push(TermId(shift + members.get(start)));
            }
            more => {
                rows.extend(repeat_n(place.row as u32, more));
                members.copy(start..end, shift, found);
            }
        }
        if end == range.end {
            place.row += 1;
            place.member = 0;
        } else {
            place.member += end - start;
        }
    }
}

impl<'a> Part<'a> {
    /// Gives the groups that lead one way, and what turns their members into ids, if there are groups.
    fn groups(&self, way: Way) -> Option<(&Groups<'a>, u32)> {
        match (self, way) {
            (Self::Table { forward, .. }, Way::Forward) => Some((forward, 0)),
            (Self::Table { backward, .. }, Way::Backward) => Some((backward, 0)),
            (Self::Cells { first, inverse, .. }, Way::Backward) => Some((inverse, *first)),
            _ => None,
        }
    }

    #[inline]
    fn of(&self, way: Way, node: u32) -> Found<'a> {
        let row = |first: u32, len: u32| node.checked_sub(first).filter(|row| *row < len);
        match (self, way) {
            (Self::Table { forward, .. }, Way::Forward) => {
                Found::Members(forward.members(), forward.range(node), 0)
            }
            (Self::Table { backward, .. }, Way::Backward) => {
                Found::Members(backward.members(), backward.range(node), 0)
            }
            (Self::Cells { first, values, .. }, Way::Forward) => {
                let value = row(*first, values.len() as u32).and_then(|row| values.value(row as usize));
                value.map_or(Found::Nothing, Found::One)
            }
            (Self::Cells { first, inverse, .. }, Way::Backward) => {
                Found::Members(inverse.members(), inverse.range(node), *first)
            }
            (Self::Same { first, len, value }, Way::Forward) => {
                row(*first, *len).map_or(Found::Nothing, |_| Found::One(*value))
            }
            (Self::Same { first, len, value }, Way::Backward) if node == *value => {
                Found::Ids(*first..*first + *len)
            }
            (Self::Same { .. }, Way::Backward) => Found::Nothing,
            (Self::Numbers { first, len, number }, Way::Forward) => {
                row(*first, *len).map_or(Found::Nothing, |row| Found::One(*number + row))
            }
            (Self::Numbers { first, len, number }, Way::Backward) => {
                row(*number, *len).map_or(Found::Nothing, |row| Found::One(*first + row))
            }
        }
    }
}
