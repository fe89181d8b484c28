//! The small languages of cells: lists, flags, counts and statuses, and what to say of a cell that is none.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::model::Status;
use crate::spelling::{is_near, odd_characters, unmask};

/// Splits a list and leaves out what is empty.
pub(super) fn list<'a>(cell: &'a str, separators: &'a [char]) -> impl Iterator<Item = &'a str> {
    cell.split(separators).map(str::trim).filter(|part| !part.is_empty())
}

/// Reads yes or no.
pub(super) fn flag(cell: &str) -> Option<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "yes" | "true" | "y" | "1" | "x" => Some(true),
        "no" | "false" | "n" | "0" => Some(false),
        _ => None,
    }
}

/// Reads a whole number that is not negative.
pub(super) fn count(cell: &str) -> Option<u32> {
    let digits = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    if digits { cell.parse().ok().filter(|number| *number != u32::MAX) } else { None }
}

/// Says what to type instead of a count that is none.
fn count_hint(cell: &str) -> String {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let grouped = cell
        .chars()
        .all(|character| character.is_ascii_digit() || matches!(character, ',' | '.' | ' ' | '\''));
    if grouped && count(&digits).is_some() && !cell.contains('.') {
        format!("write `{digits}`")
    } else {
        "write a whole number; words such as \"about\" or \"at least\" belong in the note".to_owned()
    }
}

/// Makes the problem of a cell that is not a status.
pub(super) fn bad_status(cell: &str, location: Location) -> Diagnostic {
    let words = Status::ALL.map(|status| format!("`{status}`")).join(", ");
    let near = Status::ALL.iter().find(|status| is_near(cell, status.word()));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {words}"),
    };
    let mut message = format!("`{cell}` is not a status");
    for odd in odd_characters(cell, near.map(|near| near.word())) {
        message.push_str("; ");
        message.push_str(&odd);
    }
    let problem = Diagnostic::new(Code::BAD_STATUS, location, message).with_cell(cell).with_hint(hint);
    match Status::parse(unmask(cell).trim()) {
        Some(status) => problem.with_repair(status.word()),
        None => problem,
    }
}

/// Makes the problem of a cell that is not a whole number.
pub(super) fn bad_count(cell: &str, location: Location) -> Diagnostic {
    Diagnostic::new(Code::BAD_COUNT, location, format!("`{cell}` is not a whole number"))
        .with_cell(cell)
        .with_hint(count_hint(cell))
}
