//! `actant questions`: what can be asked of this folder.

use std::io::{self, BufWriter, Write};

use actant::workspace::DataFolder;

use crate::cli::failure::Failure;
use crate::cli::open;
use crate::cli::terminal::{Talk, command};

/// What `questions` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant questions
  actant questions --all")]
pub struct Arguments {
    /// Make a plain question for every relation type in use, not only for the most frequent
    #[arg(long)]
    all: bool,
}

/// How many plain questions are shown when nobody wants all of them.
const SHOWN: usize = 12;

/// Lists the queries that have a name, and questions made of the folder's own verbs.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let (catalogue, examples) = open::with(folder, |workspace| {
        let (catalogue, errors) = workspace.catalogue();
        for error in errors {
            Talk::new().say(&format!("note: left out: {error}"));
        }
        Ok((catalogue, workspace.examples()?))
    })?;
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "Plain questions (actant ask \"…\"):")?;
    let shown = if arguments.all { examples.len() } else { SHOWN };
    for example in examples.iter().take(shown) {
        writeln!(out, "  {example}")?;
    }
    if examples.len() > shown {
        let all = command(folder, "questions --all");
        writeln!(out, "  and {} more: {all}", examples.len() - shown)?;
    }
    writeln!(out, "\nQueries with a name (actant query NAME):")?;
    let width = catalogue.iter().map(|query| query.name().len()).max().unwrap_or(0);
    for query in catalogue.iter() {
        writeln!(out, "  {:width$}  {}", query.name(), query.header().summary)?;
        let parameters: Vec<&str> =
            query.header().parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        if !parameters.is_empty() {
            writeln!(out, "  {:width$}  --param {}", "", parameters.join(", "))?;
        }
    }
    Ok(out.flush()?)
}
