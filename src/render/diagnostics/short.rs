//! One line for each problem, in the form that editors and `grep` jump from.

use std::io::{self, Write};

use crate::diagnostic::Report;
use crate::render::diagnostics::more;
use crate::render::visible::visible;

/// Writes `file:line:column: severity[code]: message (help: hint)`, one line each; problems that are only
/// counted follow, a line for each code and file.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn short(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let more = more(report);
    for diagnostic in report.diagnostics().iter().chain(&more) {
        let location = diagnostic.location.to_string();
        let (location, message) = (visible(&location), visible(&diagnostic.message));
        write!(out, "{location}: {}[{}]: {message}", diagnostic.severity, diagnostic.code)?;
        if let Some(hint) = &diagnostic.hint {
            write!(out, " (help: {})", visible(hint))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
