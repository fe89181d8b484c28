//! What things are called: from what a person types to the IRI of one thing, or to the nearest names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::model::fold;
use crate::question::words::{hash, singular, words};
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
    /// Who published or wrote it, when it is a source.
    pub makers: Vec<String>,
}

impl Name {
    /// Walks all that it is called: id, label and aliases.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &str> {
        [&self.id, &self.label].into_iter().chain(&self.aliases).map(String::as_str)
    }

    /// Tells whether it has a noun in its id or its label in the plural and not in the singular.
    fn is_called_many(&self, noun: &str) -> bool {
        let own: Vec<String> = [&self.id, &self.label].into_iter().flat_map(|text| words(text)).collect();
        own.iter().any(|word| word != noun && singular(word) == noun) && !own.iter().any(|word| word == noun)
    }
}

/// Finds things by id, label or alias; letter case, diacritics and hyphens do not matter.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<Name>,
    /// The hash of each name in folded words, with what is called so, sorted.
    index: Vec<(u64, u32)>,
    /// From the noun that says what an event is (`attack`) to the events; made when a question needs it.
    heads: OnceLock<BTreeMap<String, Vec<usize>>>,
    /// From a type in folded words to how the rows write it; made when a question needs it.
    classes: OnceLock<BTreeMap<String, BTreeSet<String>>>,
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

impl NameError {
    /// Makes the error of words that name nothing. Looking for the nearest names takes a while and most errors are
    /// forgotten for another way to read the question; so nobody has looked yet.
    pub(super) fn unknown(words: &[String]) -> Self {
        Self::Unknown { name: words.join(" "), nearest: Vec::new() }
    }
}

impl FromIterator<Name> for Names {
    /// Cost: linear in the letters of the names, and one sort of numbers.
    fn from_iter<T: IntoIterator<Item = Name>>(names: T) -> Self {
        let names: Vec<Name> = names.into_iter().collect();
        let mut index = Vec::with_capacity(2 * names.len());
        for (number, name) in names.iter().enumerate() {
            index.extend(name.spellings().map(|spelling| (hash(spelling), number as u32)));
        }
        index.sort_unstable();
        index.dedup();
        Self { names, index, ..Self::default() }
    }
}

impl Names {
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

    /// Finds the one actor, event or place that a person means: by a name, or an event by words that describe no other.
    ///
    /// # Errors
    /// When nothing is called so, with the nearest names, or when more than one thing is.
    pub fn topic(&self, text: &str) -> Result<&Name, NameError> {
        const KINDS: [&str; 3] = ["actor", "event", "place"];
        let found = match self.look_up(text, &KINDS)? {
            Some(found) => Some(found),
            None => self.describe(&words(text))?,
        };
        found.ok_or_else(|| NameError::Unknown { name: text.to_owned(), nearest: self.nearest(text, &KINDS) })
    }

    /// Finds the one event that a person means: by a name, or by words that describe no other.
    ///
    /// # Errors
    /// When no event is called so, with the nearest names, or when more than one is.
    pub fn event(&self, text: &str) -> Result<&Name, NameError> {
        let found = match self.look_up(text, &["event"])? {
            Some(found) => Some(found),
            None => self.describe(&words(text))?,
        };
        found.ok_or_else(|| NameError::Unknown {
            name: text.to_owned(),
            nearest: self.nearest(text, &["event"]),
        })
    }

    /// Finds a thing by its id, else by its folded names, else by their words without articles and punctuation.
    pub(super) fn look_up(&self, name: &str, kinds: &[&str]) -> Result<Option<&Name>, NameError> {
        let wanted = hash(name);
        let from = self.index.partition_point(|(known, _)| *known < wanted);
        let called: Vec<&Name> = (self.index[from..].iter())
            .take_while(|(known, _)| *known == wanted)
            .map(|(_, number)| &self.names[*number as usize])
            .filter(|name| kinds.is_empty() || kinds.contains(&name.kind.as_str()))
            .collect();
        if called.is_empty() {
            return Ok(None);
        }
        let (folded, worded) = (fold(name), words(name));
        let ways: [&dyn Fn(&Name) -> bool; 3] = [
            &|known| known.id == name,
            &|known| known.spellings().any(|spelling| fold(spelling) == folded),
            &|known| known.spellings().any(|spelling| words(spelling) == worded),
        ];
        for way in ways {
            let found: Vec<&Name> = called.iter().copied().filter(|known| way(known)).collect();
            match found[..] {
                [] => {}
                [found] => return Ok(Some(found)),
                _ => {
                    let candidates = found.iter().map(|known| known.id.clone()).collect();
                    return Err(NameError::Ambiguous { name: name.to_owned(), candidates });
                }
            }
        }
        Ok(None)
    }

