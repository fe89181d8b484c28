//! "Did you mean": what to say of a name that nobody knows, when all names are known. Look-alike characters are named
//! for what they are; a name that differs in nothing else has one right repair.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ingest::names::Kinds;
use crate::ingest::words::code;
use crate::model::{Dataset, EntityId, Kind, TextId};
use crate::spelling::{Candidates, fold, odd_characters, unmask};

/// How many different names are looked up, at least and at most.
const LEAST_HINTS: usize = 20;
const MOST_HINTS: usize = 200;

/// How many names are compared with how many, before only the least number is looked up.
const MOST_COMPARED: usize = 3_000_000;

/// Holds what is said of a name that nobody knows.
#[derive(Debug, Clone, Default)]
struct Hint {
    /// The nearest names, as a question.
    question: Option<String>,
    /// What is odd about its characters.
    odd: Vec<String>,
    /// What it can only have been meant to be.
    repair: Option<String>,
}

/// Adds "did you mean" to every unknown name that has a near one.
pub(super) fn add_hints(report: &mut Report, dataset: &Dataset) {
    let mut spellings = None;
    let mut known: BTreeMap<(Code, Arc<str>), Hint> = BTreeMap::new();
    for problem in report.diagnostics_mut() {
        let Some(kind) = Kind::ALL.into_iter().find(|kind| code(*kind) == problem.code) else { continue };
        let Some(cell) = problem.cell.as_deref() else { continue };
        let key = (problem.code, Arc::from(cell));
        if !known.contains_key(&key) {
            let spellings = spellings.get_or_insert_with(|| Spellings::of(dataset));
            if known.len() >= spellings.most() {
                continue;
            }
            known.insert(key.clone(), spellings.hint(cell, kind, dataset));
        }
        if let Some(hint) = known.get(&key) {
            give(problem, hint);
        }
    }
}

fn give(problem: &mut Diagnostic, hint: &Hint) {
    problem.hint.clone_from(&hint.question);
    problem.repair.clone_from(&hint.repair);
    for odd in &hint.odd {
        problem.message.push_str("; ");
        problem.message.push_str(odd);
    }
}

/// Holds every name of every entity as it is written.
struct Spellings<'a> {
    names: Vec<(EntityId, &'a str)>,
    candidates: Candidates,
}

impl<'a> Spellings<'a> {
    fn of(dataset: &'a Dataset) -> Self {
        let mut names: Vec<(EntityId, &str)> = Vec::new();
        for (entity, record) in dataset.entities.iter() {
            let forms = record.relation.iter().flat_map(|relation| relation.forms.iter());
            let texts =
                [record.name, record.label].into_iter().chain(record.aliases.iter().chain(forms).copied());
            names.extend(texts.map(|text: TextId| (entity, dataset.texts.get(text))));
        }
        let numbered = names.iter().map(|(entity, name)| (entity.index() as u32, *name));
        let candidates = Candidates::new(numbered);
        Self { names, candidates }
    }

    /// Says how many names are looked up: each is compared with all that are known.
    fn most(&self) -> usize {
        (MOST_COMPARED / self.names.len().max(1)).clamp(LEAST_HINTS, MOST_HINTS)
    }

    fn hint(&self, cell: &str, kind: Kind, dataset: &Dataset) -> Hint {
        let kinds = match kind {
            Kind::Actor | Kind::Event => Kinds::PARTY,
            kind => Kinds::one(kind),
        };
        let is_meant = |owner: u32| kinds.has(dataset.entities.get(EntityId::new(owner as usize)).kind);
        let found = self.candidates.nearest(cell, is_meant);
        let found: Vec<(EntityId, &str)> =
            found.into_iter().map(|(_, name)| self.names[name as usize]).collect();
        let id = |entity: EntityId| dataset.texts.get(dataset.entities.get(entity).name);
        let shown: Vec<String> = found
            .iter()
            .map(|(entity, name)| match id(*entity) {
                id if id == *name => format!("`{id}`"),
                id => format!("`{name}` (`{id}`)"),
            })
            .collect();
        let plain = fold(&unmask(cell));
        let doubles: Vec<&str> = (found.iter())
            .filter(|(_, name)| fold(&unmask(name)) == plain)
            .map(|(entity, _)| id(*entity))
            .collect();
        Hint {
            question: question(&shown),
            odd: odd_characters(cell, found.first().map(|(_, name)| *name)),
            repair: match doubles[..] {
                [only] => Some(only.to_owned()),
                _ => None,
            },
        }
    }
}

/// Asks which of some names was meant.
fn question(names: &[String]) -> Option<String> {
    let (last, others) = names.split_last()?;
    Some(if others.is_empty() {
        format!("did you mean {last}?")
    } else {
        format!("did you mean {} or {last}?", others.join(", "))
    })
}
