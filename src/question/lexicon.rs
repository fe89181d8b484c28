//! The words that a question may use: the verb forms of the relation types, and the names of everything.

use std::collections::BTreeMap;

use crate::model::fold;
use crate::question::Names;

/// Holds how one relation type is spoken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verb {
    /// The IRI of the relation type.
    pub iri: String,
    /// Its id: `blames`.
    pub id: String,
    /// Its label: `blames`.
    pub label: String,
    /// Its verb forms: base, third person, past, `-ing`.
    pub forms: Vec<String>,
    /// The label of its inverse reading: `blamed by`.
    pub inverse: String,
    /// The IRI of the more general type; empty when there is none.
    pub broader: String,
    /// How many claims of the data use it.
    pub claims: usize,
}

/// Holds the words of one folder.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// The relation types.
    pub verbs: Vec<Verb>,
    /// The names of actors, events, places and sources.
    pub names: Names,
    /// From the folded words of a form to the verbs that have it.
    forms: BTreeMap<Vec<String>, Vec<usize>>,
    longest: usize,
}

impl Lexicon {
    /// Makes a lexicon of verbs and names.
    pub fn new(verbs: Vec<Verb>, names: Names) -> Self {
        let mut forms: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for (index, verb) in verbs.iter().enumerate() {
            for form in verb.forms.iter().chain([&verb.label, &verb.id]) {
                let indexes = forms.entry(words(form)).or_default();
                if !indexes.contains(&index) {
                    indexes.push(index);
                }
            }
        }
        let longest = forms.keys().map(Vec::len).max().unwrap_or(0);
        Self { verbs, names, forms, longest }
    }

    /// Finds the longest verb form that `words` begins with, and how many words it takes. A form that ends in a
    /// preposition may leave it out at the very end: `who denied involvement`.
    pub(super) fn verb(&self, words: &[String]) -> Option<(&[usize], usize)> {
        for length in (1..=self.longest.min(words.len())).rev() {
            if let Some(found) = self.forms.get(&words[..length]) {
                return Some((found, length));
            }
        }
        for preposition in ["in", "to", "with", "of", "on", "for"] {
            let mut whole = words.to_vec();
            whole.push(preposition.to_owned());
            if words.len() > 1
                && let Some(found) = self.forms.get(&whole)
            {
                return Some((found, words.len()));
            }
        }
        None
    }

    /// Gives a verb and every verb that is narrower, by IRI, the verb itself first.
    pub(super) fn family(&self, verb: usize) -> Vec<String> {
        let mut family = vec![self.verbs[verb].iri.clone()];
        loop {
            let next: Vec<String> = (self.verbs.iter())
                .filter(|verb| family.contains(&verb.broader) && !family.contains(&verb.iri))
                .map(|verb| verb.iri.clone())
                .collect();
            if next.is_empty() {
                return family;
            }
            family.extend(next);
        }
    }
}

/// Cuts a text into folded words, without punctuation and without articles.
pub(super) fn words(text: &str) -> Vec<String> {
    let kept = |character: char| if "?!.,;:\"“”„«»()".contains(character) { ' ' } else { character };
    let text: String = text.replace(['’', '\''], "'").chars().map(kept).collect();
    let folded = fold(&text);
    folded
        .split(' ')
        .filter(|word| !word.is_empty() && !matches!(*word, "the" | "a" | "an"))
        .map(str::to_owned)
        .collect()
}
