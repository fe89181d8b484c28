//! Files that other programs write: each is recognised by its whole header, never by a single name in it, and read
//! with no edit. What a file means is decided once, before its first row; nothing here reads a row.

mod acled;
pub(super) mod cameo;
mod gdelt;
mod gephi;
mod icews;
mod kgtk;
mod kumu;
mod neo4j;
mod party;
mod plan;
mod polecat;
mod sample;

pub(super) use plan::{Derived, Plan};
pub(super) use sample::Sample;

use crate::model::Kind;

/// Describes one kind of file.
#[derive(Debug)]
pub(super) struct Signature {
    /// What people call it: `Gephi edges`.
    pub what: &'static str,
    /// What its rows are: claims, or entities of a kind.
    pub rows: Rows,
    /// The program or project it comes from; a table of entities belongs to the claims of the same one.
    pub family: &'static str,
    /// Recognises it, and says how it is read.
    pub plan: fn(&Sample<'_>) -> Option<Plan>,
}

/// Says what the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Claims.
    Claims,
    /// Entities of a kind.
    Entities(Kind),
}

/// Every kind of file, the most particular first.
pub(super) const SIGNATURES: [&Signature; 12] = [
    &icews::EVENTS,
    &polecat::EVENTS,
    &acled::CLAIMS,
    &acled::EVENTS,
    &gdelt::EVENTS,
    &neo4j::RELATIONSHIPS,
    &neo4j::NODES,
    &kgtk::EDGES,
    &gephi::EDGES,
    &gephi::NODES,
    &kumu::CONNECTIONS,
    &kumu::ELEMENTS,
];

/// Finds what kind of file this is, among those with such rows.
pub(super) fn recognise(rows: Rows, sample: &Sample<'_>) -> Option<(&'static Signature, Plan)> {
    let signatures = SIGNATURES.into_iter().filter(|signature| signature.rows == rows);
    let read = |signature: &'static Signature| {
        Some((signature, Plan { family: signature.family, ..(signature.plan)(sample)? }))
    };
    signatures.filter_map(read).next()
}
