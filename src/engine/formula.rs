//! Expressions whose values Oxigraph's evaluator works out, once for each distinct input.

use std::cell::RefCell;

use crate::engine::batch::{Batch, Slot, Slots, only};
use crate::engine::expression::{Truth, truth};
use crate::engine::keys::Keys;
use crate::engine::run::{Run, Stop};
use crate::store::sparql::{Expression, Function, Variable, work_out};
use crate::store::{Literal, TermId};

/// An expression whose values are worked out once for each distinct input.
#[derive(Debug)]
pub(super) struct Formula {
    expression: Expression,
    variables: Vec<Variable>,
    slots: Vec<Slot>,
    known: RefCell<Box<(Keys, Vec<TermId>)>>,
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
    pub(super) fn test(
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

    /// Puts in what a condition says of some rows.
    pub(super) fn decide(
        &self,
        run: &Run<'_>,
        batch: &Batch,
        schema: &[Slot],
        rows: &[usize],
        holds: &mut [Truth],
    ) -> Result<(), Stop> {
        if rows.is_empty() {
            return Ok(());
        }
        for (row, truth) in rows.iter().zip(self.truths(run, batch, schema, rows.iter().copied())?) {
            holds[*row] = truth;
        }
        Ok(())
    }

    /// Gives the variable of a condition that asks of a count no more than whether it is 0, 1 or greater.
    pub(super) fn small_count(&self) -> Option<Slot> {
        let Expression::If(condition, ..) = &self.expression else { return None };
        let (count, number, most) = match &**condition {
            Expression::Greater(count, number)
            | Expression::LessOrEqual(count, number)
            | Expression::Equal(count, number) => (count, number, 1),
            Expression::GreaterOrEqual(count, number) | Expression::Less(count, number) => (count, number, 2),
            _ => return None,
        };
        let (Expression::Variable(_), Expression::Literal(number)) = (&**count, &**number) else {
            return None;
        };
        let integer = number.datatype().as_str() == "http://www.w3.org/2001/XMLSchema#integer";
        let few = integer && number.value().parse::<u64>().is_ok_and(|number| number <= most);
        self.slots.first().copied().filter(|_| few)
    }

    /// Tells for some rows of a batch whether a condition holds.
    pub(super) fn truths(
        &self,
        run: &Run<'_>,
        batch: &Batch,
        schema: &[Slot],
        rows: impl Iterator<Item = usize>,
    ) -> Result<Vec<Truth>, Stop> {
        let yes = run.terms.id(Literal::from(true).into())?;
        let read = |id: TermId| if id.is_none() { Truth::Error } else { truth(id == yes) };
        Ok(self.values(run, batch, schema, rows)?.into_iter().map(read).collect())
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
