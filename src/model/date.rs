//! Dates as people write them: Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2), each with the first
//! and the last day it can mean. The only owner of the `edtf-core` crate.

use std::collections::HashMap;

use edtf_core::{Bound, Edtf, YearKind};

use crate::model::{DateId, Day, TextId, Texts};

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
        Bound::Date(date) => {
            Day::new(i32::try_from(date.year).ok()?, u32::from(date.month), u32::from(date.day))
        }
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
