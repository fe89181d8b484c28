//! `actant dispute`: who stands where on an event, or every event about which the sources do not agree.

use std::io::{self, BufWriter, Write};

use actant::render::Names;
use actant::workspace::{DataFolder, Dispute, Disputed, LeftOut, Literal, Table, Term};

use crate::cli::failure::Failure;
use crate::cli::format::{Format, write};
use crate::cli::open;
use crate::cli::scope::ScopeArguments;
use crate::cli::terminal::{Talk, command, counted};

/// What `dispute` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant dispute
  actant dispute the Khatlon attack
  actant dispute khatlon-mine-attack --format csv")]
pub struct Arguments {
    /// The event, by id, label or alias, or by words that describe no other; all disputes when it is left out
    #[arg(num_args = 0..)]
    event: Vec<String>,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// Shows one dispute, or all of them.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let scope = arguments.scope.scope();
    let mut out = BufWriter::new(io::stdout().lock());
    let people = matches!(arguments.format, Format::Table | Format::Markdown);
    if arguments.event.is_empty() {
        let (disputes, base) = open::with(folder, |workspace| {
            Ok((workspace.disputes(&scope)?, workspace.summary().base.clone()))
        })?;
        write(&all(&disputes, people), arguments.format, &Names::new(base), &mut out)?;
        out.flush()?;
        let talk = Talk::new();
        match disputes.len() {
            0 => talk.say("no event is disputed"),
            _ if people => {
                let one = command(folder, "dispute EVENT");
                talk.say(&format!("{}; who stands where: {one}", counted(disputes.len(), "disputed event")));
            }
            _ => {}
        }
        return Ok(());
    }
    let event = arguments.event.join(" ");
    let (disputed, base) = open::with(folder, |workspace| {
        Ok((workspace.dispute(&event, &scope)?, workspace.summary().base.clone()))
    })?;
    let names = Names::new(base);
    if people {
        write_for_people(&disputed, folder, arguments.format, &names, &mut out)?;
        return Ok(out.flush()?);
    }
    write(&disputed.table, arguments.format, &names, &mut out)?;
    out.flush()?;
    let talk = Talk::new();
    talk.say(&verdict(&disputed.dispute));
    LeftOut::lines(&disputed.left_out).iter().for_each(|line| talk.say(line));
    Ok(())
}

fn write_for_people(
    disputed: &Disputed,
    folder: &DataFolder,
    format: Format,
    names: &Names,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    writeln!(out, "{}\n", verdict(&disputed.dispute))?;
    if disputed.table.rows.is_empty() {
        writeln!(out, "No claim names, accuses, denies or leaves anybody unnamed.")?;
    } else {
        write(&disputed.table, format, names, out)?;
        let why = command(folder, &format!("why {}", names.text(&disputed.dispute.iri)));
        writeln!(out, "\n{}: {why}", counted(disputed.claims.len(), "claim"))?;
    }
    for line in LeftOut::lines(&disputed.left_out) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Says what the record holds on an event, on one line.
fn verdict(dispute: &Dispute) -> String {
    let when = match dispute.date.as_str() {
        "" => String::new(),
        date => format!(", {date}"),
    };
    format!("{}{when}: {}.", dispute.event, dispute.counts.verdict())
}

/// Puts every dispute on a line of its own.
fn all(disputes: &[Dispute], people: bool) -> Table {
    let number = |number: usize| Some(Literal::from(number as u64).into());
    let text = |text: &str| (!text.is_empty()).then(|| Term::from(Literal::new_simple_literal(text)));
    let mut columns =
        vec!["event", "event_label", "date", "parties", "accusers", "accusations", "denials", "silent"];
    if !people {
        columns.push("verdict");
    }
    let row = |dispute: &Dispute| {
        let counts = &dispute.counts;
        let mut row = vec![Some(dispute.iri.clone()), text(&dispute.event), text(&dispute.date)];
        row.extend(
            [counts.parties, counts.accusers, counts.accusations, counts.denials, counts.silent].map(number),
        );
        if !people {
            row.push(text(&counts.verdict()));
        }
        row
    };
    Table {
        columns: columns.into_iter().map(str::to_owned).collect(),
        rows: disputes.iter().map(row).collect(),
    }
}
