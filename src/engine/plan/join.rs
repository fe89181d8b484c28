//! Joins: the order of least work, and for each step the operator that does it.

use std::rc::Rc;

use crate::engine::batch::{Batch, Slot, Slots, only};
use crate::engine::expression::Test;
use crate::engine::operator::{Check, End, Follow, Ground, Keep, Path, PathJoin, Scan, Values, Walk};
use crate::engine::plan::build::{Builder, Built, Wish};
use crate::engine::plan::node::{Atom, PathNode, Term};
use crate::engine::plan::order::{Move, order};
use crate::engine::run::Stop;
use crate::store::{Graphs, Part, TermId, Way};

/// What is still to be done of a join.
struct Rest<'a, 'b> {
    atoms: &'b [&'a Atom],
    /// The atoms that are worked out for themselves, until they are joined.
    built: Vec<Option<Built<'a>>>,
    filters: Vec<&'a Test>,
    /// Which atoms are not joined yet.
    left: Vec<usize>,
}

impl Rest<'_, '_> {
    /// Gives the variables of what is not joined yet.
    fn atom_slots(&self) -> Slots {
        self.left.iter().fold(0, |slots, &at| slots | self.atoms[at].possible())
    }

    fn filter_slots(&self) -> Slots {
        self.filters.iter().fold(0, |slots, test| slots | test.slots())
    }
}

