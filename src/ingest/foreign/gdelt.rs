//! The event table of GDELT 2.0: 61 columns between tabs and no header. It counts reports and not events, so a row is
//! a claim that a page makes. Codes are CAMEO's, and strings: `010` is not `10`.

use std::sync::Arc;

use crate::ingest::foreign::{Plan, Rows, Sample, Signature, cameo, party};
#[cfg(test)]
use crate::model::fold;

/// Events.
pub(super) const EVENTS: Signature =
    Signature { what: "GDELT 2 events", rows: Rows::Claims, family: "GDELT", plan };

/// The columns, by the names of the codebook (version 2.0 of 19 February 2015).
const NAMES: [&str; 61] = [
    "GlobalEventID",
    "Day",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

fn plan(sample: &Sample<'_>) -> Option<Plan> {
    let columns = ["globaleventid", "eventcode", "actor1name", "actor1code", "actor2name", "actor2code"];
    let named = sample.has(&columns) && !sample.lacks(&["day", "sqldate"]);
    if !named && !is_first_row(sample) {
        return None;
    }
    let names: Vec<Arc<str>> = NAMES.into_iter().map(Arc::from).collect();
    let own = Sample::new(&names, None);
    let (sample, names) = if named { (sample, None) } else { (&own, Some(names.clone())) };
    let day = if sample.has(&["day"]) { "day" } else { "sqldate" };
    let plan = Plan {
        headless: names.is_some(),
        names,
        coded: true,
        remark: "a row is a report and not an event; a record with one party says that it took part in the event",
        ..Plan::default()
    };
    let pair = ["actor1name", "actor1code", "actor2name", "actor2code"];
    let turned = ["actor2name", "actor2code", "actor1name", "actor1code", "globaleventid"];
    let about = ["globaleventid", "actor1name", "actor1code", "actor2name", "actor2code"];
    let codes = ["eventcode", "actor1name", "actor1code", "actor2name", "actor2code"];
    Some(
        plan.with(sample, &[("source", "sourceurl")])
            .derive(sample, "subject", &pair, party::subject)
            .replacing()
            .derive(sample, "relation", &codes, relation)
            .derive(sample, "object", &turned, party::object)
            .replacing()
            .derive(sample, "about", &about, party::about)
            .derive(sample, "date", &[day], date)
            .replacing(),
    )
}

/// Tells a row of data by its numbers: id, day, month, year, fraction.
fn is_first_row(sample: &Sample<'_>) -> bool {
    let digits = |column: usize, length: usize| {
        let cell = &sample.names[column];
        cell.len() == length && cell.bytes().all(|byte| byte.is_ascii_digit())
    };
    sample.names.len() == NAMES.len()
        && sample.names[0].bytes().all(|byte| byte.is_ascii_digit())
        && digits(1, 8)
        && digits(2, 6)
        && digits(3, 4)
        && sample.names[1].starts_with(&*sample.names[2])
}

/// Writes the code and, after a tab, words for it.
fn relation(cells: &[&str], out: &mut String) {
    party::relation(cells, 1, out, |own, out| {
        let [code] = own else { return };
        if !code.is_empty() {
            out.push_str(code);
            out.push('\t');
            out.push_str(cameo::label(code).unwrap_or_default());
        }
    });
}

/// Writes `20240501` as `2024-05-01`; anything else stays as it is.
fn date(cells: &[&str], out: &mut String) {
    let [day] = cells else { return };
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        out.push_str(&format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]));
    } else {
        out.push_str(day);
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, fold};

    #[test]
    fn the_columns_are_the_codebook_s() {
        let mut names: Vec<String> = NAMES.iter().map(|name| fold(name)).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 61);
        assert_eq!((NAMES[26], NAMES[60]), ("EventCode", "SOURCEURL"));
    }
}
