//! Which of many names was probably meant: the words behind every "did you mean". Only the nearest are given, so that
//! nobody is shown a name that is merely the least unlike.

use std::collections::BTreeMap;

use strsim::osa_distance;

use crate::spelling::abbreviation::{is_abbreviation, is_contraction};
use crate::spelling::plain::{plain, sound};
use crate::spelling::unmask;

/// How many names are given at most.
const MOST: usize = 3;

/// Names of more bytes are nobody's slip but something else that got into a cell; comparing them would take as long as their
/// lengths multiplied.
pub(super) const LONGEST: usize = 200;

/// Costs above this belong to names that share words and not letters.
const WORDS: u32 = 8;

/// Holds names that may have been meant, each with the number of its owner.
///
/// Cost: each look-up compares the typed name with every candidate; most are refused after looking at their lengths and
/// at which letters they have.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    heap: String,
    entries: Vec<Entry>,
}

/// One key of a name: a name that may be a look-alike has two.
#[derive(Debug, Clone, Copy)]
struct Entry {
    owner: u32,
    name: u32,
    start: u32,
    /// Where the plain key ends and the sound of it begins.
    middle: u32,
    end: u32,
    letters: u64,
}

/// Holds what is compared of one name.
struct Key<'a> {
    plain: &'a str,
    sound: &'a str,
    letters: u64,
}

impl Candidates {
    /// Takes in names, each with the number of what it belongs to; of several names of one owner the nearest counts.
    pub fn new<'n>(names: impl IntoIterator<Item = (u32, &'n str)>) -> Self {
        let mut candidates = Self::default();
        let numbered = names.into_iter().enumerate();
        for (number, (owner, name)) in numbered.filter(|(_, (_, name))| name.len() <= LONGEST) {
            candidates.add(owner, number as u32, &plain(name));
            let unmasked = unmask(name);
            if unmasked != name {
                candidates.add(owner, number as u32, &plain(&unmasked));
            }
        }
        candidates
    }

    fn add(&mut self, owner: u32, name: u32, plain: &str) {
        if plain.is_empty() {
            return;
        }
        let start = self.heap.len() as u32;
        self.heap.push_str(plain);
        let middle = self.heap.len() as u32;
        self.heap.push_str(&sound(plain));
        let end = self.heap.len() as u32;
        self.entries.push(Entry { owner, name, start, middle, end, letters: letters(plain) });
    }

    /// Finds the owners whose names are nearest to a name, the nearest first, at most three, each with the number of
    /// the name, counted from 0 in the order in which they came. Only owners that `is_meant` counts.
    ///
    /// Names that are equally near come in the order of their numbers. None is given when all are far off.
    pub fn nearest(&self, typed: &str, is_meant: impl Fn(u32) -> bool) -> Vec<(u32, u32)> {
        self.best(typed, is_meant, cost)
    }

    /// Finds in the same way the owners that have some words in common with a name, when none is near to it.
    pub fn sharing_words(&self, typed: &str, is_meant: impl Fn(u32) -> bool) -> Vec<(u32, u32)> {
        self.best(typed, is_meant, |typed, name| {
            common_words(typed.plain, name.plain).map(|cost| WORDS + cost)
        })
    }

    fn best(
        &self,
        typed: &str,
        is_meant: impl Fn(u32) -> bool,
        cost: impl Fn(&Key<'_>, &Key<'_>) -> Option<u32>,
    ) -> Vec<(u32, u32)> {
        if typed.len() > LONGEST {
            return Vec::new();
        }
        let mut keys = vec![plain(typed), plain(&unmask(typed))];
        keys.dedup();
        let sounds: Vec<String> = keys.iter().map(|key| sound(key)).collect();
        let keys = || {
            let pairs = keys.iter().zip(&sounds).filter(|(plain, _)| !plain.is_empty());
            pairs.map(|(plain, sound)| Key { plain, sound, letters: letters(plain) })
        };
        let mut best: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        let mut least = u32::MAX;
        for entry in &self.entries {
            let candidate = self.key(entry);
            let cost = keys().filter_map(|typed| cost(&typed, &candidate)).min();
            let Some(cost) = cost.filter(|cost| *cost <= least.saturating_add(slack(least))) else {
                continue;
            };
            if is_meant(entry.owner) {
                least = least.min(cost);
                let known = best.entry(entry.owner).or_insert((cost, entry.name));
                *known = (*known).min((cost, entry.name));
            }
        }
        let mut best: Vec<(u32, u32, u32)> =
            best.into_iter().map(|(owner, (cost, name))| (cost, name, owner)).collect();
        best.retain(|(cost, ..)| *cost <= least.saturating_add(slack(least)));
        best.sort_unstable();
        best.into_iter().take(MOST).map(|(_, name, owner)| (owner, name)).collect()
    }

    fn key(&self, entry: &Entry) -> Key<'_> {
        Key {
            plain: &self.heap[entry.start as usize..entry.middle as usize],
            sound: &self.heap[entry.middle as usize..entry.end as usize],
            letters: entry.letters,
        }
    }
}

