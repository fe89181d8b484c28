//! The rules `claim-before-event`, `source-before-claim` and `source-before-event`: what comes too early. Only
//! dates that exclude each other for certain count.

use crate::diagnostic::{Code, Report};
use crate::model::rules::days::{Days, written, written_of};
use crate::model::rules::families::family;
use crate::model::rules::{label, of_claim, push_all, with_row};
use crate::model::{Dataset, EntityId, Kind, Status};
use crate::spelling::fold;

/// Events of these types are known before they happen, so words about them may come first.
const ANNOUNCED: [&str; 17] = [
    "agreement",
    "ceremony",
    "conference",
    "decision",
    "election",
    "exercise",
    "meeting",
    "negotiation",
    "plan",
    "referendum",
    "situation",
    "summit",
    "talks",
    "treaty",
    "trial",
    "visit",
    "vote",
];

/// Says what a relation presupposes of the events in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presupposes {
    /// Nothing: a warning, a plan, a meeting.
    Nothing,
    /// That what could not be announced has happened: blame, condemnation.
    WhatIsSudden,
    /// That the event has happened: an attack, a denial of having had a part in it.
    Everything,
}

/// Warns of every claim and every source that comes for certain before what it speaks of.
///
/// Cost: one walk over the claims.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let days = Days::of(dataset);
    let table = Table::of(dataset, &days);
    let hits = Hits::of(dataset, &days, &table);
    let file = dataset.path("relations");

    let problem = |row: usize| {
        let (event, date) = (table.event(dataset, row), written(dataset, dataset.claims.date[row]));
        let message = format!(
            "`{date}` is before the event `{}`, which was on `{}`",
            label(dataset, event),
            written_of(dataset, event)
        );
        let problem = of_claim(dataset, row, "date", Code::CLAIM_BEFORE_EVENT, message)
            .with_cell(date)
            .with_hint("correct the date here or that of the event");
        with_row(problem, dataset, event, "the event")
    };
    push_all(Code::CLAIM_BEFORE_EVENT, &file, hits.claim_before_event.into_iter(), problem, report);

    let problem = |row: usize| {
        let (source, date) = (dataset.claims.source[row], written(dataset, dataset.claims.date[row]));
        let message = format!(
            "`{date}` is after the source `{}` was published, on `{}`",
            label(dataset, source),
            written_of(dataset, source)
        );
        let problem = of_claim(dataset, row, "date", Code::SOURCE_BEFORE_CLAIM, message)
            .with_cell(date)
            .with_hint("correct one of the two dates; what is only expected has the status `predicted`");
        with_row(problem, dataset, source, "the source")
    };
    push_all(Code::SOURCE_BEFORE_CLAIM, &file, hits.source_before_claim.into_iter(), problem, report);

    let problem = |row: usize| {
        let (event, source) = (table.event(dataset, row), dataset.claims.source[row]);
        let message = format!(
            "the source `{}` was published on `{}`, before the event `{}` on `{}`",
            label(dataset, source),
            written_of(dataset, source),
            label(dataset, event),
            written_of(dataset, event)
        );
        let problem = of_claim(dataset, row, "source", Code::SOURCE_BEFORE_EVENT, message)
            .with_cell(label(dataset, source))
            .with_hint("cite the document that reports the event, or correct one of the two dates");
        let problem = with_row(problem, dataset, source, "the source");
        with_row(problem, dataset, event, "the event")
    };
    push_all(Code::SOURCE_BEFORE_EVENT, &file, hits.source_before_event.into_iter(), problem, report);
}

/// Holds the rows that break each of the rules.
#[derive(Default)]
struct Hits {
    claim_before_event: Vec<usize>,
    source_before_claim: Vec<usize>,
    source_before_event: Vec<usize>,
}

