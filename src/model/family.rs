//! A relation type and all narrower ones.

use crate::model::{Entities, EntityId, Kind, Texts};

/// Tells of each entity whether it is the relation type with this id, or narrower than it.
///
/// Cost: for each narrower type one walk of the relation types.
pub(crate) fn family(entities: &Entities, texts: &Texts, id: &str) -> Vec<bool> {
    let types: Vec<(EntityId, Option<EntityId>)> = entities
        .of(Kind::RelationType)
        .map(|(id, entity)| (id, entity.relation.as_ref().and_then(|relation| relation.broader.some())))
        .collect();
    let mut family = vec![false; entities.len()];
    for (relation, _) in &types {
        family[relation.index()] = texts.get(entities.get(*relation).name) == id;
    }
    // A broader type may come later in the list; a chain is no longer than the list of relation types.
    loop {
        let narrower = types.iter().find(|(relation, broader)| {
            !family[relation.index()] && broader.is_some_and(|broader| family[broader.index()])
        });
        match narrower {
            Some((narrower, _)) => family[narrower.index()] = true,
            None => return family,
        }
    }
}
