//! Dates as people write them: Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2), each with the first
//! and the last day it can mean. The only owner of the `edtf-core` crate.

use std::collections::HashMap;
use std::fmt;

use edtf_core::{Bound, BoundDate, Edtf, YearKind};

use crate::model::{DateId, TextId, Texts};

/// Names a day of the proleptic Gregorian calendar by its distance from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Gives the days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// Makes the day of a calendar date (Howard Hinnant, "chrono-compatible low-level date algorithms", 2021).
    fn from_calendar(date: BoundDate) -> Option<Self> {
        let year = i32::try_from(date.year).ok().filter(|year| year.abs() < 1_000_000)?;
        let (month, day) = (i32::from(date.month), i32::from(date.day));
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }
}

impl fmt::Display for Day {
    /// Writes the day as `2025-11-26`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_index + 2) / 5 + 1;
        let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        let sign = if year < 0 { "-" } else { "" };
        write!(formatter, "{sign}{:04}-{month:02}-{day:02}", year.abs())
    }
}

/// Holds one date: as written, and the days it spans where those are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRecord {
    /// The text of the cell.
    pub text: TextId,
    /// The first day it can mean; none when the year is not given or the beginning is open.
    pub earliest: Option<Day>,
    /// The last day it can mean; none when the year is not given or the end is open.
    pub latest: Option<Day>,
}

/// Says why a cell is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// The reason, lower case, no full stop.
    pub reason: String,
    /// The byte of the cell at which reading stopped.
    pub offset: usize,
}

/// Keeps every distinct date once.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    records: Vec<DateRecord>,
    index: HashMap<TextId, DateId>,
}

impl Dates {
    /// Reads a cell, interning its text.
    ///
    /// # Errors
    /// When the cell is not a date of the Extended Date/Time Format.
    pub fn read(&mut self, cell: &str, texts: &mut Texts) -> Result<DateId, DateError> {
        if let Some(id) = texts.find(cell).and_then(|text| self.index.get(&text)) {
            return Ok(*id);
        }
        let (earliest, latest) = bounds(cell)?;
        let text = texts.intern(cell);
        let id = DateId::new(self.records.len());
        self.records.push(DateRecord { text, earliest, latest });
        self.index.insert(text, id);
        Ok(id)
    }

    /// Gives the record of a date, which must be one of this table.
    pub fn get(&self, id: DateId) -> DateRecord {
        self.records[id.index()]
    }

    /// Walks all dates in the order of their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (DateId, DateRecord)> {
        self.records.iter().enumerate().map(|(index, record)| (DateId::new(index), *record))
    }

    /// Counts the distinct dates.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

/// Tells whether a cell is a date, without keeping it.
pub(crate) fn check_date(cell: &str) -> Result<(), DateError> {
    bounds(cell).map(|_| ())
}

/// Reads a date and gives the first and the last day it can mean; none where the date is open or names no year.
///
/// # Errors
/// When the text is not a date of the Extended Date/Time Format.
pub(crate) fn days(text: &str) -> Result<(Option<Day>, Option<Day>), DateError> {
    bounds(text)
}

/// Reads a date and gives the first and the last day it can mean.
///
/// A date whose year has unspecified digits only (`XXXX-11-26`) has no days: a span of ten thousand years would
/// say more than the text.
fn bounds(cell: &str) -> Result<(Option<Day>, Option<Day>), DateError> {
    let date = Edtf::parse(cell)
        .map_err(|error| DateError { reason: error.message.to_owned(), offset: error.offset })?;
    if let Edtf::Date(date) = &date
        && matches!(date.year.kind, YearKind::Standard { .. })
        && cell.trim_start_matches(['?', '~', '%', '-']).starts_with("XXXX")
    {
        return Ok((None, None));
    }
    let bounds = date.bounds();
    Ok((day(bounds.earliest), day(bounds.latest)))
}

fn day(bound: Bound) -> Option<Day> {
    match bound {
        Bound::Date(date) => Day::from_calendar(date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::bounds;

    fn shown(cell: &str) -> (String, String) {
        let (earliest, latest) = bounds(cell).expect("a date");
        let show = |day: Option<super::Day>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        (show(earliest), show(latest))
    }

    #[test]
    fn days_of_the_forms_in_the_contract() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(shown("2025-11-26"), pair("2025-11-26", "2025-11-26"));
        assert_eq!(shown("2025-11"), pair("2025-11-01", "2025-11-30"));
        assert_eq!(shown("2024-02"), pair("2024-02-01", "2024-02-29"));
        assert_eq!(shown("2005/.."), pair("2005-01-01", "-"));
        assert_eq!(shown("XXXX-11-26"), pair("-", "-"));
        assert_eq!(shown("[2025-11-17..2025-11-23]"), pair("2025-11-17", "2025-11-23"));
        assert_eq!(shown("1969-12-31"), pair("1969-12-31", "1969-12-31"));
        assert_eq!(shown("0001-03-01"), pair("0001-03-01", "0001-03-01"));
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for cell in ["last week", "26/11/2025", "2025-02-30", "", "Nov 26"] {
            assert!(bounds(cell).is_err(), "{cell}");
        }
    }
}
