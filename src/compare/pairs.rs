//! Which claim of one graph is which of the other: by its id, else by what it says.

use std::collections::{HashMap, VecDeque};

use crate::compare::side::Side;
use crate::model::{TextId, Texts};

/// Pairs of claims by their numbers, and those that are left over on either side.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) both: Vec<(usize, usize)>,
    pub(super) before: Vec<usize>,
    pub(super) after: Vec<usize>,
}

/// What must be the same, one attempt after the other. What a claim says is its subject, relation, object and what it
/// is about.
const ATTEMPTS: [&[&str]; 6] = [
    &["subject", "relation", "object", "about", "source", "locator", "quote", "date", "status", "speaker"],
    &["subject", "relation", "object", "about", "source", "locator", "quote"],
    &["subject", "relation", "object", "about", "source", "locator"],
    &["subject", "relation", "object", "about", "source"],
    &["subject", "relation", "object", "about", "date", "status", "speaker"],
    &["subject", "relation", "object", "about"],
];

/// Pairs the claims of two graphs. Claims with the same id are the same claim. Of the others, two that say the same
/// are a pair when at least one of them has an id that was derived from its content: an id that a person gave stands
/// for one claim and no other. Where several say the same, those that share most of source, locator, quote, date,
/// status and speaker are paired first.
///
/// Cost: linear in the claims, with one table of hashes for each attempt; the claims that are left over by id are
/// sorted.
pub(super) fn pairs(before: &Side<'_>, after: &Side<'_>, texts: &Texts) -> Pairs {
    let mut pairs = Pairs::default();
    let mut of_id = vec![u32::MAX; texts.len()];
    for (claim, id) in before.ids.iter().enumerate() {
        of_id[id.index()] = claim as u32;
    }
    let mut paired = vec![false; before.ids.len()];
    for (claim, id) in after.ids.iter().enumerate() {
        match of_id[id.index()] {
            u32::MAX => pairs.after.push(claim),
            other => {
                paired[other as usize] = true;
                pairs.both.push((other as usize, claim));
            }
        }
    }
    pairs.before = (0..before.ids.len()).filter(|claim| !paired[*claim]).collect();
    // In the order of their ids, so that rows in another order are paired the same.
    pairs.before.sort_by_key(|claim| texts.get(before.ids[*claim]));
    pairs.after.sort_by_key(|claim| texts.get(after.ids[*claim]));
    for same in ATTEMPTS {
        if pairs.before.is_empty() || pairs.after.is_empty() {
            break;
        }
        attempt(before, after, texts, same, &mut pairs);
    }
    pairs.both.sort_by_key(|(_, after)| *after);
    pairs.before.sort_unstable();
    pairs.after.sort_unstable();
    pairs
}

fn attempt(before: &Side<'_>, after: &Side<'_>, texts: &Texts, same: &[&str], pairs: &mut Pairs) {
    let key = |side: &Side<'_>, claim: usize| -> Vec<TextId> {
        let value = |name: &&str| side.column(name).map_or(TextId::NONE, |column| column.values[claim]);
        same.iter().map(value).collect()
    };
    let mut waiting: HashMap<Vec<TextId>, [VecDeque<usize>; 2]> = HashMap::new();
    for claim in &pairs.before {
        let derived = is_derived(texts.get(before.ids[*claim]));
        waiting.entry(key(before, *claim)).or_default()[usize::from(derived)].push_back(*claim);
    }
    let mut taken = Vec::new();
    pairs.after.retain(|claim| {
        let Some([given, derived]) = waiting.get_mut(&key(after, *claim)) else { return true };
        // A claim with an id of its own waits only for one without.
        let mut other = derived.pop_front();
        if other.is_none() && is_derived(texts.get(after.ids[*claim])) {
            other = given.pop_front();
        }
        let Some(other) = other else { return true };
        pairs.both.push((other, *claim));
        taken.push(other);
        false
    });
    taken.sort_unstable();
    pairs.before.retain(|claim| taken.binary_search(claim).is_err());
}

/// Tells an id that was made from the content of a row, 16 hexadecimal digits, from one that a person gave.
fn is_derived(id: &str) -> bool {
    let digits = id.strip_prefix("claim/").unwrap_or(id);
    digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
