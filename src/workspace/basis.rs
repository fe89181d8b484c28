//! What an answer rests on: how many claims and sources, what it leaves out, and who says otherwise.

use std::collections::HashSet;

use crate::query::{Scope, Table, Term};
use crate::workspace::dispute::{Dispute, disputed_among};
use crate::workspace::{LeftOut, Workspace, WorkspaceError};

/// Says what an answer rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// How many claims it shows.
    pub claims: usize,
    /// From how many sources.
    pub sources: usize,
    /// How many claims it does not show, and why.
    pub left_out: Vec<LeftOut>,
    /// How many claims have no day, while the question names a time: nobody can say that they belong.
    pub undated: usize,
    /// The events among its subjects that are disputed.
    pub disputes: Vec<Dispute>,
    /// How many of its lines no claim states, and follow from others.
    pub derived: usize,
    /// What the claims say, when the question wanted yes or no.
    pub verdict: Option<Verdict>,
    /// What there is to count, when the question wanted a number.
    pub number: Option<Number>,
}

/// Holds a number that a question wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Number {
    /// How many different things there are.
    pub different: usize,
    /// What the claims themselves count, each as written. They may overlap, so nobody adds them up.
    pub counts: Vec<String>,
}

/// Says what the record holds on a question that wants yes or no; never what is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// An asserted claim says so and none denies it.
    Yes,
    /// No asserted claim says so.
    No,
    /// An asserted claim says so, and a claim denies it.
    Contested,
}

/// Counts what the claims of a table rest on.
pub(super) fn basis(
    workspace: &Workspace,
    table: &Table,
    left_out: Vec<LeftOut>,
) -> Result<Basis, WorkspaceError> {
    let distinct = |name: &str| -> usize {
        let column = table.column(name);
        let cells = table.rows.iter().filter_map(|row| row[column?].as_ref());
        cells.collect::<HashSet<&Term>>().len()
    };
    Ok(Basis {
        claims: distinct("claim"),
        sources: distinct("source"),
        left_out,
        undated: 0,
        disputes: disputes(workspace, table)?,
        derived: 0,
        verdict: None,
        number: None,
    })
}

/// Finds which of the events in a table are disputed.
fn disputes(workspace: &Workspace, answer: &Table) -> Result<Vec<Dispute>, WorkspaceError> {
    let mut things: Vec<&Term> = Vec::new();
    for column in MATTERS.into_iter().filter_map(|name| answer.column(name)) {
        things.extend(answer.rows.iter().filter_map(|row| row[column].as_ref()));
    }
    let mut known = HashSet::new();
    things.retain(|term| known.insert(*term));
    disputed(workspace, things.into_iter().cloned())
}

/// The columns in which events stand that may be disputed.
pub(super) const MATTERS: [&str; 2] = ["about", "whom"];

/// Finds which of these things, none of them twice, are events that are disputed.
pub(super) fn disputed(
    workspace: &Workspace,
    things: impl Iterator<Item = Term>,
) -> Result<Vec<Dispute>, WorkspaceError> {
    /// Beyond this many events the answer is a survey, and each event's dispute has a question of its own.
    const EVENTS: usize = 100;
    let events: Vec<Term> = things.filter(is_event).take(EVENTS + 1).collect();
    if events.is_empty() || events.len() > EVENTS {
        return Ok(Vec::new());
    }
    // What is disputed is a fact about all of the record, whatever the answer takes in.
    disputed_among(workspace, &Scope::default(), &events)
}

fn is_event(term: &Term) -> bool {
    matches!(term, Term::NamedNode(node) if node.as_str().contains("/event/"))
}
