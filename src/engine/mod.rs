//! Answers queries by handing batches of ids from operator to operator over the columns of the store.
//!
//! It answers a query whole or not at all: what it does not know the exact meaning of, as Oxigraph's evaluator has
//! it, it refuses, and then the whole query goes there. Strings are touched last, and only those that are returned.

mod answer;
mod batch;
mod by_id;
mod compare;
mod expression;
mod formula;
mod keys;
mod operator;
mod pairs;
mod plan;
mod rows;
mod run;
mod texts;
mod value;

pub use answer::{Found, Options, Outcome, answer};
pub use plan::Explanation;
pub use rows::Rows;
pub use run::{Limits, Stop};
