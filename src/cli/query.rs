//! `actant query`: SPARQL by name, from a file, or from standard input.

use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use actant::render::{self, Names, ResultFormat};
use actant::workspace::{Answer, DataFolder, Found, LeftOut, Query, QueryOptions, Workspace, WorkspaceError};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::limits::LimitArguments;
use crate::cli::open;
use crate::cli::scope::ScopeArguments;
use crate::cli::terminal::{Talk, page};

/// What `query` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant query who-blamed-whom --param blamer=Pakistan
  actant query queries/members.rq --format csv
  echo 'SELECT * { ?s ?p ?o } LIMIT 5' | actant query -")]
pub struct Arguments {
    /// The name of a query (see `actant questions`), a file, or - for standard input
    #[arg(value_name = "NAME|FILE|-")]
    query: String,
    /// Restrict a parameter of the query: an id, a label or an alias; may be given more than once
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    parameters: Vec<(String, String)>,
    /// How to print the answer; the default is a table, or Turtle for a graph
    #[arg(long, value_enum)]
    format: Option<AnswerFormat>,
    /// Run the query and print how it was done instead of its answer: rows and time of every operator
    #[arg(long, conflicts_with = "format")]
    explain: bool,
    #[command(flatten)]
    limits: LimitArguments,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// Names a format for the answer of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AnswerFormat {
    /// Aligned columns for reading
    Table,
    /// A table for a report
    Markdown,
    /// SPARQL 1.1 Query Results CSV
    Csv,
    /// SPARQL 1.1 Query Results TSV
    Tsv,
    /// SPARQL 1.1 Query Results JSON
    Json,
    /// SPARQL Query Results XML
    Xml,
    /// Turtle, for a graph
    Turtle,
    /// N-Triples, for a graph
    Ntriples,
}

fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) => Ok((name.trim().to_owned(), value.trim().to_owned())),
        None => Err("write a parameter as NAME=VALUE, such as blamer=Pakistan".to_owned()),
    }
}

/// Runs a query.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let text = read(&arguments.query)?;
    let scope = arguments.scope.scope();
    let limits = arguments.limits.limits();
    let options = QueryOptions { explain: arguments.explain, limits, ..QueryOptions::default() };
    if let Some(format) = arguments.format.and_then(AnswerFormat::of_programs) {
        return open::with(folder, |workspace| {
            let query = find(workspace, &arguments.query, text.as_deref())?;
            let (found, _) = workspace.find(&query, &arguments.parameters, &scope, options)?;
            write(workspace, format, found)
        });
    }
    let mut out = BufWriter::new(io::stdout().lock());
    if arguments.explain {
        // Nobody sees the answer, so none of its terms is made.
        let explained = open::with(folder, |workspace| {
            let query = find(workspace, &arguments.query, text.as_deref())?;
            Ok(workspace.find(&query, &arguments.parameters, &scope, options)?.1)
        })?;
        out.write_all(render::explanation(&explained).as_bytes())?;
        out.flush()?;
        return Ok(());
    }
    let (answer, base, left_out) = open::with(folder, |workspace| {
        let query = find(workspace, &arguments.query, text.as_deref())?;
        let (answer, _) = workspace.query_with(&query, &arguments.parameters, &scope, options)?;
        let left_out = workspace.left_out(&query, &arguments.parameters, &scope, &answer)?;
        Ok((answer, workspace.summary().base.clone(), left_out))
    })?;
    let names = Names::new(base);
    match (arguments.format, &answer) {
        (Some(AnswerFormat::Markdown), Answer::Table(table)) => render::markdown(table, &names, &mut out)?,
        (_, Answer::Table(table)) => render::table(table, &names, page(), &mut out)?,
        (_, Answer::Boolean(answer)) => writeln!(out, "{}", if *answer { "yes" } else { "no" })?,
        (None, Answer::Graph(_)) => render::results(ResultFormat::Turtle, &answer, &names, &mut out)?,
        (Some(_), Answer::Graph(_)) => {
            return Err(Failure::usage("a graph cannot be printed as a table; try --format turtle"));
        }
    }
    out.flush()?;
    if let Answer::Table(table) = &answer
        && table.rows.is_empty()
    {
        Talk::new().say("no results");
    }
    for line in LeftOut::lines(&left_out) {
        Talk::new().say(&format!("note: {line}"));
    }
    Ok(())
}

impl AnswerFormat {
    /// Gives the format if it is one for programs: they want the plain answer, and do not wait for a second one to
    /// compare it with.
    fn of_programs(self) -> Option<ResultFormat> {
        match self {
            Self::Table | Self::Markdown => None,
            Self::Csv => Some(ResultFormat::Csv),
            Self::Tsv => Some(ResultFormat::Tsv),
            Self::Json => Some(ResultFormat::Json),
            Self::Xml => Some(ResultFormat::Xml),
            Self::Turtle => Some(ResultFormat::Turtle),
            Self::Ntriples => Some(ResultFormat::NTriples),
        }
    }
}

/// Writes what a query found, straight from the graph.
fn write(workspace: &Workspace, format: ResultFormat, found: Found<'_>) -> Result<(), Failure> {
    let mut empty = false;
    if let Found::Solutions(solutions) = &found {
        empty = solutions.is_empty();
        // What is written cannot be taken back, so damage is looked for before.
        solutions.touch().map_err(WorkspaceError::from)?;
    }
    let names = Names::new(workspace.summary().base.clone());
    let mut out = BufWriter::new(io::stdout().lock());
    render::found(format, found, &names, &mut out)?;
    out.flush()?;
    if empty {
        Talk::new().say("no results");
    }
    Ok(())
}

/// Reads the text of a query that is not in the catalogue: a file, or standard input.
fn read(query: &str) -> Result<Option<String>, Failure> {
    if query == "-" {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text)?;
        return Ok(Some(text));
    }
    let path = Path::new(query);
    if path.extension().is_some_and(|ending| ending == "rq") || query.contains(std::path::MAIN_SEPARATOR) {
        let text = fs::read_to_string(path).map_err(|error| Failure::Bad {
            message: format!("cannot read the query file `{query}`"),
            causes: vec![error.to_string()],
            hint: None,
        })?;
        return Ok(Some(text));
    }
    Ok(None)
}

fn find(workspace: &Workspace, name: &str, text: Option<&str>) -> Result<Query, Failure> {
    match text {
        Some(text) => {
            let name = Path::new(name).file_stem().map_or_else(|| name.into(), |stem| stem.to_string_lossy());
            Ok(Query::new(name, text)?.with_prefixes(workspace.prefixes()))
        }
        None => {
            let (catalogue, errors) = workspace.catalogue();
            for error in errors {
                Talk::new().say(&format!("note: left out: {error}"));
            }
            Ok(catalogue.find(name)?.clone())
        }
    }
}
