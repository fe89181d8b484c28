//! What changed between two states of a folder: for people, for a pull request, for programs.

mod human;
mod json;
mod markdown;
mod words;

pub use human::human;
pub use json::json;
pub use markdown::markdown;