    /// Finds the one event that words describe: each of them stands in its id, its label or its type, and one of
    /// them says what it is, as `attack` does in `Khatlon attack`. Singular and plural are the same, unless the words
    /// describe several events: then `the attack` is none whose own name speaks of attacks.
    ///
    /// # Errors
    /// When the words describe more than one event.
    pub(super) fn describe(&self, phrase: &[String]) -> Result<Option<&Name>, NameError> {
        const SMALL: [&str; 8] = ["in", "on", "at", "of", "near", "from", "to", "against"];
        let wanted: Vec<(&String, String)> = (phrase.iter())
            .filter(|word| !SMALL.contains(&word.as_str()))
            .map(|word| (word, singular(word)))
            .collect();
        let heads = self.heads.get_or_init(|| self.heads());
        let candidates: BTreeSet<usize> =
            wanted.iter().filter_map(|(_, word)| heads.get(word)).flatten().copied().collect();
        let described = |index: &usize| {
            let name = &self.names[*index];
            let known: BTreeSet<String> = [&name.id, &name.label, &name.class]
                .into_iter()
                .flat_map(|text| words(text))
                .map(|word| singular(&word))
                .collect();
            wanted.iter().all(|(_, word)| known.contains(word))
        };
        let mut found: Vec<usize> = candidates.into_iter().filter(described).collect();
        if found.len() > 1 {
            let one =
                wanted.iter().filter(|(word, singular)| *word == singular && heads.contains_key(singular));
            let nouns: Vec<&String> = one.map(|(word, _)| *word).collect();
            found.retain(|index| !nouns.iter().any(|noun| self.names[*index].is_called_many(noun)));
        }
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
        let classes = self.classes.get_or_init(|| {
            let mut classes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for name in self.names.iter().filter(|name| matches!(name.kind.as_str(), "actor" | "event")) {
                if !name.class.is_empty() {
                    classes.entry(fold(&name.class)).or_default().insert(name.class.clone());
                }
            }
            classes
        });
        classes.get(&wanted).into_iter().flatten().cloned().collect()
    }

    /// Gives the labels of the things whose names are nearest, at most three.
    pub fn nearest(&self, name: &str, kinds: &[&str]) -> Vec<String> {
        let candidates = self.candidates.get_or_init(|| {
            Candidates::new(
                (0..)
                    .zip(&self.names)
                    .flat_map(|(index, name)| name.spellings().map(move |spelling| (index, spelling))),
            )
        });
        let is_meant =
            |index: u32| kinds.is_empty() || kinds.contains(&self.names[index as usize].kind.as_str());
        let mut found = candidates.nearest(name, is_meant);
        if found.is_empty() {
            // What happened is described rather than named: `Washington attack` for the shooting there.
            let is_event = |index: u32| is_meant(index) && self.names[index as usize].kind == "event";
            found = candidates.sharing_words(name, is_event);
        }
        if found.is_empty() {
            // So are groups that nobody names, by a plural: `its critics`. Two proper names with a word in common are two.
            let typed = words(name);
            let plural = |word: &String| word.len() > 4 && singular(word) != *word && typed.contains(word);
            let is_group = |index: u32| {
                is_meant(index)
                    && self.names[index as usize].spellings().any(|name| words(name).iter().any(plural))
            };
            found = candidates.sharing_words(name, is_group);
        }
        found.into_iter().map(|(index, _)| self.names[index as usize].label.clone()).collect()
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
