//! `who sided with whom`: a question that no single relation type answers. It is read plainly as the relation types
//! by which one party takes the part of another, and the reading says which; it never weighs who is on which side.

use crate::question::Verb;

/// The relation types, by id; what is narrower goes with them. Talks, meetings, memberships and work in common take
/// no side.
const COVERS: [&str; 5] = ["supports", "offers-support-to", "aligns-with", "defends", "endorses"];
const FORMS: [&str; 4] = ["side with", "sides with", "sided with", "siding with"];
/// The id of the verb; no relation type of the graph has it.
pub(super) const ID: &str = "sides-with";

/// Makes the verb, from those of its relation types that are here.
pub(super) fn verb(verbs: &[Verb]) -> Option<Verb> {
    let covered: Vec<&Verb> = verbs.iter().filter(|verb| COVERS.contains(&verb.id.as_str())).collect();
    (!covered.is_empty()).then(|| Verb {
        id: ID.to_owned(),
        label: format!("sides with ({})", labels(&covered)),
        forms: FORMS.map(str::to_owned).to_vec(),
        claims: covered.iter().map(|verb| verb.claims).sum(),
        covers: covered.iter().map(|verb| verb.iri.clone()).collect(),
        ..Verb::default()
    })
}

fn labels(verbs: &[&Verb]) -> String {
    verbs.iter().map(|verb| verb.label.as_str()).collect::<Vec<_>>().join(", ")
}
