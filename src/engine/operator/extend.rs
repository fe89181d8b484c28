//! Gives each row the value of an expression as a new last column.

use crate::engine::batch::{Batch, Slot, Slots, only};
use crate::engine::expression::{Operand, Test, Truth};
use crate::engine::formula::Formula;
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};
use crate::store::TermId;

/// Adds a column.
pub(in crate::engine) struct Extend<'a> {
    pub(in crate::engine) input: Input<'a>,
    pub(in crate::engine) schema: Vec<Slot>,
    pub(in crate::engine) source: &'a Source,
}

/// Where the values of the new column come from.
#[derive(Debug)]
pub(in crate::engine) enum Source {
    /// Another column, or one term.
    Copy(Operand),
    /// One or the other, as a condition holds or not; no value where it is an error. What is chosen from is written in
    /// one way only: a node or a plain string.
    If(Box<(Test, Self, Self)>),
    /// The first of some that has a value; a literal is worked out, for it may be written in several ways.
    First(Vec<Operand>, Formula),
    Formula(Formula),
}

impl Source {
    /// Gives the variables that it looks at.
    pub(in crate::engine) fn slots(&self) -> Slots {
        match self {
            Self::Copy(Operand::Slot(slot)) => only(*slot),
            Self::Copy(Operand::Constant(_)) => 0,
            Self::If(choice) => choice.0.slots() | choice.1.slots() | choice.2.slots(),
            Self::First(_, formula) | Self::Formula(formula) => formula.slots(),
        }
    }

    /// Tells whether it gives every row a value, where some variables have one in every row.
    pub(in crate::engine) fn is_certain(&self, certain: Slots) -> bool {
        let has_value = |operand: &Operand| match operand {
            Operand::Slot(slot) => certain & only(*slot) != 0,
            Operand::Constant(_) => true,
        };
        match self {
            Self::Copy(operand) => has_value(operand),
            Self::First(operands, _) => operands.iter().any(has_value),
            Self::If(_) | Self::Formula(_) => false,
        }
    }

    fn values(&self, run: &Run<'_>, batch: &Batch, schema: &[Slot]) -> Result<Vec<TermId>, Stop> {
        Ok(match self {
            Self::Copy(Operand::Constant(id)) => vec![*id; batch.len],
            Self::Copy(Operand::Slot(slot)) => match schema.iter().position(|known| known == slot) {
                Some(column) => batch.columns[column].clone(),
                None => vec![TermId::NONE; batch.len],
            },
            Self::If(choice) => {
                let (test, then, otherwise) = &**choice;
                let holds = test.holds(run, batch, schema)?;
                let mut chosen = then.values(run, batch, schema)?;
                let otherwise = otherwise.values(run, batch, schema)?;
                for ((chosen, holds), other) in chosen.iter_mut().zip(holds).zip(otherwise) {
                    match holds {
                        Truth::True => {}
                        Truth::False => *chosen = other,
                        Truth::Error => *chosen = TermId::NONE,
                    }
                }
                chosen
            }
            Self::First(operands, formula) => {
                let column = |slot: &Slot| schema.iter().position(|known| known == slot);
                let mut values = vec![TermId::NONE; batch.len];
                for operand in operands {
                    match operand {
                        Operand::Constant(id) => fill(&mut values, std::iter::repeat(id)),
                        Operand::Slot(slot) => {
                            if let Some(column) = column(slot) {
                                fill(&mut values, batch.columns[column].iter());
                            }
                        }
                    }
                }
                let mut literals = Vec::new();
                for (row, value) in values.iter().enumerate() {
                    if !value.is_none() && run.terms.is_literal(*value)? {
                        literals.push(row);
                    }
                }
                if !literals.is_empty() {
                    let worked_out = formula.values(run, batch, schema, literals.iter().copied())?;
                    for (row, value) in literals.into_iter().zip(worked_out) {
                        values[row] = value;
                    }
                }
                values
            }
            Self::Formula(formula) => formula.values(run, batch, schema, 0..batch.len)?,
        })
    }
}

/// Gives what has no value yet the value of another column.
fn fill<'i>(values: &mut [TermId], other: impl Iterator<Item = &'i TermId>) {
    for (value, other) in values.iter_mut().zip(other) {
        if value.is_none() {
            *value = *other;
        }
    }
}

impl Operator for Extend<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        run.go_on()?;
        let Some(mut batch) = self.input.next(run)? else { return Ok(None) };
        let values = self.source.values(run, &batch, &self.schema)?;
        batch.columns.push(values);
        Ok(Some(batch))
    }
}
