//! Expressions over batches: what can be told from ids is told from ids, the rest is worked out once for each
//! distinct input.
//!
//! Comparing two nodes is comparing two numbers; a comparison of literals, a function and all arithmetic are the
//! business of Oxigraph's evaluator, so that no second idea of their meaning exists.

use std::cell::RefCell;

use crate::engine::batch::{Batch, Slot, Slots, only};
use crate::engine::keys::Keys;
use crate::engine::run::{Run, Stop};
use crate::store::sparql::{Expression, Function, Variable, work_out};
use crate::store::{Literal, TermId, Terms};

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
    Other(Formula),
}

/// What a comparison compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operand {
    Slot(Slot),
    Constant(TermId),
}

/// An expression whose values are worked out once for each distinct input.
#[derive(Debug)]
pub(super) struct Formula {
    expression: Expression,
    variables: Vec<Variable>,
    slots: Vec<Slot>,
    known: RefCell<Box<(Keys, Vec<TermId>)>>,
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
                    _ => Self::Other(Formula::test(expression, slot)?),
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
            other => Self::Other(Formula::test(other, slot)?),
        })
    }

    /// Gives the variables that it looks at.
    pub(super) fn slots(&self) -> Slots {
        match self {
            Self::Bound(slot) => only(*slot),
            Self::Not(inner) => inner.slots(),
            Self::And(left, right) | Self::Or(left, right) => left.slots() | right.slots(),
            Self::Equal(_, _, formula) | Self::Other(formula) => formula.slots(),
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
                if !open.is_empty() {
                    let values = formula.values(run, batch, schema, open.iter().copied())?;
                    for (row, truth) in open.into_iter().zip(truths(run, &values)?) {
                        holds[row] = truth;
                    }
                }
                holds
            }
            Self::Other(formula) => truths(run, &formula.values(run, batch, schema, 0..batch.len)?)?,
        })
    }
}

fn truth(holds: bool) -> Truth {
    if holds { Truth::True } else { Truth::False }
}

/// Reads what the formula of a condition gave.
fn truths(run: &Run<'_>, values: &[TermId]) -> Result<Vec<Truth>, Stop> {
    let yes = run.terms.id(Literal::from(true).into())?;
    let read = |id: &TermId| if id.is_none() { Truth::Error } else { truth(*id == yes) };
    Ok(values.iter().map(read).collect())
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

impl Formula {
    /// Takes an expression; `slot` numbers its variables.
    ///
    /// # Errors
    /// [`Stop::Unsupported`] for EXISTS and for functions that give another value each time.
    pub(super) fn new(
        expression: &Expression,
        slot: &mut impl FnMut(&Variable) -> Result<Slot, Stop>,
    ) -> Result<Self, Stop> {
        let mut variables = Vec::new();
        gather(expression, &mut variables)?;
        let slots = variables.iter().map(slot).collect::<Result<Vec<_>, _>>()?;
        let known = RefCell::new(Box::new((Keys::new(slots.len()), Vec::new())));
        Ok(Self { expression: expression.clone(), variables, slots, known })
    }

    /// Takes a condition: its values are true, false, or none for an error.
    fn test(
        expression: &Expression,
        slot: &mut impl FnMut(&Variable) -> Result<Slot, Stop>,
    ) -> Result<Self, Stop> {
        let boolean = |value: bool| Box::new(Expression::Literal(Literal::from(value)));
        let test = Expression::If(Box::new(expression.clone()), boolean(true), boolean(false));
        Self::new(&test, slot)
    }

    pub(super) fn slots(&self) -> Slots {
        self.slots.iter().fold(0, |slots, slot| slots | only(*slot))
    }

    /// Gives the values at some rows of a batch; an error is no value.
    pub(super) fn values(
        &self,
        run: &Run<'_>,
        batch: &Batch,
        schema: &[Slot],
        rows: impl Iterator<Item = usize>,
    ) -> Result<Vec<TermId>, Stop> {
        let columns: Vec<Option<usize>> =
            self.slots.iter().map(|slot| schema.iter().position(|known| known == slot)).collect();
        let mut borrowed = self.known.borrow_mut();
        let (keys, values) = &mut **borrowed;
        let mut inputs = Vec::new();
        let mut input = vec![TermId::NONE; columns.len()];
        let mut numbers = Vec::with_capacity(batch.len);
        for row in rows {
            for (cell, column) in input.iter_mut().zip(&columns) {
                *cell = column.map_or(TermId::NONE, |column| batch.columns[column][row]);
            }
            let (number, new) = keys.add(&input);
            if new {
                inputs.extend_from_slice(&input);
            }
            numbers.push(number);
        }
        if values.len() < keys.len() {
            run.keep((keys.len() - values.len()) * keys.row_bytes())?;
            values.extend(work_out(&run.terms, &self.expression, &self.variables, &inputs)?);
        }
        Ok(numbers.into_iter().map(|number| values[number]).collect())
    }
}

/// Gathers the variables of an expression, each once.
fn gather(expression: &Expression, variables: &mut Vec<Variable>) -> Result<(), Stop> {
    match expression {
        Expression::NamedNode(_) | Expression::Literal(_) => Ok(()),
        Expression::Variable(variable) | Expression::Bound(variable) => {
            if !variables.contains(variable) {
                variables.push(variable.clone());
            }
            Ok(())
        }
        Expression::Or(left, right)
        | Expression::And(left, right)
        | Expression::Equal(left, right)
        | Expression::SameTerm(left, right)
        | Expression::Greater(left, right)
        | Expression::GreaterOrEqual(left, right)
        | Expression::Less(left, right)
        | Expression::LessOrEqual(left, right)
        | Expression::Add(left, right)
        | Expression::Subtract(left, right)
        | Expression::Multiply(left, right)
        | Expression::Divide(left, right) => {
            gather(left, variables)?;
            gather(right, variables)
        }
        Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => {
            gather(inner, variables)
        }
        Expression::In(member, list) => {
            gather(member, variables)?;
            list.iter().try_for_each(|item| gather(item, variables))
        }
        Expression::If(condition, then, otherwise) => {
            gather(condition, variables)?;
            gather(then, variables)?;
            gather(otherwise, variables)
        }
        Expression::Coalesce(list) => list.iter().try_for_each(|item| gather(item, variables)),
        Expression::FunctionCall(function, arguments) => {
            if !is_pure(function) {
                return Err(Stop::Unsupported);
            }
            arguments.iter().try_for_each(|argument| gather(argument, variables))
        }
        Expression::Exists(_) => Err(Stop::Unsupported),
    }
}

/// Tells whether a function of the same arguments has the same value, whatever the query around it.
fn is_pure(function: &Function) -> bool {
    match function {
        Function::Rand
        | Function::Uuid
        | Function::StrUuid
        | Function::Now
        | Function::BNode
        | Function::Iri => false,
        Function::Custom(name) => name.as_str().starts_with("http://www.w3.org/2001/XMLSchema#"),
        _ => true,
    }
}
