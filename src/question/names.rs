//! What things are called: from what a person types to the IRI of one thing, or to the nearest names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::model::fold;
use crate::question::lexicon::words;
use crate::spelling::Candidates;

/// Holds one thing that has a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Its IRI.
    pub iri: String,
    /// What it is: `actor`, `event`, `place`, `source` or `relation`; empty for anything else.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its type as the row writes it: `state`, `attack`; may be empty.
    pub class: String,
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
    /// From the noun that says what an event is (`attack`) to the events; made when a question needs it.
    heads: OnceLock<BTreeMap<String, Vec<usize>>>,
    /// What a slip may have meant; made when a name is not known.
    candidates: OnceLock<Candidates>,
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

    /// Finds the one event that words describe: each of them stands in its id, its label or its type, and one of
    /// them says what it is, as `attack` does in `Khatlon attack`. Singular and plural are the same.
    ///
    /// # Errors
    /// When the words describe more than one event.
    pub(super) fn describe(&self, phrase: &[String]) -> Result<Option<&Name>, NameError> {
        const SMALL: [&str; 8] = ["in", "on", "at", "of", "near", "from", "to", "against"];
        let wanted: Vec<String> = (phrase.iter())
            .filter(|word| !SMALL.contains(&word.as_str()))
            .map(|word| singular(word))
            .collect();
        let heads = self.heads.get_or_init(|| self.heads());
        let candidates: BTreeSet<usize> =
            wanted.iter().filter_map(|word| heads.get(word)).flatten().copied().collect();
        let described = |index: &usize| {
            let name = &self.names[*index];
            let known: BTreeSet<String> = [&name.id, &name.label, &name.class]
                .into_iter()
                .flat_map(|text| words(text))
                .map(|word| singular(&word))
                .collect();
            wanted.iter().all(|word| known.contains(word))
        };
        let found: Vec<usize> = candidates.into_iter().filter(described).collect();
        match found[..] {
            [] => Ok(None),
            [found] => Ok(Some(&self.names[found])),
            _ => {
                let candidates = found.iter().map(|&index| self.names[index].id.clone()).collect();
                Err(NameError::Ambiguous { name: phrase.join(" "), candidates })
            }
        }
    }

    fn heads(&self) -> BTreeMap<String, Vec<usize>> {
        let mut heads: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, name) in self.names.iter().enumerate().filter(|(_, name)| name.kind == "event") {
            let nouns = [&name.id, &name.class].into_iter().filter_map(|text| words(text).pop());
            enter(&mut heads, index, nouns.map(|noun| singular(&noun)));
        }
        heads
    }

    /// Finds the types of actors and events that a noun stands for: `countries` are of the type `state`.
    pub(super) fn classes(&self, noun: &str) -> Vec<String> {
        let wanted = match singular(noun).as_str() {
            "country" => "state".to_owned(),
            "organization" => "organisation".to_owned(),
            other => other.to_owned(),
        };
        let classes: BTreeSet<&String> = (self.names.iter())
            .filter(|name| matches!(name.kind.as_str(), "actor" | "event") && fold(&name.class) == wanted)
            .map(|name| &name.class)
            .collect();
        classes.into_iter().cloned().collect()
    }

    /// Gives the labels of the things whose names are nearest, at most three.
    pub fn nearest(&self, name: &str, kinds: &[&str]) -> Vec<String> {
        let candidates = self.candidates.get_or_init(|| {
            Candidates::new((0..).zip(&self.names).flat_map(|(index, name)| {
                let spellings = [&name.id, &name.label].into_iter().chain(&name.aliases);
                spellings.map(move |spelling| (index, spelling.as_str()))
            }))
        });
        let is_meant =
            |index: u32| kinds.is_empty() || kinds.contains(&self.names[index as usize].kind.as_str());
        let mut found = candidates.nearest(name, is_meant);
        if found.is_empty() {
            // What happened is described rather than named: `Washington attack` for the shooting there.
            let is_event = |index: u32| is_meant(index) && self.names[index as usize].kind == "event";
            found = candidates.sharing_words(name, is_event);
        }
        found.into_iter().map(|(index, _)| self.names[index as usize].label.clone()).collect()
    }
}

/// Takes the ending of a plural or a genitive off a folded noun.
fn singular(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches('\'');
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(stem), _) if stem.len() > 1 => format!("{stem}y"),
        (_, Some(stem)) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
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
