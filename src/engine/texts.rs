//! Conditions on texts: `STR(?a) < STR(?b)`, `CONTAINS(?note, "border")`. Most are told from the texts where they lie; no
//! term is made and nothing is kept for them.
//!
//! Only nodes and plain strings have a text that is theirs as it lies there. A row with another term is left open, for
//! Oxigraph's evaluator.

use crate::engine::batch::{Batch, Slot};
use crate::engine::compare::{Kind, text};
use crate::engine::run::{Run, Stop};
use crate::store::sparql::{Expression, Function, Variable};
use crate::store::{TermId, TermReader};

/// A condition on two texts.
#[derive(Debug)]
pub(super) struct Texts {
    left: Text,
    right: Text,
    holds: fn(&str, &str) -> bool,
}

/// Where a text comes from.
#[derive(Debug)]
enum Text {
    /// The text of any term: STR of a variable.
    Of(Slot),
    /// A variable that must be a string.
    String(Slot),
    Is(String),
}

impl Texts {
    /// Takes a condition, if it is one on two texts; `slot` numbers its variables.
    pub(super) fn new(
        expression: &Expression,
        slot: &mut impl FnMut(&Variable) -> Result<Slot, Stop>,
    ) -> Result<Option<Self>, Stop> {
        let (left, right, holds): (_, _, fn(&str, &str) -> bool) = match expression {
            Expression::Equal(left, right) => (left, right, |left, right| left == right),
            Expression::Less(left, right) => (left, right, |left, right| left < right),
            Expression::LessOrEqual(left, right) => (left, right, |left, right| left <= right),
            Expression::Greater(left, right) => (left, right, |left, right| left > right),
            Expression::GreaterOrEqual(left, right) => (left, right, |left, right| left >= right),
            Expression::FunctionCall(function, arguments) => {
                let [of, given] = arguments.as_slice() else { return Ok(None) };
                let holds: fn(&str, &str) -> bool = match function {
                    Function::Contains => |text, part| text.contains(part),
                    Function::StrStarts => |text, start| text.starts_with(start),
                    Function::StrEnds => |text, end| text.ends_with(end),
                    _ => return Ok(None),
                };
                let left = match of {
                    Expression::Variable(variable) => Some(Text::String(slot(variable)?)),
                    other => Text::new(other, slot)?,
                };
                let right = Text::new(given, slot)?;
                return Ok(left.zip(right).map(|(left, right)| Self { left, right, holds }));
            }
            _ => return Ok(None),
        };
        Ok(match (Text::new(left, slot)?, Text::new(right, slot)?) {
            (Some(left), Some(right)) => Some(Self { left, right, holds }),
            _ => None,
        })
    }

    /// Tells for each row of a batch whether the condition holds; nothing where that is left open.
    pub(super) fn holds(
        &self,
        run: &Run<'_>,
        batch: &Batch,
        schema: &[Slot],
    ) -> Result<Vec<Option<bool>>, Stop> {
        let mut left = Column::new(&self.left, run, batch, schema)?;
        let mut right = Column::new(&self.right, run, batch, schema)?;
        let mut holds = Vec::with_capacity(batch.len);
        for row in 0..batch.len {
            let texts = left.text(row)?.zip(right.text(row)?);
            holds.push(texts.map(|(left, right)| (self.holds)(left, right)));
        }
        Ok(holds)
    }
}

impl Text {
    fn new(
        expression: &Expression,
        slot: &mut impl FnMut(&Variable) -> Result<Slot, Stop>,
    ) -> Result<Option<Self>, Stop> {
        Ok(match expression {
            Expression::Literal(literal) => {
                text(literal.as_ref().into()).map(|(_, text)| Self::Is(text.to_owned()))
            }
            Expression::FunctionCall(Function::Str, arguments) => match arguments.as_slice() {
                [Expression::Variable(variable)] => Some(Self::Of(slot(variable)?)),
                _ => None,
            },
            _ => None,
        })
    }
}

/// Reads the texts of one side, row by row.
enum Column<'t, 'b, 'a> {
    Ids {
        ids: &'b [TermId],
        strings: bool,
        reader: Box<TermReader<'a>>,
    },
    /// A variable without any value.
    Nothing,
    Is(&'t str),
}

impl<'t, 'b, 'a> Column<'t, 'b, 'a> {
    fn new(text: &'t Text, run: &Run<'a>, batch: &'b Batch, schema: &[Slot]) -> Result<Self, Stop> {
        let (slot, strings) = match text {
            Text::Is(text) => return Ok(Self::Is(text)),
            Text::Of(slot) => (slot, false),
            Text::String(slot) => (slot, true),
        };
        let Some(column) = schema.iter().position(|known| known == slot) else { return Ok(Self::Nothing) };
        let reader = Box::new(TermReader::new(run.terms.graph(), &[])?);
        Ok(Self::Ids { ids: &batch.columns[column], strings, reader })
    }

    /// Gives the text at a row, if it is the term's own.
    fn text(&mut self, row: usize) -> Result<Option<&str>, Stop> {
        Ok(match self {
            Self::Is(text) => Some(*text),
            Self::Nothing => None,
            Self::Ids { ids, strings, reader } => match ids[row] {
                id if id.is_foreign() => None,
                id => match reader.read(id)?.and_then(text) {
                    Some((Kind::String, text)) => Some(text),
                    Some((Kind::Node, text)) if !*strings => Some(text),
                    _ => None,
                },
            },
        })
    }
}
