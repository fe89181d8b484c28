//! The report as one JSON array, for programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::render::diagnostics::more;

/// Writes an array with one object to a line; every object has all keys, with `null` for what it does not have.
///
/// The keys are `code`, `severity`, `file`, `line`, `column`, `column_name`, `message`, `cell`, `hint` and
/// `related`, an array of objects with `file`, `line`, `column`, `column_name` and `message`. Problems that are only
/// counted follow, one object for each code and file.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    let more = more(report);
    for (number, diagnostic) in report.diagnostics().iter().chain(&more).enumerate() {
        out.write_all(if number == 0 { b"\n  " } else { b",\n  " })?;
        serde_json::to_writer(&mut *out, &Entry::of(diagnostic))?;
    }
    out.write_all(if report.is_empty() { b"]\n" } else { b"\n]\n" })
}

#[derive(Serialize)]
struct Entry<'report> {
    code: Code,
    severity: Severity,
    #[serde(flatten)]
    address: Address<'report>,
    message: &'report str,
    cell: Option<&'report str>,
    hint: Option<&'report str>,
    related: Vec<Related<'report>>,
}

#[derive(Serialize)]
struct Related<'report> {
    #[serde(flatten)]
    address: Address<'report>,
    message: &'report str,
}

#[derive(Serialize)]
struct Address<'report> {
    file: &'report str,
    line: Option<u32>,
    column: Option<u32>,
    column_name: Option<&'report str>,
}

impl<'report> Entry<'report> {
    fn of(diagnostic: &'report Diagnostic) -> Self {
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity,
            address: Address::of(&diagnostic.location),
            message: &diagnostic.message,
            cell: diagnostic.cell.as_deref(),
            hint: diagnostic.hint.as_deref(),
            related: diagnostic
                .related
                .iter()
                .map(|(location, message)| Related { address: Address::of(location), message })
                .collect(),
        }
    }
}

impl<'report> Address<'report> {
    fn of(location: &'report Location) -> Self {
        let column = location.column.as_ref();
        Self {
            file: &location.file,
            line: (location.line > 0).then_some(location.line),
            column: column.map(|column| column.character),
            column_name: column.map(|column| &*column.name).filter(|name| !name.is_empty()),
        }
    }
}
