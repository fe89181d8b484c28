//! Memberships with time, in the words of the W3C's Organization Ontology: who belongs to what, and when.

use std::collections::BTreeMap;

use crate::model::{Claims, DateId, Dates, Entities, EntityId, Settings, Status};
use crate::rdf::iri::encode;
use crate::rdf::lower::Terms;
use crate::store::{Rows, TermId};

/// The relation type that says so, and with it all narrower ones.
const MEMBER_OF: &str = "member-of";

/// Lowers an `org:Membership` for each member, organisation and date that an asserted claim gives, with the claims
/// that it rests on. A claim without a date is no more than its tie.
///
/// Cost: one look-up for each claim, and seven triples for each membership.
pub(super) fn lower(
    settings: &Settings,
    entities: &Entities,
    dates: &Dates,
    claims: &Claims,
    rows: &Rows,
    terms: &mut Terms<'_>,
) {
    let says_so = relations(entities, terms);
    let mut memberships: BTreeMap<(EntityId, EntityId, DateId), Vec<TermId>> = BTreeMap::new();
    for (row, relation) in claims.relation.iter().enumerate() {
        let says_so = says_so[relation.index()] && claims.status[row] == Status::Asserted;
        if let (true, Some(organisation), Some(date)) =
            (says_so, claims.object[row].entity(), claims.date[row].some())
        {
            memberships.entry((claims.subject[row], organisation, date)).or_default().push(rows.id(row));
        }
    }
    let mut columns: BTreeMap<&str, Vec<(TermId, TermId)>> = BTreeMap::new();
    let class = if memberships.is_empty() { TermId::NONE } else { terms.iri("org:Membership") };
    for ((member, organisation, date), claims) in memberships {
        let [member_name, organisation_name] =
            [member, organisation].map(|entity| encode(terms.text(entities.get(entity).name)));
        let when = encode(terms.text(dates.get(date).text));
        let date = terms.date(date);
        let membership = format!("{}membership/{member_name}/{organisation_name}/{when}", settings.base);
        let membership = terms.builder.iri(&membership);
        for (predicate, object) in [
            ("rdf:type", class),
            ("org:member", terms.entity(member)),
            ("org:organization", terms.entity(organisation)),
            ("dcterms:date", date.written),
            ("sem:hasEarliestBeginTimeStamp", date.earliest),
            ("sem:hasLatestEndTimeStamp", date.latest),
        ] {
            if !object.is_none() {
                columns.entry(predicate).or_default().push((membership, object));
            }
        }
        let rests_on = claims.into_iter().map(|claim| (membership, claim));
        columns.entry("prov:wasDerivedFrom").or_default().extend(rests_on);
    }
    for (predicate, pairs) in columns {
        let predicate = terms.iri(predicate);
        terms.builder.pairs(predicate, pairs);
    }
}

/// Tells of each entity whether it is a relation type that makes members.
fn relations(entities: &Entities, terms: &Terms<'_>) -> Vec<bool> {
    let mut says_so: Vec<bool> = (entities.iter())
        .map(|(_, entity)| entity.relation.is_some() && terms.text(entity.name) == MEMBER_OF)
        .collect();
    // A broader type may come later in the list; a chain is no longer than the list of relation types.
    loop {
        let narrower = entities.iter().position(|(id, entity)| {
            let broader = entity.relation.as_ref().and_then(|relation| relation.broader.some());
            !says_so[id.index()] && broader.is_some_and(|broader| says_so[broader.index()])
        });
        match narrower {
            Some(narrower) => says_so[narrower] = true,
            None => return says_so,
        }
    }
}
