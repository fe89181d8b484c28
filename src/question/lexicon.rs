//! The words that a question may use: the verb forms of the relation types, and the names of everything.

use std::collections::{BTreeMap, BTreeSet};

use crate::question::inflect::{arrange, inflect};
use crate::question::siding;
use crate::question::words::words;
use crate::question::{Names, Usage};

/// Holds how one relation type is spoken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verb {
    /// The IRI of the relation type.
    pub iri: String,
    /// Its id: `blames`.
    pub id: String,
    /// Its label: `blames`.
    pub label: String,
    /// Its verb forms: base, third person, past, `-ing`. Where none are declared, the lexicon makes them.
    pub forms: Vec<String>,
    /// The label of its inverse reading: `blamed by`.
    pub inverse: String,
    /// The IRI of the more general type; empty when there is none.
    pub broader: String,
    /// Whether A to B means B to A.
    pub symmetric: bool,
    /// How many claims of the data use it.
    pub claims: usize,
    /// The IRIs of the relation types that it stands for with all that is narrower; empty where it is one itself.
    pub covers: Vec<String>,
    /// Whether its forms were made from its label.
    pub made: bool,
    /// How its claims are made up; only read for examples.
    pub usage: Usage,
}

/// Holds the words of one folder.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// The relation types.
    pub verbs: Vec<Verb>,
    /// The names of actors, events, places and sources.
    pub names: Names,
    /// The year of the first claim that has one; only read for examples.
    pub year: Option<String>,
    /// From the folded words of a form to the verbs that have it.
    forms: BTreeMap<Vec<String>, Vec<usize>>,
    /// The same for what is said from the other end: `blamed by`, `has member`.
    inverses: BTreeMap<Vec<String>, Vec<usize>>,
    /// The longest of either.
    longest: usize,
}

impl Lexicon {
    /// Makes a lexicon of verbs and names.
    pub fn new(mut verbs: Vec<Verb>, names: Names) -> Self {
        let mut lexicon = Self { names, ..Self::default() };
        let namesakes = namesakes(&verbs);
        for (index, verb) in verbs.iter().enumerate() {
            lexicon.declared(verb, namesakes.get(&index).copied().unwrap_or(index));
        }
        for verb in &mut verbs {
            if let Some(forms) = arrange(&verb.forms) {
                verb.forms = forms.into();
            }
        }
        // A form that is made never stands in the way of one that is written down.
        for (index, verb) in verbs.iter_mut().enumerate().filter(|(_, verb)| verb.forms.is_empty()) {
            lexicon.made(verb, namesakes.get(&index).copied().unwrap_or(index));
        }
        lexicon.longest =
            lexicon.forms.keys().chain(lexicon.inverses.keys()).map(Vec::len).max().unwrap_or(0);
        if let Some(siding) = siding::verb(&verbs).filter(|verb| !lexicon.has_any(&verb.forms)) {
            lexicon.declared(&siding, verbs.len());
            verbs.push(siding);
        }
        lexicon.verbs = verbs;
        lexicon
    }

    fn declared(&mut self, verb: &Verb, index: usize) {
        for form in verb.forms.iter().chain([&verb.label, &verb.id]) {
            for spoken in spoken(form) {
                enter(&mut self.forms, spoken, index);
            }
            if verb.inverse.is_empty() && !verb.symmetric && !form.contains(' ') {
                enter(&mut self.inverses, words(&format!("{form} by")), index);
            }
        }
        enter(&mut self.inverses, words(&verb.inverse), index);
    }

    fn made(&mut self, verb: &mut Verb, index: usize) {
        let Some(inflected) = inflect(&verb.label) else { return };
        for form in &inflected.forms {
            self.forms.entry(words(form)).or_insert_with(|| vec![index]);
        }
        let passive = words(&format!("{} by", inflected.participle));
        if verb.inverse.is_empty() && !verb.symmetric && passive.len() == 2 {
            self.inverses.entry(passive).or_insert_with(|| vec![index]);
        }
        verb.forms = inflected.forms.into();
        verb.made = true;
    }

    fn has_any(&self, forms: &[String]) -> bool {
        forms.iter().any(|form| self.forms.contains_key(&words(form)))
    }

    /// Finds the longest verb form that `words` begins with, and how many words it takes. A form that ends in a
    /// preposition may leave it out at the very end: `who denied involvement`, `who is negotiating`.
    pub(super) fn verb(&self, words: &[String]) -> Option<(&[usize], usize)> {
        let found = longest(&self.forms, self.longest, words);
        // A single word is another verb without its preposition more often than not: `calls` is not `calls on`.
        let prepositions: &[&str] = match words.len() {
            0 | 1 => &["with"],
            _ => &["in", "to", "with", "of", "on", "for"],
        };
        if found.is_some_and(|(_, length)| length == words.len()) {
            return found;
        }
        let ending = prepositions.iter().find_map(|preposition| self.ending_in(words, preposition));
        ending.map(|ending| (ending, words.len())).or(found)
    }

