//! A stretch of time as a question names it: `in November 2025`, `since 2025-11-27`, `between … and …`. Nothing
//! here looks at a clock: a day that depends on today, or on a year that is not given, is refused.

use std::fmt;

use crate::model::{Day, days};
use crate::question::NotRead;

/// Holds the days between which a claim must be able to lie. At least one end is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// The first day; with `false` the days after it.
    pub from: Option<Limit>,
    /// The last day; with `false` the days before it.
    pub to: Option<Limit>,
}

/// Holds one end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The day.
    pub day: Day,
    /// Whether the day itself belongs to the span.
    pub included: bool,
}

impl fmt::Display for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(formatter, "on {}", from.day),
            (Some(from), Some(to)) => write!(formatter, "from {} to {}", from.day, to.day),
            (Some(from), None) if from.included => write!(formatter, "since {}", from.day),
            (Some(from), None) => write!(formatter, "after {}", from.day),
            (None, Some(to)) if to.included => write!(formatter, "until {}", to.day),
            (None, Some(to)) => write!(formatter, "before {}", to.day),
            (None, None) => formatter.write_str("at any time"),
        }
    }
}

/// What the end of a question makes of a time: a span, nothing, or what is wrong with it.
pub(super) type Reads = Result<Option<Span>, NotRead>;

const WITHIN: [&str; 3] = ["in", "on", "during"];
const FROM_OR_TO: [&str; 7] = ["since", "from", "after", "before", "until", "till", "by"];
/// Times that depend on the day on which somebody asks.
const RELATIVE: [&str; 6] = ["today", "yesterday", "tomorrow", "now", "recently", "lately"];
const UNITS: [&str; 5] = ["day", "week", "month", "year", "weekend"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads all of `words` as a time with its preposition.
pub(super) fn span(words: &[String]) -> Reads {
    let included = |day| Limit { day, included: true };
    let excluded = |day| Limit { day, included: false };
    let [first, rest @ ..] = words else { return Ok(None) };
    if is_relative(words) {
        return Err(refused(words, "depends on the day on which it is asked"));
    }
    if matches!(first.as_str(), "between" | "from")
        && let Some(and) =
            rest.iter().position(|word| matches!(word.as_str(), "and" | "to" | "until" | "till"))
    {
        let (Some(start), Some(end)) = (date(&rest[..and])?, date(&rest[and + 1..])?) else {
            return Ok(None);
        };
        if start.0 > end.1 {
            return Err(refused(words, "ends before it begins"));
        }
        return Ok(Some(Span { from: Some(included(start.0)), to: Some(included(end.1)) }));
    }
    if !WITHIN.contains(&first.as_str()) && !FROM_OR_TO.contains(&first.as_str()) {
        return Ok(None);
    }
    let Some((start, end)) = date(rest)? else { return Ok(None) };
    Ok(Some(match first.as_str() {
        within if WITHIN.contains(&within) => Span { from: Some(included(start)), to: Some(included(end)) },
        "since" | "from" => Span { from: Some(included(start)), to: None },
        "after" => Span { from: Some(excluded(end)), to: None },
        "before" => Span { from: None, to: Some(excluded(start)) },
        _ => Span { from: None, to: Some(included(end)) },
    }))
}

fn is_relative(words: &[String]) -> bool {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [word] => RELATIVE.contains(&word),
        ["this" | "last" | "next" | "past", unit] => UNITS.contains(&unit),
        ["since" | "in" | "during" | "until" | "before" | "after", ref rest @ ..] if !rest.is_empty() => {
            matches!(rest, ["this" | "last" | "next" | "past", unit] if UNITS.contains(unit))
                || matches!(rest, [word] if RELATIVE.contains(word))
        }
        [_, unit, "ago"] => UNITS.contains(&unit.trim_end_matches('s')),
        _ => false,
    }
}

