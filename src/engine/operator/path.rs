//! Property paths: from nodes to the nodes that a path leads to, each once.

use std::collections::HashMap;
use std::iter::repeat_n;
use std::rc::Rc;

use crate::engine::batch::{BATCH, Batch};
use crate::engine::keys::Keys;
use crate::engine::operator::{End, Input, Operator};
use crate::engine::run::{Run, Stop};
use crate::store::{Graph, Graphs, Links, Part, TermId, Way};

/// Where a path is followed: a graph, or a part of it.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Ground<'a> {
    pub(in crate::engine) graph: &'a Graph,
    pub(in crate::engine) part: Option<&'a Part<'a>>,
}

impl Ground<'_> {
    fn shows(self, subject: TermId, predicate: TermId, object: TermId) -> Result<bool, Stop> {
        Ok(match self.part {
            Some(part) => part.shows(subject, predicate, object, None)?,
            None => true,
        })
    }

    /// Tells whether a term is subject or object of a triple.
    fn has(self, id: TermId) -> Result<bool, Stop> {
        for (subject, object) in [(Some(id), None), (None, Some(id))] {
            for (subject, predicate, object, _) in self.graph.quads(subject, None, object, Graphs::Default)? {
                if self.shows(subject, predicate, object)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// A property path over the triples of a graph.
#[derive(Debug)]
pub(in crate::engine) enum Path<'a> {
    Links(Links<'a>, TermId),
    Reverse(Box<Self>),
    Sequence(Box<Self>, Box<Self>),
    Alternative(Box<Self>, Box<Self>),
    ZeroOrOne(Box<Self>),
    ZeroOrMore(Box<Self>),
    OneOrMore(Box<Self>),
    /// Any predicate but these.
    Not(Vec<TermId>),
}

impl Path<'_> {
    /// Gives the nodes that the path leads to from a node, each once, in the order in which they are reached.
    ///
    /// A path of no step leads from a node to itself only where the graph has the node, as Oxigraph has it.
    fn ends(&self, ground: Ground<'_>, way: Way, node: TermId) -> Result<Keys, Stop> {
        let mut ends = Keys::new(1);
        self.gather(ground, way, node, &mut ends)?;
        Ok(ends)
    }

    fn gather(&self, ground: Ground<'_>, way: Way, node: TermId, ends: &mut Keys) -> Result<(), Stop> {
        match self {
            Self::Links(links, predicate) => {
                let mut seen = Ok(());
                links.each(way, node, |end| {
                    let (subject, object) = if way == Way::Forward { (node, end) } else { (end, node) };
                    match ground.shows(subject, *predicate, object) {
                        Ok(true) => {
                            ends.add(&[end]);
                        }
                        Ok(false) => {}
                        Err(error) => seen = Err(error),
                    }
                });
                seen?;
            }
            Self::Reverse(path) => path.gather(ground, way.back(), node, ends)?,
            Self::Sequence(first, then) => {
                let (first, then) = if way == Way::Forward { (first, then) } else { (then, first) };
                let middle = first.ends(ground, way, node)?;
                for number in 0..middle.len() {
                    then.gather(ground, way, middle.get(number)[0], ends)?;
                }
            }
            Self::Alternative(one, other) => {
                one.gather(ground, way, node, ends)?;
                other.gather(ground, way, node, ends)?;
            }
            Self::ZeroOrOne(path) => {
                if ground.has(node)? {
                    ends.add(&[node]);
                    path.gather(ground, way, node, ends)?;
                }
            }
            Self::ZeroOrMore(path) => {
                if ground.has(node)? {
                    let mut reached = Keys::new(1);
                    reached.add(&[node]);
                    path.close(ground, way, reached, ends)?;
                }
            }
            Self::OneOrMore(path) => {
                let reached = path.ends(ground, way, node)?;
                path.close(ground, way, reached, ends)?;
            }
            Self::Not(predicates) => {
                let (subject, object) = match way {
                    Way::Forward => (Some(node), None),
                    Way::Backward => (None, Some(node)),
                };
                for (subject, predicate, object, _) in
                    ground.graph.quads(subject, None, object, Graphs::Default)?
                {
                    if !predicates.contains(&predicate) && ground.shows(subject, predicate, object)? {
                        ends.add(&[if way == Way::Forward { object } else { subject }]);
                    }
                }
            }
        }
        Ok(())
    }

    /// Gives the nodes that a path of single steps leads to from a node, each once; `false` when the path is another
    /// one, or leads to so many nodes that looking for a repeated one takes long.
    fn few(&self, ground: Ground<'_>, way: Way, node: TermId, ends: &mut Vec<TermId>) -> Result<bool, Stop> {
        const FEW: usize = if cfg!(debug_assertions) { 2 } else { 16 };
        match self {
            Self::Links(links, predicate) => {
                let (before, mut seen) = (ends.len(), Ok(()));
                let mut room = true;
                links.each(way, node, |end| {
                    let (subject, object) = if way == Way::Forward { (node, end) } else { (end, node) };
                    room &= ends.len() < FEW;
                    // What one predicate leads to is there once; only what another led to before may be the same.
                    if !room || ends[..before].contains(&end) {
                        return;
                    }
                    match ground.shows(subject, *predicate, object) {
                        Ok(true) => ends.push(end),
                        Ok(false) => {}
                        Err(error) => seen = Err(error),
                    }
                });
                seen.map(|()| room)
            }
            Self::Reverse(path) => path.few(ground, way.back(), node, ends),
            Self::Alternative(one, other) => {
                Ok(one.few(ground, way, node, ends)? && other.few(ground, way, node, ends)?)
            }
            _ => Ok(false),
        }
    }

    /// Goes on from what is reached until nothing new is. Cost: each node once, each of its triples once.
    fn close(&self, ground: Ground<'_>, way: Way, mut reached: Keys, ends: &mut Keys) -> Result<(), Stop> {
        let mut at = 0;
        while at < reached.len() {
            let node = reached.get(at)[0];
            self.gather(ground, way, node, &mut reached)?;
            at += 1;
        }
        if ends.len() == 0 {
            *ends = reached;
            return Ok(());
        }
        for number in 0..reached.len() {
            ends.add(reached.get(number));
        }
        Ok(())
    }

    /// Gives the nodes at which the path may begin (or end), each once; none when it may be any node at all.
    fn starts(&self, way: Way) -> Option<Keys> {
        match self {
            Self::Links(links, _) => {
                let mut starts = Keys::new(1);
                links.pairs(|subject, object| {
                    starts.add(&[if way == Way::Forward { subject } else { object }]);
                });
                Some(starts)
            }
            Self::Reverse(path) => path.starts(way.back()),
            Self::Sequence(first, then) => if way == Way::Forward { first } else { then }.starts(way),
            Self::Alternative(one, other) => {
                let (mut starts, more) = (one.starts(way)?, other.starts(way)?);
                for number in 0..more.len() {
                    starts.add(more.get(number));
                }
                Some(starts)
            }
            Self::OneOrMore(path) => path.starts(way),
            Self::ZeroOrOne(_) | Self::ZeroOrMore(_) | Self::Not(_) => None,
        }
    }
}

/// Follows a path for each row.
pub(in crate::engine) struct PathJoin<'a> {
    input: Input<'a>,
    ground: Ground<'a>,
    path: Rc<Path<'a>>,
    subject: End,
    object: End,
    keep: Vec<usize>,
    /// What is known of nodes that were asked for before.
    known: HashMap<TermId, Rc<Keys>>,
    starts: Option<Rc<Keys>>,
    /// Where few ends are gathered.
    few: Vec<TermId>,
    current: Option<(Batch, usize, usize)>,
}

impl<'a> PathJoin<'a> {
    pub(in crate::engine) fn new(
        input: Input<'a>,
        ground: Ground<'a>,
        path: Rc<Path<'a>>,
        subject: End,
        object: End,
        keep: Vec<usize>,
    ) -> Self {
        let known = HashMap::new();
        Self {
            input,
            ground,
            path,
            subject,
            object,
            keep,
            known,
            starts: None,
            few: Vec::new(),
            current: None,
        }
    }

    fn ends(&mut self, run: &Run<'_>, way: Way, node: TermId) -> Result<Rc<Keys>, Stop> {
        if let Some(ends) = self.known.get(&node) {
            return Ok(Rc::clone(ends));
        }
        let ends = Rc::new(self.path.ends(self.ground, way, node)?);
        run.keep(ends.len() * ends.row_bytes())?;
        self.known.insert(node, Rc::clone(&ends));
        Ok(ends)
    }

    fn starts(&mut self, run: &Run<'_>) -> Result<Rc<Keys>, Stop> {
        if let Some(starts) = &self.starts {
            return Ok(Rc::clone(starts));
        }
        let starts = self.path.starts(Way::Forward).ok_or(Stop::Unsupported)?;
        run.keep(starts.len() * starts.row_bytes())?;
        Ok(Rc::clone(self.starts.insert(Rc::new(starts))))
    }
}

impl Operator for PathJoin<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        run.go_on()?;
        let current = match self.current.take() {
            Some(current) => Some(current),
            None => self.input.next(run)?.map(|batch| (batch, 0, 0)),
        };
        let Some((mut batch, mut row, mut start)) = current else { return Ok(None) };
        let mut rows = Vec::new();
        let mut new: Vec<Vec<TermId>> = match (self.subject, self.object) {
            (End::New(left), End::New(right)) if left != right => vec![Vec::new(); 2],
            (End::New(_), _) | (_, End::New(_)) => vec![Vec::new()],
            _ => Vec::new(),
        };
        // From a constant end the answer for one node serves every row, so that end is the one to begin at.
        let from_object = matches!((self.subject, self.object), (End::Column(_), End::Constant(_)));
        while row < batch.len && rows.len() < BATCH {
            match (self.subject.known(&batch, row), self.object.known(&batch, row)) {
                (Some(subject), Some(object)) => {
                    let (way, from, to) = if from_object {
                        (Way::Backward, object, subject)
                    } else {
                        (Way::Forward, subject, object)
                    };
                    if self.ends(run, way, from)?.find(&[to]).is_some() {
                        rows.push(row as u32);
                    }
                    row += 1;
                }
                (Some(node), None) | (None, Some(node)) => {
                    let forward = self.subject.known(&batch, row).is_some();
                    let way = if forward { Way::Forward } else { Way::Backward };
                    let before = new[0].len();
                    let mut few = std::mem::take(&mut self.few);
                    few.clear();
                    if self.path.few(self.ground, way, node, &mut few)? {
                        new[0].extend_from_slice(&few);
                        rows.extend(repeat_n(row as u32, new[0].len() - before));
                        (self.few, row) = (few, row + 1);
                        continue;
                    }
                    self.few = few;
                    let ends = self.ends(run, way, node)?;
                    for number in 0..ends.len() {
                        rows.push(row as u32);
                        new[0].push(ends.get(number)[0]);
                    }
                    row += 1;
                }
                (None, None) => {
                    let starts = self.starts(run)?;
                    if start == starts.len() {
                        (row, start) = (row + 1, 0);
                        continue;
                    }
                    let subject = starts.get(start)[0];
                    // Each start is asked for once, so nothing is kept of it.
                    let ends = self.path.ends(self.ground, Way::Forward, subject)?;
                    for number in 0..ends.len() {
                        let object = ends.get(number)[0];
                        match new.as_mut_slice() {
                            [left, right] => {
                                let (End::New(first), _) = (self.subject, self.object) else { continue };
                                let (subjects, objects) =
                                    if first == 0 { (left, right) } else { (right, left) };
                                subjects.push(subject);
                                objects.push(object);
                                rows.push(row as u32);
                            }
                            [both] if subject == object => {
                                both.push(subject);
                                rows.push(row as u32);
                            }
                            _ => {}
                        }
                    }
                    start += 1;
                }
            }
        }
        let done = row >= batch.len;
        let mut columns = batch.gather(&rows, &self.keep, done);
        columns.extend(new);
        if !done {
            self.current = Some((batch, row, start));
        }
        Ok(Some(Batch { len: rows.len(), columns }))
    }
}
