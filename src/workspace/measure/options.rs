//! What a measure takes in, in the words of a person.

use crate::query::Scope;

/// Narrows the claims that a measure counts.
#[derive(Debug, Clone, Default)]
pub struct MeasureOptions {
    /// Relation types by id, label or verb form; none keeps all.
    pub relations: Vec<String>,
    /// Families: a relation type with all narrower ones, a class such as `verbal-conflict`, or `conflict` and
    /// `cooperation` for both classes of each. What is in one of them or in `relations` is kept.
    pub families: Vec<String>,
    /// What the claims are about, by id, label or alias; none keeps all.
    pub about: Vec<String>,
    /// The first day, `2025-11-26`.
    pub since: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// Whether events and places are nodes too, and not only actors.
    pub everything: bool,
    /// What a tie weighs.
    pub weight: Weight,
    /// How many lines are given; none gives all.
    pub top: Option<usize>,
    /// Whether the claims behind each line are given in a table of their own.
    pub why: bool,
    /// Which claims count; a scope without a world takes in what is accepted.
    pub scope: Scope,
}

/// Says what a tie weighs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// As much as it has claims.
    #[default]
    Claims,
    /// As much as it has independent sources, and 1 where no claim names one.
    Sources,
    /// As much as any other.
    One,
}
