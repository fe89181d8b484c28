//! `actant groups`: who belongs together.

use actant::render::Names;
use actant::workspace::{DataFolder, GroupBy};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::measure::{MeasureArguments, WeightBy};
use crate::cli::open;

/// What `groups` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant groups
  actant groups --by weak
  actant groups --by core --everything --world all
  actant groups --by communities --resolution 0.5 --family cooperation
  actant groups --by strong --format csv")]
pub struct Arguments {
    /// What makes a group
    #[arg(long, value_enum, default_value_t = By::Communities)]
    by: By,
    /// Above 1 for smaller communities, below for larger ones
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0, value_parser = resolution)]
    resolution: f64,
    /// Where the search for communities begins; the same seed finds the same
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    /// What a tie weighs
    #[arg(long, value_enum, default_value_t = WeightBy::Claims)]
    weight: WeightBy,
    /// Group events and places too
    #[arg(long)]
    everything: bool,
    /// How many groups; 0 for all, as for programs
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    #[command(flatten)]
    measure: MeasureArguments,
}

/// Says what makes a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// More ties within than chance would give (Leiden)
    Communities,
    /// Being connected at all
    Weak,
    /// Each reaching each along the ties
    Strong,
    /// Having ties with so many of the group (k-core)
    Core,
}

fn resolution(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(number) if (0.0..=1e6).contains(&number) => Ok(number),
        _ => Err("a number that is not negative was expected, such as 0.5".to_owned()),
    }
}

/// Finds the groups.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let by = match arguments.by {
        By::Communities => GroupBy::Communities { resolution: arguments.resolution, seed: arguments.seed },
        By::Weak => GroupBy::Weak,
        By::Strong => GroupBy::Strong,
        By::Core => GroupBy::Core,
    };
    let options = arguments.measure.options(arguments.everything, arguments.top, arguments.weight.into());
    let (measured, base) = open::with(folder, |workspace| {
        Ok((workspace.groups(&options, by)?, workspace.summary().base.clone()))
    })?;
    arguments.measure.print(&measured, &Names::new(base))
}
