//! The relation vocabulary that ships inside the program, as the table it would be in a folder.

/// The text of `relation_types.csv`, with the columns that a folder's own file may have.
pub const RELATION_TYPES: &str = include_str!("relation_types.csv");
