//! Pages: the dossier, one file that needs nothing else, and the parts that it is made of, for other pages.
//!
//! `maud` escapes every text; the picture comes from `svg`. Nothing is fetched from anywhere: the style, the script and
//! the picture are in the page, and its policy forbids all else.

mod blocks;
mod dossier;
mod matrix;
mod policy;
mod sources;
#[cfg(test)]
mod tests;
mod timeline;

pub use blocks::{cite_line, claims_table, sentence};
pub use dossier::{Dossier, dossier};
pub use matrix::matrix;
pub use sources::sources_table;
pub use timeline::timeline;

/// The style sheet of the pages.
pub const STYLE: &str = concat!(
    include_str!("style.css"),
    "@media (prefers-color-scheme:dark){\n",
    include_str!("../svg/dark.css"),
    "}\n"
);

/// The script of the dossier: it filters and shows what the page holds, and adds nothing.
pub const SCRIPT: &str = include_str!("script.js");
