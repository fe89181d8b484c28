//! A join with a union, spread over the parts of the union: what the parts are joined to may tell each of them where to
//! begin, such as with the few relation types of which many claims might be.

use crate::engine::batch::Slots;
use crate::engine::expression::Test;
use crate::engine::plan::build::{Builder, Built, Wish};
use crate::engine::plan::node::{Atom, Node};
use crate::engine::plan::optional::flat;
use crate::engine::run::Stop;

/// How many times as many rows the union has to have by itself; tests have few rows.
const MANY: f64 = if cfg!(debug_assertions) { 0.0 } else { 8.0 };

impl<'a> Builder<'_, 'a> {
    /// Joins atoms of which one is a union by joining the others to each part of it, where every part is plain and
    /// something that is joined to it has far fewer rows than the union; else gives nothing.
    pub(super) fn spread(
        &self,
        atoms: &[&'a Atom],
        filters: &[&'a Test],
        wish: Wish,
    ) -> Result<Option<Built<'a>>, Stop> {
        let (unions, others): (Vec<&'a Atom>, Vec<&'a Atom>) =
            atoms.iter().partition(|atom| matches!(atom, Atom::Node(Node::Union(_))));
        let [Atom::Node(union @ Node::Union(nodes))] = unions[..] else { return Ok(None) };
        let mut least = f64::INFINITY;
        for other in &others {
            if matches!(other, Atom::Node(_)) {
                return Ok(None);
            }
            if other.possible() & union.possible() != 0 {
                least = least.min(self.estimate(other, None)?.rows);
            }
        }
        if least.is_infinite() {
            return Ok(None);
        }
        let mut alone = 0.0;
        let mut parts = Vec::new();
        for node in nodes {
            let Some((atoms, own)) = flat(node) else { return Ok(None) };
            let tested = own.iter().fold(0, |slots: Slots, test| slots | test.slots());
            if tested & !node.certain() != 0 {
                return Ok(None);
            }
            alone += self.node(node, Wish::new(node.possible(), wish.once))?.rows;
            parts.push((atoms, own));
        }
        if alone < least * MANY {
            return Ok(None);
        }
        let mut built = Vec::new();
        for (mut part, mut own) in parts {
            part.extend(&others);
            own.extend(filters);
            built.push(self.join(None, &part, own, Wish::new(wish.needed, wish.once))?);
        }
        let possible = atoms.iter().fold(0, |slots, atom| slots | atom.possible());
        let certain = built.iter().fold(Slots::MAX, |slots, part| slots & part.certain);
        Ok(Some(self.unite(built, wish.needed & possible, certain)))
    }
}
