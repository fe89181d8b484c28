//! Conditions over batches: what can be told from ids is told from ids, what hangs on texts alone from the texts where
//! they lie, the rest is worked out once for each distinct input.
//!
//! Comparing two nodes is comparing two numbers; a comparison of other literals, a function and all arithmetic are the
//! business of Oxigraph's evaluator, so that no second idea of their meaning exists.

use crate::engine::batch::{Batch, Slot, Slots, only};
use crate::engine::formula::Formula;
use crate::engine::run::{Run, Stop};
use crate::engine::texts::Texts;
use crate::store::sparql::{Expression, Variable};
use crate::store::{TermId, Terms};

/// The three outcomes of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    False,
    True,
    Error,
}

/// A condition, taken apart as far as it can be decided from ids.
#[derive(Debug)]
pub(super) enum Test {
    Bound(Slot),
    Not(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Equal(Operand, Operand, Formula),
    Texts(Texts, Formula),
    Other(Formula),
}

/// What a comparison compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operand {
    Slot(Slot),
    Constant(TermId),
}

impl Test {
    /// Takes a condition apart; `slot` numbers its variables.
    ///
    /// # Errors
    /// [`Stop::Unsupported`] for EXISTS and for functions that give another value each time.
    pub(super) fn new(
        expression: &Expression,
        slot: &mut impl FnMut(&Variable) -> Result<Slot, Stop>,
        terms: &Terms<'_>,
    ) -> Result<Self, Stop> {
        Ok(match expression {
            Expression::Bound(variable) => Self::Bound(slot(variable)?),
            Expression::Not(inner) => Self::Not(Box::new(Self::new(inner, slot, terms)?)),
            Expression::And(left, right) => {
                Self::And(Box::new(Self::new(left, slot, terms)?), Box::new(Self::new(right, slot, terms)?))
            }
            Expression::Or(left, right) => {
                Self::Or(Box::new(Self::new(left, slot, terms)?), Box::new(Self::new(right, slot, terms)?))
            }
            Expression::Equal(left, right) => {
                match (operand(left, slot, terms)?, operand(right, slot, terms)?) {
                    (Some(left), Some(right)) => Self::Equal(left, right, Formula::test(expression, slot)?),
                    _ => Self::of_values(expression, slot)?,
                }
            }
            Expression::In(member, list) => {
                let mut tests = Vec::new();
                for item in list {
                    let equal = Expression::Equal(member.clone(), Box::new(item.clone()));
                    tests.push(Self::new(&equal, slot, terms)?);
                }
                let either = |left, right| Self::Or(Box::new(left), Box::new(right));
                match tests.into_iter().reduce(either) {
                    Some(test) => test,
                    None => Self::Other(Formula::test(expression, slot)?),
                }
            }
            other => Self::of_values(other, slot)?,
        })
    }

    /// Takes a condition that ids do not decide.
    fn of_values(
        expression: &Expression,
        slot: &mut impl FnMut(&Variable) -> Result<Slot, Stop>,
    ) -> Result<Self, Stop> {
        let formula = Formula::test(expression, slot)?;
        Ok(match Texts::new(expression, slot)? {
            Some(texts) => Self::Texts(texts, formula),
            None => Self::Other(formula),
        })
    }

    /// Gives the variables that it looks at.
    pub(super) fn slots(&self) -> Slots {
        match self {
            Self::Bound(slot) => only(*slot),
            Self::Not(inner) => inner.slots(),
            Self::And(left, right) | Self::Or(left, right) => left.slots() | right.slots(),
            Self::Equal(_, _, formula) | Self::Texts(_, formula) | Self::Other(formula) => formula.slots(),
        }
    }

    /// Gives the variable of a test that asks of a count no more than whether it is 0, 1 or greater.
    pub(super) fn small_count(&self) -> Option<Slot> {
        match self {
            Self::Not(inner) => inner.small_count(),
            Self::Equal(_, _, formula) | Self::Other(formula) => formula.small_count(),
            _ => None,
        }
    }

