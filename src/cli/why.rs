//! `actant why`: the claims behind a claim, a tie, an answer or a dispute, each with all that is written about it.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use actant::render::{self, Names};
use actant::workspace::{DataFolder, Literal, Table, Term, Why};

use crate::cli::closing::{closing, opening, unseen};
use crate::cli::failure::Failure;
use crate::cli::format::{Format, write};
use crate::cli::open;
use crate::cli::scope::ScopeArguments;
use crate::cli::terminal::{Talk, page};

/// What `why` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant why k72
  actant why Pakistan blames Afghan-based militants
  actant why khatlon-mine-attack
  actant why \"how is China connected to the CSTO\" --format json")]
pub struct Arguments {
    /// Ids of claims, a sentence (`Pakistan blamed …`), a question, or a disputed event
    #[arg(required = true, num_args = 1..)]
    what: Vec<String>,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// How many claims to show; 0 for all [default: 50 as a table, else all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// The columns for programs, in order.
const MACHINE: [&str; 24] = [
    "step",
    "says",
    "part",
    "claim",
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
    "speaker_label",
    "source",
    "source_label",
    "url",
    "locator",
    "quote",
    "count",
    "note",
    "row",
    "rule",
];

/// The columns for people, in order, each with its heading.
const HUMAN: [(&str, &str); 16] = [
    ("step", "step"),
    ("says", "says"),
    ("part", "part"),
    ("claim", "claim"),
    ("rule", "follows by"),
    ("about", "for what"),
    ("when", "when"),
    ("status", "status"),
    ("speaker", "speaker"),
    ("source", "source"),
    ("url", "url"),
    ("locator", "locator"),
    ("quote", "quote"),
    ("count", "count"),
    ("note", "note"),
    ("row", "row"),
];

/// Explains something.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let what = arguments.what.join(" ");
    let scope = arguments.scope.scope();
    let (why, base) = open::with(folder, |workspace| {
        let why = workspace.why_first(&what, &scope, arguments.format.sheets(arguments.limit))?;
        Ok((why, workspace.summary().base.clone()))
    })?;
    print(&why, folder, arguments.format, &Names::new(base))
}

/// Prints the reasons for something.
pub fn print(why: &Why, folder: &DataFolder, format: Format, names: &Names) -> Result<(), Failure> {
    let talk = Talk::new();
    let mut out = BufWriter::new(io::stdout().lock());
    if matches!(format, Format::Table | Format::Markdown) {
        talk.say(&format!("read as: {}", why.reading));
        write_for_people(why, folder, format, names, &mut out)?;
        return Ok(out.flush()?);
    }
    write(&picked(&why.table, &MACHINE.map(|name| (name, name))), format, names, &mut out)?;
    out.flush()?;
    let opening = opening(&why.basis, why.table.rows.is_empty());
    opening.into_iter().chain(closing(&why.basis)).chain(unseen(why.more)).for_each(|line| talk.say(&line));
    Ok(())
}

fn write_for_people(
    why: &Why,
    folder: &DataFolder,
    format: Format,
    names: &Names,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if let Some(line) = opening(&why.basis, why.table.rows.is_empty()) {
        writeln!(out, "{line}\n")?;
    }
    if why.table.rows.is_empty() {
        writeln!(out, "No claim says so.")?;
    } else {
        // Where one table is named and not its folder, that table is in the folder above.
        let path = folder.path();
        let path = if path.is_file() { path.parent().unwrap_or(path) } else { path };
        write_sheets(&why.table, path, format, names, out)?;
    }
    writeln!(out)?;
    for line in closing(&why.basis).into_iter().chain(unseen(why.more)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Writes every claim on a sheet of its own, or as one line of Markdown, with the file that its row is in.
fn write_sheets(
    table: &Table,
    folder: &Path,
    format: Format,
    names: &Names,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut shown = picked(table, &HUMAN);
    // That a claim states it need not be said when all do.
    if let Some(part) = shown.column("part") {
        let states = |row: &Vec<Option<Term>>| matches!(&row[part], Some(Term::Literal(word)) if word.value() == "states it");
        if shown.rows.iter().all(states) {
            shown.rows.iter_mut().for_each(|row| row[part] = None);
        }
    }
    if let (Some(speaker), Some(source)) = (shown.column("speaker"), shown.column("source")) {
        for row in shown.rows.iter_mut().filter(|row| row[speaker].is_none() && row[source].is_some()) {
            row[speaker] = Some(Literal::new_simple_literal("the source itself").into());
        }
    }
    if let Some(row) = shown.column("row") {
        for cell in shown.rows.iter_mut().filter_map(|cells| cells[row].as_mut()) {
            if let Term::Literal(addresses) = &cell {
                let whole = |address: &str| folder.join(address).to_string_lossy().into_owned();
                let addresses: Vec<String> = addresses.value().split(", ").map(whole).collect();
                *cell = Literal::new_simple_literal(addresses.join(", ")).into();
            }
        }
    }
    match format {
        Format::Table => render::sheets(&shown, names, page(), out)?,
        format => write(&shown, format, names, out)?,
    }
    Ok(())
}

/// Picks columns, with their labels where people read them, and gives them headings.
fn picked(table: &Table, columns: &[(&str, &str)]) -> Table {
    let mut picked = Vec::new();
    for (name, heading) in columns {
        let Some(column) = table.column(name) else { continue };
        picked.push((column, (*heading).to_owned()));
        let labelled = columns.iter().any(|(other, _)| *other == format!("{name}_label"));
        if let Some(label) = table.column(&format!("{name}_label")).filter(|_| !labelled) {
            picked.push((label, format!("{heading}_label")));
        }
    }
    Table {
        columns: picked.iter().map(|(_, heading)| heading.clone()).collect(),
        rows: (table.rows.iter())
            .map(|row| picked.iter().map(|(column, _)| row[*column].clone()).collect())
            .collect(),
    }
}
