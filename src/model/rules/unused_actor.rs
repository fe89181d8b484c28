//! The rule `unused-actor`: a row of `actors.csv` that nothing names.

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::model::rules::push_all;
use crate::model::{Dataset, EntityId, Kind};

/// Warns of every declared actor that no claim and no other row names.
pub(super) fn check(dataset: &Dataset, report: &mut Report) {
    let claims = &dataset.claims;
    let mut used = vec![false; dataset.entities.len()];
    let mut mark = |entity: EntityId| {
        if let Some(entity) = used.get_mut(entity.index()) {
            *entity = true;
        }
    };
    for column in [&claims.subject, &claims.about, &claims.speaker] {
        column.iter().copied().for_each(&mut mark);
    }
    claims.object.iter().filter_map(|object| object.entity()).for_each(&mut mark);
    for (_, entity) in dataset.entities.iter() {
        [entity.part_of, entity.country, entity.place].into_iter().for_each(&mut mark);
    }
    let file = dataset.path(Kind::Actor.table());
    let idle = dataset.entities.of(Kind::Actor).filter(|(id, actor)| actor.line > 0 && !used[id.index()]);
    let problem = |(_, actor): (EntityId, &crate::model::Entity)| {
        let (id, label) = (dataset.texts.get(actor.name), dataset.texts.get(actor.label));
        Diagnostic::new(
            Code::UNUSED_ACTOR,
            Location::column(dataset.declared_in(actor), actor.line, "id"),
            format!("no row names the actor `{label}`"),
        )
        .with_cell(id)
        .with_hint("use it in relations.csv, or delete the row")
    };
    push_all(Code::UNUSED_ACTOR, &file, idle.map(problem), report);
}
