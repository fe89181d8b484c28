//! What `datapackage.json` says of the tables of a folder (Frictionless Data Package and Table Schema): which file is
//! which table, what stands for an empty cell, and what a cell must be. It is read, never written, and nothing in it
//! is fetched.

mod check;
mod constraint;
mod descriptor;
mod field;
mod keys;
mod package;
mod value;

pub(super) use check::check;
pub(super) use package::{DataPackage, FILE, read_package};
