//! What all claims together say: ties, contests and memberships, found without making a term.

use crate::model::{Claims, Contest, Dates, Entities, Status, contests};
use crate::rdf::known::Known;
use crate::rdf::memberships::{self, Said};
use crate::store::{Rows, TermId};

/// What all claims together say.
pub(super) struct Reading {
    /// Claim `n` of the data set is row `n` of the table.
    pub(super) rows: Rows,
    /// The hash of each claim's name.
    pub(super) keys: Vec<u64>,
    /// The ties of the asserted ones, by the number of their relation.
    pub(super) ties: Vec<Vec<(TermId, TermId)>>,
    pub(super) contests: Vec<Option<Contest>>,
    pub(super) memberships: Vec<Said>,
}

impl Reading {
    /// Reads all claims. Cost: linear in the claims, and sorts those of memberships.
    pub(super) fn of(
        entities: &Entities,
        dates: &Dates,
        claims: &Claims,
        (rows, keys): (Rows, Vec<u64>),
        known: &Known<'_>,
    ) -> Self {
        let mut ties: Vec<Vec<(TermId, TermId)>> = vec![Vec::new(); entities.len()];
        for (row, subject) in claims.subject.iter().enumerate() {
            if claims.status[row] == Status::Asserted {
                let pair = (known.entity(*subject), known.object(claims.object[row], &rows));
                ties[claims.relation[row].index()].push(pair);
            }
        }
        let memberships = memberships::said(entities, dates, claims, &rows, known);
        Self { rows, keys, ties, contests: contests(entities, known.texts, claims), memberships }
    }
}
