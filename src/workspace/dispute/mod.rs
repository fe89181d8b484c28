//! What the record holds on events about which the sources do not agree: who is named, by whom, since when, on how many
//! independent sources, who denies, and who says nothing. Never who is right.

mod counts;
mod position;
mod record;
mod stance;

pub use counts::{Counts, Dispute};
pub(super) use counts::{disputed_among, disputes};
pub use position::Disputed;
pub(super) use position::positions;
pub use stance::Stance;