/// Says how much farther than the nearest another name may be and still be given.
fn slack(least: u32) -> u32 {
    if least > WORDS { 2 } else { 0 }
}

/// Says how far two names are from each other; nothing when neither was meant for the other.
fn cost(typed: &Key<'_>, name: &Key<'_>) -> Option<u32> {
    if typed.plain == name.plain {
        return Some(0);
    }
    if joined(typed.plain).eq(joined(name.plain)) || same_words(typed.plain, name.plain) {
        return Some(1);
    }
    let edits = edits(typed, name);
    match edits {
        Some(1) => return Some(2),
        Some(2) if typed.plain.len().min(name.plain.len()) >= 12 => return Some(3),
        _ => {}
    }
    if typed.sound.len() >= 4 && typed.sound == name.sound || is_abbreviation(typed.plain, name.plain) {
        return Some(3);
    }
    if let Some(edits) = edits {
        return Some(2 + edits);
    }
    if let Some(slips) = slips_of_sound(typed, name) {
        return Some(4 + slips);
    }
    if is_contraction(typed.plain, name.plain) {
        return Some(7);
    }
    shared_words(typed.plain, name.plain).map(|left_over| WORDS + 1 + left_over)
}

fn joined(plain: &str) -> impl Iterator<Item = u8> {
    plain.bytes().filter(|letter| *letter != b' ')
}

