//! The rules that a data set must keep, one file each. A rule reads the data set and reports; it changes nothing.
//! It knows lines and columns; the reader adds the character and the cell.
//!
//! A rule walks columns of numbers, once: what it has to know of entities and dates it looks up before.

mod alias_separator;
mod both_ways;
mod cameo;
mod circles;
mod claim_circles;
mod contradiction;
mod coordinates;
mod copy_before_original;
mod country_not_state;
mod days;
mod domain_range;
mod duplicate_claim;
mod empty_table;
mod entity_circles;
mod families;
mod languages;
mod long_quote;
pub(crate) mod marked_cells;
mod mirrored_claim;
mod near_type;
mod no_source;
mod opposites;
mod order_of_events;
mod part_outside_whole;
mod relation_types;
mod self_relation;
mod source_addresses;
mod speaker_is_publisher;
mod speech;
mod too_early;
mod unattributed;
mod unused;
mod wikidata;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diagnostic::{Code, Diagnostic, Location, Omitted, Report, Severity};
use crate::model::{Dataset, Entity, EntityId, Kind};

/// A rule: it reads the data set and what the reader found, and adds what it finds itself. No rule sees what another
/// has found, so they may run at the same time.
type Rule = fn(&Dataset, &Report, &mut Report);

/// Every rule with the codes that it reports. Where a folder allows them all, the rule does not run.
const RULES: [(&[Code], Rule); 30] = [
    (&[Code::EMPTY_TABLE], empty_table::check),
    (&[Code::CELL_ERROR], marked_cells::cell_errors),
    (&[Code::GARBLED_TEXT], marked_cells::garbled_texts),
    (&[Code::ALIAS_SEPARATOR], alias_separator::check),
    (&[Code::NEAR_TYPE], near_type::check),
    (&[Code::COUNTRY_NOT_STATE], country_not_state::check),
    (&[Code::BAD_WIKIDATA, Code::DUPLICATE_WIKIDATA], wikidata::check),
    (&[Code::BAD_COORDINATE], coordinates::check),
    (&[Code::BAD_URL, Code::DUPLICATE_SOURCE], source_addresses::check),
    (&[Code::BAD_LANGUAGE], languages::check),
    (&[Code::BAD_CAMEO, Code::BAD_PLOVER, Code::QUAD_MISMATCH], cameo::check),
    (
        &[
            Code::INTENSITY_SIGN,
            Code::SYMMETRIC_DOMAIN,
            Code::SYMMETRIC_INVERSE,
            Code::TRANSITIVE_DOMAIN,
            Code::UNKNOWN_DOMAIN,
        ],
        relation_types::check,
    ),
    (&[Code::BROADER_CYCLE, Code::COPY_CYCLE, Code::PART_OF_CYCLE], entity_circles::check),
    (&[Code::COPY_BEFORE_ORIGINAL], copy_before_original::check),
    (&[Code::PART_OUTSIDE_WHOLE], part_outside_whole::check),
    (&[Code::SELF_RELATION], self_relation::check),
    (&[Code::DOMAIN_RANGE], domain_range::check),
    (&[Code::LOCATOR_WITHOUT_SOURCE, Code::NO_SOURCE, Code::QUOTE_WITHOUT_SOURCE], no_source::check),
    (&[Code::LONG_QUOTE], long_quote::check),
    (&[Code::UNATTRIBUTED], unattributed::check),
    (&[Code::DOUBLE_DENIAL, Code::SPEECH_ALLEGED], speech::check),
    (&[Code::SPEAKER_IS_PUBLISHER], speaker_is_publisher::check),
    (&[Code::CLAIM_BEFORE_EVENT, Code::SOURCE_BEFORE_CLAIM, Code::SOURCE_BEFORE_EVENT], too_early::check),
    (&[Code::ORDER_OF_EVENTS], order_of_events::check),
    (&[Code::DUPLICATE_CLAIM], duplicate_claim::check),
    (&[Code::MIRRORED_CLAIM], mirrored_claim::check),
    (&[Code::BOTH_WAYS], both_ways::check),
    (&[Code::CONTRADICTION, Code::DISPUTED_MEMBERSHIP], contradiction::check),
    (&[Code::CLAIM_CYCLE, Code::TRANSITIVE_CYCLE], claim_circles::check),
    (&[Code::UNUSED_ACTOR, Code::UNUSED_EVENT, Code::UNUSED_PLACE, Code::UNUSED_SOURCE], unused::check),
];

/// From how many claims on a second thread pays.
const SPLIT: usize = 20_000;

