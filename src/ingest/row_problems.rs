//! The words of the problems that keep a row from being told into cells.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::decode::Fault;
use crate::ingest::quoting::{QuoteFault, line_ends, position, scan};

/// Says that a row has `has` cells, the first too many of which is `extra`, where the header has others.
pub(super) fn ragged(
    has: usize,
    extra: &str,
    (line, character): (u32, u32),
    names: &[Arc<str>],
    file: &Arc<str>,
) -> Diagnostic {
    let wants = names.len();
    let cells = if has == 1 { "1 cell".to_owned() } else { format!("{has} cells") };
    if has < wants {
        let missing: Vec<String> = names[has..].iter().map(|name| format!("`{name}`")).collect();
        let location = Location::cell(Arc::clone(file), line, character, Arc::clone(&names[has]));
        let message =
            format!("the row has {cells}, the header {wants}: {} missing", list(&missing, "is", "are"));
        return Diagnostic::new(Code::RAGGED_ROW, location, message)
            .with_hint("write a comma for every empty cell");
    }
    let name = names.last().cloned().unwrap_or_else(|| Arc::from(""));
    let message = format!("the row has {cells}, the header {wants}: `{extra}` is one too many");
    Diagnostic::new(Code::RAGGED_ROW, Location::cell(Arc::clone(file), line, character, name), message)
        .with_cell(extra)
        .with_hint("put a cell that holds a comma in double quotes")
}

fn list(words: &[String], one: &str, many: &str) -> String {
    let verb = if words.len() == 1 { one } else { many };
    format!("{} {verb}", words.join(", "))
}

/// Finds the cell of a byte in the row at `start`, and the address of that byte.
fn place(text: &str, start: usize, at: usize, line: u32, names: &[Arc<str>], file: &Arc<str>) -> Location {
    let mut cells = 0;
    scan(text.as_bytes(), start, 0, |cell| cells += usize::from(cell <= at));
    let (offset, character) = position(&text[start..], at - start);
    let column = cells.saturating_sub(1);
    let name = names.get(column).or(names.last()).cloned().unwrap_or_else(|| Arc::from(""));
    Location::cell(Arc::clone(file), line + offset, character, name)
}

/// Says what is wrong with the quotes of the row at `start`, whose first line is `line`.
pub(super) fn quote_problem(
    text: &str,
    start: usize,
    line: u32,
    fault: QuoteFault,
    names: &[Arc<str>],
    file: &Arc<str>,
) -> Diagnostic {
    match fault {
        QuoteFault::Stray(at) => {
            let location = place(text, start, at, line, names, file);
            let cell = text[start..at].rfind([',', '\n', '\r']).map_or(start, |end| start + end + 1);
            let hint = if cell < at && text[cell..at].trim().is_empty() {
                "delete the white space before the quote"
            } else {
                "put the whole cell in double quotes and write each quote inside it twice"
            };
            Diagnostic::new(Code::STRAY_QUOTE, location, "a quote stands inside a cell").with_hint(hint)
        }
        QuoteFault::Unterminated(at, next) => {
            let location = place(text, start, at, line, names, file);
            let opened = location.line;
            let message = match next {
                Some(next) => {
                    let next = line + line_ends(&text.as_bytes()[start..next]);
                    format!("the quote opened here is never closed; line {next} looks like the next row")
                }
                None => {
                    "the quote opened here is never closed, and no later line looks like a row".to_owned()
                }
            };
            Diagnostic::new(Code::UNTERMINATED_QUOTE, location, message).with_hint(format!(
                "close the quote on line {opened}, or write each quote inside the cell twice"
            ))
        }
    }
}

/// Says what is wrong with the character at `at` of the row at `start`, whose first line is `line`.
pub(super) fn character_problem(
    text: &str,
    start: usize,
    at: usize,
    line: u32,
    fault: Fault,
    names: &[Arc<str>],
    file: &Arc<str>,
) -> Diagnostic {
    let location = place(text, start, at, line, names, file);
    match fault {
        Fault::NotUtf8(byte) => {
            Diagnostic::new(Code::NOT_UTF8, location, format!("the byte `{byte:02X}` is not UTF-8"))
                .with_hint("save the file as UTF-8; a spreadsheet calls it \"CSV UTF-8\"")
        }
        Fault::Control(character) => {
            let message = format!("the character U+{:04X} cannot be kept", u32::from(character));
            Diagnostic::new(Code::CONTROL_CHARACTER, location, message)
                .with_hint("delete the character; it is invisible in most editors")
        }
    }
}
