//! `actant timeline`: dated claims in order, drawn against time.

use std::io::{self, BufWriter, Write};

use actant::render::{self, Names};
use actant::workspace::{DataFolder, LeftOut, Timeline};

use crate::cli::closing::unseen;
use crate::cli::failure::Failure;
use crate::cli::format::{Format, write};
use crate::cli::open;
use crate::cli::scope::ScopeArguments;
use crate::cli::terminal::{Talk, counted, page};

/// What `timeline` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant timeline
  actant timeline the Khatlon attack
  actant timeline Tajik border guards --as-of 2010 --format csv")]
pub struct Arguments {
    /// The actor, event or place, by id, label or alias, or an event by words that describe no other; all when it is left
    /// out
    #[arg(value_name = "ACTOR|EVENT", num_args = 0..)]
    of: Vec<String>,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// How many claims to show, the earliest first; 0 for all [default: 200 as a table, else all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// Shows what happened when.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let of = arguments.of.join(" ");
    let of = (!of.is_empty()).then_some(of);
    let people = matches!(arguments.format, Format::Table | Format::Markdown);
    let limit = arguments.format.limit(arguments.limit);
    let (timeline, base) = open::with(folder, |workspace| {
        let timeline = workspace.timeline(of.as_deref(), arguments.scope.scope(), limit)?;
        Ok((timeline, workspace.summary().base.clone()))
    })?;
    let names = Names::new(base);
    let mut out = BufWriter::new(io::stdout().lock());
    if !people {
        write(&timeline.table, arguments.format, &names, &mut out)?;
        out.flush()?;
        let talk = Talk::new();
        closing(&timeline).iter().for_each(|line| talk.say(line));
        return Ok(());
    }
    writeln!(out, "{}\n", opening(&timeline))?;
    if !timeline.table.rows.is_empty() {
        match arguments.format {
            Format::Table => render::timeline(&timeline.table, &names, page(), &mut out)?,
            format => write(&timeline.table, format, &names, &mut out)?,
        }
    }
    let closing = closing(&timeline);
    if !closing.is_empty() && !timeline.table.rows.is_empty() {
        writeln!(out)?;
    }
    for line in closing {
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

/// Says what is shown, on one line.
fn opening(timeline: &Timeline) -> String {
    let claims = match timeline.dated {
        0 => "no dated claims".to_owned(),
        dated => counted(dated, "dated claim"),
    };
    match timeline.of.as_str() {
        "" => format!("{claims}."),
        of => format!("{of}: {claims}."),
    }
}

/// Says what is not shown, and why.
fn closing(timeline: &Timeline) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(unseen(timeline.dated - timeline.table.rows.len()));
    match timeline.undated {
        0 => {}
        1 => lines.push("1 more has no date of its own.".to_owned()),
        undated => lines.push(format!("{undated} more have no date of their own.")),
    }
    lines.extend(LeftOut::lines(&timeline.left_out));
    lines
}
