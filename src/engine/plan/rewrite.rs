//! What a node may become without another answer: joins flattened, filters put further in.

use crate::engine::batch::{Slot, Slots, only};
use crate::engine::expression::Test;
use crate::engine::operator::Source;
use crate::engine::plan::node::{Atom, Node};
use crate::engine::run::Stop;
use crate::store::Terms;
use crate::store::sparql::GraphPattern;

/// Joins two nodes into one flat list where that changes nothing.
pub(super) fn join(left: Node, right: Node) -> Node {
    let (mut atoms, mut filters) = flat(left);
    let (more, more_filters) = flat(right);
    atoms.extend(more);
    filters.extend(more_filters);
    Node::Join { atoms, filters }
}

/// Gives the list of a join, if its filters hold or fail by themselves whatever they are joined to.
fn flat(node: Node) -> (Vec<Atom>, Vec<Test>) {
    let certain = node.certain();
    match node {
        Node::Join { atoms, filters } if filters.iter().all(|test| test.slots() & !certain == 0) => {
            (atoms, filters)
        }
        node => (vec![Atom::Node(node)], Vec::new()),
    }
}

/// Tells whether there is a MINUS in what would else be a flat list.
pub(super) fn has_minus(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Minus { .. } => true,
        GraphPattern::Join { left, right } => has_minus(left) || has_minus(right),
        GraphPattern::Filter { inner, .. } => has_minus(inner),
        // Whatever else is not a plain list of patterns is refused for that.
        _ => false,
    }
}

/// Gives the variables that the filters of a join look at.
pub(super) fn filters(node: &Node) -> Slots {
    match node {
        Node::Join { filters, .. } => filters.iter().fold(0, |slots, test| slots | test.slots()),
        _ => 0,
    }
}

/// Puts a filter as far in as its variables have their values.
pub(super) fn push(node: Node, test: Test, terms: &Terms<'_>) -> Result<Node, Stop> {
    let slots = test.slots();
    let inside = |node: Box<Node>, test| push(*node, test, terms).map(Box::new);
    Ok(match node {
        Node::Join { mut atoms, mut filters } => {
            let certain = atoms.iter().fold(0, |slots, atom| slots | atom.certain());
            match test.nodes(terms)? {
                // A variable that is one of some nodes is joined to them: the planner may begin there.
                Some((slot, nodes)) if certain & only(slot) != 0 => {
                    let rows = nodes.into_iter().map(|node| vec![node]).collect();
                    atoms.push(Atom::Node(Node::Values { slots: vec![slot], rows }));
                }
                _ => filters.push(test),
            }
            Node::Join { atoms, filters }
        }
        Node::Left { left, right, condition } if slots & right.possible() & !left.certain() == 0 => {
            Node::Left { left: inside(left, test)?, right, condition }
        }
        Node::Exists { left, right, wanted } => Node::Exists { left: inside(left, test)?, right, wanted },
        Node::Minus { left, right } => Node::Minus { left: inside(left, test)?, right },
        Node::Extend { inner, slot, source } if slots & only(slot) == 0 => {
            Node::Extend { inner: inside(inner, test)?, slot, source }
        }
        Node::Filter { inner, test: other } => Node::Filter { inner: inside(inner, test)?, test: other },
        node => Node::Filter { inner: Box::new(node), test },
    })
}

/// Gives each row one more value, before what is optional and has no part in it.
pub(super) fn extend(node: Node, slot: Slot, source: Source) -> Node {
    match node {
        Node::Left { left, right, condition }
            if (source.slots() | only(slot)) & right.possible() & !left.certain() == 0 =>
        {
            Node::Left { left: Box::new(extend(*left, slot, source)), right, condition }
        }
        node => Node::Extend { inner: Box::new(node), slot, source },
    }
}
