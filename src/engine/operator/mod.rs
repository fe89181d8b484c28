//! The operators: each takes batches of ids and gives batches of ids, one operator a file.
//!
//! None of them knows how a query is written or why it was put together so.

mod apply;
mod check;
mod distinct;
mod extend;
mod filter;
mod follow;
mod group;
mod hash_join;
mod path;
mod project;
mod rank;
mod scan;
mod semi_join;
mod slice;
mod sort;
mod table;
mod traced;
mod two;
mod union;
mod values;
mod walk;

use crate::engine::batch::Batch;
use crate::engine::run::{Run, Stop};
use crate::store::TermId;

pub(super) use apply::{Apply, Feed, Kind as ApplyKind};
pub(super) use check::Check;
pub(super) use distinct::Distinct;
pub(super) use extend::{Extend, Source};
pub(super) use filter::Filter;
pub(super) use follow::Follow;
pub(super) use group::{Accumulator, Group};
pub(super) use hash_join::{HashJoin, Side};
pub(super) use path::{Ground, Path, PathJoin};
pub(super) use project::Project;
pub(super) use scan::Scan;
pub(super) use semi_join::{Keep, SemiJoin};
pub(super) use slice::Slice;
pub(super) use sort::Sort;
pub(super) use table::On;
pub(super) use traced::{Trace, Traced};
pub(super) use union::Union;
pub(super) use values::Values;
pub(super) use walk::Walk;

/// Gives batches until there are no more.
pub(super) trait Operator {
    /// Gives the next batch, which may be without rows; `None` after the last one.
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop>;
}

/// An operator that is some other operator's input.
pub(super) type Input<'a> = Box<dyn Operator + 'a>;

/// Where an operator finds one end of a triple.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Constant(TermId),
    /// A column of the input, in which every row has a value.
    Column(usize),
    /// Nowhere: the operator gives it, as the new column of this number.
    New(usize),
}

impl End {
    /// Gives the id that is known for a row.
    pub(super) fn known(self, batch: &Batch, row: usize) -> Option<TermId> {
        match self {
            Self::Constant(id) => Some(id),
            Self::Column(column) => Some(batch.columns[column][row]),
            Self::New(_) => None,
        }
    }
}
