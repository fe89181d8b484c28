//! What one tie means by itself: the relation types that hold of the same two ends, or of the two turned round. A
//! small graph of relation types, walked once for each of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Entities, EntityId, Kind, RelationType, Texts, slug};
use crate::rdf::derived::Rule;

/// Names a relation that something may follow for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A relation type.
    Type(EntityId),
    /// The inverse of a relation type that is only a label: its slug.
    Label(String),
}

/// Says that a tie of one relation means one of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Consequence {
    pub(super) relation: Target,
    /// Whether its ends are turned round.
    pub(super) turned: bool,
    /// The rules that lead there.
    pub(super) rules: BTreeSet<Rule>,
}

/// Holds for each relation type what its ties mean beside themselves.
pub(super) struct Consequences {
    of: BTreeMap<EntityId, Vec<Consequence>>,
    /// The relation types that are inverses of one another; each pair is there both ways.
    pub(super) others: BTreeMap<EntityId, BTreeSet<EntityId>>,
    /// The labels of inverses that are no relation types, each with the relations that it is the other end of.
    pub(super) inverses: BTreeMap<String, Vec<(EntityId, String)>>,
}

impl Consequences {
    /// Walks the relation types. Cost: for each, one step for each relation that follows.
    pub(super) fn of(entities: &Entities, texts: &Texts) -> Self {
        let types: Vec<(EntityId, &RelationType)> = entities
            .of(Kind::RelationType)
            .filter_map(|(id, entity)| Some((id, entity.relation.as_deref()?)))
            .collect();
        let by_name: BTreeMap<String, EntityId> =
            types.iter().map(|(id, _)| (texts.get(entities.get(*id).name).to_owned(), *id)).collect();
        let mut inverses: BTreeMap<String, Vec<(EntityId, String)>> = BTreeMap::new();
        // An inverse goes both ways, whichever of the two types names the other.
        let mut others: BTreeMap<EntityId, BTreeSet<EntityId>> = BTreeMap::new();
        let mut labels: BTreeMap<EntityId, String> = BTreeMap::new();
        for (id, relation) in types.iter().filter(|(_, relation)| !relation.inverse.is_none()) {
            let label = texts.get(relation.inverse);
            let named = by_name.get(label).or_else(|| by_name.get(&slug(label)));
            match named {
                Some(other) => {
                    others.entry(*id).or_default().insert(*other);
                    others.entry(*other).or_default().insert(*id);
                }
                None if slug(label).is_empty() => {}
                None => {
                    labels.insert(*id, slug(label));
                    inverses.entry(slug(label)).or_default().push((*id, label.to_owned()));
                }
            }
        }
        let steps = |relation: EntityId| {
            let mut steps: Vec<(Target, bool, Rule)> = Vec::new();
            let flags = entities.get(relation).relation.as_deref();
            if flags.is_some_and(|flags| flags.symmetric) {
                steps.push((Target::Type(relation), true, Rule::Symmetric));
            }
            for other in others.get(&relation).into_iter().flatten() {
                steps.push((Target::Type(*other), true, Rule::Inverse));
            }
            if let Some(label) = labels.get(&relation) {
                steps.push((Target::Label(label.clone()), true, Rule::Inverse));
            }
            if let Some(broader) = flags.and_then(|flags| flags.broader.some()) {
                steps.push((Target::Type(broader), false, Rule::Broader));
            }
            steps
        };
        let of = types.iter().map(|(id, _)| (*id, walk(*id, steps))).collect();
        Self { of, others, inverses }
    }

    /// Gives what a tie of a relation means.
    pub(super) fn get(&self, relation: EntityId) -> &[Consequence] {
        self.of.get(&relation).map_or(&[], Vec::as_slice)
    }
}

/// Walks from one relation to all that follow from it, the nearest first.
fn walk(start: EntityId, steps: impl Fn(EntityId) -> Vec<(Target, bool, Rule)>) -> Vec<Consequence> {
    let own = Consequence { relation: Target::Type(start), turned: false, rules: BTreeSet::new() };
    let mut found = vec![own];
    let mut done = 0;
    while let Some(here) = found.get(done).cloned() {
        done += 1;
        let Target::Type(relation) = here.relation else { continue };
        for (relation, turns, rule) in steps(relation) {
            let turned = here.turned != turns;
            if !found.iter().any(|known| known.relation == relation && known.turned == turned) {
                let mut rules = here.rules.clone();
                rules.insert(rule);
                found.push(Consequence { relation, turned, rules });
            }
        }
    }
    found.remove(0);
    found
}
