//! `actant balance`: who is at odds with whom, and how that fits together.

use actant::render::Names;
use actant::workspace::{DataFolder, Weight};

use crate::cli::failure::Failure;
use crate::cli::measure::MeasureArguments;
use crate::cli::open;

/// What `balance` takes.
#[derive(Debug, clap::Args)]
#[command(
    long_about = None,
    after_help = "A tie is with somebody or against them by the class of its relation type: cooperation or
conflict. `mutual` and `circle` are ties against each other, all around; a triad is
unbalanced when one or three of its ties are against (Heider 1946, Cartwright and
Harary 1956); a go-between stands with two who are against each other; without a
cut-point the network falls apart.

Examples:
  actant balance
  actant balance --everything --world all
  actant balance --family verbal-conflict --family cooperation --format csv"
)]
pub struct Arguments {
    /// Take in events and places too
    #[arg(long)]
    everything: bool,
    /// How many lines of each kind; 0 for all, as for programs
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    #[command(flatten)]
    measure: MeasureArguments,
}

/// Weighs the signs.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let options = arguments.measure.options(arguments.everything, arguments.top, Weight::Claims);
    let (measured, base) =
        open::with(folder, |workspace| Ok((workspace.balance(&options)?, workspace.summary().base.clone())))?;
    arguments.measure.print(&measured, &Names::new(base))
}
