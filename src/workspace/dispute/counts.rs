//! How many parties an event has, and how many say otherwise: one line for each event about which the sources do not
//! agree.

use std::cmp::Reverse;

use crate::query::{Scope, Term};
use crate::store::{Graphs, StoreError, TermId};
use crate::workspace::ask::local;
use crate::workspace::dispute::Stance;
use crate::workspace::dispute::record::{Part, Record};
use crate::workspace::lexicon::find;
use crate::workspace::scope::distinct;
use crate::workspace::{Workspace, WorkspaceError};

/// Says that the sources do not agree about an event: asserted blame names two or more different parties, or an
/// accusation meets a denial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// The event.
    pub iri: Term,
    /// What it is called.
    pub event: String,
    /// When, as its row writes it; may be empty.
    pub date: String,
    /// Who stands where, in numbers.
    pub counts: Counts,
}

/// Counts what the record holds on an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many different parties are blamed for it.
    pub parties: usize,
    /// How many blame or accuse.
    pub accusers: usize,
    /// How many claims blame or accuse.
    pub accusations: usize,
    /// How many claims deny.
    pub denials: usize,
    /// How many keep silent, or leave somebody unnamed.
    pub silent: usize,
}

impl Counts {
    /// Says what the record holds, in words that never say what is true: `three parties are named; one denial`.
    pub fn verdict(&self) -> String {
        let named = match self.parties {
            1 => "one party is named".to_owned(),
            parties => format!("{} parties are named", in_words(parties)),
        };
        let denials = match self.denials {
            1 => "one denial".to_owned(),
            denials => format!("{} denials", in_words(denials)),
        };
        match self.silent {
            0 => format!("{named}; {denials}"),
            1 => format!("{named}; {denials}; one is silent or avoids naming"),
            silent => format!("{named}; {denials}; {} are silent or avoid naming", in_words(silent)),
        }
    }

    /// Tells whether the sources disagree at all.
    pub fn disagree(&self) -> bool {
        self.parties > 1 || self.accusations > 0 && self.denials > 0
    }
}

/// Writes a small number as a word.
fn in_words(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// Finds every dispute of a folder, those with most parties first. Cost: linear in the claims that accuse, deny or are
/// silent, and one sort of them.
pub(in crate::workspace) fn disputes(
    workspace: &Workspace,
    scope: &Scope,
) -> Result<Vec<Dispute>, WorkspaceError> {
    let record = Record::new(workspace, scope)?;
    among(&record, &record.all()?)
}

/// Finds the disputes among some events.
pub(in crate::workspace) fn disputed_among(
    workspace: &Workspace,
    scope: &Scope,
    events: &[Term],
) -> Result<Vec<Dispute>, WorkspaceError> {
    let record = Record::new(workspace, scope)?;
    let mut parts = Vec::new();
    for event in events {
        if let Some(event) = record.graph.find(event.as_ref())? {
            parts.extend(record.of_event(event)?);
        }
    }
    parts.sort_unstable();
    parts.dedup();
    among(&record, &parts)
}

fn among(record: &Record<'_>, parts: &[Part]) -> Result<Vec<Dispute>, WorkspaceError> {
    let (a, class) = (find(record.graph, "rdf:type")?, find(record.graph, "sem:Event")?);
    // A claim may be about an actor, and deny a place; only an event is disputed.
    let is_event = |id| match (a, class) {
        (Some(a), Some(class)) => {
            record.graph.count(Some(id), Some(a), Some(class), Graphs::Default).map(|count| count > 0)
        }
        _ => Ok(false),
    };
    let mut disputes = Vec::new();
    for parts in parts.chunk_by(|left, right| left.event == right.event) {
        let counts = count(record, parts)?;
        if counts.disagree() && is_event(parts[0].event)? {
            disputes.push(named(record, parts[0].event, counts)?);
        }
    }
    disputes.sort_by_cached_key(|dispute| {
        let Counts { parties, denials, .. } = dispute.counts;
        (Reverse(parties), Reverse(denials), dispute.event.clone(), dispute.iri.to_string())
    });
    Ok(disputes)
}

/// Counts the parts that claims have in what is said of one event.
pub(super) fn count(record: &Record<'_>, parts: &[Part]) -> Result<Counts, StoreError> {
    let (mut parties, mut accusers, mut silent) = (Vec::new(), Vec::new(), Vec::new());
    let mut counts = Counts::default();
    for part in parts {
        match part.stance {
            Stance::Names | Stance::Accuses => {
                counts.accusations += 1;
                accusers.extend(record.subject(part.claim)?);
                if part.stance == Stance::Names {
                    parties.extend(record.object(part.claim)?);
                }
            }
            Stance::Denies => counts.denials += 1,
            Stance::AvoidsNaming | Stance::Silent => silent.extend(record.subject(part.claim)?),
        }
    }
    let distinct = |ids| distinct(ids).len();
    Ok(Counts {
        parties: distinct(parties),
        accusers: distinct(accusers),
        silent: distinct(silent),
        ..counts
    })
}

/// Gives what was counted the name of its event.
pub(super) fn named(record: &Record<'_>, event: TermId, counts: Counts) -> Result<Dispute, StoreError> {
    let iri = record.graph.term(event)?;
    let label = record.text(event, "skos:prefLabel")?.unwrap_or_else(|| local(&iri));
    Ok(Dispute { event: label, date: record.text(event, "dcterms:date")?.unwrap_or_default(), iri, counts })
}
