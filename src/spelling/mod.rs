//! How names are spelt: when two spellings are one name, which name was probably meant, and which characters only look
//! like others.
//!
//! A ground floor: it knows text and nothing else. It never decides that two names are one for being near; that is
//! for [`fold`] alone, and for people.

mod abbreviation;
mod fold;
mod garbled;
mod nearest;
mod odd;
mod plain;
mod slip;

pub use fold::{compose, fold, slug};
pub use garbled::ungarbled;
pub use nearest::{Candidates, is_near, likeness, nearest};
pub use odd::{odd_characters, unmask};
pub use slip::is_slip;
