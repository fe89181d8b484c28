//! `actant check`: every problem at once.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use actant::render::diagnostics;
use actant::workspace;
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::fix::{self, FixArguments, Fixed};
use crate::cli::terminal::{Talk, command, counted, page, source_line};

/// What `check` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant check
  actant -d my-folder check --format short
  actant -d my-folder check --fix")]
pub struct Arguments {
    /// How to print the problems
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
    #[command(flatten)]
    fix: FixArguments,
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
pub fn run(folder: &Path, arguments: &Arguments) -> Result<(), Failure> {
    match fix::run(folder, &arguments.fix, arguments.format == ReportFormat::Human)? {
        Fixed::Shown { anything } => return if anything { Err(Failure::Reported) } else { Ok(()) },
        Fixed::NotAsked | Fixed::Done => {}
    }
    let (_, report) = workspace::check(folder)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        ReportFormat::Human => diagnostics::human(&report, page(), &source_line, &mut out)?,
        ReportFormat::Short => diagnostics::short(&report, &mut out)?,
        ReportFormat::Json => diagnostics::json(&report, &mut out)?,
    }
    if report.is_empty() && arguments.format == ReportFormat::Human {
        writeln!(out, "no problems")?;
    }
    out.flush()?;
    let repairs = report.diagnostics().iter().filter(|problem| problem.repair.is_some()).count();
    if repairs > 0 && arguments.format == ReportFormat::Human {
        let them = if repairs == 1 { "one right repair" } else { "one right repair each" };
        let fix = command(folder, "check --fix --dry-run");
        Talk::new().say(&format!("{} with {them}; to see: {fix}", counted(repairs, "problem")));
    }
    if report.has_errors() { Err(Failure::Reported) } else { Ok(()) }
}
