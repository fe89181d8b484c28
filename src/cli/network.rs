//! `actant network`: who takes which stance on what, and who is therefore like whom.

use std::io::{self, BufWriter, Write};

use actant::render::{self, DotOptions, Formulas, Names, SvgOptions};
use actant::workspace::{DataFolder, LeftOut, Likeness, MeasureOptions, Normalisation, StanceNetwork};
use actant::workspace::{StanceOptions, Weight, Workspace};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::measure::MeasureArguments;
use crate::cli::open;
use crate::cli::terminal::Talk;

/// What `network` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "An actor is for what it cooperates with and against what it is in conflict with, by
the class of the relation type. The networks and normalisations are those of the
Discourse Network Analyzer (Leifeld 2017); a stance taken twice counts once.

Examples:
  actant network
  actant network congruence
  actant network congruence --normalise jaccard --why
  actant network subtract --on-everything --world all --format csv
  actant network congruence --export gexf > congruence.gexf")]
pub struct Arguments {
    /// Which network
    #[arg(value_enum, default_value_t = Kind::TwoMode)]
    kind: Kind,
    /// What the weight of a tie between two actors is divided by
    #[arg(long, value_enum, default_value_t = By::No, alias = "normalize")]
    normalise: By,
    /// Take in stances on actors and places too, not only on events
    #[arg(long)]
    on_everything: bool,
    /// How many lines; 0 for all, as for programs
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Write the network for another program instead, all of it unless --top says how many lines
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with_all = ["format", "why"])]
    export: Option<Target>,
    #[command(flatten)]
    measure: MeasureArguments,
}

/// Names a format of networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Target {
    /// A picture for Graphviz
    Dot,
    /// A picture
    Svg,
    /// For networkx, igraph, yEd, Gephi
    Graphml,
    /// For Gephi, with colours
    Gexf,
    /// For Cytoscape, as JSON
    Cytoscape,
    /// A picture for Markdown pages
    Mermaid,
    /// The edges, for Gephi and spreadsheets
    Edges,
    /// The nodes, for Gephi and spreadsheets
    Nodes,
}

/// Names a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Actors and what they are for or against
    TwoMode,
    /// Actors who take the same stance
    Congruence,
    /// Actors who take opposite stances
    Conflict,
    /// The first less the second
    Subtract,
}

/// Names a normalisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Nothing
    No,
    /// The mean number of stances of the two (average activity)
    Average,
    /// The number of stances of either
    Jaccard,
    /// The geometric mean of the numbers of stances of the two
    Cosine,
}

/// Makes the network.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let normalisation = match arguments.normalise {
        By::No => Normalisation::No,
        By::Average => Normalisation::Average,
        By::Jaccard => Normalisation::Jaccard,
        By::Cosine => Normalisation::Cosine,
    };
    let likeness = match arguments.kind {
        Kind::TwoMode if normalisation != Normalisation::No => {
            return Err(Failure::usage("--normalise is for congruence, conflict and subtract"));
        }
        Kind::TwoMode => None,
        Kind::Congruence => Some(Likeness::Congruence),
        Kind::Conflict => Some(Likeness::Conflict),
        Kind::Subtract => Some(Likeness::Subtract),
    };
    let network =
        likeness.map_or(StanceNetwork::TwoMode, |likeness| StanceNetwork::OneMode(likeness, normalisation));
    let how = StanceOptions { network, on_everything: arguments.on_everything };
    let options = arguments.measure.options(true, arguments.top, Weight::Claims);
    if let Some(target) = arguments.export {
        let all = MeasureOptions { top: arguments.top.filter(|top| *top > 0), ..options };
        return open::with(folder, |workspace| export(workspace, target, &all, how));
    }
    let (measured, base) = open::with(folder, |workspace| {
        Ok((workspace.stances(&options, how)?, workspace.summary().base.clone()))
    })?;
    arguments.measure.print(&measured, &Names::new(base))
}

/// Writes the network for another program; what it leaves out is said beside it.
fn export(
    workspace: &Workspace,
    target: Target,
    options: &MeasureOptions,
    how: StanceOptions,
) -> Result<(), Failure> {
    let (measured, network) = workspace.stance_network(options, how)?;
    let names = Names::new(workspace.summary().base.clone());
    let title = measured.what.clone();
    let mut out = BufWriter::new(io::stdout().lock());
    match target {
        Target::Dot => {
            render::dot(&network, &names, &DotOptions { title, ..DotOptions::default() }, &mut out)?;
        }
        Target::Svg => {
            render::svg(&network, &names, &SvgOptions { title, ..SvgOptions::default() }, &mut out)?;
        }
        Target::Graphml => render::graphml(&network, &names, &title, &mut out)?,
        Target::Gexf => render::gexf(&network, &names, &title, &mut out)?,
        Target::Cytoscape => render::cytoscape(&network, &names, &title, &mut out)?,
        Target::Mermaid => render::mermaid(&network, &names, &title, &mut out)?,
        Target::Edges => render::edges_csv(&network, &names, Formulas::Defused, &mut out)?,
        Target::Nodes => render::nodes_csv(&network, &names, Formulas::Defused, &mut out)?,
    }
    out.flush()?;
    let talk = Talk::new();
    talk.say(&measured.what);
    measured.notes.iter().chain(&LeftOut::lines(&measured.left_out)).for_each(|note| talk.say(note));
    Ok(())
}
