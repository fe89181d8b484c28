//! What is known of a folder when its cells are repaired: all names, and which of them a table declares.

use std::collections::HashMap;

use crate::ingest::names::{Found, Kinds, Names};
use crate::model::{ClaimIds, Dataset, EntityId, Kind};
use crate::spelling::{fold, odd_characters, slug, unmask};

/// Holds what is known.
pub(super) struct Known<'a> {
    dataset: &'a Dataset,
    names: Names,
    /// Entities that have a name with look-alikes, by that name without them.
    doubles: HashMap<String, Vec<EntityId>>,
}

/// Says what a name should be written as, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rewritten {
    pub text: String,
    pub word: &'static str,
}

impl<'a> Known<'a> {
    /// Takes in all names of a data set.
    pub(super) fn of(dataset: &'a Dataset) -> Self {
        let mut names = Names::default();
        names.extend(dataset);
        let mut doubles: HashMap<String, Vec<EntityId>> = HashMap::new();
        for (entity, record) in dataset.entities.iter() {
            for name in [record.name, record.label].iter().chain(&record.aliases) {
                let name = dataset.texts.get(*name);
                let plain = unmask(name);
                if plain != name {
                    let owners = doubles.entry(fold(&plain)).or_default();
                    if owners.last() != Some(&entity) {
                        owners.push(entity);
                    }
                }
            }
        }
        Self { dataset, names, doubles }
    }

    /// Gives what a cell that names something should be written as: the id of what a table declares; or, for a name
    /// with look-alikes, the only name that it looks like.
    pub(super) fn rewrite(&self, cell: &str, kinds: Kinds) -> Option<Rewritten> {
        let found = match self.names.find(cell, kinds) {
            Found::Two(..) => return None,
            Found::One(entity) if self.is_declared(entity) => {
                let id = self.id(entity);
                // The id as written must mean the same in this column, and be one that may be written.
                let may_be =
                    |letter: char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
                let same = self.names.find(id, kinds) == Found::One(entity) && id.chars().all(may_be);
                return (same && id != cell).then(|| Rewritten { text: id.to_owned(), word: "not-an-id" });
            }
            Found::One(entity) => Some(entity),
            Found::Nothing => None,
        };
        let plain = unmask(cell);
        let meant = self.looks_like(&plain, found, kinds)?;
        if self.is_declared(meant) {
            return Some(Rewritten { text: self.id(meant).to_owned(), word: "look-alike" });
        }
        // Neither is declared; the one that nobody types on purpose is written like the other.
        let label = self.dataset.texts.get(self.dataset.entities.get(meant).label);
        let odd = |name: &str| !odd_characters(name, None).is_empty();
        (odd(cell) && !odd(label)).then(|| Rewritten { text: label.to_owned(), word: "look-alike" })
    }

    /// Finds the one other entity that has a name which looks like this one.
    fn looks_like(&self, plain: &str, but: Option<EntityId>, kinds: Kinds) -> Option<EntityId> {
        let folded = fold(plain);
        let twins = match self.names.find_folded(&folded, kinds) {
            Found::Nothing => vec![],
            Found::One(one) => vec![one],
            Found::Two(first, second) => vec![first, second],
        };
        let odd = self.doubles.get(&folded).into_iter().flatten().copied();
        let mut meant: Vec<EntityId> = twins
            .into_iter()
            .chain(odd)
            .filter(|entity| Some(*entity) != but && kinds.has(self.dataset.entities.get(*entity).kind))
            .collect();
        meant.sort_unstable();
        meant.dedup();
        match meant[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Gives the id that a row without one can be given for its label: what the label would be as an id, when nothing
    /// has that name.
    pub(super) fn new_id(&self, label: &str, kind: Kind) -> Option<String> {
        let id = slug(label);
        let is_free = |name: &str| self.names.find(name, Kinds::one(kind)) == Found::Nothing;
        (!id.is_empty() && is_free(&id) && is_free(label)).then_some(id)
    }

    /// Tells whether a row of a kind that has one id may have another: nothing else is called so.
    pub(super) fn is_free(&self, id: &str, old: &str, kind: Kind) -> bool {
        let kinds = Kinds::one(kind);
        match self.names.find(id, kinds) {
            Found::Nothing => true,
            Found::One(entity) => self.names.find(old, kinds) == Found::One(entity) && self.id(entity) == old,
            Found::Two(..) => false,
        }
    }

    /// Tells whether a text is the id of a claim.
    pub(super) fn is_claim(&self, text: &str) -> bool {
        match (&self.dataset.claims.ids, self.dataset.texts.find(text)) {
            (ClaimIds::Named(ids), Some(text)) => ids.contains(&text),
            _ => false,
        }
    }

    /// Gives the id that a claim has by what it says, from the line of its row.
    pub(super) fn claim_id(&self, line: u32) -> Option<String> {
        let claims = &self.dataset.claims;
        let row = claims.line.binary_search(&line).ok()?;
        match &claims.ids {
            ClaimIds::Derived(keys) => keys.get(row).map(|key| format!("{key:016x}")),
            ClaimIds::Named(ids) => ids.get(row).map(|id| self.dataset.texts.get(*id).to_owned()),
        }
    }

    fn id(&self, entity: EntityId) -> &'a str {
        self.dataset.texts.get(self.dataset.entities.get(entity).name)
    }

    fn is_declared(&self, entity: EntityId) -> bool {
        self.dataset.entities.get(entity).line > 0
    }
}
