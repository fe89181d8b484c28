//! The measures of a folder: its claims as ties between nodes, what `graph::measure` makes of them, and the claims
//! behind every number.
//!
//! Only claims count. What merely follows from them ties nobody, and a claim that something is not so does not either.

mod answer;
mod balance;
mod behind;
mod drawn;
mod groups;
mod leave_out;
mod links;
mod options;
mod paths;
mod rank;
mod stances;
mod steps;
mod wanted;

pub use answer::Measured;
pub use behind::claims_for_people;
pub use groups::GroupBy;
pub use options::{MeasureOptions, Weight};
pub use paths::PathOptions;
pub use rank::{RankBy, RankOptions};
pub use stances::{StanceNetwork, StanceOptions};

pub(super) use links::links;
pub(super) use steps::steps;

use crate::graph::Network;
use crate::workspace::{Workspace, WorkspaceError};

impl Workspace {
    /// Ranks the nodes of the network of claims by a centrality, with what becomes of each rank when any one source is
    /// left out.
    ///
    /// # Errors
    /// When an option names nothing, or the graph is damaged.
    pub fn rank(&self, options: &MeasureOptions, how: RankOptions) -> Result<Measured, WorkspaceError> {
        rank::rank(self, options, how)
    }

    /// Finds who belongs together in the network of claims.
    ///
    /// # Errors
    /// As [`Workspace::rank`].
    pub fn groups(&self, options: &MeasureOptions, by: GroupBy) -> Result<Measured, WorkspaceError> {
        groups::groups(self, options, by)
    }

    /// Finds who is at odds with whom, and how that fits together.
    ///
    /// # Errors
    /// As [`Workspace::rank`].
    pub fn balance(&self, options: &MeasureOptions) -> Result<Measured, WorkspaceError> {
        balance::balance(self, options)
    }

    /// Makes a network of the stances that actors take.
    ///
    /// # Errors
    /// As [`Workspace::rank`].
    pub fn stances(&self, options: &MeasureOptions, how: StanceOptions) -> Result<Measured, WorkspaceError> {
        stances::stances(self, options, how)
    }

    /// Makes a network of the stances that actors take, and draws it: each line is an edge, with all claims behind it.
    ///
    /// # Errors
    /// As [`Workspace::rank`].
    pub fn stance_network(
        &self,
        options: &MeasureOptions,
        how: StanceOptions,
    ) -> Result<(Measured, Network), WorkspaceError> {
        let measured = self.stances(&MeasureOptions { why: true, ..options.clone() }, how)?;
        let network = drawn::drawn(self.graph(), &measured, how.network)?;
        Ok((measured, network))
    }

    /// Finds the shortest ways from one thing to another; that there is none is an answer.
    ///
    /// # Errors
    /// As [`Workspace::rank`].
    pub fn paths(&self, options: &MeasureOptions, how: &PathOptions) -> Result<Measured, WorkspaceError> {
        paths::paths(self, options, how)
    }
}
