//! What an undeclared name may be, from the relations it stands beside: what is denied involvement in is an event.

use std::collections::HashMap;

use crate::ingest::batch::{NONE, Role, SLOT};
use crate::ingest::merge::{Merged, Slot};
use crate::model::{Dataset, Kind, TextId, Texts, fold};

/// A set of kinds, a bit for each.
pub(super) type KindSet = u8;

const ANY: KindSet = KindSet::MAX;

/// Gives the bit of a kind.
fn only(kind: Kind) -> KindSet {
    1 << kind as u8
}

/// Tells whether a kind is in a set.
pub(super) fn allows(possible: KindSet, kind: Kind) -> bool {
    possible & only(kind) != 0
}

/// Gives what a name is taken for among the kinds that it may be: an actor before an event before a place.
pub(super) fn first(possible: KindSet) -> Kind {
    let order = [Kind::Actor, Kind::Event, Kind::Place];
    order.into_iter().find(|kind| allows(possible, *kind)).unwrap_or(Kind::Actor)
}

/// Gives for each slot the kinds that every domain and range beside it allows. One name is one thing wherever it
/// stands, so slots that are spelled alike share what they may be.
///
/// Cost: two look-ups for each claim.
pub(super) fn possible(merged: &Merged, dataset: &Dataset) -> Vec<KindSet> {
    let slots = &merged.slots;
    let party = |slot: &Slot| matches!(slot.role, Role::Party | Role::Object);
    if !slots.iter().any(party) {
        return vec![ANY; slots.len()];
    }
    let allowed: Vec<(KindSet, KindSet)> = (dataset.entities.iter())
        .map(|(_, entity)| match &entity.relation {
            Some(relation) => (kinds(&merged.texts, &relation.domain), kinds(&merged.texts, &relation.range)),
            None => (ANY, ANY),
        })
        .collect();
    let mut own = vec![ANY; slots.len()];
    let mut narrow = |number: Option<&u32>, to: KindSet| match number {
        Some(number) if *number != NONE && number & SLOT != 0 => own[(number & !SLOT) as usize] &= to,
        _ => {}
    };
    for (row, relation) in merged.relation.iter().enumerate() {
        let (domain, range) = allowed.get(*relation as usize).copied().unwrap_or((ANY, ANY));
        narrow(merged.subject.get(row), domain);
        narrow(merged.object.get(row), range);
        narrow(merged.speaker.get(row), only(Kind::Actor));
    }
    let mut shared: HashMap<&str, KindSet> = HashMap::new();
    for (slot, own) in slots.iter().zip(&own).filter(|(slot, _)| party(slot)) {
        *shared.entry(&slot.slug).or_insert(ANY) &= own;
    }
    let both = |(slot, own): (&Slot, &KindSet)| match shared.get(slot.slug.as_str()) {
        // Where nothing fits everywhere, each place is taken by itself and the rules say what is wrong.
        Some(shared) if party(slot) && *shared != 0 => *shared,
        _ => *own,
    };
    slots.iter().zip(&own).map(both).collect()
}

/// Gives the kinds that a list of kinds and actor types means.
fn kinds(texts: &Texts, words: &[TextId]) -> KindSet {
    if words.is_empty() {
        return ANY;
    }
    let one = |word: &TextId| match fold(texts.get(*word)).as_str() {
        "claim" => 0,
        word => only(Kind::ALL.into_iter().find(|kind| kind.word() == word).unwrap_or(Kind::Actor)),
    };
    words.iter().map(one).fold(0, |set, kind| set | kind)
}
