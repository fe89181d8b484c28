//! The rules `bad-wikidata` and `duplicate-wikidata`: items of Wikidata that are none, or that two rows share.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::rules::{declared, label, of_entity, push_all, push_rows, with_row};
use crate::model::{Dataset, Entity, EntityId, Extra, Kind};

/// Warns of every cell under `wikidata` that is no item, and of every item that an earlier row of the table has.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    push_rows(
        dataset,
        Kind::Actor,
        Code::BAD_WIKIDATA,
        |actor| {
            let cell = cell(dataset, actor)?;
            (!is_item(cell)).then(|| bad(dataset, actor, cell))
        },
        report,
    );
    let mut first: HashMap<&str, EntityId> = HashMap::new();
    let twins: Vec<(EntityId, EntityId)> = declared(dataset, Kind::Actor)
        .filter_map(|(id, actor)| {
            let item = cell(dataset, actor).filter(|item| is_item(item))?;
            let first = *first.entry(item).or_insert(id);
            (first != id).then_some((id, first))
        })
        .collect();
    let problem = |(id, first): (EntityId, EntityId)| {
        let actor = dataset.entities.get(id);
        let item = cell(dataset, actor).unwrap_or_default();
        let message = format!("`{item}` is already the item of `{}`", label(dataset, first));
        let problem = of_entity(dataset, actor, "wikidata", Code::DUPLICATE_WIKIDATA, message)
            .with_cell(item)
            .with_hint("make one row of the two, with the other name as an alias, or correct the item");
        with_row(problem, dataset, first, "the first row with this item")
    };
    let file = dataset.path(Kind::Actor.table());
    push_all(Code::DUPLICATE_WIKIDATA, &file, twins.into_iter(), problem, report);
}

fn cell<'a>(dataset: &'a Dataset, actor: &Entity) -> Option<&'a str> {
    let found = actor.extras.iter().find(|(extra, _)| *extra == Extra::Wikidata);
    found.map(|(_, text)| dataset.texts.get(*text))
}

fn is_item(cell: &str) -> bool {
    cell.strip_prefix('Q').is_some_and(|digits| {
        !digits.starts_with('0') && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn bad(dataset: &Dataset, actor: &Entity, cell: &str) -> Diagnostic {
    let message = format!("`{cell}` is no item of Wikidata");
    let last = cell.rsplit(['/', ':']).next().unwrap_or_default().trim().to_uppercase();
    let problem = of_entity(dataset, actor, "wikidata", Code::BAD_WIKIDATA, message).with_cell(cell);
    if is_item(&last) {
        // The address of the item, or its number in small letters.
        return problem.with_hint(format!("write `{last}`")).with_repair(last);
    }
    problem.with_hint(if is_item(&format!("Q{last}")) {
        format!("write `Q{last}`, if that is the item")
    } else {
        "write the letter Q and the number, as in `Q863`, or leave the cell empty".to_owned()
    })
}
