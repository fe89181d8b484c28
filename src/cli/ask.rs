//! `actant ask`: a question in plain words, answered with what stands behind every line.

use std::io::{self, BufWriter, Write};

use actant::render::{Names, common, write_common};
use actant::workspace::{Asked, Basis, DataFolder, Table};

use crate::cli::closing::{closing, counted_out, opening, unseen};
use crate::cli::failure::Failure;
use crate::cli::format::{Format, write};
use crate::cli::open;
use crate::cli::scope::ScopeArguments;
use crate::cli::terminal::{Talk, page};
use crate::cli::why;

/// What `ask` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant ask \"who blamed whom\"
  actant ask \"whom did the Taliban blame\"
  actant ask \"who is a member of the CSTO\" --format csv
  actant ask \"what rests on anonymous sources\"
  actant ask \"who blamed whom\" --world according-to:Pakistan
  actant ask \"who guards whom\" --as-of 2010-06-01")]
pub struct Arguments {
    /// The question; quotation marks around it may be left out
    #[arg(required = true, num_args = 1..)]
    question: Vec<String>,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Put under every line what `why` says of it: its claim, file and line, source, quote, speaker and note
    #[arg(long)]
    why: bool,
    /// How many lines to show; 0 for all [default: 200 as a table, 50 with --why, else all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print the query behind the answer instead
    #[arg(long)]
    sparql: bool,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// The columns of an answer for programs, in order.
const MACHINE: [&str; 18] = [
    "step",
    "who",
    "who_label",
    "relation",
    "whom",
    "whom_label",
    "about",
    "about_label",
    "date",
    "status",
    "speaker",
    "source",
    "locator",
    "quote",
    "count",
    "claim",
    "row",
    "rule",
];

/// The columns of an answer for people, each with its heading.
const HUMAN: [(&str, &str); 14] = [
    ("step", "step"),
    ("who", "who"),
    ("relation", "relation"),
    ("whom", "whom"),
    ("about", "for what"),
    ("when", "when"),
    ("status", "status"),
    ("rule", "rule"),
    ("speaker", "speaker"),
    ("source", "source"),
    ("locator", "locator"),
    ("quote", "quote"),
    ("count", "count"),
    ("row", "row"),
];

/// Answers a question.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let question = arguments.question.join(" ");
    if arguments.why && !arguments.sparql {
        let (why, base) = open::with(folder, |workspace| {
            let limit = arguments.format.sheets(arguments.limit);
            let why = workspace.ask_why(&question, arguments.scope.scope(), limit)?;
            Ok((why, workspace.summary().base.clone()))
        })?;
        return why::print(&why, folder, arguments.format, &Names::new(base));
    }
    let limit = arguments.format.limit(arguments.limit);
    let (asked, base) = open::with(folder, |workspace| {
        let asked = workspace.ask_first(&question, arguments.scope.scope(), limit)?;
        Ok((asked, workspace.summary().base.clone()))
    })?;
    let mut out = BufWriter::new(io::stdout().lock());
    if arguments.sparql {
        out.write_all(asked.sparql.as_bytes())?;
        return Ok(out.flush()?);
    }
    let names = Names::new(base);
    let talk = Talk::new();
    let people = matches!(arguments.format, Format::Table | Format::Markdown);
    if people {
        talk.say(&format!("read as: {}", asked.reading));
    }
    let Some(basis) = &asked.basis else {
        write(&asked.table, arguments.format, &names, &mut out)?;
        out.flush()?;
        unseen(asked.more).iter().for_each(|line| talk.say(line));
        return Ok(());
    };
    if people {
        write_for_people(&asked, basis, arguments.format, &names, &mut out)?;
    } else {
        write(&select(&asked.table, &MACHINE.map(|name| (name, name))), arguments.format, &names, &mut out)?;
        out.flush()?;
        for line in basis.number.iter().map(counted_out).chain(closing(basis)).chain(unseen(asked.more)) {
            talk.say(&line);
        }
    }
    Ok(out.flush()?)
}

fn write_for_people(
    asked: &Asked,
    basis: &Basis,
    format: Format,
    names: &Names,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if let Some(line) = opening(basis, asked.table.rows.is_empty()) {
        writeln!(out, "{line}\n")?;
    }
    let relation = asked.table.column("relation");
    let mut relations: Vec<_> = asked.table.rows.iter().filter_map(|row| row[relation?].as_ref()).collect();
    relations.dedup();
    let one_relation = relations.len() <= 1;
    let columns: Vec<_> =
        HUMAN.iter().copied().filter(|(name, _)| *name != "relation" || !one_relation).collect();
    if asked.table.rows.is_empty() {
        writeln!(out, "No claim says so.")?;
    } else {
        let shown = select(&asked.table, &columns);
        if format == Format::Table {
            let parted = common(&shown, names, &["step", "who", "relation", "whom", "row"]);
            write_common(&parted, page(), out)?;
            write(&parted.rest, format, names, out)?;
        } else {
            write(&shown, format, names, out)?;
        }
        writeln!(out)?;
    }
    for line in closing(basis).into_iter().chain(unseen(asked.more)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Picks columns with their labels and gives them headings.
fn select(table: &Table, columns: &[(&str, &str)]) -> Table {
    let mut picked = Vec::new();
    for (name, heading) in columns {
        picked.extend(table.column(name).map(|column| (column, (*heading).to_owned())));
        // What is asked for by name gets its label only then; what people read always does.
        let label = format!("{name}_label");
        if name != heading || !columns.iter().any(|(other, _)| *other == "claim") {
            picked.extend(table.column(&label).map(|column| (column, format!("{heading}_label"))));
        }
    }
    Table {
        columns: picked.iter().map(|(_, heading)| heading.clone()).collect(),
        rows: (table.rows.iter())
            .map(|row| picked.iter().map(|(column, _)| row[*column].clone()).collect())
            .collect(),
    }
}
