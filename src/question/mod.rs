//! Plain questions become queries. A question is read in exactly one way or not at all; nothing here guesses,
//! and nothing here touches a graph: names and verbs come in as lists.

mod example;
mod fixed;
mod form;
mod happening;
mod inflect;
mod lexicon;
mod link;
mod names;
mod not_read;
mod number;
mod phrase;
mod read;
mod reading;
mod role;
mod saying;
mod selection;
mod sentence;
mod siding;
mod span;
mod sparql;
mod statement;
mod suggest;
mod tail;
mod voice;
mod words;

pub use example::{Sample, Usage, examples, forms};
pub use lexicon::{Lexicon, Verb};
pub use names::{Name, NameError, Names};
pub use not_read::NotRead;
pub use read::{read, statement};
pub use reading::{Reading, Shape};
pub use role::Role;
pub use selection::{End, Selection, Wanted};
pub use span::{Limit, Span};
pub use sparql::{COLUMNS, claims_sparql, path_sparql, sparql};
pub use suggest::nearest;
pub use voice::Voice;
