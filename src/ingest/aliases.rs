//! Aliases that two entities share, used or not: never a merge.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Location};
use crate::ingest::names::Names;
use crate::ingest::words::ambiguous;
use crate::model::{Dataset, EntityId, TextId, fold};

/// How many entities with one name are compared.
const MOST_OWNERS: usize = 1_000;

/// Finds every alias that is also an alias of another entity, or the id or label of another entity of its kind.
pub(super) fn check(dataset: &Dataset, names: &Names) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut reported = BTreeSet::new();
    for (entity, record) in dataset.entities.iter() {
        for alias in &record.aliases {
            let cell = dataset.texts.get(*alias);
            let folded = fold(cell);
            for other in names.owners(&folded).take(MOST_OWNERS) {
                if other == entity || !shares(dataset, entity, other, &folded) {
                    continue;
                }
                // Of two aliases the later one is reported, once.
                let pair = (entity.min(other), entity.max(other), folded.clone());
                let both = is_alias(dataset, other, &folded);
                if (both && other > entity) || !reported.insert(pair) {
                    continue;
                }
                let location = Location::column(dataset.declared_in(record), record.line, "aliases");
                problems.push(ambiguous(dataset, location, cell, entity, other));
                break;
            }
        }
    }
    problems
}

fn shares(dataset: &Dataset, entity: EntityId, other: EntityId, folded: &str) -> bool {
    let (kind, record) = (dataset.entities.get(entity).kind, dataset.entities.get(other));
    let same = |text: TextId| fold(dataset.texts.get(text)) == folded;
    is_alias(dataset, other, folded) || (record.kind == kind && (same(record.name) || same(record.label)))
}

fn is_alias(dataset: &Dataset, entity: EntityId, folded: &str) -> bool {
    dataset.entities.get(entity).aliases.iter().any(|alias| fold(dataset.texts.get(*alias)) == folded)
}
