//! The small languages of cells: lists, flags and counts.

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
pub(super) fn count_hint(cell: &str) -> String {
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
