//! Names that no table declares: what each of them becomes when the whole folder is read.

use std::collections::{BTreeMap, HashMap};

use crate::ingest::batch::Role;
use crate::ingest::merge::Slot;
use crate::ingest::possible::{KindSet, allows, first};
use crate::model::{ClaimId, Dataset, Entity, EntityId, Kind, ObjectId, RelationType};

/// Gives what each slot becomes of what it may be, adding entities in the order of their kind and slug, so that the
/// order of the rows does not change them. An object that nothing can be is nothing.
pub(super) fn settle(
    slots: &[Slot],
    possible: &[KindSet],
    closed: [bool; 5],
    claims: &HashMap<String, ClaimId>,
    dataset: &mut Dataset,
) -> Vec<Option<ObjectId>> {
    let abouts: std::collections::HashSet<&str> =
        slots.iter().filter(|slot| slot.role == Role::About).map(|slot| slot.slug.as_str()).collect();
    let claim = |slot: &Slot| claims.get(&slot.label).copied();
    let kind = |slot: &Slot, possible: KindSet| match slot.role {
        Role::About => Some(Kind::Event),
        Role::Source => Some(Kind::Source),
        Role::Relation => Some(Kind::RelationType),
        Role::Party | Role::Object
            if abouts.contains(slot.slug.as_str()) && allows(possible, Kind::Event) =>
        {
            Some(Kind::Event)
        }
        Role::Party => Some(first(possible)).filter(|kind| !closed[*kind as usize]).or(Some(Kind::Actor)),
        Role::Object => Some(first(possible)).filter(|kind| !closed[*kind as usize]),
    };
    let decided: Vec<(Option<ClaimId>, Option<Kind>)> = (slots.iter().zip(possible))
        .map(|(slot, possible)| match claim(slot) {
            Some(claim) if slot.role == Role::Object => (Some(claim), None),
            _ => (None, kind(slot, *possible)),
        })
        .collect();
    let mut labels: BTreeMap<(Kind, &str), &str> = BTreeMap::new();
    for (slot, (_, kind)) in slots.iter().zip(&decided) {
        if let Some(kind) = kind {
            let label = labels.entry((*kind, &slot.slug)).or_insert(&slot.label);
            *label = (*label).min(&slot.label);
        }
    }
    let mut entities: HashMap<(Kind, &str), EntityId> = HashMap::with_capacity(labels.len());
    for ((kind, slug), label) in labels {
        let (name, label) = (dataset.texts.intern(slug), dataset.texts.intern(label));
        let mut entity = Entity::new(kind, name, label);
        entity.relation = (kind == Kind::RelationType).then(|| Box::new(RelationType::default()));
        entities.insert((kind, slug), dataset.entities.push(entity));
    }
    let object = |(slot, (claim, kind)): (&Slot, &(Option<ClaimId>, Option<Kind>))| match (claim, kind) {
        (Some(claim), _) => Some(ObjectId::from(*claim)),
        (None, Some(kind)) => {
            entities.get(&(*kind, slot.slug.as_str())).map(|entity| ObjectId::from(*entity))
        }
        (None, None) => None,
    };
    slots.iter().zip(&decided).map(object).collect()
}
