//! `actant check`: every problem at once.

use std::io::{self, BufWriter, Write};

use actant::render::diagnostics;
use actant::workspace::{self, DataFolder};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::terminal::page;

/// What `check` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant check
  actant -d my-folder check --format short
  actant check --encoding windows-1252
  actant check --replace-control")]
pub struct Arguments {
    /// How to print the problems
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
}

/// Names a format for problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// With the line and a mark under the cell
    Human,
    /// One line each: file:line:column: severity[code]: message
    Short,
    /// An array of objects
    Json,
}

/// Checks a folder; it fails when there is an error.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let (_, report) = workspace::check(folder)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        ReportFormat::Human => {
            let lines = workspace::source_lines(folder, &report)?;
            diagnostics::human(&report, page(), &|place| lines.get(place), &mut out)?;
        }
        ReportFormat::Short => diagnostics::short(&report, &mut out)?,
        ReportFormat::Json => diagnostics::json(&report, &mut out)?,
    }
    if report.is_empty() && arguments.format == ReportFormat::Human {
        writeln!(out, "no problems")?;
    }
    out.flush()?;
    if report.has_errors() { Err(Failure::Reported) } else { Ok(()) }
}
