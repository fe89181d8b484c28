//! The words of the problems that keep a row from being told into cells.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::decode::Fault;
use crate::ingest::layout::Layout;
use crate::ingest::limits::size;
use crate::ingest::quoting::{QuoteFault, line_ends, position, scan};
use crate::ingest::rows::Row;

/// Says that a row has other cells than the header; the first that is missing, or too many, is at the address.
pub(super) fn ragged(
    row: &Row<'_>,
    (line, character): (u32, u32),
    names: &[Arc<str>],
    file: &Arc<str>,
) -> Diagnostic {
    let (has, wants) = (row.cells.len(), names.len());
    let cells = if has == 1 { "1 cell".to_owned() } else { format!("{has} cells") };
    let separator = separator_word(row.layout);
    let location = |name: Option<&Arc<str>>| {
        let name = name.cloned().unwrap_or_else(|| Arc::from(""));
        Location::cell(Arc::clone(file), line, character, name)
    };
    if is_conflict(row.raw) {
        let mark = row.raw.split(' ').next().unwrap_or_default();
        let message =
            format!("the line is no row but `{mark}`, which git puts between two versions of a file");
        return Diagnostic::new(Code::RAGGED_ROW, location(names.get(has).or(names.last())), message)
            .with_hint(
                "keep one of the two versions, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
            );
    }
    if has < wants {
        let missing: Vec<String> = names[has..].iter().map(|name| format!("`{name}`")).collect();
        let message =
            format!("the row has {cells}, the header {wants}: {} missing", list(&missing, "is", "are"));
        return Diagnostic::new(Code::RAGGED_ROW, location(Some(&names[has])), message)
            .with_hint(format!("write a {separator} for every empty cell"));
    }
    let extra = row.cell(Some(wants));
    let what = if extra.is_empty() { "an empty cell".to_owned() } else { format!("`{extra}`") };
    let message = format!("the row has {cells}, the header {wants}: {what} is one too many");
    Diagnostic::new(Code::RAGGED_ROW, location(names.last()), message).with_cell(extra).with_hint(
        if row.layout.sheet {
            "give the column a name in the header, or delete what is in it".to_owned()
        } else if row.raw.contains(['\u{201c}', '\u{201d}', '\u{201e}']) {
            format!("curly quotes do not hold a cell together: put a cell that holds a {separator} in straight ones, `\"`")
        } else {
            format!("put a cell that holds a {separator} in double quotes")
        },
    )
}

/// Tells whether a line is one of those that git writes where two versions of a file do not go together.
fn is_conflict(raw: &str) -> bool {
    raw == "=======" || ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|mark| raw.starts_with(mark))
}

/// Says that a row is the header once more.
pub(super) fn repeated_header(row: &Row<'_>, names: &[Arc<str>], file: &Arc<str>) -> Diagnostic {
    let (line, character) = row.address(0);
    let name = names.first().cloned().unwrap_or_else(|| Arc::from(""));
    let location = Location::cell(Arc::clone(file), line, character, name);
    Diagnostic::new(Code::REPEATED_HEADER, location, "the row is the header once more")
        .with_hint("delete the row; a table has its header on the first line only")
}

/// Names what separates cells.
pub(super) fn separator_word(layout: &Layout) -> &'static str {
    match layout.separator {
        b';' => "semicolon",
        b'\t' => "tab",
        _ => "comma",
    }
}

/// Says that the cell of a column has more bytes than it may.
pub(super) fn long_cell(
    bytes: usize,
    most: usize,
    (line, character): (u32, u32),
    name: Option<&Arc<str>>,
    file: &Arc<str>,
) -> Diagnostic {
    let name = name.cloned().unwrap_or_else(|| Arc::from(""));
    let message = format!("the cell has {bytes} bytes, more than {}", size(most as u64));
    Diagnostic::new(Code::TOO_LARGE, Location::cell(Arc::clone(file), line, character, name), message)
        .with_hint(format!("write `cell = \"{}\"` under `[limits]` in actant.toml", roomy(bytes)))
}

/// Gives a size in which `bytes` have room.
fn roomy(bytes: usize) -> String {
    size((bytes as u64).next_power_of_two())
}

fn list(words: &[String], one: &str, many: &str) -> String {
    let verb = if words.len() == 1 { one } else { many };
    format!("{} {verb}", words.join(", "))
}

