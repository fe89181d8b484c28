//! The rule `domain-range`: a relation between things that it cannot be between.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::rules::{label, of_claim, push_all};
use crate::model::{Dataset, EntityId, Kind, ObjectId, TextId};
use crate::spelling::fold;

/// The actor types that the rules know, folded. Any other word is the user's own and is allowed wherever an actor type
/// is.
pub(super) const ACTOR_TYPES: [&str; 8] = [
    "state",
    "organisation",
    "government body",
    "armed group",
    "person",
    "population",
    "medium",
    "unnamed group",
];

/// A set of what something is or may be: a bit for each kind, for a claim, for each actor type, and for an actor
/// type of the user's own.
pub(super) type Set = u32;

const CLAIM: Set = 1 << 5;
const OWN_TYPE: Set = 1 << 14;
const ANY_TYPE: Set = 0b1_1111_1111 << 6;
const ANYTHING: Set = Set::MAX;

/// Reports every subject and object that is nothing its relation type allows.
///
/// Cost: two look-ups and two comparisons for each claim.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let file = dataset.path("relations");
    let mut are = Vec::with_capacity(dataset.entities.len());
    let mut allowed = Vec::with_capacity(dataset.entities.len());
    for (_, entity) in dataset.entities.iter() {
        are.push(kind_of(dataset, entity.kind, entity.class));
        allowed.push(match &entity.relation {
            Some(relation) => (union(dataset, &relation.domain), union(dataset, &relation.range)),
            None => (ANYTHING, ANYTHING),
        });
    }
    if allowed.iter().all(|pair| *pair == (ANYTHING, ANYTHING)) {
        return;
    }
    let is = |object: ObjectId| match object.entity() {
        Some(entity) => are[entity.index()],
        None if object == ObjectId::NONE => ANYTHING,
        None => CLAIM,
    };
    let mut broken = Vec::new();
    for row in 0..claims.len() {
        let Some((domain, range)) = allowed.get(claims.relation[row].index()).copied() else { continue };
        let subject = are.get(claims.subject[row].index()).copied().unwrap_or(ANYTHING);
        if subject & domain == 0 {
            broken.push((row, Side::Subject));
        }
        if is(claims.object[row]) & range == 0 {
            broken.push((row, Side::Object));
        }
    }
    push_all(
        Code::DOMAIN_RANGE,
        &file,
        broken.into_iter(),
        |(row, side)| problem(dataset, row, side),
        report,
    );
}

#[derive(Debug, Clone, Copy)]
enum Side {
    Subject,
    Object,
}

fn problem(dataset: &Dataset, row: usize, side: Side) -> Diagnostic {
    let claims = &dataset.claims;
    let relation = dataset.entities.get(claims.relation[row]);
    let name = dataset.texts.get(relation.name);
    let (word, is) = match side {
        Side::Subject => ("subject", ObjectId::from(claims.subject[row])),
        Side::Object => ("object", claims.object[row]),
    };
    let words = relation.relation.as_ref().map_or(&[][..], |relation| match side {
        Side::Subject => &relation.domain[..],
        Side::Object => &relation.range[..],
    });
    let wanted: Vec<String> = words.iter().map(|word| with_article(dataset.texts.get(*word))).collect();
    let wanted = wanted.join(" or ");
    let (cell, found) = match is.entity() {
        Some(entity) => (label(dataset, entity), what(dataset, entity)),
        None => ("the claim", "a claim".to_owned()),
    };
    let message = format!("the {word} of `{name}` must be {wanted}, and `{cell}` is {found}");
    of_claim(dataset, row, word, Code::DOMAIN_RANGE, message)
        .with_cell(cell)
        .with_hint(format!("name {wanted}, or choose another relation"))
}

fn what(dataset: &Dataset, entity: EntityId) -> String {
    let entity = dataset.entities.get(entity);
    match dataset.texts.get(entity.class) {
        class if entity.kind == Kind::Actor && !class.is_empty() => with_article(class),
        _ => with_article(entity.kind.word()),
    }
}

fn with_article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) || word.starts_with("un") {
        "an"
    } else {
        "a"
    };
    format!("{article} {word}")
}

/// Gives the set of one entity.
fn kind_of(dataset: &Dataset, kind: Kind, class: TextId) -> Set {
    let own = 1 << kind as u32;
    if kind == Kind::Actor { own | actor_type(dataset.texts.get(class)).unwrap_or(ANY_TYPE) } else { own }
}

/// Gives the set of a cell of words; an empty cell allows anything.
pub(super) fn union(dataset: &Dataset, words: &[TextId]) -> Set {
    if words.is_empty() {
        return ANYTHING;
    }
    words.iter().map(|word| one(dataset.texts.get(*word))).fold(0, |set, one| set | one)
}

fn one(word: &str) -> Set {
    let folded = fold(word);
    if folded == "claim" {
        return CLAIM;
    }
    match Kind::ALL.into_iter().find(|kind| kind.word() == folded) {
        Some(kind) => 1 << kind as u32,
        None => actor_type(word).unwrap_or(OWN_TYPE),
    }
}

fn actor_type(word: &str) -> Option<Set> {
    let folded = fold(word);
    let place = ACTOR_TYPES.iter().position(|known| is_same(&folded, known))?;
    Some(1 << (6 + place))
}

/// Tells whether a folded word is an actor type that the rules know.
pub(super) fn is_actor_type(folded: &str) -> bool {
    ACTOR_TYPES.iter().any(|known| is_same(folded, known))
}

/// Tells whether two folded words are one type; `organization` is another spelling.
fn is_same(folded: &str, known: &str) -> bool {
    folded == known || known == "organisation" && folded == "organization"
}
