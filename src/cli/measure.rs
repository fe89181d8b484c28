//! What the verbs that measure share: the options that narrow, and how an answer is printed.

use std::io::{self, BufWriter, Write};

use actant::render::Names;
use actant::workspace::{LeftOut, MeasureOptions, Measured, Weight};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::format::{Format, write};
use crate::cli::scope::ScopeArguments;
use crate::cli::terminal::Talk;

/// The options of every verb that measures.
#[derive(Debug, clap::Args)]
pub struct MeasureArguments {
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Print the claims behind every line instead
    #[arg(long)]
    why: bool,
    /// Only relations of this type; may be given more than once
    #[arg(long, value_name = "RELATION")]
    relation: Vec<String>,
    /// Only a type with all narrower ones, or a class: conflict, verbal-conflict, cooperation …
    #[arg(long, value_name = "FAMILY")]
    family: Vec<String>,
    /// Only what is about this event; may be given more than once
    #[arg(long, value_name = "EVENT")]
    about: Vec<String>,
    /// Only claims of this day or later, as 2025-11-26
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Only claims of this day or earlier
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// Says what a tie weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WeightBy {
    /// Its claims
    Claims,
    /// Its independent sources
    Sources,
    /// As much as any other
    None,
}

impl From<WeightBy> for Weight {
    fn from(weight: WeightBy) -> Self {
        match weight {
            WeightBy::Claims => Self::Claims,
            WeightBy::Sources => Self::Sources,
            WeightBy::None => Self::One,
        }
    }
}

impl MeasureArguments {
    /// Gives the options for the library; `top` lines are shown to people, and all to programs unless a number is
    /// given. 0 shows all.
    pub fn options(&self, everything: bool, top: Option<usize>, weight: Weight) -> MeasureOptions {
        const TOP: usize = 20;
        let people = matches!(self.format, Format::Table | Format::Markdown);
        MeasureOptions {
            relations: self.relation.clone(),
            families: self.family.clone(),
            about: self.about.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            everything,
            weight,
            top: top.or(people.then_some(TOP)).filter(|top| *top > 0),
            why: self.why,
            scope: self.scope.scope(),
        }
    }

    /// Prints an answer: for people what was measured, the lines and the notes, for programs the lines alone.
    pub fn print(&self, measured: &Measured, names: &Names) -> Result<(), Failure> {
        let mut out = BufWriter::new(io::stdout().lock());
        let people = matches!(self.format, Format::Table | Format::Markdown);
        let left_out = LeftOut::lines(&measured.left_out);
        let notes = measured.notes.iter().chain(&left_out);
        if !people {
            write(measured.why.as_ref().unwrap_or(&measured.table), self.format, names, &mut out)?;
            out.flush()?;
            let talk = Talk::new();
            talk.say(&measured.what);
            notes.for_each(|note| talk.say(note));
            return Ok(());
        }
        writeln!(out, "{}\n", measured.what)?;
        let table = match &measured.why {
            Some(why) => &actant::workspace::claims_for_people(why),
            None => &measured.people,
        };
        if !table.rows.is_empty() {
            write(table, self.format, names, &mut out)?;
            writeln!(out)?;
        }
        for note in notes {
            writeln!(out, "{note}")?;
        }
        Ok(out.flush()?)
    }
}
