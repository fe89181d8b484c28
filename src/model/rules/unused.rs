//! The rules `unused-actor`, `unused-event`, `unused-place` and `unused-source`: rows that nothing names.

use crate::diagnostic::{Code, Report};
use crate::model::rules::{declared, of_entity, push_all};
use crate::model::{Dataset, Entity, EntityId, Kind};

/// Warns of every declared actor, event and place that no claim and no other row names, and of every source that no
/// claim cites. While something cannot be read, nobody can tell what it would have named.
pub(super) fn check(dataset: &Dataset, read: &Report, report: &mut Report) {
    if read.has_errors() {
        return;
    }
    let used = used(dataset);
    for kind in [Kind::Actor, Kind::Event, Kind::Place, Kind::Source] {
        report_idle(dataset, kind, &used, report);
    }
}

/// Tells of every entity whether anything names it.
fn used(dataset: &Dataset) -> Vec<bool> {
    let claims = &dataset.claims;
    let mut used = vec![false; dataset.entities.len()];
    let mut mark = |entity: EntityId| {
        if let Some(entity) = used.get_mut(entity.index()) {
            *entity = true;
        }
    };
    for column in [&claims.subject, &claims.about, &claims.speaker, &claims.source] {
        column.iter().copied().for_each(&mut mark);
    }
    claims.object.iter().filter_map(|object| object.entity()).for_each(&mut mark);
    for (_, entity) in dataset.entities.iter() {
        [entity.part_of, entity.country, entity.place].into_iter().for_each(&mut mark);
    }
    used
}

fn report_idle(dataset: &Dataset, kind: Kind, used: &[bool], report: &mut Report) {
    let (code, hint) = match kind {
        Kind::Event => (Code::UNUSED_EVENT, "name it under `about` in relations.csv, or delete the row"),
        Kind::Place => (Code::UNUSED_PLACE, "name it under `place` in events.csv, or delete the row"),
        Kind::Source => (Code::UNUSED_SOURCE, "cite it under `source` in relations.csv, or delete the row"),
        _ => (Code::UNUSED_ACTOR, "use it in relations.csv, or delete the row"),
    };
    let idle = declared(dataset, kind).filter(|(id, _)| !used[id.index()]);
    let problem = |(_, entity): (EntityId, &Entity)| {
        let (id, label) = (dataset.texts.get(entity.name), dataset.texts.get(entity.label));
        let message = match kind {
            Kind::Source => format!("no claim cites the source `{label}`"),
            kind => format!("no row names the {} `{label}`", kind.word()),
        };
        of_entity(dataset, entity, "id", code, message).with_cell(id).with_hint(hint)
    };
    push_all(code, &dataset.path(kind.table()), idle, problem, report);
}
