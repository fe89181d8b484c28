//! Claims as columns of a dense table, and the ties of those that are asserted.

use std::thread;

use crate::model::{ClaimIds, Claims, Contest, Dates, Entities, EntityId, Settings, Status, TextId};
use crate::rdf::derived::{self, Source};
use crate::rdf::iri::encode;
use crate::rdf::known::DateTerms;
use crate::rdf::lower::Terms;
use crate::rdf::memberships;
use crate::rdf::reading::Reading;
use crate::rdf::vocabulary::{EXTRA, expand};
use crate::store::{RowNames, Rows, TermId, Values};

const EARLIEST: &str = "sem:hasEarliestBeginTimeStamp";
const LATEST: &str = "sem:hasLatestEndTimeStamp";

/// Names the rows of the table after the claims: claim `n` of the data set is row `n`. Gives the hashes of the names too.
pub(super) fn rows(settings: &Settings, claims: &mut Claims, terms: &mut Terms<'_>) -> (Rows, Vec<u64>) {
    let keys = derived::keys(&claims.ids, terms.known.texts);
    let names = match std::mem::take(&mut claims.ids) {
        ClaimIds::Derived(keys) => RowNames::Keys(keys),
        ClaimIds::Named(ids) => RowNames::Texts(ids.into_iter().map(|id| encode(terms.text(id))).collect()),
    };
    (terms.builder.rows(&format!("{}claim/", settings.base), names), keys)
}

/// Lowers all claims.
pub(super) fn lower(
    settings: &Settings,
    entities: &Entities,
    dates: &Dates,
    claims: Claims,
    reading: Reading,
    terms: &mut Terms<'_>,
) {
    let Reading { rows, keys, ties, contests, memberships } = reading;
    let class = terms.iri("act:Claim");
    column(&rows, "rdf:type", Values::Same(class), terms);
    for (relation, pairs) in ties.into_iter().enumerate().filter(|(_, pairs)| !pairs.is_empty()) {
        let predicate = terms.entity(EntityId::new(relation));
        terms.builder.pairs(predicate, pairs);
    }
    lower_contests(&rows, &contests, terms);
    let texts = terms.known.texts;
    let source = Source { settings, entities, texts, dates, claims: &claims, contests: &contests };
    derived::lower(&source, &keys, &rows, terms);
    memberships::lower(settings, &memberships, terms);
    lower_statuses(&rows, &claims.status, terms);
    lower_counts(&rows, &claims.count, terms);
    lower_cells(&rows, claims, terms);
}

/// Lowers what the claims name and what they are told in: the first by looking up, on a thread of its own, the second
/// by making terms.
fn lower_cells(rows: &Rows, claims: Claims, terms: &mut Terms<'_>) {
    let Claims { subject, relation, object, about, speaker, source, date, line, .. } = claims;
    let known = terms.known;
    let named = move || {
        let entities = |ids: Vec<EntityId>| ids.into_iter().map(|id| known.entity(id)).collect();
        let dates = |term: fn(DateTerms) -> TermId| -> Vec<TermId> {
            date.iter().map(|date| term(known.date(*date))).collect()
        };
        let objects = object.into_iter().map(|object| known.object(object, rows)).collect();
        let (earliest, latest) = (dates(|date| date.earliest), dates(|date| date.latest));
        let latest = (earliest != latest).then_some(latest);
        let columns = [
            ("rdf:object", objects),
            ("rdf:subject", entities(subject)),
            ("rdf:predicate", entities(relation)),
            ("schema:about", entities(about)),
            ("prov:wasAttributedTo", entities(speaker)),
            ("dcterms:source", entities(source)),
            ("dcterms:date", dates(|date| date.written)),
        ];
        (columns, earliest, latest)
    };
    let told = [("bibo:locator", claims.locator), ("oa:exact", claims.quote), ("skos:note", claims.note)];
    let ((named, earliest, latest), told) = thread::scope(|scope| {
        let named = scope.spawn(named);
        let told = told.map(|(predicate, ids)| (predicate, strings(ids, terms)));
        (named.join().expect("looking up does not panic"), told)
    });
    for (predicate, values) in named.into_iter().chain(told) {
        each(rows, predicate, values, terms);
    }
    let dated = each(rows, EARLIEST, earliest, terms);
    if let Some(latest) = latest {
        each(rows, LATEST, latest, terms);
    } else if dated {
        let like = terms.iri(EARLIEST);
        column(rows, LATEST, Values::Like(like), terms);
    }
    for extra in claims.extras {
        let predicate = terms.builder.iri(&format!("{EXTRA}{}", encode(terms.text(extra.name))));
        let strings = strings(extra.cells, terms);
        if strings.iter().any(|term| !term.is_none()) {
            terms.builder.column(rows, predicate, Values::Each(strings));
        }
    }
    let numbered = Values::Numbered { prefix: format!("{}:", claims.file), numbers: line };
    column(rows, "act:row", numbered, terms);
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
