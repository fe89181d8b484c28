//! One predicate's pairs in both directions: subject to objects, and object to subjects.

use serde::{Deserialize, Serialize};

use crate::store::error::StoreError;
use crate::store::groups::{Groups, GroupsBuilt, GroupsRef};
use crate::store::snapshot::{Sections, Snapshot};

/// Names a table of a snapshot.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct TableRef {
    forward: GroupsRef,
    backward: GroupsRef,
}

/// Holds a table that is built but not yet placed.
pub(super) struct TableBuilt {
    forward: GroupsBuilt,
    backward: GroupsBuilt,
}

impl TableBuilt {
    /// Builds both directions from pairs in any order; repeats are kept once. Cost: a sort, and another where objects
    /// lie far apart.
    pub(super) fn new(mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let forward = GroupsBuilt::from_sorted(&pairs);
        Self { forward, backward: GroupsBuilt::turn(&pairs) }
    }

    pub(super) fn place(self, sections: &mut Sections) -> TableRef {
        TableRef { forward: self.forward.place(sections), backward: self.backward.place(sections) }
    }
}

impl TableRef {
    pub(super) fn forward<'a>(&self, snapshot: &'a Snapshot) -> Result<Groups<'a>, StoreError> {
        self.forward.open(snapshot)
    }

    pub(super) fn backward<'a>(&self, snapshot: &'a Snapshot) -> Result<Groups<'a>, StoreError> {
        self.backward.open(snapshot)
    }

    pub(super) fn len(&self) -> usize {
        self.forward.len()
    }

    pub(super) fn subjects(&self) -> usize {
        self.forward.distinct()
    }

    pub(super) fn objects(&self) -> usize {
        self.backward.distinct()
    }
}
