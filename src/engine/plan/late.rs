//! ORDER BY, with what the order does not hang on looked up for the sorted rows: a narrow table is sorted, and a few
//! first rows are all that is looked up for.

use crate::engine::batch::{Slot, Slots, only};
use crate::engine::operator::Sort;
use crate::engine::plan::build::{Builder, Built, Wish};
use crate::engine::plan::node::Node;
use crate::engine::plan::optional::look_ups;
use crate::engine::run::Stop;

impl<'a> Builder<'_, 'a> {
    /// Sorts the rows of a node. A look-up gives each row's results where the row stands, so it may as well come after.
    pub(super) fn order(&self, inner: &'a Node, by: &[(Slot, bool)], wish: Wish) -> Result<Built<'a>, Stop> {
        let keys = by.iter().fold(0, |slots: Slots, (slot, _)| slots | only(*slot));
        if let Node::Left { left, right, condition: None } = inner
            && right.possible() & keys & !left.certain() == 0
            && look_ups(right, left.certain(), left.possible()).is_some()
        {
            let right_slots = right.possible();
            let unread = wish.once && right_slots & wish.needed & !left.certain() == 0;
            let needed = if unread { wish.needed } else { wish.needed | right_slots };
            let sorted = self.order(left, by, Wish { needed, ..wish })?;
            if unread {
                return Ok(sorted);
            }
            let steps = look_ups(right, sorted.certain, left.possible() | sorted.slots());
            return self.look_ups(sorted, &steps.ok_or(Stop::Unsupported)?, wish.needed);
        }
        let inner = self.node(inner, wish.and(keys))?;
        let columns = by.iter().filter_map(|(slot, down)| Some((inner.column(*slot)?, *down)));
        let by: Vec<(usize, bool)> = columns.collect();
        let rows = wish.limit.map_or(inner.rows, |limit| inner.rows.min(limit as f64));
        let Built { operator: input, schema, certain, watched, .. } = inner;
        let names: Vec<Slot> = by.iter().map(|(column, _)| schema[*column]).collect();
        let limit = wish.limit;
        let operator = Box::new(Sort { input, width: schema.len(), by, limit, sorted: None });
        Ok(self.built(operator, schema, certain, rows, watched.into_iter().collect(), || match limit {
            Some(limit) => format!("first {limit} by {}", self.list(&names)),
            None => format!("sort by {}", self.list(&names)),
        }))
    }
}
