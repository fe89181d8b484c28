//! The rules `contradiction` and `disputed-membership`: a claim that is asserted and denied.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Code, Report};
use crate::model::rules::days::Days;
use crate::model::rules::families::family;
use crate::model::rules::{broken, claim_line, label, of_claim, push_all, verb};
use crate::model::{Dataset, Status};

/// With how many denials of one statement an assertion is compared.
const MOST: usize = 32;

/// Stands for no row.
const NONE: u32 = u32::MAX;

/// Says what a denial meets: the first row that asserts the same in the same voice, and the first at all.
#[derive(Debug, Clone, Copy)]
struct Met {
    same_voice: u32,
    other: u32,
}

/// Warns of a source that asserts and denies one thing, and notes a membership that one claim asserts and another
/// denies.
///
/// Cost: nothing when no claim is denied; else a look-up for each claim.
pub(super) fn check(dataset: &Dataset, read: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let mut denied: Vec<usize> =
        (0..claims.len()).filter(|row| claims.status[*row] == Status::Denied).collect();
    if denied.is_empty() {
        return;
    }
    let Some(broken) = broken(dataset, read) else { return };
    denied.retain(|row| !broken.contains(&claims.line[*row]));
    let met = meet(dataset, &denied);
    let file = dataset.path("relations");
    let pairs = || denied.iter().copied().zip(&met);

    let hits = pairs().filter(|(_, met)| met.same_voice != NONE);
    let problem = |(row, met): (usize, &Met)| {
        let first = met.same_voice as usize;
        let line = claims.line[first];
        let message = format!("the source denies here what it asserts on line {line}, in the same voice");
        of_claim(dataset, row, "status", Code::CONTRADICTION, message)
            .with_cell(Status::Denied.word())
            .with_hint("name the speaker of one of the two, give them their dates, or correct the status")
            .with_related(claim_line(dataset, first), "asserted here")
    };
    push_all(Code::CONTRADICTION, &file, hits, problem, report);

    let memberships = family(dataset, &["leads", "member-of", "part-of"]);
    let hits = pairs().filter(|(row, met)| {
        met.same_voice == NONE && met.other != NONE && memberships[claims.relation[*row].index()]
    });
    let problem = |(row, met): (usize, &Met)| {
        let first = met.other as usize;
        let message = format!(
            "that `{}` {} `{}` is denied here and asserted on line {}",
            label(dataset, claims.subject[row]),
            verb(dataset, claims.relation[row]),
            label(dataset, claims.object_entity(row)),
            claims.line[first]
        );
        of_claim(dataset, row, "status", Code::DISPUTED_MEMBERSHIP, message)
            .with_cell(Status::Denied.word())
            .with_hint("give both their dates when they speak of different times")
            .with_related(claim_line(dataset, first), "asserted here")
    };
    push_all(Code::DISPUTED_MEMBERSHIP, &file, hits, problem, report);
}

/// Finds for every denial what asserts the same.
fn meet(dataset: &Dataset, denied: &[usize]) -> Vec<Met> {
    let claims = &dataset.claims;
    let days = Days::of(dataset);
    let statement = |row: usize| {
        let object = claims.object[row].entity()?.index() as u32;
        Some([
            claims.subject[row].some()?.index() as u32,
            claims.relation[row].some()?.index() as u32,
            object,
        ])
    };
    let hash = |statement: [u32; 3]| xxh3_64(statement.map(u32::to_le_bytes).as_flattened());
    // Denials of one statement are a chain: the table leads to the last of them, `before` from each to the next.
    let mut table: HashTable<u32> = HashTable::with_capacity(denied.len());
    let mut before = vec![NONE; denied.len()];
    for (index, row) in denied.iter().enumerate() {
        let Some(wanted) = statement(*row) else { continue };
        let same = |other: &u32| statement(denied[*other as usize]) == Some(wanted);
        let rehash = |other: &u32| statement(denied[*other as usize]).map_or(0, hash);
        match table.entry(hash(wanted), same, rehash) {
            hashbrown::hash_table::Entry::Occupied(mut last) => {
                before[index] = *last.get();
                *last.get_mut() = index as u32;
            }
            hashbrown::hash_table::Entry::Vacant(free) => {
                free.insert(index as u32);
            }
        }
    }
    let mut met = vec![Met { same_voice: NONE, other: NONE }; denied.len()];
    for row in (0..claims.len()).filter(|row| claims.status[*row] == Status::Asserted) {
        let Some(wanted) = statement(row) else { continue };
        let same = |other: &u32| statement(denied[*other as usize]) == Some(wanted);
        let mut at = table.find(hash(wanted), same).copied();
        for _ in 0..MOST {
            let Some(index) = at else { break };
            let denial = denied[index as usize];
            let (left, right) = (claims.date[row], claims.date[denial]);
            if days.may_meet(left, right) {
                let voice = |row: usize| (claims.source[row], claims.speaker[row], claims.about[row]);
                // Where only one of the two has a date, they may well speak of different times.
                let same_time = left.is_none() == right.is_none();
                let same_voice = voice(row) == voice(denial) && !claims.source[row].is_none() && same_time;
                let first = &mut met[index as usize];
                let place = if same_voice { &mut first.same_voice } else { &mut first.other };
                *place = (*place).min(row as u32);
            }
            at = Some(before[index as usize]).filter(|next| *next != NONE);
        }
    }
    met
}
