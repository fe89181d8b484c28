//! Things that have another name than before: another label under the same id, or another id under the same label.

use std::collections::HashMap;

use crate::compare::side::{Side, Thing};
use crate::model::{TextId, Texts};

/// Says that a thing was renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// What it is: `actor`, `event`, `place`, `source`, `relation`.
    pub kind: String,
    /// Its id before and after, as the last part of its IRI.
    pub ids: (String, String),
    /// What people called it before, and what they call it after.
    pub labels: (String, String),
}

/// Finds the things of both graphs whose label is another, and those of only one graph that have the kind and the
/// label of one that is only in the other, where no third has. Gives the latter also as a map from the old IRI to the
/// new. Cost: linear in the things.
pub(super) fn renamed(
    before: &Side<'_>,
    after: &Side<'_>,
    texts: &Texts,
) -> (Vec<Renamed>, HashMap<TextId, TextId>) {
    let labels = |side: &Side<'_>| -> HashMap<TextId, TextId> {
        side.things.iter().map(|thing| (thing.iri, thing.label)).collect()
    };
    let (old, new) = (labels(before), labels(after));
    let mut found = Vec::new();
    for thing in &before.things {
        let label = new.get(&thing.iri).copied().filter(|label| *label != thing.label);
        if let Some(label) = label {
            found.push(((*thing), Thing { iri: thing.iri, label }));
        }
    }
    let gone = alone(before, &new, texts);
    let came = alone(after, &old, texts);
    let mut map = HashMap::new();
    for (key, thing) in &gone {
        if let (Some(thing), Some(Some(other))) = (thing, came.get(key)) {
            found.push((*thing, *other));
            map.insert(thing.iri, other.iri);
        }
    }
    let mut renamed: Vec<Renamed> = found.iter().map(|(old, new)| said(old, new, texts)).collect();
    renamed.sort_by(|left, right| (&left.kind, &left.ids).cmp(&(&right.kind, &right.ids)));
    (renamed, map)
}

/// Gives the things that the other graph does not have, by kind and label; nothing where two share them.
fn alone<'t>(
    side: &Side<'_>,
    other: &HashMap<TextId, TextId>,
    texts: &'t Texts,
) -> HashMap<(&'t str, TextId), Option<Thing>> {
    let mut alone = HashMap::new();
    for thing in side.things.iter().filter(|thing| !other.contains_key(&thing.iri)) {
        let key = (split(texts.get(thing.iri)).0, thing.label);
        alone.entry(key).and_modify(|known| *known = None).or_insert(Some(*thing));
    }
    alone
}

fn said(old: &Thing, new: &Thing, texts: &Texts) -> Renamed {
    let (kind, old_id) = split(texts.get(old.iri));
    let (_, new_id) = split(texts.get(new.iri));
    let text = |id| texts.get(id).to_owned();
    Renamed {
        kind: kind.to_owned(),
        ids: (old_id.to_owned(), new_id.to_owned()),
        labels: (text(old.label), text(new.label)),
    }
}

/// Takes an IRI apart into the folder that its name lies in, and the name.
fn split(iri: &str) -> (&str, &str) {
    let (folder, name) = iri.rsplit_once('/').unwrap_or(("", iri));
    (folder.rsplit('/').next().unwrap_or(folder), name)
}
