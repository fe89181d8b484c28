//! Claims as columns of a dense table, and the ties of those that are asserted.

use crate::model::{
    ClaimIds, Claims, Contest, Dates, Entities, EntityId, ObjectId, Settings, Status, TextId, contests,
};
use crate::rdf::derived::{self, Source};
use crate::rdf::iri::encode;
use crate::rdf::lower::Terms;
use crate::rdf::memberships;
use crate::rdf::vocabulary::{EXTRA, expand};
use crate::store::{RowNames, Rows, TermId, Values};

/// Lowers all claims. Claim `n` of the data set is row `n` of the table.
pub(super) fn lower(
    settings: &Settings,
    entities: &Entities,
    dates: &Dates,
    mut claims: Claims,
    terms: &mut Terms<'_>,
) {
    let keys = derived::keys(&claims.ids, terms.texts);
    let names = match std::mem::take(&mut claims.ids) {
        ClaimIds::Derived(keys) => RowNames::Keys(keys),
        ClaimIds::Named(ids) => RowNames::Texts(ids.into_iter().map(|id| encode(terms.text(id))).collect()),
    };
    let rows = terms.builder.rows(&format!("{}claim/", settings.base), names);
    let class = terms.iri("act:Claim");
    column(&rows, "rdf:type", Values::Same(class), terms);
    let object = |object: &ObjectId, terms: &Terms<'_>| match (object.entity(), object.claim()) {
        (Some(entity), _) => terms.entity(entity),
        (_, Some(claim)) => rows.id(claim.index()),
        (None, None) => TermId::NONE,
    };
    let mut ties: Vec<Vec<(TermId, TermId)>> = vec![Vec::new(); entities.len()];
    for (row, subject) in claims.subject.iter().enumerate() {
        if claims.status[row] == Status::Asserted {
            let pair = (terms.entity(*subject), object(&claims.object[row], terms));
            ties[claims.relation[row].index()].push(pair);
        }
    }
    for (relation, pairs) in ties.into_iter().enumerate().filter(|(_, pairs)| !pairs.is_empty()) {
        let predicate = terms.entity(EntityId::new(relation));
        terms.builder.pairs(predicate, pairs);
    }
    let contests = contests(entities, terms.texts, &claims);
    lower_contests(&rows, &contests, terms);
    let texts = terms.texts;
    let source = Source { settings, entities, texts, dates, claims: &claims, contests: &contests };
    derived::lower(&source, &keys, &rows, terms);
    memberships::lower(settings, entities, dates, &claims, &rows, terms);
    let objects = claims.object.iter().map(|id| object(id, terms)).collect();
    column(&rows, "rdf:object", Values::Each(objects), terms);
    for (predicate, ids) in [
        ("rdf:subject", claims.subject),
        ("rdf:predicate", claims.relation),
        ("schema:about", claims.about),
        ("prov:wasAttributedTo", claims.speaker),
        ("dcterms:source", claims.source),
    ] {
        each(&rows, predicate, ids.into_iter().map(|id| terms.entity(id)).collect(), terms);
    }
    let earliest: Vec<TermId> = claims.date.iter().map(|date| terms.date(*date).earliest).collect();
    let latest: Vec<TermId> = claims.date.iter().map(|date| terms.date(*date).latest).collect();
    let same = earliest == latest;
    let dated = each(&rows, "sem:hasEarliestBeginTimeStamp", earliest, terms);
    if same && dated {
        let like = terms.iri("sem:hasEarliestBeginTimeStamp");
        column(&rows, "sem:hasLatestEndTimeStamp", Values::Like(like), terms);
    } else {
        each(&rows, "sem:hasLatestEndTimeStamp", latest, terms);
    }
    each(
        &rows,
        "dcterms:date",
        claims.date.into_iter().map(|date| terms.date(date).written).collect(),
        terms,
    );
    lower_statuses(&rows, &claims.status, terms);
    for (predicate, ids) in
        [("bibo:locator", claims.locator), ("oa:exact", claims.quote), ("skos:note", claims.note)]
    {
        let strings = strings(ids, terms);
        each(&rows, predicate, strings, terms);
    }
    lower_counts(&rows, &claims.count, terms);
    for extra in claims.extras {
        let predicate = terms.builder.iri(&format!("{EXTRA}{}", encode(terms.text(extra.name))));
        let strings = strings(extra.cells, terms);
        if strings.iter().any(|term| !term.is_none()) {
            terms.builder.column(&rows, predicate, Values::Each(strings));
        }
    }
    let numbered = Values::Numbered { prefix: format!("{}:", claims.file), numbers: claims.line };
    column(&rows, "act:row", numbered, terms);
}

fn strings(ids: Vec<TextId>, terms: &mut Terms<'_>) -> Vec<TermId> {
    ids.into_iter().map(|id| terms.string(id)).collect()
}

fn lower_statuses(rows: &Rows, statuses: &[Status], terms: &mut Terms<'_>) {
    let words = Status::ALL.map(|status| terms.builder.iri(&expand(&format!("act:{}", status.word()))));
    let values = match statuses.first() {
        Some(&first) if statuses.iter().all(|status| *status == first) => Values::Same(words[first as usize]),
        _ => Values::Each(statuses.iter().map(|status| words[*status as usize]).collect()),
    };
    column(rows, "act:status", values, terms);
}

/// Says of each contested claim how it is: a note on the record that any SPARQL engine can read.
fn lower_contests(rows: &Rows, contests: &[Option<Contest>], terms: &mut Terms<'_>) {
    let [denied, disputed] = ["act:denied", "act:disputed"].map(|word| terms.iri(word));
    let values = contests.iter().map(|contest| match contest {
        None => TermId::NONE,
        Some(Contest::Denied) => denied,
        Some(Contest::Disputed) => disputed,
    });
    each(rows, "act:contested", values.collect(), terms);
}

fn lower_counts(rows: &Rows, counts: &[u32], terms: &mut Terms<'_>) {
    let integer = terms.iri("xsd:integer");
    let mut term = |count: u32| match count {
        Claims::NO_COUNT => TermId::NONE,
        count => terms.builder.typed(&count.to_string(), integer),
    };
    let counts = counts.iter().map(|count| term(*count)).collect();
    each(rows, "act:count", counts, terms);
}

/// Adds a column unless all its cells are empty; tells whether it did.
pub(super) fn each(rows: &Rows, predicate: &'static str, values: Vec<TermId>, terms: &mut Terms<'_>) -> bool {
    let any = values.iter().any(|term| !term.is_none());
    if any {
        column(rows, predicate, Values::Each(values), terms);
    }
    any
}

pub(super) fn column(rows: &Rows, predicate: &'static str, values: Values, terms: &mut Terms<'_>) {
    if !rows.is_empty() {
        let predicate = terms.iri(predicate);
        terms.builder.column(rows, predicate, values);
    }
}
