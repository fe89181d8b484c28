//! Arguments, streams and exit codes, one file for each verb. No domain logic: a verb asks the workspace and hands
//! the answer to `render`.
//!
//! stdout carries data, stderr carries talk. Exit codes: 0 done, 1 the data or the answer is not good, 2 usage.

mod ask;
mod balance;
mod build;
mod check;
mod closing;
mod completions;
mod diff;
mod dispute;
mod explain;
mod export;
mod failure;
mod fix;
mod format;
mod groups;
mod help;
mod init;
mod limits;
mod measure;
mod network;
mod open;
mod path;
mod query;
mod questions;
mod rank;
mod scope;
mod serve;
mod terminal;
mod test;
mod timeline;
mod why;

use std::path::PathBuf;
use std::process::ExitCode;

use actant::workspace::{ColumnNames, DataFolder, Encoding, ReadOptions};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::cli::failure::Failure;

/// Who did what to whom, who says so, and where it is written.
#[derive(Debug, Parser)]
#[command(name = "actant", version, max_term_width = 100, disable_help_subcommand = true)]
struct Arguments {
    /// The folder of tables, or one table
    #[arg(short = 'd', long = "dir", value_name = "DIR", default_value = FOLDER, global = true)]
    folder: PathBuf,
    /// A column by what it means: subject=Sender
    #[arg(long = "map", value_name = "NAME=COLUMN", global = true)]
    columns: Vec<String>,
    // The next two are named by the errors that they are for, and by the examples of `check`.
    /// The encoding of tables that are not UTF-8, such as windows-1252
    #[arg(long, value_name = "NAME", value_parser = Encoding::find, global = true, hide = true)]
    encoding: Option<Encoding>,
    /// Read control characters as U+FFFD instead of refusing them
    #[arg(long, global = true, hide = true)]
    replace_control: bool,
    #[command(subcommand)]
    verb: Verb,
}

/// The folder that is read when none is named.
const FOLDER: &str = "data";

// Each line is short, because two verbs share a line of the first screen; where a heading of it begins, `help` says.
#[derive(Debug, Subcommand)]
enum Verb {
    /// Make a folder to start from
    Init(init::Arguments),
    /// Find every problem
    Check(check::Arguments),
    /// Explain a kind of problem
    Explain(explain::Arguments),
    /// Build the graph
    Build(build::Arguments),
    /// Test the expected answers
    Test(test::Arguments),
    /// Say what changed
    Diff(diff::Arguments),
    /// Ask in plain words
    Ask(ask::Arguments),
    /// List what can be asked
    Questions(questions::Arguments),
    /// Run a query in SPARQL
    Query(query::Arguments),
    /// Show the claims behind it
    Why(why::Arguments),
    /// Show who stands where
    Dispute(dispute::Arguments),
    /// Show what happened when
    Timeline(timeline::Arguments),
    /// Find how two are connected
    Path(path::Arguments),
    /// Rank actors by centrality
    Rank(rank::Arguments),
    /// Find who belongs together
    Groups(groups::Arguments),
    /// Weigh friends and foes
    Balance(balance::Arguments),
    /// Tie actors by stance
    Network(network::Arguments),
    /// Write it for other tools
    Export(export::Arguments),
    /// Serve it over HTTP
    Serve(serve::Arguments),
    /// Complete words in a shell
    Completions(completions::Arguments),
    #[command(hide = true)]
    ServeWorker,
    #[command(hide = true)]
    ServeBuild(serve::BuilderArguments),
}

/// Runs the program.
pub fn run() -> ExitCode {
    let matches = help::with_screen(Arguments::command()).get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let columns = match read_columns(&arguments.columns) {
        Ok(columns) => columns,
        Err(failure) => return failure.report(),
    };
    let options = ReadOptions {
        columns,
        encoding: arguments.encoding,
        replace_control: arguments.replace_control,
        ..ReadOptions::default()
    };
    let folder = DataFolder::new(arguments.folder, options);
    let done = match arguments.verb {
        Verb::Init(verb) => init::run(&folder, &verb),
        Verb::Check(verb) => check::run(&folder, &verb),
        Verb::Build(verb) => build::run(&folder, &verb),
        Verb::Ask(verb) => ask::run(&folder, &verb),
        Verb::Why(verb) => why::run(&folder, &verb),
        Verb::Dispute(verb) => dispute::run(&folder, &verb),
        Verb::Timeline(verb) => timeline::run(&folder, &verb),
        Verb::Query(verb) => query::run(&folder, &verb),
        Verb::Questions(verb) => questions::run(&folder, &verb),
        Verb::Path(verb) => path::run(&folder, &verb),
        Verb::Rank(verb) => rank::run(&folder, &verb),
        Verb::Groups(verb) => groups::run(&folder, &verb),
        Verb::Balance(verb) => balance::run(&folder, &verb),
        Verb::Network(verb) => network::run(&folder, &verb),
        Verb::Export(verb) => export::run(&folder, &verb),
        Verb::Test(verb) => test::run(&folder, &verb),
        Verb::Diff(verb) => diff::run(&folder, &verb),
        Verb::Serve(verb) => serve::run(&folder, &verb),
        Verb::ServeWorker => serve::work(&folder),
        Verb::ServeBuild(verb) => serve::build(&folder, &verb),
        Verb::Explain(verb) => explain::run(&verb),
        Verb::Completions(verb) => completions::run(&verb),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn read_columns(lines: &[String]) -> Result<ColumnNames, Failure> {
    let mut columns = ColumnNames::default();
    for line in lines {
        columns.add(line).map_err(|error| Failure::Usage {
            message: format!("--map {line}: {error}"),
            hint: Some(error.hint()),
        })?;
    }
    Ok(columns)
}
