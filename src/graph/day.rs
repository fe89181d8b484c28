//! A day of the calendar, good for comparing and nothing else; it knows no today.

use std::fmt;

/// Names one day. Days sort in the order of time.
///
/// ```
/// use actant::graph::Day;
///
/// let day = Day::parse("2025-11-26").expect("a day");
/// assert!(day > Day::parse("-0044-03-15").expect("a day before the common era"));
/// assert_eq!(day.to_string(), "2025-11-26");
/// assert_eq!(Day::parse("2025-13-01"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: i64,
    month: u8,
    day: u8,
}

impl Day {
    /// Reads `2025-11-26`, the text of an `xsd:date` without a time zone; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let mut parts = rest.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || !(4..=9).contains(&year.len()) || month.len() != 2 || day.len() != 2 {
            return None;
        }
        if !rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return None;
        }
        let year: i64 = year.parse().ok()?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        let year = sign * year;
        (day >= 1 && day <= length_of_month(year, month)).then_some(Self { year, month, day })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(formatter, "{sign}{:04}-{:02}-{:02}", self.year.abs(), self.month, self.day)
    }
}

/// Counts the days of a month; 0 when there is no such month.
fn length_of_month(year: i64, month: u8) -> u8 {
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
    use crate::graph::Day;

    #[test]
    fn reads_days_and_only_days() {
        for text in ["2025-11-26", "2024-02-29", "-0044-03-15", "0000-01-01", "12025-01-01"] {
            assert_eq!(Day::parse(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        for text in
            ["", "2025", "2025-11", "2025-02-29", "2025-00-01", "2025-1-1", "+2025-01-01", "2025-01-01Z", "x"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
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
