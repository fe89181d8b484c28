//! What claims are called: the user's ids where there are some, else digits derived from the content. Rows that say
//! the same get digits of their own that do not depend on the order of the file.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::ingest::batch::TEXT_COLUMNS;
use crate::ingest::merge::Merged;
use crate::model::{ClaimId, TextId};

/// From how many keys on a second thread pays.
const SPLIT: usize = 50_000;

/// Makes all keys distinct. Among rows with equal keys the order of all their text decides, never their position. Gives
/// the rows that say what an earlier one says, each with the first that does.
///
/// Cost: one sort of the keys; more only when there are equal ones.
pub(super) fn part_equal_keys(merged: &mut Merged) -> Vec<(ClaimId, ClaimId)> {
    let sorted = sorted(&merged.key);
    let mut equal: Vec<u64> =
        sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    if equal.is_empty() {
        return Vec::new();
    }
    equal.dedup();
    let repeated: HashSet<u64> = equal.iter().copied().collect();
    let mut rows: Vec<usize> =
        (0..merged.key.len()).filter(|row| repeated.contains(&merged.key[*row])).collect();
    let repeats = repeats(merged, &rows);
    rows.sort_by(|one, other| {
        merged.key[*one].cmp(&merged.key[*other]).then_with(|| content_order(merged, *one, *other))
    });
    let mut taken: HashSet<u64> = HashSet::new();
    let (mut last, mut ordinal) = (None, 0_u64);
    for row in rows {
        let key = merged.key[row];
        ordinal = if last == Some(key) { ordinal + 1 } else { 0 };
        last = Some(key);
        if ordinal > 0 {
            merged.key[row] =
                further(key, ordinal, |key| sorted.binary_search(&key).is_ok() || !taken.insert(key));
        }
    }
    repeats
}

/// Finds the rows that agree with an earlier one in their key and in the columns that nobody knows. The note is the
/// curator's own word and no part of what a claim says.
fn repeats(merged: &Merged, rows: &[usize]) -> Vec<(ClaimId, ClaimId)> {
    let mut first: HashMap<(u64, Vec<TextId>), usize> = HashMap::new();
    let mut repeats = Vec::new();
    for row in rows {
        let extras = merged.text_columns.iter().skip(TEXT_COLUMNS.len());
        let extras = extras.filter_map(|column| column.get(*row).copied()).collect();
        let first = *first.entry((merged.key[*row], extras)).or_insert(*row);
        if first != *row {
            repeats.push((ClaimId::new(*row), ClaimId::new(first)));
        }
    }
    repeats
}

/// Sorts the keys, each half of their range on a thread of its own: hashes fall into both alike.
fn sorted(keys: &[u64]) -> Vec<u64> {
    const MIDDLE: u64 = 1 << 63;
    let mut sorted = Vec::with_capacity(keys.len());
    sorted.extend(keys.iter().copied().filter(|key| *key < MIDDLE));
    let middle = sorted.len();
    sorted.extend(keys.iter().copied().filter(|key| *key >= MIDDLE));
    let (low, high) = sorted.split_at_mut(middle);
    std::thread::scope(|scope| {
        if low.len() > SPLIT {
            scope.spawn(|| low.sort_unstable());
        } else {
            low.sort_unstable();
        }
        high.sort_unstable();
    });
    sorted
}

/// Gives the key of a repetition: the hash of the key and the ordinal, both as little-endian bytes.
fn further(key: u64, ordinal: u64, mut is_taken: impl FnMut(u64) -> bool) -> u64 {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&key.to_le_bytes());
    bytes[8..].copy_from_slice(&ordinal.to_le_bytes());
    let mut further = xxh3_64(&bytes);
    while is_taken(further) {
        further = xxh3_64(&further.to_le_bytes());
    }
    further
}

/// Compares the texts of two rows that their keys leave out: the note and the columns that nobody knows, by their names.
fn content_order(merged: &Merged, one: usize, other: usize) -> Ordering {
    let cells = merged.text_columns.iter().filter_map(|column| Some((column.get(one)?, column.get(other)?)));
    // Most texts of equal keys are one text.
    cells
        .filter(|(one, other)| one != other)
        .map(|(one, other)| merged.texts.get(*one).cmp(merged.texts.get(*other)))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}
