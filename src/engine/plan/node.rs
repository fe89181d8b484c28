//! A query as the planner sees it: variables are numbers, terms are ids, joins are flat lists.

use crate::engine::batch::{Slot, Slots, only};
use crate::engine::expression::Test;
use crate::engine::operator::Source;
use crate::store::TermId;

/// A part of a query that gives rows.
#[derive(Debug)]
pub(in crate::engine) enum Node {
    /// Everything joined, in any order; each filter holds for the whole.
    Join {
        atoms: Vec<Atom>,
        filters: Vec<Test>,
    },
    /// OPTIONAL.
    Left {
        left: Box<Self>,
        right: Box<Self>,
        condition: Option<Test>,
    },
    /// EXISTS and NOT EXISTS: the right side is asked for each row of the left.
    Exists {
        left: Box<Self>,
        right: Box<Self>,
        wanted: bool,
    },
    Minus {
        left: Box<Self>,
        right: Box<Self>,
    },
    Union(Vec<Self>),
    Extend {
        inner: Box<Self>,
        slot: Slot,
        source: Source,
    },
    Filter {
        inner: Box<Self>,
        test: Test,
    },
    Values {
        slots: Vec<Slot>,
        rows: Vec<Vec<TermId>>,
    },
    Group {
        inner: Box<Self>,
        keys: Vec<Slot>,
        aggregates: Vec<(Slot, Aggregate)>,
    },
    /// ORDER BY: each variable, and whether it descends.
    Order {
        inner: Box<Self>,
        by: Vec<(Slot, bool)>,
    },
    Distinct(Box<Self>),
    /// Only these variables are seen from outside.
    Project {
        inner: Box<Self>,
        slots: Vec<Slot>,
    },
    Slice {
        inner: Box<Self>,
        skip: usize,
        length: Option<usize>,
    },
}

/// One thing to join.
#[derive(Debug)]
pub(in crate::engine) enum Atom {
    Triple([Term; 3]),
    Path { subject: Term, path: PathNode, object: Term },
    Node(Node),
}

/// One end of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum Term {
    Constant(TermId),
    Slot(Slot),
}

/// A property path with its predicates looked up.
#[derive(Debug)]
pub(in crate::engine) enum PathNode {
    Predicate(TermId),
    Reverse(Box<Self>),
    Sequence(Box<Self>, Box<Self>),
    Alternative(Box<Self>, Box<Self>),
    ZeroOrOne(Box<Self>),
    ZeroOrMore(Box<Self>),
    OneOrMore(Box<Self>),
    Not(Vec<TermId>),
}

/// What is worked out for a group; a variable says of what.
#[derive(Debug, Clone)]
pub(in crate::engine) enum Aggregate {
    Rows,
    Count(Slot),
    CountDistinct(Slot),
    Sample(Slot),
    Least(Slot),
    Greatest(Slot),
    Sum { of: Slot, distinct: bool },
    Concat { of: Slot, distinct: bool, separator: String },
}

impl Term {
    pub(in crate::engine) fn slots(self) -> Slots {
        match self {
            Self::Constant(_) => 0,
            Self::Slot(slot) => only(slot),
        }
    }
}

impl Aggregate {
    pub(in crate::engine) fn slots(&self) -> Slots {
        match self {
            Self::Rows => 0,
            Self::Count(slot)
            | Self::CountDistinct(slot)
            | Self::Sample(slot)
            | Self::Least(slot)
            | Self::Greatest(slot)
            | Self::Sum { of: slot, .. }
            | Self::Concat { of: slot, .. } => only(*slot),
        }
    }

    /// Tells whether the same row counting twice makes no difference.
    pub(in crate::engine) fn ignores_repeats(&self) -> bool {
        match self {
            Self::CountDistinct(_) | Self::Least(_) | Self::Greatest(_) | Self::Sample(_) => true,
            Self::Sum { distinct, .. } | Self::Concat { distinct, .. } => *distinct,
            Self::Rows | Self::Count(_) => false,
        }
    }
}

impl PathNode {
    /// Tells whether the path joins a node to itself without any triple.
    pub(in crate::engine) fn may_be_empty(&self) -> bool {
        match self {
            Self::ZeroOrMore(_) | Self::ZeroOrOne(_) => true,
            Self::Reverse(path) | Self::OneOrMore(path) => path.may_be_empty(),
            Self::Sequence(left, right) => left.may_be_empty() && right.may_be_empty(),
            Self::Alternative(left, right) => left.may_be_empty() || right.may_be_empty(),
            Self::Predicate(_) | Self::Not(_) => false,
        }
    }

