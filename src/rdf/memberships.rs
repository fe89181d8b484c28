//! Memberships with time, in the words of the W3C's Organization Ontology: who belongs to what, and when.

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Claims, DateId, Dates, Entities, EntityId, Settings, Status, family};
use crate::rdf::claims::{column, each};
use crate::rdf::known::Known;
use crate::rdf::lower::Terms;
use crate::store::{RowNames, Rows, TermId, Values};

/// The relation type that says so, and with it all narrower ones.
const MEMBER_OF: &str = "member-of";

/// One claim that says so: the name of the membership, what it is, and the claim.
pub(super) type Said = (u64, EntityId, EntityId, DateId, TermId);

/// Finds the claims that say so, those of one membership side by side. A claim without a date is no more than its tie.
pub(super) fn said(
    entities: &Entities,
    dates: &Dates,
    claims: &Claims,
    rows: &Rows,
    known: &Known<'_>,
) -> Vec<Said> {
    let says_so = family(entities, known.texts, MEMBER_OF);
    let name = |entity: EntityId| known.text(entities.get(entity).name);
    let mut said = Vec::new();
    for (row, relation) in claims.relation.iter().enumerate() {
        let says_so = says_so[relation.index()] && claims.status[row] == Status::Asserted;
        if let (true, Some(organisation), Some(date)) =
            (says_so, claims.object[row].entity(), claims.date[row].some())
        {
            let member = claims.subject[row];
            let words = [name(member), name(organisation), known.text(dates.get(date).text)];
            said.push((xxh3_64(words.join("\n").as_bytes()), member, organisation, date, rows.id(row)));
        }
    }
    said.sort_unstable();
    said
}

/// Lowers an `org:Membership` for each member, organisation and date that asserted claims give, with the claims that it
/// rests on. A membership is called by the XXH3 hash of what it says, in 16 hexadecimal digits, so that a reordered
/// file is the same graph.
pub(super) fn lower(settings: &Settings, said: &[Said], terms: &mut Terms<'_>) {
    if said.is_empty() {
        return;
    }
    let memberships: Vec<&[Said]> = said
        .chunk_by(|left, right| (left.0, left.1, left.2, left.3) == (right.0, right.1, right.2, right.3))
        .collect();
    let mut keys: Vec<u64> = memberships.iter().map(|same| same[0].0).collect();
    // Should two hashes be equal after all, the later membership takes the next number.
    for row in 1..keys.len() {
        keys[row] = keys[row].max(keys[row - 1].saturating_add(1));
    }
    let table = terms.builder.rows(&format!("{}membership/", settings.base), RowNames::Keys(keys));
    let class = terms.iri("org:Membership");
    column(&table, "rdf:type", Values::Same(class), terms);
    let rests_on: Vec<(TermId, TermId)> = (memberships.iter().enumerate())
        .flat_map(|(row, same)| same.iter().map(move |said| (row, said.4)))
        .map(|(row, claim)| (table.id(row), claim))
        .collect();
    let predicate = terms.iri("prov:wasDerivedFrom");
    terms.builder.pairs(predicate, rests_on);
    let mut each_of = |predicate, value: &dyn Fn(&Said, &Terms<'_>) -> TermId| {
        let values = memberships.iter().map(|same| value(&same[0], terms)).collect();
        each(&table, predicate, values, terms);
    };
    each_of("org:member", &|said, terms| terms.entity(said.1));
    each_of("org:organization", &|said, terms| terms.entity(said.2));
    each_of("dcterms:date", &|said, terms| terms.date(said.3).written);
    each_of("sem:hasEarliestBeginTimeStamp", &|said, terms| terms.date(said.3).earliest);
    each_of("sem:hasLatestEndTimeStamp", &|said, terms| terms.date(said.3).latest);
}
