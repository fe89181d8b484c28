//! What Oxigraph's evaluator means by the order and the sum of terms, for sorting and for aggregates.
//!
//! The rules are those of `spareval`, rule for rule: an answer must not depend on who works it out.

use std::cmp::Ordering;

use oxsdatatypes::{Decimal, Double, Float};

use crate::store::Term;
use crate::store::sparql::Value;

/// Compares as ORDER BY does: no value, blank nodes, IRIs, literals; literals by value where they have comparable
/// ones, else as text. It is no total order where values of several kinds meet.
pub(super) fn order(left: Option<&Value>, right: Option<&Value>) -> Ordering {
    let (left, right) = match (left, right) {
        (None, None) => return Ordering::Equal,
        (None, Some(_)) => return Ordering::Less,
        (Some(_), None) => return Ordering::Greater,
        (Some(left), Some(right)) => (left, right),
    };
    match (left, right) {
        (Value::BlankNode(left), Value::BlankNode(right)) => left.as_str().cmp(right.as_str()),
        (Value::BlankNode(_), _) => Ordering::Less,
        (_, Value::BlankNode(_)) => Ordering::Greater,
        (Value::NamedNode(left), Value::NamedNode(right)) => left.as_str().cmp(right.as_str()),
        (Value::NamedNode(_), _) => Ordering::Less,
        (_, Value::NamedNode(_)) => Ordering::Greater,
        _ => literals(left, right).unwrap_or_else(|| as_text(left, right)),
    }
}

fn as_text(left: &Value, right: &Value) -> Ordering {
    match (left.clone().into(), right.clone().into()) {
        (Term::Literal(left), Term::Literal(right)) => (left.value(), left.datatype(), left.language())
            .cmp(&(right.value(), right.datatype(), right.language())),
        _ => Ordering::Equal,
    }
}

/// Compares the values of two literals, where they have comparable ones.
fn literals(left: &Value, right: &Value) -> Option<Ordering> {
    use Value::{
        DateLiteral, DateTimeLiteral, DayTimeDurationLiteral, DecimalLiteral, DoubleLiteral, DurationLiteral,
        FloatLiteral, IntegerLiteral, LangStringLiteral, StringLiteral, TimeLiteral,
        YearMonthDurationLiteral,
    };
    match (left, right) {
        (StringLiteral(left), StringLiteral(right)) => Some(left.cmp(right)),
        (
            LangStringLiteral { value: left, language: of_left },
            LangStringLiteral { value: right, language: of_right },
        ) => (of_left == of_right).then(|| left.cmp(right)),
        (FloatLiteral(left), FloatLiteral(right)) => left.partial_cmp(right),
        (FloatLiteral(left), DoubleLiteral(right)) => Double::from(*left).partial_cmp(right),
        (FloatLiteral(left), IntegerLiteral(right)) => left.partial_cmp(&Float::from(*right)),
        (FloatLiteral(left), DecimalLiteral(right)) => left.partial_cmp(&Float::from(*right)),
        (DoubleLiteral(left), FloatLiteral(right)) => left.partial_cmp(&Double::from(*right)),
        (DoubleLiteral(left), DoubleLiteral(right)) => left.partial_cmp(right),
        (DoubleLiteral(left), IntegerLiteral(right)) => left.partial_cmp(&Double::from(*right)),
        (DoubleLiteral(left), DecimalLiteral(right)) => left.partial_cmp(&Double::from(*right)),
        (IntegerLiteral(left), FloatLiteral(right)) => Float::from(*left).partial_cmp(right),
        (IntegerLiteral(left), DoubleLiteral(right)) => Double::from(*left).partial_cmp(right),
        (IntegerLiteral(left), IntegerLiteral(right)) => left.partial_cmp(right),
        (IntegerLiteral(left), DecimalLiteral(right)) => Decimal::from(*left).partial_cmp(right),
        (DecimalLiteral(left), FloatLiteral(right)) => Float::from(*left).partial_cmp(right),
        (DecimalLiteral(left), DoubleLiteral(right)) => Double::from(*left).partial_cmp(right),
        (DecimalLiteral(left), IntegerLiteral(right)) => left.partial_cmp(&Decimal::from(*right)),
        (DecimalLiteral(left), DecimalLiteral(right)) => left.partial_cmp(right),
        (DateTimeLiteral(left), DateTimeLiteral(right)) => left.partial_cmp(right),
        (TimeLiteral(left), TimeLiteral(right)) => left.partial_cmp(right),
        (DateLiteral(left), DateLiteral(right)) => left.partial_cmp(right),
        (Value::GYearMonthLiteral(left), Value::GYearMonthLiteral(right)) => left.partial_cmp(right),
        (Value::GYearLiteral(left), Value::GYearLiteral(right)) => left.partial_cmp(right),
        (Value::GMonthDayLiteral(left), Value::GMonthDayLiteral(right)) => left.partial_cmp(right),
        (Value::GDayLiteral(left), Value::GDayLiteral(right)) => left.partial_cmp(right),
        (Value::GMonthLiteral(left), Value::GMonthLiteral(right)) => left.partial_cmp(right),
        (DurationLiteral(left), DurationLiteral(right)) => left.partial_cmp(right),
        (DurationLiteral(left), YearMonthDurationLiteral(right)) => left.partial_cmp(right),
        (DurationLiteral(left), DayTimeDurationLiteral(right)) => left.partial_cmp(right),
        (YearMonthDurationLiteral(left), DurationLiteral(right)) => left.partial_cmp(right),
        (YearMonthDurationLiteral(left), YearMonthDurationLiteral(right)) => left.partial_cmp(right),
        (YearMonthDurationLiteral(left), DayTimeDurationLiteral(right)) => left.partial_cmp(right),
        (DayTimeDurationLiteral(left), DurationLiteral(right)) => left.partial_cmp(right),
        (DayTimeDurationLiteral(left), YearMonthDurationLiteral(right)) => left.partial_cmp(right),
        (DayTimeDurationLiteral(left), DayTimeDurationLiteral(right)) => left.partial_cmp(right),
        _ => None,
    }
}

