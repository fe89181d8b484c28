//! The words of the domain: actors, events, places, sources, relation types, claims, dates, and the rules that
//! a data set must keep. It knows no file, no RDF and no query, and reads nothing.

mod claim;
mod contest;
mod dataset;
mod date;
mod day;
mod entity;
mod family;
mod id;
mod public;
mod relation_type;
mod rules;
mod settings;
mod status;
mod text;
mod valid;
pub mod vocabulary;

pub use crate::spelling::{fold, slug};
pub use claim::{ClaimIds, Claims, ExtraColumn};
pub use contest::Contest;
pub(crate) use contest::contests;
pub use dataset::{Dataset, Input};
pub use date::{DateError, DateRecord, Dates};
pub(crate) use date::{check_date, days};
pub use day::Day;
pub use entity::{Entities, Entity, Extra, Kind};
pub(crate) use family::family;
pub use id::{ClaimId, DateId, EntityId, ObjectId, TextId};
pub use public::{PRIVATE, means_private, public};
pub use relation_type::{Quad, RelationType};
pub(crate) use rules::marked_cells::{formula_error, is_formula_error};
pub use settings::{CheckSettings, Settings};
pub use status::Status;
pub use text::Texts;
pub use valid::{Valid, validate};