/// Reads all of `words` as a date, and gives its first and its last day: `2025`, `2025 11 27`, `november 2025`,
/// `27 november 2025`, `november 27 2025`. A hyphen has become a space before words come here.
fn date(words: &[String]) -> Result<Option<(Day, Day)>, NotRead> {
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "of").collect();
    let (year, month, day) = match words[..] {
        [year] if is_year(year) => (year, None, None),
        [year, month] if is_year(year) && is_number(month, 2) => (year, month.parse().ok(), None),
        [year, month, day] if is_year(year) && is_number(month, 2) && is_number(day, 2) => {
            (year, month.parse().ok(), day.parse().ok())
        }
        [name, year] if is_year(year) && month(name).is_some() => (year, month(name), None),
        [day, name, year] | [name, day, year]
            if is_year(year) && month(name).is_some() && day_of_month(day).is_some() =>
        {
            (year, month(name), day_of_month(day))
        }
        [name] if month(name).is_some() => return Err(refused(&words, "names no year")),
        [day, name] | [name, day] if month(name).is_some() && day_of_month(day).is_some() => {
            return Err(refused(&words, "names no year"));
        }
        _ => return Ok(None),
    };
    let text = match (month, day) {
        (None, _) => year.to_owned(),
        (Some(month), None) => format!("{year}-{month:02}"),
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
    };
    match days(&text) {
        Ok((Some(first), Some(last))) => Ok(Some((first, last))),
        Ok(_) => Ok(None),
        Err(_) => Err(refused(&words, "is not a day of the calendar")),
    }
}

fn is_year(word: &str) -> bool {
    is_number(word, 4)
}

fn is_number(word: &str, digits: usize) -> bool {
    word.len() == digits && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Finds a month by its name or the first letters of it.
fn month(word: &str) -> Option<u8> {
    let found = MONTHS.iter().position(|month| *month == word || word.len() == 3 && month.starts_with(word));
    found.or((word == "sept").then_some(8)).map(|at| at as u8 + 1)
}

/// Reads `26`, `26th`, `1st`.
fn day_of_month(word: &str) -> Option<u8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let day: u8 = digits.parse().ok()?;
    (digits.len() <= 2 && (1..=31).contains(&day)).then_some(day)
}

fn refused(words: &[impl AsRef<str>], reason: &'static str) -> NotRead {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    NotRead::Time { text: words.join(" "), reason }
}

#[cfg(test)]
mod tests {
    use super::span;
    use crate::question::words::words;

    fn read(text: &str) -> String {
        match span(&words(text)) {
            Ok(Some(span)) => span.to_string(),
            Ok(None) => "-".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn times_have_days() {
        for (text, expected) in [
            ("in November 2025", "from 2025-11-01 to 2025-11-30"),
            ("in Feb. 2024", "from 2024-02-01 to 2024-02-29"),
            ("in 2025", "from 2025-01-01 to 2025-12-31"),
            ("in 2025-11", "from 2025-11-01 to 2025-11-30"),
            ("on 2025-11-26", "on 2025-11-26"),
            ("on the 26th of November 2025", "on 2025-11-26"),
            ("on November 26, 2025", "on 2025-11-26"),
            ("since 2025-11-27", "since 2025-11-27"),
            ("since November 2025", "since 2025-11-01"),
            ("after November 2025", "after 2025-11-30"),
            ("before 2025", "before 2025-01-01"),
            ("until November 2025", "until 2025-11-30"),
            ("between 2025-11-01 and 2025-11-30", "from 2025-11-01 to 2025-11-30"),
            ("from March 2024 to May 2024", "from 2024-03-01 to 2024-05-31"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_or_not_quite_one_is_told_apart() {
        for (text, expected) in [
            ("in Khatlon", "-"),
            ("in", "-"),
            ("", "-"),
            ("for 2025", "-"),
            ("in November", "`november` names no year"),
            ("on 26 November", "`26 november` names no year"),
            ("on 2025-02-30", "`2025 02 30` is not a day of the calendar"),
            ("in 2025-13", "`2025 13` is not a day of the calendar"),
            ("last week", "`last week` depends on the day on which it is asked"),
            ("since yesterday", "`since yesterday` depends on the day on which it is asked"),
            ("three days ago", "`three days ago` depends on the day on which it is asked"),
            ("from 2025 to 2024", "`from 2025 to 2024` ends before it begins"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
