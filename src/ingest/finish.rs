//! When all rows are read: claims get their ids, undeclared names become entities or claims, and numbers become ids
//! of the model.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::batch::{NONE, Role, SLOT, TEXT_COLUMNS};
use crate::ingest::coded;
use crate::ingest::header::Header;
use crate::ingest::implied::settle;
use crate::ingest::keys::part_equal_keys;
use crate::ingest::merge::Merged;
use crate::ingest::near_miss::Suspect;
use crate::ingest::possible::{first, possible};
use crate::ingest::problems::Problems;
use crate::ingest::words::{ambiguous, unknown};
use crate::model::{ClaimId, ClaimIds, Claims, Dataset, EntityId, ExtraColumn, ObjectId, TextId};

/// Moves what was merged into the data set. Gives the problems of the file, and the names to look at for slips.
pub(super) fn finish(
    mut merged: Merged,
    header: &Header,
    closed: [bool; 5],
    dataset: &mut Dataset,
) -> (Problems, Vec<Suspect>) {
    let repeats = part_equal_keys(&mut merged);
    let possible = possible(&merged, dataset);
    let Merged { mut problems, slots, .. } = merged;
    dataset.texts = merged.texts;
    dataset.dates = merged.dates;
    if let Some(note) = coded::note(&merged.wider, dataset, &problems.file) {
        problems.push(note);
    }
    for twin in merged.twins {
        problems.push(ambiguous(dataset, twin.location, &twin.cell, twin.first, twin.second));
    }
    let mut columns = merged.text_columns.into_iter();
    let [ids, locator, quote, note] = [(); TEXT_COLUMNS.len()].map(|()| columns.next().unwrap_or_default());
    let extras: Vec<ExtraColumn> = header
        .extras()
        .zip(columns)
        .map(|(column, cells)| ExtraColumn { name: dataset.texts.intern(header.extra_name(column)), cells })
        .collect();
    let rows = merged.line.len();
    let ids = claim_ids(ids, merged.key, &merged.line, header, dataset, &mut problems);
    let objects = slots.iter().filter(|slot| slot.role == Role::Object).map(|slot| slot.label.as_str());
    let named = named_claims(&ids, objects, dataset);
    let meanings = settle(&slots, &possible, closed, &named, dataset);
    let symmetric = header.plan.as_ref().is_some_and(|plan| plan.symmetric);
    coded::describe(&slots, &meanings, symmetric, dataset);
    let mut suspects = Vec::new();
    for (slot, meaning) in slots.iter().zip(&meanings) {
        if let Some(entity) = meaning.and_then(ObjectId::entity) {
            let column = header.name(slot.column);
            let location = Location::column(Arc::clone(&problems.file), slot.line, column);
            suspects.push(Suspect { entity, uses: slot.uses, location });
        }
    }
    let mut unresolved = Vec::new();
    for (row, number) in merged.object.iter().enumerate() {
        if *number != NONE && *number & SLOT != 0 {
            let slot = (*number & !SLOT) as usize;
            // It may be a claim whose row could not be read; that row is reported.
            let lost = problems.lost || merged.lost_ids.contains(&slots[slot].label);
            if meanings[slot].is_none() && !lost {
                unresolved.push((row, slot));
            }
        }
    }
    for (row, slot) in unresolved {
        let location = Location::column(Arc::clone(&problems.file), merged.line[row], header.name("object"));
        problems.push(unknown(first(possible[slot]), location, &slots[slot].label));
    }
    let object = |number: u32| -> ObjectId {
        match number {
            NONE => ObjectId::NONE,
            slot if slot & SLOT != 0 => meanings[(slot & !SLOT) as usize].unwrap_or(ObjectId::NONE),
            entity => ObjectId::from(EntityId::new(entity as usize)),
        }
    };
    let entity = |number: u32| object(number).entity().unwrap_or(EntityId::NONE);
    let entities = |column: Vec<u32>| column.into_iter().map(entity).collect::<Vec<EntityId>>();
    let text = |column: Vec<TextId>| if column.is_empty() { vec![TextId::NONE; rows] } else { column };
    dataset.claims = Claims {
        subject: entities(merged.subject),
        relation: entities(merged.relation),
        object: merged.object.into_iter().map(object).collect(),
        about: entities(merged.about),
        date: merged.date,
        status: merged.status,
        speaker: entities(merged.speaker),
        source: entities(merged.source),
        locator: text(locator),
        quote: text(quote),
        count: merged.count,
        note: text(note),
        file: String::new(),
        line: merged.line,
        ids,
        extras,
        repeats,
    };
    (problems, suspects)
}

/// Decides what the claims are called and finds ids that are used twice.
fn claim_ids(
    ids: Vec<TextId>,
    keys: Vec<u64>,
    lines: &[u32],
    header: &Header,
    dataset: &mut Dataset,
    problems: &mut Problems,
) -> ClaimIds {
    if ids.iter().all(|id| id.is_none()) {
        return ClaimIds::Derived(keys);
    }
    let digits = |(id, key): (TextId, u64)| match id.some() {
        Some(id) => id,
        None => dataset.texts.intern(&format!("{key:016x}")),
    };
    let ids: Vec<TextId> = ids.into_iter().zip(keys).map(digits).collect();
    let mut first = vec![NONE; dataset.texts.len()];
    for (row, id) in ids.iter().enumerate() {
        if first[id.index()] == NONE {
            first[id.index()] = row as u32;
            continue;
        }
        let line = lines[first[id.index()] as usize];
        let text = dataset.texts.get(*id);
        let location = Location::column(Arc::clone(&problems.file), lines[row], header.name("id"));
        let message = format!("the id `{text}` is already that of line {line}");
        let related = Location::line(Arc::clone(&problems.file), line);
        problems.push(
            Diagnostic::new(Code::DUPLICATE_ID, location, message)
                .with_cell(text)
                .with_hint("give each row an id of its own, or delete one of the two")
                .with_related(related, "the first row with this id"),
        );
    }
    ClaimIds::Named(ids)
}

/// Finds the claims that object cells name.
fn named_claims<'a>(
    ids: &ClaimIds,
    cells: impl Iterator<Item = &'a str>,
    dataset: &Dataset,
) -> HashMap<String, ClaimId> {
    match ids {
        ClaimIds::Named(ids) => {
            let wanted: HashMap<TextId, &str> =
                cells.filter_map(|cell| Some((dataset.texts.find(cell)?, cell))).collect();
            let rows = ids.iter().enumerate().filter(|_| !wanted.is_empty());
            rows.filter_map(|(row, id)| Some(((*wanted.get(id)?).to_owned(), ClaimId::new(row)))).collect()
        }
        ClaimIds::Derived(keys) => {
            let digits = cells.filter(|cell| cell.len() == 16);
            let wanted: HashMap<u64, &str> =
                digits.filter_map(|cell| Some((u64::from_str_radix(cell, 16).ok()?, cell))).collect();
            let rows = keys.iter().enumerate().filter(|_| !wanted.is_empty());
            rows.filter_map(|(row, key)| Some(((*wanted.get(key)?).to_owned(), ClaimId::new(row)))).collect()
        }
    }
}
