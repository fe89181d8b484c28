//! Two sides that are worked out each for itself and joined by hash: which columns belong together, and which side
//! is gathered.

use crate::engine::batch::{ROW_NUMBER, Slot, Slots, each, only};
use crate::engine::expression::Test;
use crate::engine::operator::{HashJoin, Keep, On, SemiJoin, Side};
use crate::engine::plan::build::{Builder, Built};

impl<'a> Builder<'_, 'a> {
    /// Joins two sides by hash; the smaller one is gathered.
    pub(super) fn hash_join(&self, left: Built<'a>, right: Built<'a>, later: Slots, rows: f64) -> Built<'a> {
        // What is fed batch by batch cannot be gathered.
        let fed = left.column(ROW_NUMBER).is_some();
        let (left, right) = if right.rows > left.rows && !fed { (right, left) } else { (left, right) };
        let on = on(&left, &right);
        let (out, schema) = sides(&left, &right, later);
        let certain = left.certain | right.certain;
        let keys: Vec<Slot> = on.keys.iter().map(|(column, _)| left.schema[*column]).collect();
        let watched = left.watched.into_iter().chain(right.watched).collect();
        let operator = Box::new(HashJoin {
            left: left.operator,
            right: right.operator,
            right_width: right.schema.len(),
            on,
            optional: false,
            condition: None,
            out,
            state: Default::default(),
        });
        self.built(operator, schema, certain, rows, watched, || format!("hash join on {}", self.list(&keys)))
    }

    /// Keeps rows by whether they have a partner.
    pub(super) fn semi_join(
        &self,
        left: Built<'a>,
        right: Built<'a>,
        conditions: Vec<&'a Test>,
        keep: Keep,
        later: Slots,
    ) -> Built<'a> {
        let on = on(&left, &right);
        let (columns, schema) = left.pick(later);
        let both: Vec<Slot> = left.schema.iter().chain(&right.schema).copied().collect();
        let certain = left.certain;
        let rows = left.rows / 2.0;
        let keys: Vec<Slot> = on.keys.iter().map(|(column, _)| left.schema[*column]).collect();
        let differ = match conditions.as_slice() {
            [test] => test.differ().and_then(|(one, other)| {
                let columns = |one, other| Some((left.column(one)?, right.column(other)?));
                columns(one, other).or_else(|| columns(other, one))
            }),
            _ => None,
        };
        let watched = left.watched.into_iter().chain(right.watched).collect();
        let operator = Box::new(SemiJoin {
            left: left.operator,
            right: right.operator,
            right_width: right.schema.len(),
            on,
            keep,
            conditions,
            differ,
            both,
            columns,
            table: None,
        });
        self.built(operator, schema, certain, rows, watched, || {
            let kind = if keep == Keep::Partnered { "semi-join" } else { "anti-join" };
            format!("{kind} on {}", self.list(&keys))
        })
    }

    /// Keeps every row of the left side, with its partners or alone.
    pub(super) fn left_join(
        &self,
        left: Built<'a>,
        right: Built<'a>,
        condition: Option<&'a Test>,
        later: Slots,
    ) -> Built<'a> {
        let on = on(&left, &right);
        let (out, schema) = sides(&left, &right, later);
        let both: Vec<Slot> = left.schema.iter().chain(&right.schema).copied().collect();
        let keys: Vec<Slot> = on.keys.iter().map(|(column, _)| left.schema[*column]).collect();
        let (certain, rows) = (left.certain, left.rows.max(1.0));
        let watched = left.watched.into_iter().chain(right.watched).collect();
        let operator = Box::new(HashJoin {
            left: left.operator,
            right: right.operator,
            right_width: right.schema.len(),
            on,
            optional: true,
            condition: condition.map(|test| (test, both)),
            out,
            state: Default::default(),
        });
        self.built(operator, schema, certain, rows, watched, || format!("left join on {}", self.list(&keys)))
    }
}

/// Says where each column of a join comes from.
fn sides(left: &Built<'_>, right: &Built<'_>, later: Slots) -> (Vec<Side>, Vec<Slot>) {
    let slots = (left.slots() | right.slots()) & later;
    each(slots)
        .filter_map(|slot| {
            let side = match (left.column(slot), right.column(slot)) {
                (Some(column), Some(other)) if left.certain & only(slot) == 0 => Side::Either(column, other),
                (Some(column), _) => Side::Left(column),
                (None, Some(column)) => Side::Right(column),
                (None, None) => return None,
            };
            Some((side, slot))
        })
        .unzip()
}

/// Says which columns of two operators belong together.
fn on(left: &Built<'_>, right: &Built<'_>) -> On {
    let mut on = On::default();
    for (right_column, slot) in right.schema.iter().enumerate() {
        if let Some(left_column) = left.column(*slot) {
            let certain = left.certain & right.certain & only(*slot) != 0;
            let pairs = if certain { &mut on.keys } else { &mut on.loose };
            pairs.push((left_column, right_column));
        }
    }
    on
}
