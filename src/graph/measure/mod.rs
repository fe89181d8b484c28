//! What can be counted in a graph of numbered nodes and weighted ties: ranks, groups, ways, signs and stances.
//!
//! It knows numbers only: no name, no claim, no file. Each file is one measure, with its definition, its source and its
//! cost; nothing here depends on the order of the ties or on chance, and what could run long has a bound.

mod balance;
mod betweenness;
mod closeness;
mod components;
mod core;
mod cut_points;
mod cycles;
mod degree;
mod eigenvector;
mod hits;
mod leiden;
mod pagerank;
mod stance;
mod ties;
mod ways;

pub use balance::{Balance, Sign, Triad, balance};
pub use betweenness::betweenness;
pub use closeness::closeness;
pub use components::{strong_components, weak_components};
pub use core::core_numbers;
pub use cut_points::{CutPoint, cut_points};
pub use cycles::{Cycles, cycles};
pub use degree::{in_degree, out_degree};
pub use eigenvector::eigenvector;
pub use hits::{Hits, hits};
pub use leiden::{leiden, modularity};
pub use pagerank::pagerank;
pub use stance::{Likeness, Normalisation, Pair, Statement, Tallies, pairs, tallies};
pub use ties::Ties;
pub use ways::ways;
