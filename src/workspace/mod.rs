//! The front door of the library: an open folder, its graph, and answers.
//!
//! It puts the floors below together and keeps the cache; it decides nothing that one of them owns, and prints
//! nothing.

mod about;
mod ask;
mod basis;
mod cache;
mod complete;
mod data_folder;
mod days;
mod derived;
mod diff;
mod dispute;
mod error;
mod expected;
mod fingerprint;
mod fold;
mod follows;
mod init;
mod lexicon;
mod measure;
mod network;
mod parameters;
mod path;
mod published;
mod queries;
mod repair;
mod revision;
mod scope;
mod search;
mod selected;
mod steady;
mod summary;
mod timeline;
mod usage;
mod why;
mod workspace;

pub use crate::compare::{Changes, Mismatch, Outcome};
pub use crate::graph::Network;
pub use crate::graph::measure::{Likeness, Normalisation};
pub use crate::ingest::SourceLines;
pub use crate::ingest::expectations::Expectation;
pub use crate::ingest::{ColumnNameError, ColumnNames, Encoding, FileRepair, ReadOptions, Repairs, RowEnds};
pub use crate::query::Options as QueryOptions;
pub use crate::query::{Answer, Catalogue, Evaluator, Explained, Found, Limits, Literal, Solutions, Stop};
pub use crate::query::{NamedNode, Query, QueryError, Scope, Table, Term, World};
pub use crate::question::Name;
pub use crate::rdf::Rule;
pub use crate::store::{DumpError as DumpFailure, DumpFormat};
pub use ask::{AskError, Asked};
pub use basis::{Basis, Number, Verdict};
pub use data_folder::DataFolder;
pub use derived::{Derivation, DerivedTie};
pub use diff::diff;
pub use dispute::{Counts, Dispute, Disputed, Stance};
pub use error::{WorkspaceError, WriteError};
pub use init::init;
pub use measure::{
    GroupBy, MeasureOptions, Measured, PathOptions, RankBy, RankOptions, StanceNetwork, StanceOptions,
    Weight, claims_for_people,
};
pub use network::{DayError, Drawn, NetworkOptions};
pub use parameters::ParameterError;
pub use published::{Published, Watch};
pub use repair::{not_repaired, repair};
pub use revision::RevisionError;
pub use scope::{LeftOut, Reason};
pub use steady::Audience;
pub use summary::Summary;
pub use timeline::Timeline;
pub use why::Why;
pub use workspace::{Checked, Freshness, Workspace, check, expectations, source_lines};
