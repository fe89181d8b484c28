//! `actant path A B`: how two things are connected, every step with its claims.

use actant::render::Names;
use actant::workspace::{DataFolder, PathOptions, Weight};

use crate::cli::failure::Failure;
use crate::cli::measure::MeasureArguments;
use crate::cli::open;

/// What `path` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant path China CSTO
  actant path China CSTO --directed
  actant path Russia Taliban --world all --ways 5
  actant path Pakistan Tajikistan --longest 2 --format csv")]
pub struct Arguments {
    /// Where it begins: an actor, event or place, by id, label or alias
    #[arg(value_name = "A")]
    from: String,
    /// Where it ends
    #[arg(value_name = "B")]
    to: String,
    /// Only go from the subject of a claim to its object
    #[arg(long)]
    directed: bool,
    /// How many ways, the shortest first
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=1000))]
    ways: u16,
    /// How many steps a way may have
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u16).range(1..=100))]
    longest: u16,
    #[command(flatten)]
    measure: MeasureArguments,
}

/// Finds the ways.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let how = PathOptions {
        from: arguments.from.clone(),
        to: arguments.to.clone(),
        directed: arguments.directed,
        most: arguments.ways.into(),
        longest: arguments.longest.into(),
    };
    let options = arguments.measure.options(true, None, Weight::Claims);
    let (measured, base) = open::with(folder, |workspace| {
        Ok((workspace.paths(&options, &how)?, workspace.summary().base.clone()))
    })?;
    arguments.measure.print(&measured, &Names::new(base))
}
