//! Relation types and what is narrower than they are.

use crate::model::{Dataset, EntityId, Kind};

/// Tells for every entity whether it is one of the named relation types, or narrower than one.
///
/// Cost: the relation types, once for each step of the longest chain of broader types.
pub(super) fn family(dataset: &Dataset, roots: &[&str]) -> Vec<bool> {
    let mut inside = vec![false; dataset.entities.len()];
    let mut open: Vec<(EntityId, EntityId)> = Vec::new();
    for (id, entity) in dataset.entities.of(Kind::RelationType) {
        inside[id.index()] = roots.contains(&dataset.texts.get(entity.name));
        let broader = entity.relation.as_ref().and_then(|relation| relation.broader.some());
        open.extend(broader.filter(|_| !inside[id.index()]).map(|broader| (id, broader)));
    }
    loop {
        let before = open.len();
        open.retain(|(id, broader)| {
            inside[id.index()] = inside[broader.index()];
            !inside[id.index()]
        });
        if open.len() == before {
            return inside;
        }
    }
}

/// Tells for every entity whether it is a relation type of which `is` holds.
pub(super) fn types(dataset: &Dataset, is: impl Fn(&crate::model::RelationType) -> bool) -> Vec<bool> {
    dataset.entities.iter().map(|(_, entity)| entity.relation.as_deref().is_some_and(&is)).collect()
}
