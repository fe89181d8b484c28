//! The exports of ACLED: one event a row. Its first and second actor have no direction, so a row says that the two took
//! part in an event of a type, and the relation is that type, without direction. `source` is a document.

use crate::ingest::foreign::{Plan, Rows, Sample, Signature};
use crate::model::Kind;

/// What each row says of its parties.
pub(super) const CLAIMS: Signature =
    Signature { what: "ACLED events", rows: Rows::Claims, family: "ACLED", plan: claims };

/// The same rows as events, with date and place.
pub(super) const EVENTS: Signature =
    Signature { what: "ACLED events", rows: Rows::Entities(Kind::Event), family: "ACLED", plan: events };

fn is_acled(sample: &Sample<'_>) -> bool {
    sample.has(&["event id cnty", "event date", "event type", "actor1", "actor2"])
}

fn claims(sample: &Sample<'_>) -> Option<Plan> {
    if !is_acled(sample) {
        return None;
    }
    let plan = Plan {
        coded: true,
        symmetric: true,
        remark: "the two actors have no direction; a row with one actor says that it took part in the event",
        ..Plan::default()
    };
    let own = [("subject", "actor1"), ("about", "event id cnty"), ("source", "source"), ("note", "notes")];
    Some(
        plan.with(sample, &own)
            .derive(sample, "relation", &["event type", "actor2"], relation)
            .derive(sample, "object", &["actor2", "event id cnty"], object)
            .replacing()
            .derive(sample, "date", &["event date"], date)
            .replacing(),
    )
}

fn events(sample: &Sample<'_>) -> Option<Plan> {
    if !is_acled(sample) {
        return None;
    }
    // The other columns are kept by the claim that the row is.
    let plan = Plan { coded: true, repeated: true, silent: true, ..Plan::default() };
    let own = [("id", "event id cnty"), ("type", "event type"), ("place", "location")];
    let label = ["sub event type", "event type", "location", "event date"];
    Some(plan.with(sample, &own).derive(sample, "label", &label, event_label).derive(
        sample,
        "date",
        &["event date"],
        date,
    ))
}

/// Writes the type of the event, or that the one actor took part in it.
fn relation(cells: &[&str], out: &mut String) {
    let [kind, second] = cells else { return };
    out.push_str(if second.is_empty() { "participates-in" } else { kind });
}

fn object(cells: &[&str], out: &mut String) {
    let [second, event] = cells else { return };
    out.push_str(if second.is_empty() { event } else { second });
}

fn event_label(cells: &[&str], out: &mut String) {
    let [narrow, wide, place, day] = cells else { return };
    out.push_str(if narrow.is_empty() { wide } else { narrow });
    for part in [place, day] {
        if !part.is_empty() {
            out.push_str(", ");
            out.push_str(part);
        }
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Writes `15 June 2018`, `15-June-2018` and `15-06-2018`, which are the ways of the exports, as `2018-06-15`; anything
/// else stays as it is.
fn date(cells: &[&str], out: &mut String) {
    let [cell] = cells else { return };
    let parts: Vec<&str> = cell.split([' ', '-', '/']).collect();
    if let [day, month, year] = parts[..]
        && let (Ok(day), Some(month), 4) = (day.parse::<u8>(), month_number(month), year.len())
    {
        out.push_str(&format!("{year}-{month:02}-{day:02}"));
    } else {
        out.push_str(cell);
    }
}

fn month_number(word: &str) -> Option<usize> {
    if let Ok(number) = word.parse() {
        return (1..=12).contains(&number).then_some(number);
    }
    let start = word.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == start).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn the_dates_of_the_exports_are_read_and_nothing_else() {
        for (cell, wanted) in [
            ("15 June 2018", "2018-06-15"),
            ("05-Mar-2021", "2021-03-05"),
            ("03-12-2022", "2022-12-03"),
            ("2024-05-01", "2024-05-01"),
            ("soon", "soon"),
        ] {
            let mut out = String::new();
            date(&[cell], &mut out);
            assert_eq!(out, wanted);
        }
    }
}
