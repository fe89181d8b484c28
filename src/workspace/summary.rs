//! What a folder holds, in numbers.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::model::{Dataset, Kind, Status};

/// Counts what a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What the data set is called; may be empty.
    pub title: String,
    /// The IRI under which its names live.
    pub base: String,
    /// Rows of `relations.csv`.
    pub claims: usize,
    /// Of those, the asserted ones.
    pub asserted: usize,
    /// Actors, declared or implied.
    pub actors: usize,
    /// Events, declared or implied.
    pub events: usize,
    /// Places, declared or implied.
    pub places: usize,
    /// Sources, declared or implied.
    pub sources: usize,
    /// Relation types that a claim uses.
    pub relations: usize,
}

impl Summary {
    /// Counts a data set.
    pub fn of(dataset: &Dataset) -> Self {
        let count = |kind| dataset.entities.of(kind).count();
        let used: HashSet<_> = dataset.claims.relation.iter().collect();
        Self {
            title: dataset.settings.title.clone(),
            base: dataset.settings.base.clone(),
            claims: dataset.claims.len(),
            asserted: dataset.claims.status.iter().filter(|status| **status == Status::Asserted).count(),
            actors: count(Kind::Actor),
            events: count(Kind::Event),
            places: count(Kind::Place),
            sources: count(Kind::Source),
            relations: used.len(),
        }
    }
}
