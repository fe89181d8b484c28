//! What the graph's own counts say of things to join: exact for one pattern by itself, a guess for paths.

use crate::engine::batch::Slot;
use crate::engine::plan::build::{Builder, Built};
use crate::engine::plan::node::{Atom, PathNode, Term};
use crate::engine::plan::order::Estimate;
use crate::engine::run::Stop;
use crate::store::{Graphs, TermId};

impl Builder<'_, '_> {
    /// Says what is known of one thing to join.
    pub(super) fn estimate(&self, atom: &Atom, built: Option<&Built<'_>>) -> Result<Estimate, Stop> {
        let slots = atom.possible();
        Ok(match (atom, built) {
            (Atom::Triple([subject, predicate, object]), _) => {
                let (subject_id, predicate, object_id) =
                    (constant(*subject), constant(*predicate), constant(*object));
                let rows = self.graph.count(subject_id, predicate, object_id, Graphs::Default)? as f64;
                let ends = self.ends(*subject, *object, predicate);
                Estimate { slots, ends, rows, look_up: true, open: true }
            }
            (Atom::Path { subject, path, object }, _) => {
                let (predicate, spread) = size(path);
                let rows = self.graph.count(None, predicate, None, Graphs::Default)? as f64 * spread;
                let distinct = self.graph.distinct(predicate, Graphs::Default);
                let mut rows = rows;
                if constant(*subject).is_some() {
                    rows /= distinct.0.max(1) as f64;
                }
                if constant(*object).is_some() {
                    rows /= distinct.1.max(1) as f64;
                }
                let ends = self.ends(*subject, *object, predicate);
                let closed = ends.len() < 2;
                // Its own end is a result even where the graph has no triple of it.
                let rows = if path.may_be_empty() { rows.max(1.0) } else { rows };
                Estimate { slots, ends, rows, look_up: true, open: closed || path.may_be_open() }
            }
            (Atom::Node(_), Some(built)) => {
                Estimate { slots, ends: Vec::new(), rows: built.rows, look_up: false, open: true }
            }
            (Atom::Node(_), None) => return Err(Stop::Unsupported),
        })
    }

    fn ends(&self, subject: Term, object: Term, predicate: Option<TermId>) -> Vec<(Slot, f64)> {
        let distinct = self.graph.distinct(predicate, Graphs::Default);
        let mut ends = Vec::new();
        for (end, distinct) in [(subject, distinct.0), (object, distinct.1)] {
            if let Term::Slot(slot) = end {
                ends.push((slot, distinct as f64));
            }
        }
        ends
    }
}

fn constant(term: Term) -> Option<TermId> {
    match term {
        Term::Constant(id) => Some(id),
        Term::Slot(_) => None,
    }
}

/// Gives the first predicate of a path and how many more results than its triples it may have.
fn size(path: &PathNode) -> (Option<TermId>, f64) {
    match path {
        PathNode::Predicate(predicate) => (Some(*predicate), 1.0),
        PathNode::Reverse(path) | PathNode::ZeroOrOne(path) => size(path),
        PathNode::ZeroOrMore(path) | PathNode::OneOrMore(path) => {
            let (predicate, spread) = size(path);
            (predicate, spread * 10.0)
        }
        PathNode::Sequence(left, _) | PathNode::Alternative(left, _) => {
            let (predicate, spread) = size(left);
            (predicate, spread * 2.0)
        }
        PathNode::Not(_) => (None, 1.0),
    }
}