    /// Finds the verb form that is all of `words` and one preposition more.
    pub(super) fn ending_in(&self, words: &[String], preposition: &str) -> Option<&[usize]> {
        let mut whole = words.to_vec();
        whole.push(preposition.to_owned());
        self.forms.get(&whole).map(Vec::as_slice)
    }

    /// Finds the longest form of the other end that `words` begins with: `blamed by`.
    pub(super) fn inverse(&self, words: &[String]) -> Option<(&[usize], usize)> {
        longest(&self.inverses, self.longest, words)
    }

    /// Finds a participle whose agent is left out: `was blamed`.
    pub(super) fn participle(&self, words: &[String]) -> Option<(&[usize], usize)> {
        (1..=self.longest.min(words.len())).rev().find_map(|length| {
            let mut whole = words[..length].to_vec();
            whole.push("by".to_owned());
            self.inverses.get(&whole).map(|found| (found.as_slice(), length))
        })
    }

    /// Gives the relation type of an id and every narrower one, by IRI; none when there is no such type.
    pub fn relations(&self, id: &str) -> Vec<String> {
        let verb = self.verbs.iter().position(|verb| verb.id == id);
        verb.map(|verb| self.family(verb)).unwrap_or_default()
    }

    /// Gives a verb and every verb that is narrower, by IRI, the verb itself first.
    pub(super) fn family(&self, verb: usize) -> Vec<String> {
        family(&self.verbs, verb).into_iter().map(|verb| self.verbs[verb].iri.clone()).collect()
    }
}

fn enter(map: &mut BTreeMap<Vec<String>, Vec<usize>>, words: Vec<String>, index: usize) {
    if !words.is_empty() {
        let indexes = map.entry(words).or_default();
        if !indexes.contains(&index) {
            indexes.push(index);
        }
    }
}

/// Gives a verb and all that is narrower; for one that stands for others, these and all that is narrower.
fn family(verbs: &[Verb], verb: usize) -> Vec<usize> {
    let covered = |other: &&usize| verbs[verb].covers.contains(&verbs[**other].iri);
    let mut family: Vec<usize> = match verbs[verb].covers.is_empty() {
        true => vec![verb],
        false => (0..verbs.len()).collect::<Vec<_>>().iter().filter(covered).copied().collect(),
    };
    let mut done = 0;
    while let Some(&broader) = family.get(done) {
        for (index, verb) in verbs.iter().enumerate() {
            if verb.broader == verbs[broader].iri && !family.contains(&index) {
                family.push(index);
            }
        }
        done += 1;
    }
    family
}

/// Finds for relation types that no claim uses the one that claims use instead and that is called by one of their
/// forms. A folder with a type `accuse` of its own means that one by `accused`, not the shipped `accuses`.
fn namesakes(verbs: &[Verb]) -> BTreeMap<usize, usize> {
    let mut used: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, verb) in verbs.iter().enumerate().filter(|(_, verb)| verb.claims > 0) {
        for name in [words(&verb.label), words(&verb.id)] {
            let indexes = used.entry(name).or_default();
            if !indexes.contains(&index) {
                indexes.push(index);
            }
        }
    }
    let mut namesakes = BTreeMap::new();
    for (index, verb) in verbs.iter().enumerate().filter(|(_, verb)| verb.claims == 0) {
        let called: BTreeSet<usize> = (verb.forms.iter().chain([&verb.label]))
            .filter_map(|form| used.get(&words(form)))
            .flatten()
            .copied()
            .collect();
        let idle = |index: &usize| verbs[*index].claims == 0;
        if let (Some(&only), 1, true) = (called.first(), called.len(), family(verbs, index).iter().all(idle))
        {
            namesakes.insert(index, only);
        }
    }
    namesakes
}

fn longest<'map>(
    map: &'map BTreeMap<Vec<String>, Vec<usize>>,
    longest: usize,
    words: &[String],
) -> Option<(&'map [usize], usize)> {
    let lengths = (1..=longest.min(words.len())).rev();
    lengths.into_iter().find_map(|length| Some((map.get(&words[..length])?.as_slice(), length)))
}

/// Gives the words of a verb form, and of its plural where it begins with `is`: `is a member of` is `are members
/// of` too.
fn spoken(form: &str) -> Vec<Vec<String>> {
    let singular = words(form);
    let mut all = vec![singular.clone()];
    let plurals: &[&str] = match singular.first().map(String::as_str) {
        Some("is") => &["are", "has been", "have been"],
        Some("was") => &["were", "had been"],
        _ => return all,
    };
    let noun = [" a ", " an "].iter().any(|article| form.contains(article)) && singular.len() > 2;
    for plural in plurals {
        let mut same = words(plural);
        same.extend_from_slice(&singular[1..]);
        all.push(same.clone());
        let at = words(plural).len();
        if let Some(word) = same.get_mut(at).filter(|_| noun) {
            word.push('s');
            all.push(same);
        }
    }
    all
}
