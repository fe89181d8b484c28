//! Undeclared names that are so near to another name that one of the two is probably a slip of the pen.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::names::Names;
use crate::model::{Dataset, EntityId, Kind};
use crate::spelling::{fold, is_slip, odd_characters, unmask};

/// Beyond so many names of a kind nothing is looked for.
const MOST_NAMES: usize = 5_000;

/// Holds one undeclared name.
#[derive(Debug, Clone)]
pub(super) struct Suspect {
    /// What it became.
    pub entity: EntityId,
    /// How many cells use it.
    pub uses: usize,
    /// The first cell that uses it.
    pub location: Location,
}

/// Warns of every undeclared name that differs by one slip from a name that is used more often or declared.
///
/// Cost: names that agree after the deletion of one letter meet in one bucket (the symmetric deletion of W. Garbe's
/// SymSpell, 2012), so the work is linear in the letters of all names.
pub(super) fn check(suspects: Vec<Suspect>, dataset: &Dataset, names: &Names) -> Vec<Diagnostic> {
    let mut by_entity: BTreeMap<EntityId, Suspect> = BTreeMap::new();
    for suspect in suspects {
        match by_entity.get_mut(&suspect.entity) {
            None => {
                by_entity.insert(suspect.entity, suspect);
            }
            Some(known) => {
                known.uses += suspect.uses;
                if suspect.location < known.location {
                    known.location = suspect.location;
                }
            }
        }
    }
    let mut problems = Vec::new();
    for kind in Kind::ALL {
        // What a file that is there does not hold was reported when it was looked up.
        let present = dataset.inputs.iter().any(|input| input.table == kind.table());
        if !present && by_entity.keys().any(|entity| dataset.entities.get(*entity).kind == kind) {
            let known: Vec<(EntityId, &str)> = names.of(kind).collect();
            if known.len() <= MOST_NAMES {
                check_kind(kind, &known, &by_entity, dataset, &mut problems);
            }
        }
    }
    problems
}

fn check_kind(
    kind: Kind,
    known: &[(EntityId, &str)],
    suspects: &BTreeMap<EntityId, Suspect>,
    dataset: &Dataset,
    problems: &mut Vec<Diagnostic>,
) {
    let mut buckets: Vec<(u64, usize)> = Vec::new();
    let label = |entity: EntityId| dataset.texts.get(dataset.entities.get(entity).label);
    for (index, (entity, name)) in known.iter().enumerate() {
        let letters: Vec<char> = name.chars().filter(|letter| *letter != ' ').take(64).collect();
        let mut keys: Vec<u64> = (0..=letters.len())
            .map(|left_out| {
                let kept = letters.iter().enumerate().filter(|(place, _)| *place != left_out);
                xxh3_64(kept.map(|(_, letter)| *letter).collect::<String>().as_bytes())
            })
            .collect();
        let plain = fold(&unmask(label(*entity)));
        if plain != *name {
            keys.push(xxh3_64(plain.replace(' ', "").as_bytes()));
        }
        keys.sort_unstable();
        keys.dedup();
        buckets.extend(keys.into_iter().map(|key| (key, index)));
    }
    buckets.sort_unstable();
    let mut nearest: BTreeMap<EntityId, (usize, EntityId)> = BTreeMap::new();
    let uses = |entity: EntityId| suspects.get(&entity).map_or(usize::MAX, |suspect| suspect.uses);
    for bucket in buckets.chunk_by(|left, right| left.0 == right.0).filter(|bucket| bucket.len() < 64) {
        for (place, (_, left)) in bucket.iter().enumerate() {
            for (_, right) in &bucket[place + 1..] {
                let ((left, left_name), (right, right_name)) = (known[*left], known[*right]);
                if left == right || !(is_slip(left_name, right_name) || is_double(label(left), label(right)))
                {
                    continue;
                }
                // The one that is used less is the slip; of two that are used alike, the later in byte order.
                let (slip, meant) =
                    match uses(left).cmp(&uses(right)).then_with(|| label(right).cmp(label(left))) {
                        std::cmp::Ordering::Less => (left, right),
                        _ => (right, left),
                    };
                let rank = (uses(meant), meant);
                let best = nearest.entry(slip).or_insert(rank);
                if rank.0 > best.0 || (rank.0 == best.0 && label(meant) < label(best.1)) {
                    *best = rank;
                }
            }
        }
    }
    for (slip, (_, meant)) in nearest {
        let Some(suspect) = suspects.get(&slip) else { continue };
        let (slip, meant) = (label(slip), label(meant));
        let mut message = format!("`{slip}` is very near to `{meant}`, another {}", kind.word());
        for odd in odd_characters(slip, Some(meant)) {
            message.push_str("; ");
            message.push_str(&odd);
        }
        let hint = format!(
            "write both alike if they are one, or declare both in {}.csv if they are two",
            kind.table()
        );
        let problem = Diagnostic::new(Code::NEAR_MISS, suspect.location.clone(), message)
            .with_cell(slip)
            .with_hint(hint);
        // A word that mixes scripts is nobody's name; one that is all of another script may be.
        let is_odd = |name: &str| !odd_characters(name, None).is_empty();
        let only_odd = is_double(slip, meant) && is_odd(slip) && !is_odd(meant);
        problems.push(if only_odd { problem.with_repair(meant) } else { problem });
    }
}

/// Tells whether two names differ in characters that only look like others.
fn is_double(left: &str, right: &str) -> bool {
    !(left.is_ascii() && right.is_ascii()) && fold(&unmask(left)) == fold(&unmask(right))
}
