//! `actant rank`: who comes first, by a centrality, and how far that hangs on one source.

use actant::render::Names;
use actant::workspace::{DataFolder, RankBy, RankOptions};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::measure::{MeasureArguments, WeightBy};
use crate::cli::open;

/// What `rank` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant rank
  actant rank --by betweenness --undirected
  actant rank --by in-degree --family conflict --world all
  actant rank --by pagerank --top 5 --why
  actant rank --by degree --everything --format csv")]
pub struct Arguments {
    /// The centrality
    #[arg(long, value_enum, default_value_t = By::Pagerank)]
    by: By,
    /// Take ties without direction
    #[arg(long)]
    undirected: bool,
    /// What a tie weighs; ways are counted in steps, whatever it is
    #[arg(long, value_enum, default_value_t = WeightBy::Claims)]
    weight: WeightBy,
    /// Rank events and places too
    #[arg(long)]
    everything: bool,
    /// How many lines; 0 for all, as for programs
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    #[command(flatten)]
    measure: MeasureArguments,
}

/// Names a centrality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Ties to and from an actor
    Degree,
    /// Ties to an actor
    InDegree,
    /// Ties from an actor
    OutDegree,
    /// Being named by those who are much named
    Pagerank,
    /// Lying on the shortest ways between others
    Betweenness,
    /// Being few steps from all who reach one
    Closeness,
    /// Being tied to those who are central
    Eigenvector,
    /// Leading to authorities (HITS)
    Hubs,
    /// Being led to by hubs (HITS)
    Authorities,
}

/// Ranks the actors.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let by = match arguments.by {
        By::Degree => RankBy::Degree,
        By::InDegree => RankBy::InDegree,
        By::OutDegree => RankBy::OutDegree,
        By::Pagerank => RankBy::Pagerank,
        By::Betweenness => RankBy::Betweenness,
        By::Closeness => RankBy::Closeness,
        By::Eigenvector => RankBy::Eigenvector,
        By::Hubs => RankBy::Hubs,
        By::Authorities => RankBy::Authorities,
    };
    let options = arguments.measure.options(arguments.everything, arguments.top, arguments.weight.into());
    let how = RankOptions { by, undirected: arguments.undirected };
    let (measured, base) = open::with(folder, |workspace| {
        Ok((workspace.rank(&options, how)?, workspace.summary().base.clone()))
    })?;
    arguments.measure.print(&measured, &Names::new(base))
}
