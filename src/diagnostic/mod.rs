//! What can be wrong with a folder of tables, and where.
//!
//! The ground floor: it knows no table, no graph and no terminal. Everything above reports through it; nothing
//! here prints, and nothing here stops at the first problem.

mod code;
mod diagnostic;
mod level;
mod location;
mod manual;
mod repair_kind;
mod report;
mod severity;

pub use code::{Code, CodeEntry};
pub use diagnostic::Diagnostic;
pub use level::{Level, Levels};
pub use location::{Column, Location};
pub use manual::manual;
pub use repair_kind::RepairKind;
pub use report::{Omitted, Report};
pub use severity::Severity;