impl<'a> Builder<'_, 'a> {
    /// Joins atoms, beginning with the rows of `input` if there is one, and applies filters as soon as they can be.
    pub(super) fn join(
        &self,
        input: Option<Built<'a>>,
        atoms: &[&'a Atom],
        filters: Vec<&'a Test>,
        wish: Wish,
    ) -> Result<Built<'a>, Stop> {
        if input.is_none()
            && let Some(spread) = self.spread(atoms, &filters, wish)?
        {
            return Ok(spread);
        }
        let around = wish.needed
            | input.as_ref().map_or(0, Built::slots)
            | filters.iter().fold(0, |slots, test| slots | test.slots());
        let mut built = Vec::new();
        for (at, atom) in atoms.iter().enumerate() {
            built.push(match atom {
                Atom::Node(node) => {
                    let others = atoms.iter().enumerate().filter(|(other, _)| *other != at);
                    let needed = others.fold(around, |slots, (_, atom)| slots | atom.possible());
                    Some(self.node(node, Wish::new(needed, wish.once))?)
                }
                _ => None,
            });
        }
        let estimates: Vec<_> = (atoms.iter().zip(&built))
            .map(|(atom, built)| self.estimate(atom, built.as_ref()))
            .collect::<Result<_, _>>()?;
        let (known, rows) = input.as_ref().map_or((0, 1.0), |input| (input.certain, input.rows));
        let moves = order(&estimates, known, rows).ok_or(Stop::Unsupported)?;
        let mut rest = Rest { atoms, built, filters, left: (0..atoms.len()).collect() };
        self.chain(input, &mut rest, moves, wish)
    }

    fn chain(
        &self,
        input: Option<Built<'a>>,
        rest: &mut Rest<'a, '_>,
        moves: Vec<(Move, f64)>,
        wish: Wish,
    ) -> Result<Built<'a>, Stop> {
        let mut current = input.map(|input| self.settle(input, rest, wish.needed));
        for (step, rows) in moves {
            let next = match step {
                Move::Next(at) => {
                    rest.left.retain(|left| *left != at);
                    let later = wish.needed | rest.atom_slots() | rest.filter_slots();
                    self.step(current.take(), rest.atoms[at], rest.built[at].take(), later, rows)?
                }
                Move::Star(members) => {
                    let before = current.take().unwrap_or_else(|| self.unit());
                    self.star(before, members, rest, wish, rows)?
                }
            };
            current = Some(self.settle(next, rest, wish.needed));
        }
        let current = current.unwrap_or_else(|| self.unit());
        Ok(self.settle(current, rest, wish.needed))
    }

    /// Applies the filters whose variables have their values for good.
    fn settle(&self, mut current: Built<'a>, rest: &mut Rest<'a, '_>, needed: Slots) -> Built<'a> {
        let open = rest.atom_slots() & !current.certain;
        let (ready, waiting): (Vec<_>, Vec<_>) =
            std::mem::take(&mut rest.filters).into_iter().partition(|test| test.slots() & open == 0);
        rest.filters = waiting;
        for (at, test) in ready.iter().enumerate() {
            let others = ready[at + 1..].iter().fold(0, |slots, test| slots | test.slots());
            let later = needed | rest.atom_slots() | rest.filter_slots() | others;
            current = self.filter(current, test, later);
        }
        current
    }

    /// Works a star out for itself and joins it to what there is.
    fn star(
        &self,
        before: Built<'a>,
        members: Vec<usize>,
        rest: &mut Rest<'a, '_>,
        wish: Wish,
        rows: f64,
    ) -> Result<Built<'a>, Stop> {
        rest.left.retain(|left| !members.contains(left));
        let slots = members.iter().fold(0, |slots, &at| slots | rest.atoms[at].possible());
        let later = wish.needed | rest.atom_slots() | rest.filter_slots();
        let (own, other): (Vec<_>, Vec<_>) = std::mem::take(&mut rest.filters)
            .into_iter()
            .partition(|test| test.slots() != 0 && test.slots() & !slots == 0);
        rest.filters = other;
        let needed = later | before.slots();
        let mut inside = Rest { atoms: rest.atoms, built: Vec::new(), filters: own, left: members.clone() };
        inside.built.resize_with(rest.atoms.len(), || None);
        let moves = members.into_iter().map(|at| (Move::Next(at), rows)).collect();
        let star = self.chain(None, &mut inside, moves, Wish::new(needed, wish.once))?;
        let new = star.slots() & !before.slots();
        let firm = before.slots() & star.slots() & !before.certain == 0;
        if wish.once && firm && new & (wish.needed | rest.atom_slots()) == 0 {
            // Nobody looks at the star's own variables but conditions on it: one partner says as much as all.
            let bound = before.certain | star.certain;
            let (conditions, other): (Vec<_>, Vec<_>) = std::mem::take(&mut rest.filters)
                .into_iter()
                .partition(|test| test.slots() & new != 0 && test.slots() & !bound == 0);
            rest.filters = other;
            if rest.filter_slots() & new == 0 {
                let read = conditions.iter().fold(0, |slots, test| slots | test.slots());
                // Where all that is asked is whether two variables differ, the join itself keeps each partner once.
                let differ = match conditions.as_slice() {
                    [test] => test.differ().map_or(0, |(one, other)| only(one) ^ only(other)),
                    _ => 0,
                };
                let one_each = differ & new != 0 && differ & before.slots() & !new != 0;
                let star = if one_each { star } else { self.distinct(star, before.slots() | read) };
                let later = wish.needed | rest.atom_slots() | rest.filter_slots();
                return Ok(self.semi_join(before, star, conditions, Keep::Partnered, later));
            }
            rest.filters.extend(conditions);
        }
        Ok(self.hash_join(before, star, later, rows))
    }

    /// Joins one more atom.
    pub(super) fn step(
        &self,
        current: Option<Built<'a>>,
        atom: &'a Atom,
        built: Option<Built<'a>>,
        later: Slots,
        rows: f64,
    ) -> Result<Built<'a>, Stop> {
        match atom {
            Atom::Triple(ends) => self.triple(current, *ends, later, rows),
            Atom::Path { subject, path, object } => {
                let current = current.unwrap_or_else(|| self.unit());
                let slots = subject.slots() | object.slots();
                if slots & current.slots() & !current.certain != 0 {
                    let alone = self.path(self.unit(), *subject, path, *object, later | slots, rows)?;
                    return Ok(self.hash_join(current, alone, later, rows));
                }
                self.path(current, *subject, path, *object, later, rows)
            }
            Atom::Node(_) => {
                let built = built.ok_or(Stop::Unsupported)?;
                Ok(match current {
                    None => built,
                    Some(current) => self.hash_join(current, built, later, rows),
                })
            }
        }
    }

    fn triple(
        &self,
        current: Option<Built<'a>>,
        ends: [Term; 3],
        later: Slots,
        rows: f64,
    ) -> Result<Built<'a>, Stop> {
        let Some(current) = current else { return self.scan(ends, later, rows) };
        let slots = ends.iter().fold(0, |slots, end| slots | end.slots());
        let unbound = slots & current.slots() & !current.certain != 0;
        let apart = slots != 0 && slots & current.slots() == 0 && matches!(ends, [_, Term::Constant(_), _]);
        if unbound || apart && !current.schema.is_empty() {
            let scan = self.scan(ends, later | current.slots(), rows)?;
            return Ok(self.hash_join(current, scan, later, rows));
        }
        let label = || self.spell_triple(ends);
        let (keep, mut schema) = current.pick(later);
        let mut new: Vec<Slot> = Vec::new();
        let resolved = ends.map(|end| resolve(&current, end, &mut new));
        let Built { operator: input, certain, watched, .. } = current;
        let certain = certain | slots;
        let watched: Vec<_> = watched.into_iter().collect();
        schema.extend(&new);
        match resolved {
            [subject, End::Constant(predicate), object] if new.is_empty() => {
                let links = self.graph.links(predicate)?;
                let operator =
                    Box::new(Check { input, links, part: self.part, predicate, subject, object, keep });
                Ok(self.built(operator, schema, certain, rows, watched, || format!("check {}", label())))
            }
            [from, End::Constant(predicate), End::New(_)] if !matches!(from, End::New(_)) => {
                let links = self.graph.links(predicate)?;
                let operator = Box::new(Follow::new(
                    input,
                    links,
                    self.seen(predicate),
                    Way::Forward,
                    from,
                    keep,
                    false,
                ));
                Ok(self.built(operator, schema, certain, rows, watched, || format!("follow {}", label())))
            }
            [End::New(_), End::Constant(predicate), from] if !matches!(from, End::New(_)) => {
                let links = self.graph.links(predicate)?;
                let operator = Box::new(Follow::new(
                    input,
                    links,
                    self.seen(predicate),
                    Way::Backward,
                    from,
                    keep,
                    false,
                ));
                Ok(self.built(operator, schema, certain, rows, watched, || format!("follow {}", label())))
            }
            ends => {
                let operator = Box::new(Walk::new(input, self.graph, self.part, ends, keep, new.len()));
                Ok(self.built(operator, schema, certain, rows, watched, || format!("walk {}", label())))
            }
        }
    }

    fn scan(&self, ends: [Term; 3], later: Slots, rows: f64) -> Result<Built<'a>, Stop> {
        let constant = |end: Term| match end {
            Term::Constant(id) => Some(id),
            Term::Slot(_) => None,
        };
        let [subject, predicate, object] = ends.map(constant);
        let from_one = match (subject, object, ends) {
            (Some(subject), None, [.., Term::Slot(to)]) => Some((Way::Forward, subject, to)),
            (None, Some(object), [Term::Slot(to), ..]) => Some((Way::Backward, object, to)),
            _ => None,
        };
        if let (Some(predicate), Some((way, from, to))) = (predicate, from_one)
            && later & only(to) != 0
        {
            let links = self.graph.links(predicate)?;
            let (input, from) = (self.unit().operator, End::Constant(from));
            let operator =
                Box::new(Follow::new(input, links, self.seen(predicate), way, from, Vec::new(), false));
            let label = || format!("scan {}", self.spell_triple(ends));
            return Ok(self.built(operator, vec![to], only(to), rows, Vec::new(), label));
        }
        let quads = self.graph.quads(subject, predicate, object, Graphs::Default)?;
        let (mut schema, mut parts, mut same) = (Vec::new(), Vec::new(), Vec::new());
        for (part, end) in ends.iter().enumerate() {
            let Term::Slot(slot) = *end else { continue };
            match ends[..part].iter().position(|other| other == end) {
                Some(first) => same.push((first, part)),
                None if later & only(slot) != 0 => {
                    schema.push(slot);
                    parts.push(part);
                }
                None => {}
            }
        }
        let certain = schema.iter().fold(0, |slots, slot| slots | only(*slot));
        let operator = Box::new(Scan { quads, part: self.part, parts, same });
        let label = || format!("scan {}", self.spell_triple(ends));
        Ok(self.built(operator, schema, certain, rows, Vec::new(), label))
    }

    fn path(
        &self,
        current: Built<'a>,
        subject: Term,
        path: &PathNode,
        object: Term,
        later: Slots,
        rows: f64,
    ) -> Result<Built<'a>, Stop> {
        let (keep, mut schema) = current.pick(later);
        let mut new: Vec<Slot> = Vec::new();
        let ends = [subject, object].map(|end| resolve(&current, end, &mut new));
        if matches!(ends, [End::New(_), End::New(_)]) && !path.may_be_open() {
            return Err(Stop::Unsupported);
        }
        schema.extend(&new);
        let certain = current.certain | subject.slots() | object.slots();
        let links = Rc::new(self.links(path)?);
        let ground = Ground { graph: self.graph, part: self.part };
        let Built { operator: input, watched, .. } = current;
        let operator = Box::new(PathJoin::new(input, ground, links, ends[0], ends[1], keep));
        Ok(self.built(operator, schema, certain, rows, watched.into_iter().collect(), || {
            format!("path from {} to {}", self.spell_term(subject), self.spell_term(object))
        }))
    }

    fn links(&self, path: &PathNode) -> Result<Path<'a>, Stop> {
        let inner = |path: &PathNode| self.links(path).map(Box::new);
        Ok(match path {
            PathNode::Predicate(predicate) => Path::Links(self.graph.links(*predicate)?, *predicate),
            PathNode::Reverse(path) => Path::Reverse(inner(path)?),
            PathNode::Sequence(left, right) => Path::Sequence(inner(left)?, inner(right)?),
            PathNode::Alternative(left, right) => Path::Alternative(inner(left)?, inner(right)?),
            PathNode::ZeroOrOne(path) => Path::ZeroOrOne(inner(path)?),
            PathNode::ZeroOrMore(path) => Path::ZeroOrMore(inner(path)?),
            PathNode::OneOrMore(path) => Path::OneOrMore(inner(path)?),
            PathNode::Not(predicates) => Path::Not(predicates.clone()),
        })
    }

    /// Says what of a predicate's triples is seen.
    pub(super) fn seen(&self, predicate: TermId) -> Option<(&'a Part<'a>, TermId)> {
        self.part.map(|part| (part, predicate))
    }

    /// The one row without columns.
    pub(super) fn unit(&self) -> Built<'a> {
        let operator = Box::new(Values(Some(Batch { len: 1, columns: Vec::new() })));
        Built { operator, schema: Vec::new(), certain: 0, rows: 1.0, watched: None }
    }

    pub(super) fn spell_triple(&self, ends: [Term; 3]) -> String {
        ends.map(|end| self.spell_term(end)).join(" ")
    }

    fn spell_term(&self, term: Term) -> String {
        match term {
            Term::Constant(id) => self.spell(id),
            Term::Slot(slot) => self.name(slot),
        }
    }
}

/// Finds an end of a pattern among the columns, or makes it a new one.
pub(super) fn resolve(current: &Built<'_>, end: Term, new: &mut Vec<Slot>) -> End {
    match end {
        Term::Constant(id) => End::Constant(id),
        Term::Slot(slot) => match current.column(slot) {
            Some(column) => End::Column(column),
            None => End::New(new.iter().position(|known| *known == slot).unwrap_or_else(|| {
                new.push(slot);
                new.len() - 1
            })),
        },
    }
}