/// Runs every rule that the folder does not allow to be broken.
pub(crate) fn check(dataset: &Dataset, report: &mut Report) {
    let levels = &dataset.settings.check.levels;
    let wanted: Vec<Rule> = RULES
        .into_iter()
        .filter(|(codes, _)| !codes.iter().all(|code| levels.allows(*code)))
        .map(|(_, rule)| rule)
        .collect();
    let (next, read) = (AtomicUsize::new(0), &*report);
    let work = || {
        let mut found = Vec::new();
        while let Some((place, rule)) = wanted.iter().enumerate().nth(next.fetch_add(1, Ordering::Relaxed)) {
            let mut own = Report::new();
            rule(dataset, read, &mut own);
            found.push((place, own));
        }
        found
    };
    let mut found = std::thread::scope(|scope| {
        let other = (dataset.claims.len() >= SPLIT).then(|| scope.spawn(work));
        let mut found = work();
        if let Some(other) = other {
            match other.join() {
                Ok(more) => found.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        found
    });
    // Which thread took which rule is chance; what is reported is not.
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().for_each(|(_, own)| report.extend(own));
}

/// Reports the first problems of a code in a file and counts the rest.
fn push_all<T>(
    code: Code,
    file: &str,
    hits: impl Iterator<Item = T>,
    problem: impl Fn(T) -> Diagnostic,
    report: &mut Report,
) {
    let mut count = 0;
    for hit in hits {
        count += 1;
        if count <= Report::MOST {
            report.push(problem(hit));
        }
    }
    report.omit(code, file, count.saturating_sub(Report::MOST));
}

/// Makes a problem of a cell of a claim.
fn of_claim(dataset: &Dataset, row: usize, column: &str, code: Code, message: String) -> Diagnostic {
    let file = dataset.path("relations");
    Diagnostic::new(code, Location::column(file, dataset.claims.line[row], column), message)
}

/// Makes a problem of a cell of a row that declares an entity.
fn of_entity(dataset: &Dataset, entity: &Entity, column: &str, code: Code, message: String) -> Diagnostic {
    let file = dataset.declared_in(entity);
    Diagnostic::new(code, Location::column(file, entity.line, column), message)
}

/// Gives the line of a claim, to point at it from another problem.
fn claim_line(dataset: &Dataset, row: usize) -> Location {
    Location::line(dataset.path("relations"), dataset.claims.line[row])
}

/// Gives the line that declares an entity, to point at it from another problem; nothing when no file does.
fn entity_line(dataset: &Dataset, entity: EntityId) -> Option<Location> {
    let entity = dataset.entities.get(entity);
    (entity.line > 0).then(|| Location::line(dataset.declared_in(entity), entity.line))
}

/// Points from a problem at the row that declares an entity, if one does.
fn with_row(problem: Diagnostic, dataset: &Dataset, entity: EntityId, words: &str) -> Diagnostic {
    match entity_line(dataset, entity) {
        Some(location) => problem.with_related(location, words),
        None => problem,
    }
}

/// Walks the entities of a kind that a row of the folder declares.
fn declared(dataset: &Dataset, kind: Kind) -> impl Iterator<Item = (EntityId, &Entity)> {
    dataset.entities.of(kind).filter(|(_, entity)| entity.line > 0)
}

/// Reports the problems that `check` finds in the rows that declare entities of a kind.
fn push_rows<'a>(
    dataset: &'a Dataset,
    kind: Kind,
    code: Code,
    check: impl Fn(&'a Entity) -> Option<Diagnostic>,
    report: &mut Report,
) {
    let problems = declared(dataset, kind).filter_map(|(_, entity)| check(entity));
    push_all(code, &dataset.path(kind.table()), problems, |problem| problem, report);
}

/// Gives the label of an entity.
fn label(dataset: &Dataset, entity: EntityId) -> &str {
    dataset.texts.get(dataset.entities.get(entity).label)
}

/// Gives the id of a relation type as a word of a sentence.
fn verb(dataset: &Dataset, relation: EntityId) -> String {
    match relation.some() {
        Some(relation) => format!("`{}`", dataset.texts.get(dataset.entities.get(relation).name)),
        None => "is related to".to_owned(),
    }
}

/// Gives the first lines of the rows of `relations.csv` on which one of the codes was reported: what is wrong there is said already.
/// Nothing when there were too many to be held.
fn told(dataset: &Dataset, codes: &[Code], report: &Report) -> Option<BTreeSet<u32>> {
    lines(dataset, report, |code, _| codes.contains(&code))
}

/// Gives the lines of `relations.csv` with an error, where a cell that seems empty may not be. Nothing when there
/// were too many to be held.
fn broken(dataset: &Dataset, report: &Report) -> Option<BTreeSet<u32>> {
    lines(dataset, report, |_, severity| severity == Severity::Error)
}

fn lines(dataset: &Dataset, report: &Report, is: impl Fn(Code, Severity) -> bool) -> Option<BTreeSet<u32>> {
    let file = dataset.path("relations");
    let omitted = |omitted: &Omitted| is(omitted.code, omitted.severity) && *omitted.file == *file;
    if report.omitted().iter().any(omitted) {
        return None;
    }
    let here = |problem: &&Diagnostic| is(problem.code, problem.severity) && *problem.location.file == *file;
    let lines = report.diagnostics().iter().filter(here).map(|problem| problem.location.line);
    // A problem is on the line of its cell, which in a row of several lines is not the one that the row begins on.
    let rows = &dataset.claims.line;
    Some(
        lines
            .map(|line| rows[..rows.partition_point(|row| *row <= line)].last().copied().unwrap_or(line))
            .collect(),
    )
}
