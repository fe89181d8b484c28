//! A new folder: tables with a small worked example, the settings, a dictionary of all columns and a data package. It never
//! overwrites anything; what it writes depends on the name of the folder alone.

mod create;
mod data_package;
mod error;
mod files;
mod manual;

pub use create::create;
pub use data_package::data_package;
pub use error::ScaffoldError;
pub use files::{NewFile, files};
pub use manual::manual;
