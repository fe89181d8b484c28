//! `actant export`: the graph for other tools.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use actant::render::{self, DotOptions, Formulas, Names};
use actant::workspace::{DataFolder, Drawn, DumpFormat, LeftOut, NetworkOptions, Workspace};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::open;
use crate::cli::scope::ScopeArguments;
use crate::cli::terminal::{Talk, counted};

/// What `export` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant export dot | dot -Tsvg > graph.svg
  actant export dot --relation blames --relation condemns --world all
  actant export csv --nodes --output nodes.csv
  actant export turtle --output graph.ttl
  actant export nquads --world uncontested --known-by 2025-11-30")]
pub struct Arguments {
    /// The format
    #[arg(value_enum)]
    format: ExportFormat,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only relations of this type; may be given more than once (dot, csv)
    #[arg(long, value_name = "RELATION")]
    relation: Vec<String>,
    /// Only what is about this event; may be given more than once (dot, csv)
    #[arg(long, value_name = "EVENT")]
    about: Vec<String>,
    /// Only what lies around this actor (dot, csv)
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// How many steps around the actor
    #[arg(long, value_name = "N", default_value_t = 1, requires = "actor")]
    hops: usize,
    /// Only claims of this day or later, as 2025-11-26 (dot, csv)
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Only claims of this day or earlier (dot, csv)
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Write the table of nodes instead of that of edges (csv)
    #[arg(long)]
    nodes: bool,
    /// Leave text that a spreadsheet would take for a formula as it is (csv)
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// Names a format for the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// A picture for Graphviz
    Dot,
    /// Edges, or nodes, for Gephi and spreadsheets
    Csv,
    /// RDF, the whole graph, for reading
    Turtle,
    /// RDF, the whole graph, a triple a line
    Ntriples,
    /// RDF, the whole data set, a quad a line
    Nquads,
}

/// Writes the graph.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    open::with(folder, |workspace| match &arguments.output {
        None => write(workspace, arguments, &mut BufWriter::with_capacity(1 << 16, io::stdout().lock())),
        Some(path) => {
            let file = File::create(path).map_err(|error| Failure::Bad {
                message: format!("cannot write `{}`", path.display()),
                causes: vec![error.to_string()],
                hint: None,
            })?;
            write(workspace, arguments, &mut BufWriter::new(file))
        }
    })
}

fn write(workspace: &Workspace, arguments: &Arguments, out: &mut impl Write) -> Result<(), Failure> {
    let names = Names::new(workspace.summary().base.clone());
    let rdf = match arguments.format {
        ExportFormat::Turtle => Some(DumpFormat::Turtle),
        ExportFormat::Ntriples => Some(DumpFormat::NTriples),
        ExportFormat::Nquads => Some(DumpFormat::NQuads),
        ExportFormat::Dot | ExportFormat::Csv => None,
    };
    if let Some(format) = rdf {
        if arguments.narrows() {
            return Err(Failure::usage(
                "RDF is narrowed by what counts only; --relation, --about, --actor, --since and --until narrow dot and csv",
            ));
        }
        workspace.dump(format, arguments.scope.scope(), out)?;
        return Ok(out.flush()?);
    }
    let Drawn { narrowed, left_out } = workspace.network(&arguments.options())?;
    let formulas = if arguments.raw { Formulas::Raw } else { Formulas::Defused };
    match arguments.format {
        ExportFormat::Csv if arguments.nodes => render::nodes_csv(&narrowed.network, &names, formulas, out)?,
        ExportFormat::Csv => render::edges_csv(&narrowed.network, &names, formulas, out)?,
        _ => {
            let options = DotOptions { title: arguments.title(workspace), ..DotOptions::default() };
            render::dot(&narrowed.network, &names, &options, out)?;
        }
    }
    out.flush()?;
    if narrowed.network.nodes().len() == 0 {
        Talk::new().say("note: nothing is left to draw");
    }
    for line in LeftOut::lines(&left_out) {
        Talk::new().say(&format!("note: {line}"));
    }
    let undated = narrowed.left_out.undated;
    if undated > 0 {
        let undated = counted(undated, "claim");
        Talk::new().say(&format!("note: {undated} left out: without a date, while days were asked for"));
    }
    Ok(())
}

impl Arguments {
    fn narrows(&self) -> bool {
        let lists = [&self.relation, &self.about].iter().any(|list| !list.is_empty());
        lists || [&self.actor, &self.since, &self.until].iter().any(|option| option.is_some())
    }

    fn options(&self) -> NetworkOptions {
        NetworkOptions {
            relations: self.relation.clone(),
            about: self.about.clone(),
            actor: self.actor.clone().map(|actor| (actor, self.hops)),
            since: self.since.clone(),
            until: self.until.clone(),
            scope: self.scope.scope(),
        }
    }

    /// Says above the picture what it shows.
    fn title(&self, workspace: &Workspace) -> String {
        let mut words = Vec::new();
        if !workspace.summary().title.is_empty() {
            words.push(workspace.summary().title.clone());
        }
        if !self.relation.is_empty() {
            words.push(self.relation.join(", "));
        }
        if !self.about.is_empty() {
            words.push(format!("about {}", self.about.join(", ")));
        }
        if let Some(actor) = &self.actor {
            words.push(format!(
                "{} around {actor}",
                if self.hops == 1 { "1 step".to_owned() } else { format!("{} steps", self.hops) }
            ));
        }
        words.extend(self.since.iter().map(|day| format!("since {day}")));
        words.extend(self.until.iter().map(|day| format!("until {day}")));
        words.extend(self.scope.scope().header().lines().map(|line| line.replace("#+ ", "")));
        words.join(" – ")
    }
}
