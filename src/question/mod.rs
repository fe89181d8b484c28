//! Plain questions become queries. A question is read in exactly one way or not at all; nothing here guesses,
//! and nothing here touches a graph: names and verbs come in as lists.

mod fixed;
mod lexicon;
mod names;
mod phrase;
mod read;
mod reading;
mod sentence;
mod sparql;
mod suggest;

pub use lexicon::{Lexicon, Verb};
pub use names::{Name, NameError, Names};
pub use read::{NotRead, read};
pub use reading::{Reading, Role, Shape};
pub use sparql::{COLUMNS, sparql};
pub use suggest::{examples, nearest};