    /// Gives the two variables of a test that asks only whether they differ.
    pub(super) fn differ(&self) -> Option<(Slot, Slot)> {
        match self {
            Self::Not(inner) => match &**inner {
                Self::Equal(Operand::Slot(one), Operand::Slot(other), _) => Some((*one, *other)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Reads a test for being one of some nodes: the variable and the nodes, each once. A literal is no node, for it
    /// may be written in several ways.
    pub(super) fn nodes(&self, terms: &Terms<'_>) -> Result<Option<(Slot, Vec<TermId>)>, Stop> {
        Ok(match self {
            Self::Equal(Operand::Slot(slot), Operand::Constant(id), _)
            | Self::Equal(Operand::Constant(id), Operand::Slot(slot), _)
                if !terms.is_literal(*id)? =>
            {
                Some((*slot, vec![*id]))
            }
            Self::Or(left, right) => match (left.nodes(terms)?, right.nodes(terms)?) {
                (Some((slot, mut nodes)), Some((other, more))) if slot == other => {
                    let more: Vec<TermId> = more.into_iter().filter(|node| !nodes.contains(node)).collect();
                    nodes.extend(more);
                    Some((slot, nodes))
                }
                _ => None,
            },
            _ => None,
        })
    }

    /// Tells for each row of a batch whether it holds.
    pub(super) fn holds(&self, run: &Run<'_>, batch: &Batch, schema: &[Slot]) -> Result<Vec<Truth>, Stop> {
        let column = |slot: Slot| schema.iter().position(|known| *known == slot);
        Ok(match self {
            Self::Bound(slot) => match column(*slot) {
                Some(column) => batch.columns[column].iter().map(|id| truth(!id.is_none())).collect(),
                None => vec![Truth::False; batch.len],
            },
            Self::Not(inner) => {
                let mut holds = inner.holds(run, batch, schema)?;
                for holds in &mut holds {
                    *holds = match *holds {
                        Truth::False => Truth::True,
                        Truth::True => Truth::False,
                        Truth::Error => Truth::Error,
                    };
                }
                holds
            }
            Self::And(left, right) => {
                let left = left.holds(run, batch, schema)?;
                if left.iter().all(|holds| *holds == Truth::False) {
                    return Ok(left);
                }
                let pairs = left.into_iter().zip(right.holds(run, batch, schema)?);
                pairs
                    .map(|pair| match pair {
                        (Truth::False, _) | (_, Truth::False) => Truth::False,
                        (Truth::True, Truth::True) => Truth::True,
                        _ => Truth::Error,
                    })
                    .collect()
            }
            Self::Or(left, right) => {
                let left = left.holds(run, batch, schema)?;
                if left.iter().all(|holds| *holds == Truth::True) {
                    return Ok(left);
                }
                let pairs = left.into_iter().zip(right.holds(run, batch, schema)?);
                pairs
                    .map(|pair| match pair {
                        (Truth::True, _) | (_, Truth::True) => Truth::True,
                        (Truth::False, Truth::False) => Truth::False,
                        _ => Truth::Error,
                    })
                    .collect()
            }
            Self::Equal(left, right, formula) => {
                let cell = |operand: &Operand| match *operand {
                    Operand::Constant(id) => (None, id),
                    Operand::Slot(slot) => (column(slot), TermId::NONE),
                };
                let (left, right) = (cell(left), cell(right));
                let get = |side: (Option<usize>, TermId), row: usize| {
                    side.0.map_or(side.1, |column| batch.columns[column][row])
                };
                let mut holds = Vec::with_capacity(batch.len);
                let mut open = Vec::new();
                for row in 0..batch.len {
                    let (left, right) = (get(left, row), get(right, row));
                    holds.push(if left.is_none() || right.is_none() {
                        Truth::Error
                    } else if !run.terms.is_literal(left)? || left != right && !run.terms.is_literal(right)? {
                        truth(left == right)
                    } else {
                        // Two literals may be one value in two forms, and one literal need not equal itself.
                        open.push(row);
                        Truth::Error
                    });
                }
                formula.decide(run, batch, schema, &open, &mut holds)?;
                holds
            }
            Self::Texts(texts, formula) => {
                let found = texts.holds(run, batch, schema)?;
                let open: Vec<usize> = (0..batch.len).filter(|&row| found[row].is_none()).collect();
                let mut holds: Vec<Truth> =
                    found.into_iter().map(|found| found.map_or(Truth::Error, truth)).collect();
                formula.decide(run, batch, schema, &open, &mut holds)?;
                holds
            }
            Self::Other(formula) => formula.truths(run, batch, schema, 0..batch.len)?,
        })
    }
}

pub(super) fn truth(holds: bool) -> Truth {
    if holds { Truth::True } else { Truth::False }
}

fn operand(
    expression: &Expression,
    slot: &mut impl FnMut(&Variable) -> Result<Slot, Stop>,
    terms: &Terms<'_>,
) -> Result<Option<Operand>, Stop> {
    Ok(match expression {
        Expression::Variable(variable) => Some(Operand::Slot(slot(variable)?)),
        Expression::NamedNode(node) => Some(Operand::Constant(terms.id(node.clone().into())?)),
        Expression::Literal(literal) => Some(Operand::Constant(terms.id(literal.clone().into())?)),
        _ => None,
    })
}
