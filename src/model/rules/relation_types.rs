//! The rules about what the rows of `relation_types.csv` say of themselves: `intensity-sign`, `symmetric-domain`,
//! `symmetric-inverse`, `transitive-domain` and `unknown-domain`.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::rules::domain_range::{ACTOR_TYPES, is_actor_type, union};
use crate::model::rules::{declared, of_entity, push_rows};
use crate::model::{Dataset, Entity, Kind, Quad};
use crate::spelling::{fold, is_slip};

/// Warns of every relation type of the folder that contradicts itself.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let kind = Kind::RelationType;
    push_rows(dataset, kind, Code::INTENSITY_SIGN, |entity| intensity(dataset, entity), report);
    push_rows(dataset, kind, Code::SYMMETRIC_INVERSE, |entity| inverse(dataset, entity), report);
    let classes = declared(dataset, Kind::Actor).map(|(_, actor)| actor.class);
    let classes: BTreeSet<_> = classes.filter(|class| !class.is_none()).collect();
    let own = classes.into_iter().map(|class| fold(dataset.texts.get(class))).collect();
    // A word that is unknown was meant to be another, and nobody knows what that would allow.
    let sound = |entity: &Entity| unknown(dataset, entity, &own).is_none();
    push_rows(
        dataset,
        kind,
        Code::SYMMETRIC_DOMAIN,
        |entity| symmetric(dataset, entity).filter(|_| sound(entity)),
        report,
    );
    push_rows(
        dataset,
        kind,
        Code::TRANSITIVE_DOMAIN,
        |entity| transitive(dataset, entity).filter(|_| sound(entity)),
        report,
    );
    push_rows(dataset, kind, Code::UNKNOWN_DOMAIN, |entity| unknown(dataset, entity, &own), report);
}

fn intensity(dataset: &Dataset, entity: &Entity) -> Option<Diagnostic> {
    let relation = entity.relation.as_ref()?;
    let (quad, written) = (relation.quad?, dataset.texts.get(relation.intensity));
    let number: f64 = written.parse().ok()?;
    let (wrong, sign) = match quad {
        Quad::VerbalCooperation | Quad::MaterialCooperation => (number < 0.0, "positive"),
        Quad::VerbalConflict | Quad::MaterialConflict => (number > 0.0, "negative"),
    };
    let message = format!("an intensity of `{written}` does not go with `{}`", quad.word());
    wrong.then(|| {
        of_entity(dataset, entity, "intensity", Code::INTENSITY_SIGN, message)
            .with_cell(written)
            .with_hint(format!("the intensity of this class is {sign}"))
    })
}

fn inverse(dataset: &Dataset, entity: &Entity) -> Option<Diagnostic> {
    let relation = entity.relation.as_ref()?;
    let (inverse, label) = (dataset.texts.get(relation.inverse), dataset.texts.get(entity.label));
    let same = inverse.is_empty() || fold(inverse) == fold(label);
    (relation.symmetric && !same).then(|| {
        let message = format!("`{label}` has no direction, and yet an inverse, `{inverse}`");
        of_entity(dataset, entity, "inverse", Code::SYMMETRIC_INVERSE, message)
            .with_cell(inverse)
            .with_hint("leave `inverse` empty, or write `no` under `symmetric`")
    })
}

fn symmetric(dataset: &Dataset, entity: &Entity) -> Option<Diagnostic> {
    let relation = entity.relation.as_ref()?;
    let differ = union(dataset, &relation.domain) != union(dataset, &relation.range);
    (relation.symmetric && differ).then(|| {
        let label = dataset.texts.get(entity.label);
        let message = format!("`{label}` has no direction, and yet allows different things on its two sides");
        of_entity(dataset, entity, "range", Code::SYMMETRIC_DOMAIN, message)
            .with_hint("write the same words under `domain` and `range`")
    })
}

fn transitive(dataset: &Dataset, entity: &Entity) -> Option<Diagnostic> {
    let relation = entity.relation.as_ref()?;
    let apart = union(dataset, &relation.domain) & union(dataset, &relation.range) == 0;
    (relation.transitive && apart).then(|| {
        let label = dataset.texts.get(entity.label);
        let message = format!("`{label}` is transitive, and nothing may be both its subject and its object");
        of_entity(dataset, entity, "transitive", Code::TRANSITIVE_DOMAIN, message)
            .with_hint("give `domain` and `range` a word in common, or write `no` under `transitive`")
    })
}

/// Finds the first word under `domain` or `range` that nothing is.
fn unknown(dataset: &Dataset, entity: &Entity, own: &BTreeSet<String>) -> Option<Diagnostic> {
    let relation = entity.relation.as_ref()?;
    let kinds = || Kind::ALL.into_iter().map(Kind::word).chain(["claim"]);
    for (column, words) in [("domain", &relation.domain), ("range", &relation.range)] {
        for word in words.iter().map(|word| dataset.texts.get(*word)) {
            let folded = fold(word);
            let known = is_actor_type(&folded) || own.contains(&folded) || kinds().any(|kind| kind == folded);
            let near = kinds().chain(ACTOR_TYPES).find(|known| is_slip(&folded, known));
            // Where no actor has a type, a word may well be one that another folder uses.
            if known || own.is_empty() && near.is_none() {
                continue;
            }
            let hint = match near {
                Some(near) => format!("did you mean `{}`?", near.replace(' ', "-")),
                None => "write a kind, or a type that actors.csv uses".to_owned(),
            };
            let message = format!("nothing is a `{word}`: it is no kind, and no actor has this type");
            return Some(of_entity(dataset, entity, column, Code::UNKNOWN_DOMAIN, message).with_hint(hint));
        }
    }
    None
}