/// Holds one row while it is looked at for what keeps it from being read.
pub(super) struct Spot<'a> {
    /// The block.
    pub text: &'a str,
    /// The byte of the block at which the row begins.
    pub start: usize,
    /// The line of that byte.
    pub line: u32,
    /// How the file is written.
    pub layout: &'a Layout,
    /// The columns of the header.
    pub names: &'a [Arc<str>],
    /// The path as shown to people.
    pub file: &'a Arc<str>,
}

impl Spot<'_> {
    /// Finds the cell of a byte, and the address of that byte; in the sheet of a workbook the address of the cell.
    fn place(&self, at: usize) -> Location {
        let mut cells = 0;
        scan(self.text.as_bytes(), self.start, self.layout.separator, 0, |cell| {
            cells += usize::from(cell <= at);
        });
        let column = cells.saturating_sub(1);
        let (offset, character) = if self.layout.sheet {
            (0, u32::try_from(column + 1).unwrap_or(u32::MAX))
        } else {
            position(&self.text[self.start..], at - self.start)
        };
        let name = self.names.get(column).or(self.names.last()).cloned().unwrap_or_else(|| Arc::from(""));
        Location::cell(Arc::clone(self.file), self.line + offset, character, name)
    }
}

/// Says that a row, which ends before `end`, has more bytes than it may.
pub(super) fn long_row(spot: &Spot<'_>, end: usize) -> Diagnostic {
    let most = spot.layout.limits.row;
    let message = format!("the row has more than {}", size(most as u64));
    Diagnostic::new(Code::TOO_LARGE, spot.place(spot.start + most.min(end - spot.start)), message).with_hint(
        format!(
            "if no quote or line end is missing, write `row = \"{}\"` under `[limits]` in actant.toml",
            roomy(most + 1)
        ),
    )
}

/// Says what is wrong with the quotes of a row.
pub(super) fn quote_problem(spot: &Spot<'_>, fault: QuoteFault) -> Diagnostic {
    let (text, start, line) = (spot.text, spot.start, spot.line);
    match fault {
        QuoteFault::Stray(at) => {
            let ends = [char::from(spot.layout.separator), '\n', '\r'];
            let cell = text[start..at].rfind(ends).map_or(start, |end| start + end + 1);
            let hint = if cell < at && text[cell..at].trim().is_empty() {
                "delete the white space before the quote"
            } else {
                "put the whole cell in double quotes and write each quote inside it twice"
            };
            Diagnostic::new(Code::STRAY_QUOTE, spot.place(at), "a quote stands inside a cell").with_hint(hint)
        }
        QuoteFault::Unterminated(at, next) => {
            let location = spot.place(at);
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

/// Says what is wrong with the character at `at`; nothing when it was said once for the whole file.
pub(super) fn character_problem(spot: &Spot<'_>, at: usize, fault: Fault) -> Option<Diagnostic> {
    let problem = |code, message: String, hint: &str| {
        Some(Diagnostic::new(code, spot.place(at), message).with_hint(hint))
    };
    match (fault, spot.layout.decoded) {
        (Fault::NotUtf8(byte), None) => problem(
            Code::NOT_UTF8,
            format!("the byte `{byte:02X}` is not UTF-8"),
            "type the character again, and save the file as UTF-8",
        ),
        (Fault::NotUtf8(_), Some(decoded)) if decoded.assumed => None,
        (Fault::NotUtf8(_), Some(decoded)) => problem(
            Code::MALFORMED_TEXT,
            format!("what stands here is not {}", decoded.encoding),
            "name the right encoding, or type the character again",
        ),
        (Fault::Control(character), _) => problem(
            Code::CONTROL_CHARACTER,
            format!("the character U+{:04X} cannot be kept", u32::from(character)),
            "delete the character, which most editors do not show; `--replace-control` puts U+FFFD in its place",
        ),
        (Fault::Replaced(character), _) => problem(
            Code::REPLACED_CHARACTER,
            format!("the character U+{:04X} is read as U+FFFD", u32::from(character)),
            "delete the character, which most editors do not show",
        ),
        (Fault::Lost, _) => problem(
            Code::LOST_CHARACTER,
            "the character U+FFFD stands for one that was lost before".to_owned(),
            "type the character that it should be",
        ),
    }
}
