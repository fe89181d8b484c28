//! What to say of a cell that is not a date, and what was probably meant. It never guesses silently.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::model::{DateError, check_date};

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

const RELATIVE: [&str; 20] = [
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "now",
    "recently",
    "lately",
    "currently",
    "ago",
    "last",
    "next",
    "this",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "earlier",
];

/// Makes the problem of a date cell.
pub(super) fn date_problem(cell: &str, error: &DateError, location: Location) -> Diagnostic {
    let (code, message, hint) = words(cell, error);
    Diagnostic::new(code, location, message).with_cell(cell).with_hint(hint)
}

/// Gives code, message and hint for a cell that is not a date.
pub(super) fn words(cell: &str, error: &DateError) -> (Code, String, String) {
    if is_relative(cell) {
        let hint = "write the day the source means, or the span it can be, as in `[2025-11-17..2025-11-23]`";
        return (Code::RELATIVE_DATE, format!("`{cell}` depends on when it was written"), hint.to_owned());
    }
    if let Some(turned) = turned(cell, error) {
        return (Code::REVERSED_DATES, format!("`{cell}` ends before it begins"), turned);
    }
    let readings = readings(cell);
    let message = if readings.is_empty() {
        format!("`{cell}` is not a date: {}", error.reason)
    } else {
        format!("`{cell}` is not a date in the form year-month-day")
    };
    let hint = match readings.as_slice() {
        [] => "write it as `2025-11-26`, `2025-11`, `2025` or a span such as `2005/..`".to_owned(),
        [only] => format!("write `{only}`"),
        [first, second, ..] => format!("write `{first}` or `{second}`, whichever is meant"),
    };
    (Code::BAD_DATE, message, hint)
}

/// Gives the hint for a span whose parts are the wrong way round; nothing for any other cell.
fn turned(cell: &str, error: &DateError) -> Option<String> {
    if !error.reason.contains("precedes") {
        return None;
    }
    let turned = match cell.split_once('/') {
        Some((first, last)) => format!("{last}/{first}"),
        None => {
            let (first, last) = cell.strip_prefix('[')?.strip_suffix(']')?.split_once("..")?;
            format!("[{last}..{first}]")
        }
    };
    Some(if check_date(&turned).is_ok() {
        format!("write `{turned}`, or correct the day that is wrong")
    } else {
        "write the earlier day first".to_owned()
    })
}

fn words_of(cell: &str) -> Vec<String> {
    cell.to_lowercase()
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_relative(cell: &str) -> bool {
    let words = words_of(cell);
    let dated = words.iter().any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    !dated && words.iter().any(|word| RELATIVE.contains(&word.as_str()))
}

/// Gives the dates that a cell may stand for, the likeliest first.
fn readings(cell: &str) -> Vec<String> {
    let words = words_of(cell);
    let mut found = Vec::new();
    let numbers: Vec<Option<u32>> = words.iter().map(|word| word.parse().ok()).collect();
    match (words.as_slice(), numbers.as_slice()) {
        ([only], [Some(_)]) if only.len() == 8 => {
            found.push(format!("{}-{}-{}", &only[..4], &only[4..6], &only[6..]));
        }
        ([year, ..], [Some(_), Some(month), Some(day), ..]) if year.len() == 4 => {
            found.push(format!("{year}-{month:02}-{day:02}"));
        }
        ([year, _], [Some(_), Some(month)]) if year.len() == 4 => found.push(format!("{year}-{month:02}")),
        ([_, year], [Some(month), Some(_)]) if year.len() == 4 => found.push(format!("{year}-{month:02}")),
        ([_, _, year], [Some(first), Some(second), Some(_)]) if year.len() == 4 => {
            found.push(format!("{year}-{second:02}-{first:02}"));
            found.push(format!("{year}-{first:02}-{second:02}"));
        }
        ([word, year], _) if is_year(year) => match month(word) {
            Some(month) => found.push(format!("{year}-{month:02}")),
            None if matches!(word.as_str(), "circa" | "c" | "ca" | "about" | "around") => {
                found.push(format!("{year}~"));
            }
            None if word == "since" => found.push(format!("{year}/..")),
            None if matches!(word.as_str(), "until" | "till") => found.push(format!("../{year}")),
            None => {}
        },
        ([first, second, year], _) if is_year(year) => {
            let (name, number) = if month(first).is_some() { (first, second) } else { (second, first) };
            let number = number.trim_end_matches(|character: char| character.is_alphabetic());
            if let (Some(month), Ok(day)) = (month(name), number.parse::<u32>()) {
                found.push(format!("{year}-{month:02}-{day:02}"));
            }
        }
        _ => {}
    }
    found.retain(|reading| check_date(reading).is_ok());
    found.dedup();
    found
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn month(word: &str) -> Option<usize> {
    let found = MONTHS.iter().position(|month| {
        word.len() >= 3 && month.starts_with(word) || word == "sept" && *month == "september"
    });
    found.map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::{is_relative, readings};
    use crate::diagnostic::Code;

    #[test]
    fn obvious_dates_are_read() {
        for (cell, wanted) in [
            ("26/11/2025", vec!["2025-11-26"]),
            ("05/11/2025", vec!["2025-11-05", "2025-05-11"]),
            ("Nov 26, 2025", vec!["2025-11-26"]),
            ("26th November 2025", vec!["2025-11-26"]),
            ("November 2025", vec!["2025-11"]),
            ("2025/11/26", vec!["2025-11-26"]),
            ("2025-1-5", vec!["2025-01-05"]),
            ("20251126", vec!["2025-11-26"]),
            ("since 2005", vec!["2005/.."]),
            ("2025-02-30", vec![]),
            ("soon", vec![]),
        ] {
            assert_eq!(readings(cell), wanted, "{cell}");
        }
    }

    #[test]
    fn spans_the_wrong_way_round_are_told() {
        for (cell, wanted) in [("2010/2005", "2005/2010"), ("[2025-12..2025-11]", "[2025-11..2025-12]")] {
            let error = crate::model::check_date(cell).expect_err("the wrong way round");
            let (code, _, hint) = super::words(cell, &error);
            assert_eq!((code, hint.contains(wanted)), (Code::REVERSED_DATES, true), "{cell}: {hint}");
        }
    }

    #[test]
    fn relative_words_are_seen() {
        for cell in ["last week", "yesterday", "Two days ago", "this month", "Monday", "recently"] {
            assert!(is_relative(cell), "{cell}");
        }
        assert!(!is_relative("Monday 24 November 2025"));
    }
}