fn same_words(left: &str, right: &str) -> bool {
    if left.len() != right.len() || !left.contains(' ') {
        return false;
    }
    let sorted = |plain: &str| -> Vec<String> {
        let mut words: Vec<String> = plain.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    sorted(left) == sorted(right)
}

/// Counts the slips between two names: letters left out, added, changed, or swapped with their neighbour (optimal
/// string alignment). Nothing when there are too many for their length, or when two numbers differ.
fn edits(typed: &Key<'_>, name: &Key<'_>) -> Option<u32> {
    let (short, long) = (typed.plain.len().min(name.plain.len()), typed.plain.len().max(name.plain.len()));
    let most = if short < 3 { 0 } else { (long / 4).clamp(1, 4) };
    // A slip changes at most two members of the set of letters.
    if long - short > most || (typed.letters ^ name.letters).count_ones() as usize > 2 * most {
        return None;
    }
    let distance = osa_distance(typed.plain, name.plain);
    (distance <= most && same_digits(typed.plain, name.plain)).then_some(distance as u32)
}

/// Counts the slips between two names as they sound: one when they are of some length, two when they are long.
fn slips_of_sound(typed: &Key<'_>, name: &Key<'_>) -> Option<u32> {
    let short = typed.sound.len().min(name.sound.len());
    let most = usize::from(short >= 6) + usize::from(short >= 9);
    if typed.sound.len().abs_diff(name.sound.len()) > most || !same_digits(typed.plain, name.plain) {
        return None;
    }
    let distance = osa_distance(typed.sound, name.sound);
    (distance <= most).then_some(distance as u32)
}

/// Tells whether two names have the same numbers; a name without any may have lost them.
fn same_digits(left: &str, right: &str) -> bool {
    let digits = |plain: &str| plain.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let (left_digits, right_digits) = (digits(left), digits(right));
    left_digits.is_empty() || right_digits.is_empty() || left_digits == right_digits
}

/// Counts the words that one name has more than the other, when all words of the other are among its own, or begin one
/// of its own. At least one must be a word of some length.
fn shared_words(left: &str, right: &str) -> Option<u32> {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if few.iter().all(|word| word.len() < 4) {
        return None;
    }
    let mut cost = 0;
    for word in &few {
        cost += many.iter().filter_map(|other| word_cost(word, other)).min()?;
    }
    Some(cost + (many.len() - few.len()) as u32)
}

/// Counts the words that two names do not share, when at least half of those of the shorter are shared, and one of some
/// length is among them.
fn common_words(left: &str, right: &str) -> Option<u32> {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let shared: Vec<&&str> = few.iter().filter(|word| many.contains(word)).collect();
    let enough = 2 * shared.len() >= few.len() && shared.iter().any(|word| word.len() >= 5);
    enough.then(|| (few.len() + many.len() - 2 * shared.len()) as u32)
}

fn word_cost(left: &str, right: &str) -> Option<u32> {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if short == long {
        return Some(0);
    }
    if short.len() >= 5 && long.starts_with(short) {
        return Some(2);
    }
    let near = short.len() >= 5 && long.len() - short.len() <= 1 && osa_distance(short, long) == 1;
    (near && same_digits(short, long)).then_some(2)
}

/// Gives the letters and digits of a plain name as a set.
fn letters(plain: &str) -> u64 {
    plain.bytes().fold(0, |set, letter| {
        set | match letter {
            b'a'..=b'z' => 1 << (letter - b'a'),
            b'0'..=b'9' => 1 << (26 + letter - b'0'),
            _ => 0,
        }
    })
}

/// Finds the candidate whose letters are most like those of a word; the first one of equals, and none when all are too far off.
///
/// ```
/// use actant::spelling::nearest;
/// assert_eq!(nearest("blamd", ["blames", "blamed"]), Some("blamed"));
/// assert_eq!(nearest("weather", ["blames", "blamed"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let names: Vec<&str> = candidates.into_iter().collect();
    let numbered = names.iter().enumerate().map(|(number, name)| (number as u32, *name));
    let by_letters = |typed: &Key<'_>, name: &Key<'_>| cost(typed, name).filter(|cost| *cost <= WORDS);
    let found = Candidates::new(numbered).best(word, |_| true, by_letters);
    found.first().map(|(owner, _)| names[*owner as usize])
}

/// Tells whether two names are near enough to suggest one for the other.
pub fn is_near(left: &str, right: &str) -> bool {
    nearest(left, [right]).is_some()
}

/// Says how like two texts are, from 0 to 1: one less the share of their letters that must change.
pub fn likeness(left: &str, right: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(left, right)
}

#[cfg(test)]
mod tests {
    use super::{Candidates, is_near, nearest};

    #[test]
    fn a_slip_finds_its_name_and_nonsense_finds_none() {
        let names = ["members", "who-blamed-whom", "who-condemned-what"];
        assert_eq!(nearest("who-blames-whom", names), Some("who-blamed-whom"));
        assert_eq!(nearest("member", names), Some("members"));
        assert_eq!(nearest("weather", names), None);
        assert_eq!(nearest("", names), None);
    }

    #[test]
    fn only_the_nearest_are_given() {
        let names = ["Pakistan", "Tajikistan", "Militants in Pakistan", "Iran", "Iraq"];
        let candidates = Candidates::new(names.iter().enumerate().map(|(at, name)| (at as u32, *name)));
        let found = |typed: &str| -> Vec<&str> {
            let found = candidates.nearest(typed, |_| true);
            found.into_iter().map(|(owner, _)| names[owner as usize]).collect()
        };
        assert_eq!(found("Pakstan"), ["Pakistan"]);
        assert_eq!(found("Irak"), ["Iran", "Iraq"]);
        assert_eq!(found("Militants"), ["Militants in Pakistan"]);
        assert_eq!(found("Burundi"), Vec::<&str>::new());
        assert_eq!(candidates.nearest("Irak", |owner| owner != 3), [(4, 4)]);
    }

    #[test]
    fn numbers_are_not_guessed() {
        assert!(!is_near("s3", "s1"));
        assert!(!is_near("unit 627", "unit 626"));
        assert!(is_near("khat1on", "khatlon"));
        assert!(is_near("unit 626", "unti 626"));
    }
}
