//! The dates that a cell may stand for which is not written as year-month-day. It never chooses among them.

use crate::model::check_date;

/// The names of months; each may be cut short to three letters.
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

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Holds one date that a cell may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// The date, in the Extended Date/Time Format.
    pub date: String,
    /// Whether it says all that the cell says: no time of day and no question mark is lost.
    pub whole: bool,
}

/// Cuts a cell into its lower-case words and numbers.
pub(super) fn words_of(cell: &str) -> Vec<String> {
    cell.to_lowercase()
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Gives the dates that a cell may stand for, the likeliest first.
pub(super) fn readings(cell: &str) -> Vec<Reading> {
    let words = words_of(cell);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // Anything but separators may say more: `26/11/2025?`, `2025-11-26…`.
    let mut whole = cell.chars().all(|letter| letter.is_alphanumeric() || " /.,:-".contains(letter))
        && !cell.starts_with('-');
    // `2010/11` may be a month or two years.
    whole &=
        !matches!(words.as_slice(), [year, other] if is_year(year) && is_number(other) && cell.contains('/'));
    let words = match words.as_slice() {
        [day, rest @ ..] if rest.len() >= 3 && is_weekday(day) => {
            whole = false;
            rest
        }
        words => words,
    };
    let (date, time) = words.split_at(words.len().min(3));
    let words = match time {
        [] => words,
        // Programs add a midnight to days that have no time.
        [hour, minute, second @ ..] if second.len() < 2 && time.iter().all(|part| is_number(part)) => {
            whole &=
                [hour, minute].into_iter().chain(second).all(|part| part.bytes().all(|digit| digit == b'0'));
            date
        }
        _ => return Vec::new(),
    };
    let mut found = dates(words);
    found.retain(|date| check_date(date).is_ok());
    found.dedup();
    found.into_iter().map(|date| Reading { date, whole }).collect()
}

fn dates(words: &[&str]) -> Vec<String> {
    let number = |word: &str| word.parse::<u32>().ok().filter(|_| word.len() <= 2);
    match *words {
        [only] if only.len() == 8 && is_number(only) => {
            vec![format!("{}-{}-{}", &only[..4], &only[4..6], &only[6..])]
        }
        // All the years between, or one of them.
        [first, last] if is_year(first) && is_year(last) => {
            vec![format!("{first}/{last}"), format!("[{first}..{last}]")]
        }
        [year, other] | [other, year] if is_year(year) => match (number(other), month(other)) {
            (Some(month), _) => vec![format!("{year}-{month:02}")],
            (None, Some(month)) => vec![format!("{year}-{month:02}")],
            (None, None) => qualified(other, year, words[1] == year),
        },
        [year, first, second] if is_year(year) => match (number(first), month(first), number(second)) {
            (Some(month), _, Some(day)) => vec![format!("{year}-{month:02}-{day:02}")],
            (None, Some(month), _) => days(year, month, second),
            _ => Vec::new(),
        },
        [first, second, year] if is_year(year) => match (number(first), number(second)) {
            (Some(first), Some(second)) => {
                vec![format!("{year}-{second:02}-{first:02}"), format!("{year}-{first:02}-{second:02}")]
            }
            _ => match (month(first), month(second)) {
                (Some(month), None) => days(year, month, second),
                (None, Some(month)) => days(year, month, first),
                _ => Vec::new(),
            },
        },
        _ => Vec::new(),
    }
}

/// Reads `since 2005` and the like; the word comes first.
fn qualified(word: &str, year: &str, leads: bool) -> Vec<String> {
    match word {
        "circa" | "c" | "ca" | "about" | "around" if leads => vec![format!("{year}~")],
        "since" if leads => vec![format!("{year}/..")],
        "until" | "till" if leads => vec![format!("../{year}")],
        _ => Vec::new(),
    }
}

/// Reads the day of a month: `26`, `26th`.
fn days(year: &str, month: usize, day: &str) -> Vec<String> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day);
    match digits.parse::<u32>() {
        Ok(day) if digits.len() <= 2 => vec![format!("{year}-{month:02}-{day:02}")],
        _ => Vec::new(),
    }
}

/// Tells whether a word has no sign but digits.
pub(super) fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells whether a word is a year of four digits.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && is_number(word)
}

fn is_weekday(word: &str) -> bool {
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

fn month(word: &str) -> Option<usize> {
    let found = MONTHS.iter().position(|month| {
        word.len() >= 3 && month.starts_with(word) || word == "sept" && *month == "september"
    });
    found.map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn obvious_dates_are_read() {
        for (cell, wanted) in [
            ("26/11/2025", vec!["2025-11-26"]),
            ("11/26/2025", vec!["2025-11-26"]),
            ("26.11.2025", vec!["2025-11-26"]),
            ("05/05/2025", vec!["2025-05-05"]),
            ("Nov 26, 2025", vec!["2025-11-26"]),
            ("Nov. 26, 2025", vec!["2025-11-26"]),
            ("26th November 2025", vec!["2025-11-26"]),
            ("26-Nov-2025", vec!["2025-11-26"]),
            ("2025 Nov 26", vec!["2025-11-26"]),
            ("November 2025", vec!["2025-11"]),
            ("2025/11/26", vec!["2025-11-26"]),
            ("2025-1-5", vec!["2025-01-05"]),
            ("11/2025", vec!["2025-11"]),
            ("20251126", vec!["2025-11-26"]),
            ("since 2005", vec!["2005/.."]),
            ("until 2010", vec!["../2010"]),
            ("c. 2005", vec!["2005~"]),
            ("2025-11-26 00:00:00", vec!["2025-11-26"]),
            ("26/11/2025 00:00", vec!["2025-11-26"]),
        ] {
            let found = readings(cell);
            assert!(found.iter().all(|reading| reading.whole), "{cell}");
            assert_eq!(
                found.iter().map(|reading| reading.date.as_str()).collect::<Vec<_>>(),
                wanted,
                "{cell}"
            );
        }
    }

    #[test]
    fn two_readings_are_two_and_what_would_be_lost_is_known() {
        let dates = |cell: &str| readings(cell).into_iter().map(|reading| reading.date).collect::<Vec<_>>();
        assert_eq!(dates("05/11/2025"), ["2025-11-05", "2025-05-11"]);
        for cell in ["26/11/2025?", "~26/11/2025", "2025-11-26 14:30", "Wed, 26 Nov 2025"] {
            assert!(readings(cell).iter().all(|reading| !reading.whole), "{cell}");
            assert_eq!(dates(cell), ["2025-11-26"], "{cell}");
        }
        assert!(!readings("2010/11")[0].whole);
        for cell in [
            "2025-02-30",
            "soon",
            "26/11/25",
            "2025-11-26 or 27",
            "2025-11-26 to 2025-11-30",
            "31/31/2025",
            "2005 since",
            "26xx Nov 2025",
            "2025 12 2024",
        ] {
            assert!(dates(cell).is_empty(), "{cell}: {:?}", dates(cell));
        }
    }
}
