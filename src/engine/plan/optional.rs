//! OPTIONAL, EXISTS and MINUS: by look-up for each row where the other side hangs on the row, else by a table.

use crate::engine::batch::{ROW_NUMBER, Slot, Slots, only};
use crate::engine::expression::Test;
use crate::engine::operator::{Apply, ApplyKind, Feed, Follow, Keep};
use crate::engine::plan::build::{Builder, Built, Wish};
use crate::engine::plan::join::resolve;
use crate::engine::plan::node::{Atom, Node, Term};
use crate::engine::run::Stop;
use crate::store::{TermId, Way};

/// One look-up of something optional.
#[derive(Debug, Clone, Copy)]
pub(super) struct LookUp {
    triple: [Term; 3],
    pub(super) predicate: TermId,
    pub(super) way: Way,
    pub(super) from: Term,
    pub(super) new: Slot,
}

impl<'a> Builder<'_, 'a> {
    pub(super) fn left(
        &self,
        left: &'a Node,
        right: &'a Node,
        condition: Option<&'a Test>,
        wish: Wish,
    ) -> Result<Built<'a>, Stop> {
        let right_slots = right.possible();
        if wish.once && right_slots & wish.needed & !left.certain() == 0 {
            // Nothing of it is looked at, and how often it is there makes no difference.
            return self.node(left, wish.and(0));
        }
        let tested = condition.map_or(0, Test::slots);
        let needed = wish.needed | right_slots | tested;
        let left_node = left;
        let left = self.node(left, Wish::new(needed, wish.once))?;
        if condition.is_none()
            && let Some(look_ups) = look_ups(right, left.certain, left_node.possible() | left.slots())
        {
            return self.look_ups(left, &look_ups, wish.needed);
        }
        let shared = left_node.possible() & right_slots;
        if let Some((atoms, filters)) = flat(right)
            && shared != 0
            && shared & !left.certain == 0
            && filters.iter().all(|test| test.slots() & !right_slots == 0)
        {
            let later = wish.needed;
            let slots = right_slots & !left.slots() & later;
            let mut filters = filters;
            filters.extend(condition);
            return self.apply(left, &atoms, filters, Some(slots), Keep::Partnered, later);
        }
        let wanted = Wish::new(needed | left.slots(), wish.once);
        let right = self.node(right, wanted)?;
        if tested & left.slots() & right.slots() & !left.certain != 0 {
            // The condition would have to see the value of whichever side has one.
            return Err(Stop::Unsupported);
        }
        Ok(self.left_join(left, right, condition, wish.needed))
    }

    /// Follows what is optional from row to row; a row that leads nowhere has no value there.
    pub(super) fn look_ups(
        &self,
        mut left: Built<'a>,
        look_ups: &[LookUp],
        needed: Slots,
    ) -> Result<Built<'a>, Stop> {
        for (at, look_up) in look_ups.iter().enumerate() {
            let later = look_ups[at + 1..].iter().fold(needed, |slots, next| slots | next.from.slots());
            let from = resolve(&left, look_up.from, &mut Vec::new());
            let (keep, mut schema) = left.pick(later);
            schema.push(look_up.new);
            let links = self.graph.links(look_up.predicate)?;
            let Built { operator: input, certain, rows, watched, .. } = left;
            let operator = Box::new(Follow::new(
                input,
                links,
                self.seen(look_up.predicate),
                look_up.way,
                from,
                keep,
                true,
            ));
            left = self.built(operator, schema, certain, rows, watched.into_iter().collect(), || {
                format!("follow, if there, {}", self.spell_triple(look_up.triple))
            });
        }
        Ok(left)
    }

    /// Runs a chain of look-ups for the rows of each batch.
    fn apply(
        &self,
        left: Built<'a>,
        atoms: &[&'a Atom],
        filters: Vec<&'a Test>,
        optional: Option<Slots>,
        keep: Keep,
        later: Slots,
    ) -> Result<Built<'a>, Stop> {
        let feed = Feed::default();
        let mut schema = left.schema.clone();
        schema.push(ROW_NUMBER);
        let fed = Built {
            operator: Box::new(feed.clone()),
            schema,
            certain: left.certain | only(ROW_NUMBER),
            rows: left.rows,
            watched: None,
        };
        let new = optional.unwrap_or(0);
        let wish = Wish::new(new | only(ROW_NUMBER), optional.is_none());
        let chain = self.join(Some(fed), atoms, filters, wish)?;
        let (columns, mut schema) = left.pick(later);
        let column = chain.column(ROW_NUMBER).ok_or(Stop::Unsupported)?;
        let kind = match optional {
            Some(new) => {
                let (new_columns, slots) = chain.pick(new);
                schema.extend(slots);
                ApplyKind::Optional(new_columns)
            }
            None => ApplyKind::Test(keep),
        };
        let rows = if optional.is_some() { chain.rows.max(left.rows) } else { left.rows / 2.0 };
        let certain = left.certain;
        let watched = left.watched.into_iter().chain(chain.watched).collect();
        let operator = Box::new(Apply {
            input: left.operator,
            feed,
            chain: chain.operator,
            number: column,
            kind,
            keep: columns,
        });
        Ok(self.built(operator, schema, certain, rows, watched, || {
            match (optional, keep) {
                (Some(_), _) => "for each row, if there",
                (None, Keep::Partnered) => "for each row, if it exists",
                (None, _) => "for each row, unless it exists",
            }
            .to_owned()
        }))
    }

    pub(super) fn exists(
        &self,
        left: &'a Node,
        right: &'a Node,
        wanted: bool,
        wish: Wish,
    ) -> Result<Built<'a>, Stop> {
        let (atoms, filters) = flat(right).ok_or(Stop::Unsupported)?;
        let read = right.possible() | filters.iter().fold(0, |slots, test| slots | test.slots());
        let shared = left.possible() & right.possible();
        let keep = if wanted { Keep::Partnered } else { Keep::Alone };
        let by_itself = filters.iter().all(|test| test.slots() & !right.possible() == 0);
        let left = self.node(left, wish.and(read))?;
        if shared == 0 && by_itself {
            let right = self.node(right, Wish::new(0, true))?;
            let right = self.distinct(right, 0);
            return Ok(self.semi_join(left, right, Vec::new(), keep, wish.needed));
        }
        self.apply(left, &atoms, filters, None, keep, wish.needed)
    }

    pub(super) fn minus(&self, left: &'a Node, right: &'a Node, wish: Wish) -> Result<Built<'a>, Stop> {
        let shared = left.possible() & right.possible();
        let left = self.node(left, wish.and(shared))?;
        let right = self.node(right, Wish::new(shared, true))?;
        let right = self.distinct(right, shared);
        Ok(self.semi_join(left, right, Vec::new(), Keep::Different, wish.needed))
    }
}

