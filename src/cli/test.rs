//! `actant test`: the folder's expected answers.

use std::io::{self, BufWriter, Write};

use actant::diagnostic::Location;
use actant::render::{diagnostics, outcomes};
use actant::workspace::{self, DataFolder, Outcome};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::open;
use crate::cli::terminal::page;

/// What `test` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant test
  actant test blame
  actant test --format junit > outcomes.xml")]
pub struct Arguments {
    /// Only expectations with this in their name
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// How to print what became of the expectations
    #[arg(long, value_enum, default_value_t = OutcomeFormat::Human)]
    format: OutcomeFormat,
}

/// Names a format for outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutcomeFormat {
    /// What is met, and the difference where one is not
    Human,
    /// One line for each difference: file:line: name: difference
    Short,
    /// An array of objects
    Json,
    /// JUnit XML, for continuous integration
    Junit,
}

/// So many expectations are named when none fits.
const NAMED: usize = 3;

/// Asks what the folder expects; it fails when an answer is another, or when nothing is expected.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let (mut expectations, report) = workspace::expectations(folder)?;
    if report.has_errors() {
        let lines = workspace::source_lines(folder, &report);
        let line = |location: &Location| lines.get(&location.file, location.line).map(str::to_owned);
        diagnostics::human(&report, page(), &line, &mut io::stderr())?;
        return Err(Failure::Reported);
    }
    if expectations.is_empty() {
        return Err(Failure::Bad {
            message: format!("nothing is expected of `{}`", folder.path().display()),
            causes: Vec::new(),
            hint: Some(
                "write expectations to `tests.toml` in it; docs/testing.md describes the format".to_owned(),
            ),
        });
    }
    let words = arguments.words.join(" ").to_lowercase();
    let names: Vec<String> =
        expectations.iter().take(NAMED).map(|expectation| expectation.name.clone()).collect();
    expectations.retain(|expectation| expectation.name.to_lowercase().contains(&words));
    if expectations.is_empty() {
        return Err(Failure::Usage {
            message: format!("no expectation has `{words}` in its name"),
            hint: Some(format!("there is, for one, `{}`", names.join("`, `"))),
        });
    }
    let outcomes = open::with(folder, |workspace| Ok(workspace.test(&expectations)?))?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        OutcomeFormat::Human => outcomes::human(&outcomes, page(), &mut out)?,
        OutcomeFormat::Short => outcomes::short(&outcomes, &mut out)?,
        OutcomeFormat::Json => outcomes::json(&outcomes, &mut out)?,
        OutcomeFormat::Junit => outcomes::junit(&outcomes, &mut out)?,
    }
    out.flush()?;
    if outcomes.iter().all(Outcome::is_met) { Ok(()) } else { Err(Failure::Reported) }
}
