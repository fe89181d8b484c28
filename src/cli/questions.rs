//! `actant questions`: what can be asked of this folder.

use std::io::{self, BufWriter, Write};

use actant::render::{self, Formulas, Names};
use actant::workspace::{Catalogue, DataFolder, Literal, Table};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::open;
use crate::cli::terminal::{Talk, command};

/// What `questions` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant questions
  actant questions --all
  actant questions --format csv")]
pub struct Arguments {
    /// Make a plain question for every relation type in use, not only for the most frequent
    #[arg(long)]
    all: bool,
    /// How to print them; a program gets all of them
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    format: ListFormat,
}

/// Names a format for a list of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// Lines for reading
    Text,
    /// An array of objects
    Json,
    /// Comma-separated values
    Csv,
}

/// How many plain questions are shown when nobody wants all of them.
const SHOWN: usize = 12;

/// What can be asked of a folder.
struct Questions {
    /// One question for each relation type.
    examples: Vec<String>,
    /// One question of each other form.
    forms: Vec<String>,
    catalogue: Catalogue,
}

/// Lists questions made of the folder's own verbs and names, and the queries that have a name.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let questions = open::with(folder, |workspace| {
        let (catalogue, errors) = workspace.catalogue();
        for error in errors {
            Talk::new().say(&format!("note: left out: {error}"));
        }
        Ok(Questions { examples: workspace.examples()?, forms: workspace.forms()?, catalogue })
    })?;
    let mut out = BufWriter::new(io::stdout().lock());
    let names = Names::new("");
    match arguments.format {
        ListFormat::Text => write_text(&questions, folder, arguments.all, &mut out)?,
        ListFormat::Json => render::json(&table(&questions), &names, &mut out)?,
        ListFormat::Csv => render::csv(&table(&questions), &names, Formulas::Defused, &mut out)?,
    }
    Ok(out.flush()?)
}

fn write_text(questions: &Questions, folder: &DataFolder, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let Questions { examples, forms, catalogue } = questions;
    writeln!(out, "Plain questions (actant ask \"…\"):")?;
    let shown = if all { examples.len() } else { SHOWN };
    for example in examples.iter().take(shown) {
        writeln!(out, "  {example}")?;
    }
    if examples.len() > shown {
        let all = command(folder, "questions --all");
        writeln!(out, "  and {} more: {all}", examples.len() - shown)?;
    }
    if !forms.is_empty() {
        writeln!(out, "\nThe same verbs in other forms, and other questions:")?;
    }
    for form in forms {
        writeln!(out, "  {form}")?;
    }
    writeln!(out, "\nQueries with a name (actant query NAME):")?;
    let width = catalogue.iter().map(|query| query.name().len()).max().unwrap_or(0);
    for query in catalogue.iter() {
        writeln!(out, "  {:width$}  {}", query.name(), query.header().summary)?;
        let parameters = parameters(query);
        if !parameters.is_empty() {
            writeln!(out, "  {:width$}  --param {}", "", parameters.join(", "))?;
        }
    }
    Ok(())
}

fn parameters(query: &actant::workspace::Query) -> Vec<&str> {
    query.header().parameters.iter().map(|parameter| parameter.name.as_str()).collect()
}

/// Puts everything that can be asked into one table: with what verb, in which words, and what it answers.
fn table(questions: &Questions) -> Table {
    let row = |cells: [&str; 4]| {
        let cell = |text: &str| (!text.is_empty()).then(|| Literal::new_simple_literal(text).into());
        cells.map(cell).to_vec()
    };
    let plain =
        questions.examples.iter().chain(&questions.forms).map(|question| row(["ask", question, "", ""]));
    let named = questions
        .catalogue
        .iter()
        .map(|query| row(["query", query.name(), &query.header().summary, &parameters(query).join(" ")]));
    Table {
        columns: ["verb", "question", "answers", "parameters"].map(str::to_owned).to_vec(),
        rows: plain.chain(named).collect(),
    }
}
