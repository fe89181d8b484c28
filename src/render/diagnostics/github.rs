//! The report as workflow commands, which GitHub shows as annotations of the rows that a change touches.

use std::io::{self, Write};

use crate::diagnostic::{Report, Severity};
use crate::render::diagnostics::span::Span;
use crate::render::diagnostics::{SourceLine, more};

/// Writes one command a line: `::error file=…,line=…,col=…,endColumn=…,title=code::message`.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn github(report: &Report, source: SourceLine<'_>, out: &mut dyn Write) -> io::Result<()> {
    let more = more(report);
    for problem in report.diagnostics().iter().chain(&more) {
        let command = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let location = &problem.location;
        write!(out, "::{command} file={}", property(location.file.trim_start_matches("./")))?;
        if location.line > 0 {
            write!(out, ",line={}", location.line)?;
        }
        match Span::of(problem, source) {
            // Columns are for a region within one line.
            Some(span) if span.lines() == 1 => {
                write!(out, ",col={},endColumn={}", span.character, span.end_character)?;
            }
            Some(span) => write!(out, ",endLine={}", span.end_line)?,
            None => {}
        }
        let mut message = problem.message.clone();
        if let Some(hint) = &problem.hint {
            message.push_str(&format!("\nhelp: {hint}"));
        }
        writeln!(out, ",title={}::{}", property(problem.code.name()), data(&message))?;
    }
    Ok(())
}

/// Escapes the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command, which also ends at commas and colons.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
