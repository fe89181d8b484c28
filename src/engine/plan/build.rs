//! From nodes to running operators: which columns each hands on, and which of two ways is less work.

use std::rc::Rc;

use crate::engine::batch::{Batch, Slot, Slots, each, only};
use crate::engine::expression::{Operand, Test};
use crate::engine::operator::{
    Distinct, Extend, Filter, Input, Project, Slice, Source, Trace, Traced, Union, Values,
};
use crate::engine::plan::explain::Watched;
use crate::engine::plan::node::Node;
use crate::engine::run::Stop;
use crate::store::{Graph, Part, TermId, Terms};

/// Puts operators together over one graph.
pub(in crate::engine) struct Builder<'t, 'a> {
    pub(in crate::engine) graph: &'a Graph,
    /// The part of it that is seen, when that is not all.
    pub(in crate::engine) part: Option<&'a Part<'a>>,
    pub(in crate::engine) terms: &'t Terms<'a>,
    /// The spelling of the variables.
    pub(in crate::engine) names: &'a [String],
    /// Whether every operator is watched.
    pub(in crate::engine) watch: bool,
}

/// An operator with what is known about its rows.
pub(in crate::engine) struct Built<'a> {
    pub(in crate::engine) operator: Input<'a>,
    /// The variable of each column.
    pub(in crate::engine) schema: Vec<Slot>,
    /// The variables that have a value in every row.
    pub(super) certain: Slots,
    /// How many rows it will give, about.
    pub(super) rows: f64,
    pub(in crate::engine) watched: Option<Watched>,
}

/// What those that follow want of a node.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Wish {
    /// The variables that are looked at; others may be there all the same.
    pub(in crate::engine) needed: Slots,
    /// Whether repeated rows may be left out.
    pub(in crate::engine) once: bool,
    /// How many rows are wanted, when the order is one that the node makes itself.
    pub(super) limit: Option<usize>,
    /// Counts of which nobody asks more than whether they are 0, 1 or greater.
    pub(super) small: Slots,
}

impl Wish {
    /// Wishes for some variables of all rows, or of all rows once.
    pub(in crate::engine) fn new(needed: Slots, once: bool) -> Self {
        Self { needed, once, limit: None, small: 0 }
    }

    /// Wishes for more variables, and for all rows.
    pub(super) fn and(self, slots: Slots) -> Self {
        Self { needed: self.needed | slots, limit: None, small: self.small & !slots, ..self }
    }

    /// Wishes for what a condition looks at.
    fn tested(self, test: &Test) -> Self {
        let small = test.small_count().map_or(0, only) & (self.small | !self.needed);
        let wish = self.and(test.slots());
        Self { small: wish.small | small, ..wish }
    }
}

impl Built<'_> {
    pub(super) fn slots(&self) -> Slots {
        self.schema.iter().fold(0, |slots, slot| slots | only(*slot))
    }

    pub(super) fn column(&self, slot: Slot) -> Option<usize> {
        self.schema.iter().position(|known| *known == slot)
    }

    /// Gives the columns of some variables, and their variables.
    pub(super) fn pick(&self, slots: Slots) -> (Vec<usize>, Vec<Slot>) {
        (self.schema.iter().enumerate()).filter(|(_, slot)| slots & only(**slot) != 0).unzip()
    }
}

