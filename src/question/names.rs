//! What things are called: from what a person types to the IRI of one thing, or to the nearest names.

use std::collections::BTreeMap;

use crate::model::fold;
use crate::question::lexicon::words;

/// Holds one thing that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its IRI.
    pub iri: String,
    /// What it is: `actor`, `event`, `place`, `source` or `relation`; empty for anything else.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// Its other names.
    pub aliases: Vec<String>,
}

/// Finds things by id, label or alias; letter case, diacritics and hyphens do not matter.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<Name>,
    ids: BTreeMap<String, Vec<usize>>,
    folded: BTreeMap<String, Vec<usize>>,
    worded: BTreeMap<String, Vec<usize>>,
}

/// Says why a name stands for nothing, or for too much.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing is called so.
    #[error("nothing here is called `{name}`")]
    Unknown {
        /// What was typed.
        name: String,
        /// Labels of what is called nearly so, the nearest first.
        nearest: Vec<String>,
    },
    /// More than one thing is called so.
    #[error("`{name}` may be any of {}", candidates.join(", "))]
    Ambiguous {
        /// What was typed.
        name: String,
        /// Their ids.
        candidates: Vec<String>,
    },
}

impl FromIterator<Name> for Names {
    fn from_iter<T: IntoIterator<Item = Name>>(names: T) -> Self {
        let mut index = Self::default();
        for name in names {
            index.add(name);
        }
        index
    }
}

impl Names {
    fn add(&mut self, name: Name) {
        let index = self.names.len();
        self.ids.entry(name.id.clone()).or_default().push(index);
        let spellings = || [&name.id, &name.label].into_iter().chain(&name.aliases);
        enter(&mut self.folded, index, spellings().map(|name| fold(name)));
        enter(&mut self.worded, index, spellings().map(|name| words(name).join(" ")));
        self.names.push(name);
    }

    /// Walks all names.
    pub fn iter(&self) -> impl Iterator<Item = &Name> {
        self.names.iter()
    }

    /// Finds the one thing of these kinds that a person means; no kinds means any.
    ///
    /// # Errors
    /// When nothing is called so, with the nearest names, or when more than one thing is.
    pub fn find(&self, name: &str, kinds: &[&str]) -> Result<&Name, NameError> {
        match self.look_up(name, kinds)? {
            Some(found) => Ok(found),
            None => Err(NameError::Unknown { name: name.to_owned(), nearest: self.nearest(name, kinds) }),
        }
    }

    /// Finds a thing by its id, else by its folded names, else by their words without articles and punctuation.
    pub(super) fn look_up(&self, name: &str, kinds: &[&str]) -> Result<Option<&Name>, NameError> {
        let folded = fold(name);
        let words = words(&folded).join(" ");
        for found in [self.ids.get(name), self.folded.get(&folded), self.worded.get(&words)] {
            let of_kind =
                |index: &usize| kinds.is_empty() || kinds.contains(&self.names[*index].kind.as_str());
            let found: Vec<usize> = found.into_iter().flatten().copied().filter(of_kind).collect();
            match found[..] {
                [] => {}
                [found] => return Ok(Some(&self.names[found])),
                _ => {
                    let candidates = found.iter().map(|&index| self.names[index].id.clone()).collect();
                    return Err(NameError::Ambiguous { name: name.to_owned(), candidates });
                }
            }
        }
        Ok(None)
    }

    /// Gives the labels of the things whose names are nearest, at most three.
    pub fn nearest(&self, name: &str, kinds: &[&str]) -> Vec<String> {
        let wanted = fold(name);
        let mut best: BTreeMap<usize, f64> = BTreeMap::new();
        for (folded, indexes) in &self.folded {
            let likeness = strsim::normalized_damerau_levenshtein(&wanted, folded)
                .max(strsim::jaro_winkler(&wanted, folded) - 0.1);
            for &index in indexes.iter().filter(|_| likeness > 0.6) {
                let kind = self.names[index].kind.as_str();
                if kinds.is_empty() || kinds.contains(&kind) {
                    let best = best.entry(index).or_insert(likeness);
                    *best = best.max(likeness);
                }
            }
        }
        let mut best: Vec<(usize, f64)> = best.into_iter().collect();
        best.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        best.into_iter().take(3).map(|(index, _)| self.names[index].label.clone()).collect()
    }
}

fn enter(map: &mut BTreeMap<String, Vec<usize>>, index: usize, spellings: impl Iterator<Item = String>) {
    for spelling in spellings {
        let indexes = map.entry(spelling).or_default();
        if indexes.last() != Some(&index) {
            indexes.push(index);
        }
    }
}
