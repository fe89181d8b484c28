//! Which of two terms comes first, told from their text where that is all that counts.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::engine::run::{Run, Stop};
use crate::engine::value::order;
use crate::store::sparql::Value;
use crate::store::{TermId, TermReader, TermRef};

const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// Compares terms as ORDER BY does, and keeps the values that it had to make.
pub(super) struct Comparer<'a> {
    left: TermReader<'a>,
    right: TermReader<'a>,
    values: HashMap<TermId, Value>,
}

impl<'a> Comparer<'a> {
    pub(super) fn new(run: &Run<'a>) -> Result<Self, Stop> {
        let reader = TermReader::new(run.terms.graph(), &[])?;
        Ok(Self { left: reader.clone(), right: reader, values: HashMap::new() })
    }

    pub(super) fn compare(&mut self, run: &Run<'_>, left: TermId, right: TermId) -> Result<Ordering, Stop> {
        if let Some(ordering) = run.terms.graph().compare_rows(left, right)? {
            return Ok(ordering);
        }
        if let (Some(left), Some(right)) = (self.left.read(left)?, self.right.read(right)?)
            && let (Some(left), Some(right)) = (text(left), text(right))
            && left.0 == right.0
        {
            return Ok(left.1.cmp(right.1));
        }
        for id in [left, right] {
            if let Entry::Vacant(entry) = self.values.entry(id) {
                run.keep(size_of::<Value>() + 64)?;
                entry.insert(Value::from(run.terms.term(id)?));
            }
        }
        Ok(order(self.values.get(&left), self.values.get(&right)))
    }
}

/// What kind of term it is whose text says where it comes among its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Node,
    String,
}

/// Gives the text of a term if it says where the term comes among terms of its kind.
pub(super) fn text(term: TermRef<'_>) -> Option<(Kind, &str)> {
    match term {
        TermRef::NamedNode(node) => Some((Kind::Node, node.as_str())),
        TermRef::Literal(literal) if literal.datatype().as_str() == STRING => {
            Some((Kind::String, literal.value()))
        }
        _ => None,
    }
}