impl<'a> Builder<'_, 'a> {
    /// Builds the operators of a node.
    ///
    /// # Errors
    /// [`Stop::Unsupported`] when there is no way to work the node out here.
    pub(in crate::engine) fn node(&self, node: &'a Node, wish: Wish) -> Result<Built<'a>, Stop> {
        match node {
            Node::Join { atoms, filters } => {
                let atoms: Vec<_> = atoms.iter().collect();
                self.join(None, &atoms, filters.iter().collect(), wish)
            }
            Node::Left { left, right, condition } => self.left(left, right, condition.as_ref(), wish),
            Node::Exists { left, right, wanted } => self.exists(left, right, *wanted, wish),
            Node::Minus { left, right } => self.minus(left, right, wish),
            Node::Union(nodes) => self.union(node, nodes, wish),
            Node::Extend { inner, slot, source } => self.extend(inner, *slot, source, wish),
            Node::Filter { inner, test } => {
                let inner = self.node(inner, wish.tested(test))?;
                Ok(self.filter(inner, test, wish.needed))
            }
            Node::Values { slots, rows } => {
                let mut batch = Batch::empty(slots.len());
                for row in rows {
                    batch.columns.iter_mut().zip(row).for_each(|(column, id)| column.push(*id));
                }
                batch.len = rows.len();
                let operator = Box::new(Values(Some(batch)));
                Ok(self.built(operator, slots.clone(), node.certain(), rows.len() as f64, Vec::new(), || {
                    format!("values {}", self.list(slots))
                }))
            }
            Node::Group { inner, keys, aggregates } => self.group(inner, keys, aggregates, wish.small),
            Node::Order { inner, by } => self.order(inner, by, Wish { small: 0, ..wish }),
            Node::Distinct(inner) => {
                let slots = inner.possible();
                let wish = Wish::new(slots, true);
                let built = self.node(inner, wish)?;
                let keys = self.keys(inner, slots & built.slots())?;
                Ok(self.distinct_by(built, slots, keys))
            }
            Node::Project { inner, slots } => {
                let slots = slots.iter().fold(0, |slots, slot| slots | only(*slot));
                self.node(inner, Wish { needed: wish.needed & slots, ..wish })
            }
            Node::Slice { inner, skip, length } => {
                let limit = length.map(|length| skip.saturating_add(length));
                let inner = self.node(inner, Wish { limit, ..Wish::new(wish.needed, false) })?;
                let Built { operator: input, schema, certain, rows, watched } = inner;
                let rows = limit.map_or(rows, |limit| rows.min(limit as f64));
                let left = length.unwrap_or(usize::MAX);
                let operator = Box::new(Slice { input, skip: *skip, left });
                Ok(self.built(
                    operator,
                    schema,
                    certain,
                    rows,
                    watched.into_iter().collect(),
                    || match length {
                        Some(length) => format!("skip {skip}, take {length}"),
                        None => format!("skip {skip}"),
                    },
                ))
            }
        }
    }

    fn union(&self, node: &Node, nodes: &'a [Node], wish: Wish) -> Result<Built<'a>, Stop> {
        let slots = wish.needed & node.possible();
        let parts = nodes.iter().map(|node| self.node(node, Wish::new(slots, wish.once)));
        let parts = parts.collect::<Result<_, _>>()?;
        Ok(self.unite(parts, slots, node.certain()))
    }

    /// Gives the rows of all parts, with these variables.
    pub(super) fn unite(&self, parts: Vec<Built<'a>>, slots: Slots, certain: Slots) -> Built<'a> {
        let schema: Vec<Slot> = each(slots).collect();
        let (mut inputs, mut watched, mut rows) = (Vec::new(), Vec::new(), 0.0);
        for mut part in parts {
            rows += part.rows;
            watched.extend(part.watched.take());
            inputs.push(self.project(part, &schema).operator);
        }
        let operator = Box::new(Union { inputs, at: 0 });
        self.built(operator, schema, certain, rows, watched, || "union".to_owned())
    }

    fn extend(&self, inner: &'a Node, slot: Slot, source: &'a Source, wish: Wish) -> Result<Built<'a>, Stop> {
        if wish.needed & only(slot) == 0 {
            return self.node(inner, wish.and(0));
        }
        let reads = source.slots();
        let copied = match source {
            Source::Copy(Operand::Slot(from)) if wish.small & only(slot) != 0 => only(*from) & !wish.needed,
            _ => 0,
        };
        let mut wish = wish.and(reads);
        wish.small |= copied;
        // Two rows that only differ in what the expression reads are two rows still.
        wish.needed &= !only(slot) | reads;
        let inner = self.node(inner, wish)?;
        let Built { operator: input, schema, certain, rows, watched } = inner;
        let certain = if source.is_certain(certain) { certain | only(slot) } else { certain };
        let operator = Box::new(Extend { input, schema: schema.clone(), source });
        let mut schema = schema;
        schema.push(slot);
        Ok(self.built(operator, schema, certain, rows, watched.into_iter().collect(), || {
            format!("bind {}", self.name(slot))
        }))
    }

    /// Applies a condition and hands on the columns that are needed after it.
    pub(super) fn filter(&self, inner: Built<'a>, test: &'a Test, needed: Slots) -> Built<'a> {
        let (keep, kept) = inner.pick(needed);
        let Built { operator: input, schema, certain, rows, watched } = inner;
        let operator = Box::new(Filter { input, schema, test, keep });
        self.built(operator, kept, certain, rows / 2.0, watched.into_iter().collect(), || {
            format!("filter on {}", self.list(&each(test.slots()).collect::<Vec<_>>()))
        })
    }

    /// Gives each row of some variables once.
    pub(super) fn distinct(&self, inner: Built<'a>, slots: Slots) -> Built<'a> {
        self.distinct_by(inner, slots, slots)
    }

    /// Gives each row of some variables once; rows that agree in `keys` agree in all of them.
    fn distinct_by(&self, inner: Built<'a>, slots: Slots, keys: Slots) -> Built<'a> {
        let schema: Vec<Slot> = each(slots & inner.slots()).collect();
        let inner = self.project(inner, &schema);
        let (columns, names) = inner.pick(keys);
        let Built { operator, certain, rows, watched, .. } = inner;
        let operator = Box::new(Distinct::new(operator, schema.len(), columns, rows));
        self.built(operator, schema, certain, rows, watched.into_iter().collect(), || {
            format!("distinct {}", self.list(&names))
        })
    }

    /// Gives exactly these columns, in this order.
    pub(in crate::engine) fn project(&self, inner: Built<'a>, schema: &[Slot]) -> Built<'a> {
        if inner.schema == schema {
            return inner;
        }
        let picks = schema.iter().map(|slot| inner.column(*slot)).collect();
        let operator = Box::new(Project { input: inner.operator, picks });
        Built { operator, schema: schema.to_vec(), ..inner }
    }

    pub(super) fn built(
        &self,
        operator: Input<'a>,
        schema: Vec<Slot>,
        certain: Slots,
        rows: f64,
        inputs: Vec<Watched>,
        label: impl FnOnce() -> String,
    ) -> Built<'a> {
        let certain = certain & schema.iter().fold(0, |slots, slot| slots | only(*slot));
        if !self.watch {
            return Built { operator, schema, certain, rows, watched: None };
        }
        let trace = Rc::new(Trace::default());
        let operator = Box::new(Traced { input: operator, trace: Rc::clone(&trace) });
        let watched = Some(Watched { label: label(), estimated: rows, trace, inputs });
        Built { operator, schema, certain, rows, watched }
    }

    pub(super) fn name(&self, slot: Slot) -> String {
        let name = &self.names[slot as usize];
        // The parser calls what nobody named by 32 digits of chance.
        let unnamed = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if unnamed || name.starts_with([' ', '_']) { "_".to_owned() } else { format!("?{name}") }
    }

    pub(super) fn list(&self, slots: &[Slot]) -> String {
        let names: Vec<String> = slots.iter().map(|slot| self.name(*slot)).collect();
        names.join(" ")
    }

    pub(super) fn spell(&self, id: TermId) -> String {
        self.terms.term(id).map_or_else(|_| "damaged".to_owned(), |term| term.to_string())
    }
}