    /// Tells whether the path can be asked for when neither end is known.
    pub(in crate::engine) fn may_be_open(&self) -> bool {
        match self {
            Self::ZeroOrMore(_) | Self::ZeroOrOne(_) | Self::Not(_) => false,
            Self::Reverse(path) | Self::OneOrMore(path) => path.may_be_open(),
            Self::Sequence(left, right) | Self::Alternative(left, right) => {
                left.may_be_open() && right.may_be_open()
            }
            Self::Predicate(_) => true,
        }
    }
}

impl Atom {
    /// Tells whether it can be joined to the rows of somewhere else just as to those of its own group: a pattern,
    /// or values without gaps.
    pub(in crate::engine) fn is_plain(&self) -> bool {
        match self {
            Self::Triple(_) | Self::Path { .. } => true,
            Self::Node(Node::Values { rows, .. }) => rows.iter().flatten().all(|id| !id.is_none()),
            Self::Node(_) => false,
        }
    }

    /// Gives the variables that may have a value.
    pub(in crate::engine) fn possible(&self) -> Slots {
        match self {
            Self::Triple(ends) => ends.iter().fold(0, |slots, end| slots | end.slots()),
            Self::Path { subject, object, .. } => subject.slots() | object.slots(),
            Self::Node(node) => node.possible(),
        }
    }

    /// Gives the variables that have a value in every row.
    pub(in crate::engine) fn certain(&self) -> Slots {
        match self {
            Self::Node(node) => node.certain(),
            other => other.possible(),
        }
    }
}

fn of(slots: &[Slot]) -> Slots {
    slots.iter().fold(0, |all, slot| all | only(*slot))
}

impl Node {
    /// Gives the variables that may have a value.
    pub(in crate::engine) fn possible(&self) -> Slots {
        match self {
            Self::Join { atoms, .. } => atoms.iter().fold(0, |slots, atom| slots | atom.possible()),
            Self::Left { left, right, .. } => left.possible() | right.possible(),
            Self::Exists { left, .. } | Self::Minus { left, .. } => left.possible(),
            Self::Union(nodes) => nodes.iter().fold(0, |slots, node| slots | node.possible()),
            Self::Extend { inner, slot, .. } => inner.possible() | only(*slot),
            Self::Values { slots, .. } => of(slots),
            Self::Group { keys, aggregates, .. } => {
                of(keys) | aggregates.iter().fold(0, |slots, (slot, _)| slots | only(*slot))
            }
            Self::Filter { inner, .. } | Self::Order { inner, .. } | Self::Slice { inner, .. } => {
                inner.possible()
            }
            Self::Distinct(inner) => inner.possible(),
            Self::Project { inner, slots } => inner.possible() & of(slots),
        }
    }

    /// Gives the variables that have a value in every row.
    pub(in crate::engine) fn certain(&self) -> Slots {
        match self {
            Self::Join { atoms, .. } => atoms.iter().fold(0, |slots, atom| slots | atom.certain()),
            Self::Left { left, .. } | Self::Exists { left, .. } | Self::Minus { left, .. } => left.certain(),
            Self::Union(nodes) => nodes.iter().fold(Slots::MAX, |slots, node| slots & node.certain()),
            Self::Values { slots, rows } => {
                let full = |column: usize| rows.iter().all(|row| !row[column].is_none());
                (slots.iter().enumerate())
                    .filter(|(column, _)| full(*column))
                    .fold(0, |all, (_, slot)| all | only(*slot))
            }
            Self::Group { inner, keys, aggregates } => {
                let counted = aggregates.iter().filter(|(_, aggregate)| {
                    matches!(aggregate, Aggregate::Rows | Aggregate::Count(_) | Aggregate::CountDistinct(_))
                });
                counted.fold(inner.certain() & of(keys), |slots, (slot, _)| slots | only(*slot))
            }
            Self::Extend { inner, slot, source } => {
                let certain = inner.certain();
                if source.is_certain(certain) { certain | only(*slot) } else { certain }
            }
            Self::Filter { inner, .. } | Self::Order { inner, .. } | Self::Slice { inner, .. } => {
                inner.certain()
            }
            Self::Distinct(inner) => inner.certain(),
            Self::Project { inner, slots } => inner.certain() & of(slots),
        }
    }
}
