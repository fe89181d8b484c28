//! What an answer takes in: each claim of a folder is in, or out for one reason. The names and days of a scope are
//! resolved here; nothing here runs a query.

mod judge;
mod judgement;
mod left_out;
mod resolve;
mod sources;

pub(super) use judge::judge;
pub(super) use judgement::Judgement;
pub(super) use left_out::Reasons;
pub use left_out::{LeftOut, Reason};
pub(super) use sources::{distinct, independent, origins};