/// Gives the list of a join of what is plain.
pub(super) fn flat(node: &Node) -> Option<(Vec<&Atom>, Vec<&Test>)> {
    match node {
        Node::Join { atoms, filters } if atoms.iter().all(Atom::is_plain) => {
            Some((atoms.iter().collect(), filters.iter().collect()))
        }
        _ => None,
    }
}

/// Reads an optional part as look-ups one after the other, each from something that the row has, or that the look-up
/// around it has found; a variable that is found must be new, for else it would be compared and not found.
pub(super) fn look_ups(right: &Node, known: Slots, taken: Slots) -> Option<Vec<LookUp>> {
    match right {
        Node::Join { atoms, filters } if filters.is_empty() => {
            let [Atom::Triple(triple)] = atoms.as_slice() else { return None };
            let [subject, Term::Constant(predicate), object] = *triple else { return None };
            let is_known = |end: Term| match end {
                Term::Constant(_) => true,
                Term::Slot(slot) => known & only(slot) != 0,
            };
            let (way, from, new) = match (subject, object) {
                (from, Term::Slot(new)) if is_known(from) && taken & only(new) == 0 => {
                    (Way::Forward, from, new)
                }
                (Term::Slot(new), from) if is_known(from) && taken & only(new) == 0 => {
                    (Way::Backward, from, new)
                }
                _ => return None,
            };
            Some(vec![LookUp { triple: *triple, predicate, way, from, new }])
        }
        Node::Left { left, right, condition: None } => {
            let mut steps = look_ups(left, known, taken)?;
            let first = steps.first()?.new;
            let found = steps.iter().fold(taken, |slots, step| slots | only(step.new));
            // From the first variable that it finds: where that is missing, so is all that hangs on it.
            let more = look_ups(right, only(first), found)?;
            if more.iter().any(|step| matches!(step.from, Term::Constant(_))) {
                return None;
            }
            steps.extend(more);
            Some(steps)
        }
        _ => None,
    }
}
