//! `actant diff`: what changed between two states of a folder.

use std::io::{self, BufWriter, Write};

use actant::render::changes;
use actant::workspace::{self, DataFolder};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::scope::ScopeArguments;
use crate::cli::terminal::page;

/// What `diff` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant diff data my-folder
  actant build --output before.graph && actant diff before.graph
  actant diff data my-folder --format markdown > comment.md
  actant diff data my-folder --world accepted --exclude-anonymous

Two revisions of a git repository: actant diff HEAD~1 HEAD")]
pub struct Arguments {
    /// The earlier state: a folder, a file that `build --output` wrote, or a git revision
    #[arg(value_name = "BEFORE")]
    before: String,
    /// The later state; the folder itself when it is left out
    #[arg(value_name = "AFTER")]
    after: Option<String>,
    /// How to print what changed
    #[arg(long, value_enum, default_value_t = ChangesFormat::Table)]
    format: ChangesFormat,
    /// End with 1 when anything changed
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// Names a format for changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ChangesFormat {
    /// A heading for each kind of change, for reading
    Table,
    /// Tables for a pull request
    Markdown,
    /// One object with every change
    Json,
}

/// Compares two states.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let scope = arguments.scope.scope();
    let found = workspace::diff(folder, &arguments.before, arguments.after.as_deref(), &scope)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        ChangesFormat::Table => changes::human(&found, page(), &mut out)?,
        ChangesFormat::Markdown => changes::markdown(&found, &mut out)?,
        ChangesFormat::Json => changes::json(&found, &mut out)?,
    }
    out.flush()?;
    if arguments.exit_code && !found.is_empty() { Err(Failure::Reported) } else { Ok(()) }
}
