//! `actant check`: every problem at once.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use actant::diagnostic::{Diagnostic, Location, Report};
use actant::render::diagnostics;
use actant::workspace::{self, DataFolder};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::fix::{self, FixArguments, Fixed};
use crate::cli::terminal::{Talk, command, counted, page};

/// How many problems are drawn for a person who does not say how many.
const SHOWN: usize = 50;

/// What `check` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant check
  actant -d my-folder check --format short
  actant -d my-folder check --fix
  actant check --format sarif > problems.sarif
  actant check --encoding windows-1252")]
pub struct Arguments {
    /// How to print the problems
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
    /// Print so many problems, errors first, and count the rest by kind; 0 prints all that are kept,
    /// the first thousand of each kind in each file [default: 50 for people, else 0]
    #[arg(long, value_name = "N", hide_default_value = true)]
    max_errors: Option<usize>,
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
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// Commands that a GitHub workflow shows as annotations
    Github,
}

/// Checks a folder; it fails when there is an error.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    match fix::run(folder, &arguments.fix, arguments.format == ReportFormat::Human)? {
        Fixed::Shown { anything } => return if anything { Err(Failure::Reported) } else { Ok(()) },
        Fixed::NotAsked | Fixed::Done => {}
    }
    let (_, mut report) = workspace::check(folder)?;
    report.extend(workspace::expectations(folder)?.1);
    report.sort();
    let format = arguments.format;
    let most = arguments.max_errors.unwrap_or(if format == ReportFormat::Human { SHOWN } else { 0 });
    let shown = if most == 0 { report.clone() } else { report.first(most) };
    write(&shown, folder, format)?;
    if format == ReportFormat::Human {
        offer(&report, folder)?;
    }
    if report.has_errors() { Err(Failure::Reported) } else { Ok(()) }
}

fn write(report: &Report, folder: &DataFolder, format: ReportFormat) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let lines = match format {
        ReportFormat::Short | ReportFormat::Json => workspace::SourceLines::default(),
        _ => workspace::source_lines(folder, report),
    };
    let line = |location: &Location| lines.get(&location.file, location.line).map(str::to_owned);
    match format {
        ReportFormat::Human => diagnostics::human(report, page(), &line, &mut out)?,
        ReportFormat::Short => diagnostics::short(report, &mut out)?,
        ReportFormat::Json => diagnostics::json(report, &mut out)?,
        ReportFormat::Sarif => diagnostics::sarif(report, &line, &mut out)?,
        ReportFormat::Github => diagnostics::github(report, &line, &mut out)?,
    }
    if report.is_empty() && format == ReportFormat::Human {
        writeln!(out, "no problems")?;
    }
    out.flush()?;
    Ok(())
}

/// Says how many of the problems `--fix` repairs, if any.
fn offer(report: &Report, folder: &DataFolder) -> Result<(), Failure> {
    let repairs = repairs(report, folder)?;
    if repairs > 0 {
        let them = if repairs == 1 { "one right repair" } else { "one right repair each" };
        let fix = command(folder, "check --fix --dry-run");
        Talk::new().say(&format!("{} with {them}; to see: {fix}", counted(repairs, "problem")));
    }
    Ok(())
}

/// Counts the problems that `--fix` repairs: those with one right repair, in files that it does not leave alone.
fn repairs(report: &Report, folder: &DataFolder) -> Result<usize, Failure> {
    let mut problems = report.diagnostics().iter().filter(|problem| problem.repair.is_some()).peekable();
    if problems.peek().is_none() {
        return Ok(0);
    }
    let skipped = workspace::not_repaired(folder)?;
    // A sheet is named after its workbook.
    let file = |problem: &Diagnostic| problem.location.file.split('#').next().unwrap_or_default().to_owned();
    Ok(problems
        .filter(|problem| !skipped.iter().any(|(path, _)| Path::new(path).ends_with(file(problem))))
        .count())
}
