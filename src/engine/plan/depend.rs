//! Which variables follow from others, so that rows need not be compared in those: a label from its node, a column of
//! a claim from the claim.

use crate::engine::batch::{Slot, Slots, each, only};
use crate::engine::plan::build::Builder;
use crate::engine::plan::node::{Atom, Node, Term};
use crate::engine::plan::optional::look_ups;
use crate::engine::run::Stop;
use crate::store::Way;

/// Says that rows which agree in some variables agree in one more, be it that they all have no value there.
type Dependency = (Slots, Slot);

impl Builder<'_, '_> {
    /// Gives variables from which all of `slots` follow in the rows of a node.
    pub(super) fn keys(&self, node: &Node, slots: Slots) -> Result<Slots, Stop> {
        let dependencies = self.dependencies(node)?;
        let mut keys = slots;
        for slot in each(slots) {
            let fewer = keys & !only(slot);
            if fewer != 0 && closure(fewer, &dependencies) & only(slot) != 0 {
                keys = fewer;
            }
        }
        Ok(keys)
    }

    /// Tells whether no two rows of a node have the same value of a variable.
    pub(super) fn is_unique(&self, node: &Node, slot: Slot) -> Result<bool, Stop> {
        Ok(is_set(node) && node.possible() & !closure(only(slot), &self.dependencies(node)?) == 0)
    }

    fn dependencies(&self, node: &Node) -> Result<Vec<Dependency>, Stop> {
        Ok(match node {
            Node::Join { atoms, .. } => {
                let mut all = Vec::new();
                for atom in atoms {
                    match atom {
                        Atom::Triple([Term::Slot(from), Term::Constant(predicate), Term::Slot(to)]) => {
                            if self.graph.is_single(*predicate)? {
                                all.push((only(*from), *to));
                            }
                        }
                        Atom::Triple(_) | Atom::Path { .. } => {}
                        Atom::Node(node) => all.extend(self.kept(node, !node.certain())?),
                    }
                }
                all
            }
            Node::Left { left, right, condition } => {
                // What has no value on the left may have one of the right side.
                let mut all = self.kept(left, right.possible() & !left.certain())?;
                let steps = look_ups(right, left.certain(), left.possible()).filter(|_| condition.is_none());
                for step in steps.into_iter().flatten() {
                    if step.way == Way::Forward && self.graph.is_single(step.predicate)? {
                        all.push((step.from.slots(), step.new));
                    }
                }
                all
            }
            Node::Extend { inner, slot, source } => {
                let mut all = self.dependencies(inner)?;
                all.push((source.slots(), *slot));
                all
            }
            Node::Group { keys, aggregates, .. } => {
                let keys = keys.iter().fold(0, |slots, slot| slots | only(*slot));
                aggregates.iter().map(|(slot, _)| (keys, *slot)).collect()
            }
            Node::Exists { left: inner, .. }
            | Node::Minus { left: inner, .. }
            | Node::Filter { inner, .. }
            | Node::Order { inner, .. }
            | Node::Slice { inner, .. }
            | Node::Project { inner, .. }
            | Node::Distinct(inner) => self.dependencies(inner)?,
            Node::Union(_) | Node::Values { .. } => Vec::new(),
        })
    }

    /// Gives the dependencies of a node that hold still when some of its variables may be given other values.
    fn kept(&self, node: &Node, changed: Slots) -> Result<Vec<Dependency>, Stop> {
        let mut all = self.dependencies(node)?;
        all.retain(|(from, to)| (from | only(*to)) & changed == 0);
        Ok(all)
    }
}

/// Tells whether no row of a node is there twice because each is made of triples, which are there once.
fn is_set(node: &Node) -> bool {
    match node {
        Node::Join { atoms, .. } => atoms.iter().all(|atom| matches!(atom, Atom::Triple(_))),
        Node::Left { left, right, .. } => is_set(left) && is_set(right),
        Node::Exists { left: inner, .. }
        | Node::Minus { left: inner, .. }
        | Node::Extend { inner, .. }
        | Node::Filter { inner, .. } => is_set(inner),
        _ => false,
    }
}

/// Gives all that follows from some variables.
fn closure(mut known: Slots, dependencies: &[Dependency]) -> Slots {
    loop {
        let more = dependencies
            .iter()
            .filter(|(from, _)| from & !known == 0)
            .fold(known, |known, (_, to)| known | only(*to));
        if more == known {
            return known;
        }
        known = more;
    }
}
