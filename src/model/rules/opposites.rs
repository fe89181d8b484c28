//! Rows that relate the same two things in opposite directions: the search that two rules share.

use xxhash_rust::xxh3::xxh3_64;

use crate::model::Dataset;

/// Finds rows that say the same of the same two entities as an earlier row, the other way round. `key` gives what
/// two rows must have in common besides the two entities. Gives each later row with the first of the earlier ones.
///
/// Cost: one hash for each row, and a sort of the hashes.
pub(super) fn opposites<const N: usize>(
    dataset: &Dataset,
    rows: impl Iterator<Item = usize>,
    key: impl Fn(usize) -> [u32; N],
) -> Vec<(usize, usize)> {
    let claims = &dataset.claims;
    let two = |row: usize| {
        let (subject, object) = (claims.subject[row].index(), claims.object[row].entity()?.index());
        Some((subject as u32, object as u32))
    };
    let (mut upwards, mut downwards) = (Vec::new(), Vec::new());
    for row in rows {
        let Some((subject, object)) = two(row).filter(|(subject, object)| subject != object) else {
            continue;
        };
        if claims.subject[row].is_none() {
            continue;
        }
        let mut bytes = [[0; 4]; 16];
        let parts = [subject.min(object), subject.max(object)].into_iter().chain(key(row));
        bytes.iter_mut().zip(parts).for_each(|(place, part)| *place = part.to_le_bytes());
        let hash = xxh3_64(bytes[..(N + 2).min(16)].as_flattened());
        if subject < object { upwards.push((hash, row)) } else { downwards.push((hash, row)) }
    }
    if upwards.is_empty() || downwards.is_empty() {
        return Vec::new();
    }
    upwards.sort_unstable();
    downwards.sort_unstable();
    let mut found = Vec::new();
    let mut downwards = downwards.chunk_by(|left, right| left.0 == right.0).peekable();
    for upwards in upwards.chunk_by(|left, right| left.0 == right.0) {
        while downwards.next_if(|downwards| downwards[0].0 < upwards[0].0).is_some() {}
        let Some(downwards) = downwards.next_if(|downwards| downwards[0].0 == upwards[0].0) else { continue };
        let (first, later) =
            if upwards[0].1 < downwards[0].1 { (upwards[0].1, downwards) } else { (downwards[0].1, upwards) };
        // Equal hashes of different rows are as good as impossible, and would be a false alarm.
        let turned = two(first).map(|(subject, object)| (object, subject));
        let same = later.iter().filter(|(_, row)| two(*row) == turned && key(*row) == key(first));
        found.extend(same.map(|(_, row)| (*row, first)));
    }
    found.sort_unstable();
    found
}