impl Hits {
    fn of(dataset: &Dataset, days: &Days, table: &Table) -> Self {
        let claims = &dataset.claims;
        let mut hits = Self::default();
        for row in 0..claims.len() {
            // What is only possible or expected may lie ahead of whoever reports it.
            if matches!(claims.status[row], Status::Possible | Status::Predicted) {
                continue;
            }
            let date = claims.date[row];
            let published =
                table.published.get(claims.source[row].index()).copied().unwrap_or(Days::NEVER_EARLY);
            if published < days.first(date) {
                hits.source_before_claim.push(row);
            }
            // Where there is no date, only the day of the source can come too early.
            let last = if date.is_none() { published } else { days.last(date) };
            if last == Days::NEVER_EARLY
                || table.presupposes(claims.relation[row]) == Presupposes::Nothing
                || claims.status[row] == Status::Denied
                || last >= table.begins(dataset, row)
            {
                continue;
            }
            if date.is_none() {
                hits.source_before_event.push(row);
            } else {
                hits.claim_before_event.push(row);
            }
        }
        hits
    }
}

/// Holds what the rules ask of every entity, by its number.
struct Table {
    /// What a relation type presupposes.
    presupposes: Vec<Presupposes>,
    /// The first day of an event.
    begins: Vec<i32>,
    /// The first day of an event that could not be announced.
    sudden: Vec<i32>,
    /// The last day on which a source was published.
    published: Vec<i32>,
}

impl Table {
    fn of(dataset: &Dataset, days: &Days) -> Self {
        let named = family(dataset, &["denies-involvement-in", "targets"]);
        let size = dataset.entities.len();
        let mut table = Self {
            presupposes: vec![Presupposes::Nothing; size],
            begins: vec![Days::NEVER_LATE; size],
            sudden: vec![Days::NEVER_LATE; size],
            published: vec![Days::NEVER_EARLY; size],
        };
        for (id, entity) in dataset.entities.iter() {
            let index = id.index();
            match entity.kind {
                Kind::Event => {
                    table.begins[index] = days.first(entity.date);
                    if !ANNOUNCED.contains(&fold(dataset.texts.get(entity.class)).as_str()) {
                        table.sudden[index] = days.first(entity.date);
                    }
                }
                Kind::Source => table.published[index] = days.last(entity.date),
                Kind::RelationType => {
                    let cameo =
                        entity.relation.as_ref().map_or("", |relation| dataset.texts.get(relation.cameo));
                    table.presupposes[index] = match cameo.get(..2) {
                        Some("18" | "19" | "20") => Presupposes::Everything,
                        Some("11") => Presupposes::WhatIsSudden,
                        _ if named[index] => Presupposes::Everything,
                        _ => Presupposes::Nothing,
                    };
                }
                Kind::Actor | Kind::Place => {}
            }
        }
        table
    }

    /// Gives what a relation type presupposes.
    fn presupposes(&self, relation: EntityId) -> Presupposes {
        self.presupposes.get(relation.index()).copied().unwrap_or(Presupposes::Nothing)
    }

    /// Gives the first day of the latest event that a claim presupposes.
    fn begins(&self, dataset: &Dataset, row: usize) -> i32 {
        let first = match self.presupposes(dataset.claims.relation[row]) {
            Presupposes::Everything => &self.begins,
            Presupposes::WhatIsSudden => &self.sudden,
            Presupposes::Nothing => return Days::NEVER_LATE,
        };
        let day = |entity: EntityId| first.get(entity.index()).copied().unwrap_or(Days::NEVER_LATE);
        parties(dataset, row).into_iter().map(day).max().unwrap_or(Days::NEVER_LATE)
    }

    /// Gives that event.
    fn event(&self, dataset: &Dataset, row: usize) -> EntityId {
        let day = self.begins(dataset, row);
        let is = |entity: &EntityId| self.begins.get(entity.index()) == Some(&day);
        parties(dataset, row).into_iter().find(is).unwrap_or_default()
    }
}

/// Gives what may be an event in a row: what it is about, its object and its subject.
fn parties(dataset: &Dataset, row: usize) -> [EntityId; 3] {
    let claims = &dataset.claims;
    [claims.about[row], claims.object[row].entity().unwrap_or_default(), claims.subject[row]]
}
