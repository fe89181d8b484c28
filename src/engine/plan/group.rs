//! GROUP BY: what is worked out for each group, and what of its keys can be looked up for the groups and not for the rows.

use crate::engine::batch::{Slot, Slots, each, only};
use crate::engine::expression::Test;
use crate::engine::keys::Keys;
use crate::engine::operator::{Accumulator, Group};
use crate::engine::pairs::Pairs;
use crate::engine::plan::build::{Builder, Built, Wish};
use crate::engine::plan::node::{Aggregate, Atom, Node, Term};
use crate::engine::run::Stop;
use crate::store::Graphs;

impl<'a> Builder<'_, 'a> {
    /// Groups the rows of a node. A key that is looked up from another key, such as the label of an actor, is looked up
    /// once for each group: it splits no group, and a group whose other key has none goes as its rows would have gone.
    pub(super) fn group(
        &self,
        inner: &'a Node,
        keys: &[Slot],
        aggregates: &[(Slot, Aggregate)],
        small: Slots,
    ) -> Result<Built<'a>, Stop> {
        let read = aggregates.iter().fold(0, |slots, (_, aggregate)| slots | aggregate.slots());
        let late = match inner {
            Node::Join { atoms, filters } => self.late(atoms, filters, keys, read)?,
            _ => Vec::new(),
        };
        if late.is_empty() {
            return self.group_at_once(inner, &[], keys, aggregates, small);
        }
        let follow = |atom: &&Atom| match atom {
            Atom::Triple([.., Term::Slot(to)]) => Some(*to),
            _ => None,
        };
        let later: Vec<Slot> = late.iter().filter_map(follow).collect();
        let early: Vec<Slot> = keys.iter().copied().filter(|key| !later.contains(key)).collect();
        let mut built = self.group_at_once(inner, &late, &early, aggregates, small)?;
        let needed = keys.iter().chain(aggregates.iter().map(|(slot, _)| slot));
        let needed = needed.fold(0, |slots: Slots, slot| slots | only(*slot));
        for atom in late {
            let rows = built.rows;
            built = self.step(Some(built), atom, None, needed, rows)?;
        }
        Ok(built)
    }

    /// Finds what gives a key from another key, has one value for each at most, and is read by nothing else.
    fn late(
        &self,
        atoms: &'a [Atom],
        filters: &[Test],
        keys: &[Slot],
        read: Slots,
    ) -> Result<Vec<&'a Atom>, Stop> {
        let keys = keys.iter().fold(0, |slots: Slots, slot| slots | only(*slot));
        let read = filters.iter().fold(read, |slots, test| slots | test.slots());
        let mut late = Vec::new();
        for (at, atom) in atoms.iter().enumerate() {
            let Atom::Triple([Term::Slot(from), Term::Constant(predicate), Term::Slot(to)]) = atom else {
                continue;
            };
            let others = atoms.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
            let elsewhere = others.clone().fold(read, |slots, other| slots | other.possible());
            let alone = elsewhere & only(*to) == 0 && from != to;
            if !alone || keys & only(*from) == 0 || keys & only(*to) == 0 {
                continue;
            }
            // Somebody else must say which nodes there are; and what few of them have is better asked first.
            let mut nodes = f64::INFINITY;
            for other in others.filter(|other| matches!(other, Atom::Triple(_))) {
                let ends = self.estimate(other, None)?.ends;
                nodes = ends.iter().filter(|end| end.0 == *from).fold(nodes, |least, end| least.min(end.1));
            }
            let own = self.graph.count(None, Some(*predicate), None, Graphs::Default)? as f64;
            if nodes.is_finite() && nodes <= own * 4.0 && self.graph.is_single(*predicate)? {
                late.push(atom);
            }
        }
        Ok(late)
    }

    /// Groups the rows of a node from which some atoms are left out.
    fn group_at_once(
        &self,
        inner: &'a Node,
        without: &[&Atom],
        keys: &[Slot],
        aggregates: &[(Slot, Aggregate)],
        small: Slots,
    ) -> Result<Built<'a>, Stop> {
        let needed = keys.iter().fold(0, |slots, slot| slots | only(*slot))
            | aggregates.iter().fold(0, |slots, (_, aggregate)| slots | aggregate.slots());
        let once = aggregates.iter().all(|(_, aggregate)| aggregate.ignores_repeats());
        let wish = Wish::new(needed, once);
        let node = inner;
        let inner = match node {
            Node::Join { atoms, filters } if !without.is_empty() => {
                let left_out = |atom: &&Atom| without.iter().any(|other| std::ptr::eq(*other, *atom));
                let atoms: Vec<_> = atoms.iter().filter(|atom| !left_out(atom)).collect();
                self.join(None, &atoms, filters.iter().collect(), wish)?
            }
            _ => self.node(node, wish)?,
        };
        let mut schema: Vec<Slot> = keys.to_vec();
        schema.extend(aggregates.iter().map(|(slot, _)| *slot));
        // A variable that nothing gives a value has a column without values.
        let mut wanted = inner.schema.clone();
        wanted.extend(each(needed & !inner.slots()));
        let inner = self.project(inner, &wanted);
        let column = |slot: &Slot| inner.column(*slot).ok_or(Stop::Unsupported);
        let key_columns = keys.iter().map(column).collect::<Result<Vec<_>, _>>()?;
        let accumulators = (aggregates.iter())
            .map(|(out, aggregate)| {
                let repeats = |distinct: bool| distinct.then(|| Keys::new(2));
                Ok(match aggregate {
                    Aggregate::Rows => Accumulator::Rows(Vec::new()),
                    Aggregate::Count(slot) => Accumulator::Count(column(slot)?, Vec::new()),
                    Aggregate::CountDistinct(slot) if self.is_unique(node, *slot)? => {
                        Accumulator::Count(column(slot)?, Vec::new())
                    }
                    Aggregate::CountDistinct(slot) if small & only(*out) != 0 => {
                        Accumulator::CountToTwo(column(slot)?, Vec::new(), Vec::new())
                    }
                    Aggregate::CountDistinct(slot) => {
                        Accumulator::CountDistinct(column(slot)?, Pairs::with_room(inner.rows), Vec::new())
                    }
                    Aggregate::Sample(slot) => Accumulator::Sample(column(slot)?, Vec::new()),
                    Aggregate::Least(slot) => {
                        Accumulator::Extreme { column: column(slot)?, greatest: false, best: Vec::new() }
                    }
                    Aggregate::Greatest(slot) => {
                        Accumulator::Extreme { column: column(slot)?, greatest: true, best: Vec::new() }
                    }
                    Aggregate::Sum { of, distinct } => {
                        let distinct = repeats(*distinct);
                        Accumulator::Sum { column: column(of)?, distinct, sums: Vec::new() }
                    }
                    Aggregate::Concat { of, distinct, separator } => Accumulator::Concat {
                        column: column(of)?,
                        distinct: repeats(*distinct),
                        separator: separator.clone(),
                        texts: Vec::new(),
                    },
                })
            })
            .collect::<Result<Vec<_>, Stop>>()?;
        let counted = aggregates.iter().filter(|(_, aggregate)| {
            matches!(aggregate, Aggregate::Rows | Aggregate::Count(_) | Aggregate::CountDistinct(_))
        });
        let counted = counted.fold(0, |slots, (slot, _)| slots | only(*slot));
        let certain = counted | inner.certain & keys.iter().fold(0, |slots, slot| slots | only(*slot));
        let rows = if keys.is_empty() { 1.0 } else { inner.rows.sqrt() * 4.0 };
        let rows = rows.min(inner.rows.max(1.0));
        let Built { operator: input, watched, .. } = inner;
        let operator = Box::new(Group::new(input, key_columns, accumulators));
        Ok(self.built(operator, schema, certain, rows, watched.into_iter().collect(), || {
            if keys.is_empty() { "count all".to_owned() } else { format!("group by {}", self.list(keys)) }
        }))
    }
}
