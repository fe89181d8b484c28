//! A day of the calendar, good for comparing and for its distance from others; it knows no today.

use std::fmt;

/// Names a day of the proleptic Gregorian calendar by its distance from 1970-01-01. Days sort in the order of time.
///
/// ```
/// use actant::model::Day;
///
/// let day = Day::parse("2025-11-26").expect("a day");
/// assert!(day > Day::parse("-0044-03-15").expect("a day before the common era"));
/// assert_eq!(day.to_string(), "2025-11-26");
/// assert_eq!(Day::parse("2025-13-01"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Makes the day of a calendar date (Howard Hinnant, "chrono-compatible low-level date algorithms", 2021). `None`
    /// when there is no such day, and for years of more than six digits.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if year.abs() >= 1_000_000 || day == 0 || day > length_of_month(year, month) {
            return None;
        }
        // No month has more than 31 days, and there are twelve.
        let (month, day) = (month as i32, day as i32);
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Reads `2025-11-26`, the text of an `xsd:date` without a time zone; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let mut parts = rest.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || !(4..=6).contains(&year.len()) || month.len() != 2 || day.len() != 2 {
            return None;
        }
        if !rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return None;
        }
        Self::new(sign * year.parse::<i32>().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Gives the days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// Makes the day that is so many days after 1970-01-01.
    pub fn from_number(number: i32) -> Self {
        Self(number)
    }
}

impl fmt::Display for Day {
    /// Writes the day as `2025-11-26`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shifted = i64::from(self.0) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_index + 2) / 5 + 1;
        let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let sign = if year < 0 { "-" } else { "" };
        write!(formatter, "{sign}{:04}-{month:02}-{day:02}", year.abs())
    }
}

/// Counts the days of a month; 0 when there is no such month.
fn length_of_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Day;

    #[test]
    fn reads_days_and_only_days() {
        for text in ["2025-11-26", "2024-02-29", "-0044-03-15", "0000-01-01", "12025-01-01", "-12025-12-31"] {
            assert_eq!(Day::parse(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "2025",
            "2025-11",
            "2025-02-29",
            "2025-00-01",
            "2025-1-1",
            "+2025-01-01",
            "2025-01-01Z",
            "x",
            "1000000-01-01",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn counts_days_from_the_epoch() {
        for (text, number) in
            [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("0000-03-01", -719_468)]
        {
            assert_eq!(Day::parse(text).map(Day::number), Some(number), "{text}");
            assert_eq!(Day::from_number(number).to_string(), text);
        }
    }

    #[test]
    fn sorts_by_time() {
        let mut days: Vec<_> = ["2025-01-02", "-0044-03-15", "10000-01-01", "2025-01-01"]
            .into_iter()
            .filter_map(Day::parse)
            .collect();
        days.sort();
        let sorted: Vec<_> = days.iter().map(Day::to_string).collect();
        assert_eq!(sorted, ["-0044-03-15", "2025-01-01", "2025-01-02", "10000-01-01"]);
    }
}
