//! What to say of a cell that is not a date, and what was probably meant. It never guesses silently.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::readings::{Reading, is_number, is_year, readings, words_of};
use crate::model::{DateError, Day, check_date};

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

/// What people write where there is nothing to write.
const NOTHING: [&str; 8] = ["na", "n a", "none", "null", "nan", "unknown", "undated", "tbd"];

/// Makes the problem of a date cell.
pub(super) fn date_problem(cell: &str, error: &DateError, location: Location) -> Diagnostic {
    if is_relative(cell) {
        let message = format!("`{cell}` depends on when it was written");
        return Diagnostic::new(Code::RELATIVE_DATE, location, message).with_cell(cell).with_hint(
            "write the day the source means, or the span it can be, as in `[2025-11-17..2025-11-23]`",
        );
    }
    if let Some(turned) = turned(cell, error) {
        let message = format!("`{cell}` ends before it begins");
        return Diagnostic::new(Code::REVERSED_DATES, location, message).with_cell(cell).with_hint(turned);
    }
    if let Some(day) = counted_day(cell) {
        let message = format!("`{cell}` is not a date but the number of a day, as spreadsheets count them");
        let hint = format!(
            "if the spreadsheet shows {day}, write `{day}`; a column formatted as text keeps what is typed"
        );
        return Diagnostic::new(Code::BAD_DATE, location, message).with_cell(cell).with_hint(hint);
    }
    let readings = readings(cell);
    let message = if !readings.is_empty() {
        format!("`{cell}` is not a date in the form year-month-day")
    } else if is_numbers(cell) {
        format!("`{cell}` is no day of the calendar")
    } else if is_words(cell) {
        format!("`{cell}` is not a date")
    } else {
        format!("`{cell}` is not a date: {}", error.reason)
    };
    let words = words_of(cell);
    let hint = match readings.as_slice() {
        [] if words.is_empty() || NOTHING.contains(&&*words.join(" ")) => {
            "leave the cell empty when there is no date".to_owned()
        }
        [] if is_words(cell) && words.iter().any(|word| is_year(word)) => {
            "write the span that it can be, as `2025-05/2025-08`, or the year alone".to_owned()
        }
        [] => "write it as `2025-11-26`, `2025-11`, `2025` or a span such as `2005/..`".to_owned(),
        [only] => format!("write `{}`", only.date),
        [first, second, ..] => format!("write `{}` or `{}`, whichever is meant", first.date, second.date),
    };
    let problem = Diagnostic::new(Code::BAD_DATE, location, message).with_cell(cell).with_hint(hint);
    match <[Reading; 1]>::try_from(readings) {
        Ok([Reading { date, whole: true }]) => problem.with_repair(date),
        _ => problem,
    }
}

/// Gives the day that spreadsheets keep as a number of five digits, counted from the last but one day of 1899. Those of old
/// Macintosh computers begin in 1904, so it is no repair.
fn counted_day(cell: &str) -> Option<String> {
    // Day 25,569 is the first of 1970.
    let days = cell.parse::<i32>().ok().filter(|_| cell.len() == 5 && !cell.starts_with('+'))?;
    Some(Day::from_number(days - 25_569).to_string())
}

/// Tells whether a cell is a month or a day in numbers, such as `26/13/2025` or `2025-13`.
fn is_numbers(cell: &str) -> bool {
    ['/', '-'].iter().any(|separator| {
        let parts: Vec<&str> = cell.split(*separator).collect();
        (2..=3).contains(&parts.len())
            && parts.iter().all(|part| !part.is_empty() && is_number(part))
            && parts.iter().filter(|part| part.len() > 2).count() == 1
    })
}

/// Tells whether a cell is something else than the signs of which dates are made; a time of day is part of one.
fn is_words(cell: &str) -> bool {
    let sign = |letter: char| letter.is_ascii_digit() || "XYZTES".contains(letter);
    cell.chars().all(|letter| !letter.is_alphanumeric())
        || cell.chars().any(|letter| letter.is_alphabetic() && !sign(letter))
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

fn is_relative(cell: &str) -> bool {
    let words = words_of(cell);
    !words.iter().any(|word| is_year(word)) && words.iter().any(|word| RELATIVE.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{check_date, counted_day, date_problem, is_relative};
    use crate::diagnostic::{Code, Location};

    #[test]
    fn spans_the_wrong_way_round_are_told() {
        for (cell, wanted) in [("2010/2005", "2005/2010"), ("[2025-12..2025-11]", "[2025-11..2025-12]")] {
            let error = check_date(cell).expect_err("the wrong way round");
            let problem = date_problem(cell, &error, Location::line("r.csv", 2));
            assert_eq!(problem.code, Code::REVERSED_DATES);
            assert!(problem.hint.as_ref().is_some_and(|hint| hint.contains(wanted)), "{cell}: {problem:?}");
        }
    }

    #[test]
    fn a_month_that_is_none_is_said_in_plain_words() {
        let problem =
            |cell: &str| date_problem(cell, &check_date(cell).expect_err("no date"), Location::file("t.csv"));
        for cell in ["26/13/2025", "2025-02-30", "2025-13-01", "2025-13", "31/02/2025"] {
            assert_eq!(problem(cell).message, format!("`{cell}` is no day of the calendar"));
        }
        for cell in ["soon", "mid-2025", "Q3 2025", "Ende 2025", "n/a", "?", "2010–2012?x"] {
            assert_eq!(problem(cell).message, format!("`{cell}` is not a date"));
        }
        assert!(problem("2025-11-26T10:00").message.contains("time"));
        assert!(problem("mid-2025").hint.is_some_and(|hint| hint.contains("span")));
        for cell in ["-", "?", "n/a", "Unknown"] {
            assert!(problem(cell).hint.is_some_and(|hint| hint.contains("empty")), "{cell}");
        }
        for cell in ["2010-2012", "2010–2012"] {
            let problem = problem(cell);
            assert!(
                problem.hint.is_some_and(|hint| hint.contains("`2010/2012` or `[2010..2012]`")),
                "{cell}"
            );
            assert_eq!(problem.repair, None);
        }
    }

    #[test]
    fn the_numbers_of_spreadsheets_are_days() {
        for (cell, day) in [
            ("45987", "2025-11-26"),
            ("10000", "1927-05-18"),
            ("36585", "2000-02-29"),
            ("36586", "2000-03-01"),
            ("44196", "2020-12-31"),
        ] {
            assert_eq!(counted_day(cell).as_deref(), Some(day));
        }
        for other in ["2025", "202511", "+4598", "4598a", ""] {
            assert_eq!(counted_day(other), None, "{other}");
        }
    }

    #[test]
    fn relative_words_are_seen() {
        for cell in ["last week", "yesterday", "Two days ago", "this month", "Monday", "recently"] {
            assert!(is_relative(cell), "{cell}");
        }
        assert!(!is_relative("Monday 24 November 2025"));
    }

    #[test]
    fn only_one_right_date_is_a_repair() {
        let repair = |cell: &str| {
            let error = check_date(cell).expect_err("no date");
            date_problem(cell, &error, Location::file("t.csv")).repair
        };
        assert_eq!(repair("26/11/2025").as_deref(), Some("2025-11-26"));
        for cell in ["03/04/2025", "last week", "2025-11-26 14:30", "26/11/2025?", "soon"] {
            assert_eq!(repair(cell), None, "{cell}");
        }
    }
}
