//! The rule `near-type`: a type that is a slip of another.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Report};
use crate::model::rules::domain_range::{ACTOR_TYPES, is_actor_type};
use crate::model::rules::{declared, of_entity, push_all};
use crate::model::{Dataset, EntityId, Kind, TextId};
use crate::spelling::{fold, is_slip};

/// Beyond so many different types nothing is compared: it is no list of types then.
const MOST_TYPES: usize = 500;

/// Warns of every actor or event whose type differs by a slip from one that is known or used more often.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    for (kind, known) in [(Kind::Actor, &ACTOR_TYPES[..]), (Kind::Event, &[])] {
        let slips = slips(dataset, kind, known);
        let hits = declared(dataset, kind).filter(|(_, entity)| slips.contains_key(&entity.class));
        let problem = |(_, entity): (EntityId, &crate::model::Entity)| {
            let (written, meant) = (dataset.texts.get(entity.class), &slips[&entity.class]);
            let message = format!("the type `{written}` is very near to `{meant}`");
            of_entity(dataset, entity, "type", Code::NEAR_TYPE, message)
                .with_cell(written)
                .with_hint(format!("write `{meant}`, or a type of your own that is told apart more easily"))
        };
        push_all(Code::NEAR_TYPE, &dataset.path(kind.table()), hits, problem, report);
    }
}

/// Gives the types that are slips, each with what was meant.
fn slips(dataset: &Dataset, kind: Kind, known: &[&str]) -> BTreeMap<TextId, String> {
    let mut uses: BTreeMap<TextId, usize> = BTreeMap::new();
    for (_, entity) in declared(dataset, kind).filter(|(_, entity)| !entity.class.is_none()) {
        *uses.entry(entity.class).or_default() += 1;
    }
    let mut slips = BTreeMap::new();
    if uses.len() > MOST_TYPES {
        return slips;
    }
    let words: Vec<(TextId, String, usize)> =
        uses.into_iter().map(|(text, uses)| (text, fold(dataset.texts.get(text)), uses)).collect();
    for (text, word, uses) in &words {
        if kind == Kind::Actor && is_actor_type(word) {
            continue;
        }
        let shipped = known.iter().find(|known| is_slip(word, known)).map(|known| known.replace(' ', "-"));
        // A type of the folder's own counts as meant when it is used at least three times as often.
        let often = words.iter().filter(|(_, other, often)| *often >= 3 * uses && is_slip(word, other));
        let often = often.max_by_key(|(_, other, often)| (*often, std::cmp::Reverse(other)));
        let meant = shipped.or_else(|| often.map(|(text, ..)| dataset.texts.get(*text).to_owned()));
        slips.extend(meant.map(|meant| (*text, meant)));
    }
    slips
}