/// Adds as SUM does; no value when one of the two is no number or the sum has no room.
pub(super) fn add(left: &Value, right: &Value) -> Option<Value> {
    use Value::{DecimalLiteral, DoubleLiteral, FloatLiteral, IntegerLiteral};
    Some(match (left, right) {
        (IntegerLiteral(left), IntegerLiteral(right)) => IntegerLiteral(left.checked_add(*right)?),
        (DecimalLiteral(left), DecimalLiteral(right)) => DecimalLiteral(left.checked_add(*right)?),
        (IntegerLiteral(left), DecimalLiteral(right)) => {
            DecimalLiteral(Decimal::from(*left).checked_add(*right)?)
        }
        (DecimalLiteral(left), IntegerLiteral(right)) => {
            DecimalLiteral(left.checked_add(Decimal::from(*right))?)
        }
        (DoubleLiteral(left), right) => DoubleLiteral(*left + double(right)?),
        (left, DoubleLiteral(right)) => DoubleLiteral(double(left)? + *right),
        (FloatLiteral(left), right) => FloatLiteral(*left + float(right)?),
        (left, FloatLiteral(right)) => FloatLiteral(float(left)? + *right),
        _ => return None,
    })
}

fn double(value: &Value) -> Option<Double> {
    Some(match value {
        Value::DoubleLiteral(value) => *value,
        Value::FloatLiteral(value) => Double::from(*value),
        Value::IntegerLiteral(value) => Double::from(*value),
        Value::DecimalLiteral(value) => Double::from(*value),
        _ => return None,
    })
}

fn float(value: &Value) -> Option<Float> {
    Some(match value {
        Value::FloatLiteral(value) => *value,
        Value::IntegerLiteral(value) => Float::from(*value),
        Value::DecimalLiteral(value) => Float::from(*value),
        _ => return None,
    })
}
