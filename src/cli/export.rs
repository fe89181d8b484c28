//! `actant export`: the graph for other tools.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use actant::render::html::Dossier;
use actant::render::{self, Arrangement, DotOptions, Formulas, Names, SvgOptions};
use actant::workspace::{Answer, Catalogue, DataFolder, Drawn, DumpFormat, LeftOut, Network};
use actant::workspace::{NetworkOptions, Table, Workspace, World};
use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::open;
use crate::cli::scope::ScopeArguments;
use crate::cli::terminal::{Talk, counted};

/// What `export` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant export html --world all --output dossier.html
  actant export svg --about khatlon-mine-attack --output attack.svg
  actant export dot | dot -Tpdf > graph.pdf
  actant export graphml --relation blames --output blame.graphml
  actant export csv --nodes --output nodes.csv
  actant export turtle --about khatlon-mine-attack --output attack.ttl
  actant export nquads --world uncontested --known-by 2025-11-30")]
pub struct Arguments {
    /// The format
    #[arg(value_enum)]
    format: ExportFormat,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only relations of this type; may be given more than once
    #[arg(long, value_name = "RELATION")]
    relation: Vec<String>,
    /// Only what is about this event; may be given more than once
    #[arg(long, value_name = "EVENT")]
    about: Vec<String>,
    /// Only what lies around this actor
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// How many steps around the actor
    #[arg(long, value_name = "N", default_value_t = 1, requires = "actor")]
    hops: usize,
    /// Only claims of this day or later, as 2025-11-26
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Only claims of this day or earlier
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Write the table of nodes instead of that of edges or claims (csv, neo4j, parquet)
    #[arg(long)]
    nodes: bool,
    /// Leave text that a spreadsheet would take for a formula as it is (csv, neo4j)
    #[arg(long)]
    raw: bool,
    /// Only the N nodes with most claims, and what is between them; 500 unless said otherwise for html and svg
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// How the nodes are arranged (html, svg)
    #[arg(long, value_name = "LAYOUT", value_enum, default_value_t = Layout::Force)]
    layout: Layout,
    /// Another arrangement of the same; the same number gives the same picture (html, svg)
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// Names a way to arrange the nodes of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// Those that have to do with each other stand together
    Force,
    /// In layers, along the arrows
    Layered,
}

/// A picture of more nodes shows nothing.
const PICTURE: usize = 500;

/// Names a format for the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// A dossier on one page: picture, matrix, timeline, every claim with its source; private rows stay out
    Html,
    /// A picture
    Svg,
    /// A picture for Graphviz
    Dot,
    /// A network for networkx, igraph, yEd, Gephi
    Graphml,
    /// A network for Gephi, with time spans and colours
    Gexf,
    /// A network for Cytoscape and Cytoscape.js, as JSON
    Cytoscape,
    /// A picture for Markdown pages
    Mermaid,
    /// Edges, or nodes, for Gephi and spreadsheets
    Csv,
    /// Edges, or nodes, for `neo4j-admin database import`
    Neo4j,
    /// Claims, or nodes, as a table with types for DuckDB, pandas, Spark
    #[cfg_attr(not(feature = "parquet"), value(hide = true))]
    Parquet,
    /// Entities for Aleph and OpenAleph, a JSON object a line
    #[value(alias = "ftm")]
    Followthemoney,
    /// RDF, for reading
    Turtle,
    /// RDF 1.2: Turtle in which each claim names its triple
    Turtle12,
    /// RDF, a triple a line
    Ntriples,
    /// RDF with what is derived, a quad a line
    Nquads,
    /// RDF with what is derived, for reading
    Trig,
    /// RDF with what is derived, as JSON
    Jsonld,
    /// RDF as XML
    Rdfxml,
    /// RDF: each claim as a nanopublication
    Nanopub,
}

impl ExportFormat {
    /// Gives the format of the whole graph in RDF, if it is one.
    fn rdf(self) -> Option<DumpFormat> {
        match self {
            Self::Turtle | Self::Turtle12 => Some(DumpFormat::Turtle),
            Self::Ntriples => Some(DumpFormat::NTriples),
            Self::Nquads => Some(DumpFormat::NQuads),
            Self::Trig => Some(DumpFormat::TriG),
            Self::Jsonld => Some(DumpFormat::JsonLd),
            Self::Rdfxml => Some(DumpFormat::RdfXml),
            _ => None,
        }
    }
}

/// Writes the graph.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    if arguments.format == ExportFormat::Parquet {
        if cfg!(not(feature = "parquet")) {
            return Err(Failure::Usage {
                message: "this program was built without Parquet".to_owned(),
                hint: Some("build it with `cargo build --release --features parquet`".to_owned()),
            });
        }
        if arguments.output.is_none() && io::stdout().is_terminal() {
            return Err(Failure::Usage {
                message: "a Parquet file is nothing to read on a terminal".to_owned(),
                hint: Some("write it to a file: `--output claims.parquet`".to_owned()),
            });
        }
    }
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

fn write(workspace: &Workspace, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    if let Some(format) = arguments.format.rdf()
        && !arguments.narrows()
    {
        write_rdf(workspace, arguments, format, None, out)?;
        return Ok(out.flush()?);
    }
    // The program ends after this: what the network holds need not be given back piece by piece.
    let drawn = ManuallyDrop::new(workspace.network(&arguments.options())?);
    let notes = notes(&drawn);
    write_network(workspace, arguments, &drawn.narrowed.network, &notes, out)?;
    out.flush()?;
    if drawn.narrowed.network.nodes().len() == 0 {
        Talk::new().say("note: nothing is left to draw");
    }
    for note in notes {
        Talk::new().say(&format!("note: {note}"));
    }
    Ok(())
}

/// Says what is not in a network, and what to type to see it.
fn notes(drawn: &Drawn) -> Vec<String> {
    let mut notes = LeftOut::lines(&drawn.left_out);
    let undated = drawn.narrowed.left_out.undated;
    if undated > 0 {
        notes.push(format!(
            "{} left out: without a date, while days were asked for",
            counted(undated, "claim")
        ));
    }
    if drawn.private > 0 {
        notes.push(format!("{} left out: marked private", counted(drawn.private, "claim")));
    }
    let shown = drawn.narrowed.network.nodes().len();
    if drawn.nodes > shown {
        notes.push(format!("the {shown} nodes with most claims of {0}; to see more: --top {0}", drawn.nodes));
    }
    notes
}

fn write_network(
    workspace: &Workspace,
    arguments: &Arguments,
    network: &Network,
    notes: &[String],
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let names = Names::new(workspace.summary().base.clone());
    let title = arguments.title(workspace);
    let formulas = if arguments.raw { Formulas::Raw } else { Formulas::Defused };
    match arguments.format {
        ExportFormat::Dot => {
            render::dot(network, &names, &DotOptions { title, ..DotOptions::default() }, out)?;
        }
        ExportFormat::Html => {
            let (title, narrowed) = (workspace.summary().title.clone(), arguments.narrowing());
            let notes = narrowed.into_iter().chain(notes.iter().cloned()).collect();
            let catalogue = Catalogue::shipped();
            let sources = match workspace.query(catalogue.find("sources")?, &[], None)? {
                Answer::Table(table) => table,
                _ => Table::default(),
            };
            let dossier = Dossier { title, notes, sources, picture: arguments.picture(String::new()) };
            render::html::dossier(network, &names, &dossier, out)?;
        }
        ExportFormat::Svg => render::svg(network, &names, &arguments.picture(title), out)?,
        ExportFormat::Graphml => render::graphml(network, &names, &title, out)?,
        ExportFormat::Gexf => render::gexf(network, &names, &title, out)?,
        ExportFormat::Cytoscape => render::cytoscape(network, &names, &title, out)?,
        ExportFormat::Mermaid => render::mermaid(network, &names, &title, out)?,
        ExportFormat::Csv if arguments.nodes => render::nodes_csv(network, &names, formulas, out)?,
        ExportFormat::Csv => render::edges_csv(network, &names, formulas, out)?,
        ExportFormat::Neo4j if arguments.nodes => render::neo4j_nodes_csv(network, &names, formulas, out)?,
        ExportFormat::Neo4j => render::neo4j_edges_csv(network, &names, formulas, out)?,
        #[cfg(feature = "parquet")]
        ExportFormat::Parquet if arguments.nodes => render::nodes_parquet(network, &names, out)?,
        #[cfg(feature = "parquet")]
        ExportFormat::Parquet => render::claims_parquet(network, &names, out)?,
        ExportFormat::Followthemoney => render::followthemoney(network, &names, out)?,
        ExportFormat::Nanopub => {
            render::nanopublications(network, &workspace.summary().base, workspace.licence()?.as_ref(), out)?;
        }
        format => {
            if let Some(format) = format.rdf() {
                write_rdf(workspace, arguments, format, Some(network), out)?;
            }
        }
    }
    Ok(())
}

/// Writes the graph as RDF, or the part of it that a network holds.
fn write_rdf(
    workspace: &Workspace,
    arguments: &Arguments,
    format: DumpFormat,
    only: Option<&Network>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let scope = arguments.scope.scope();
    workspace.dump(format, scope.clone(), only, out)?;
    if arguments.format == ExportFormat::Turtle12 {
        render::reifiers(&workspace.statements(scope, only)?, out)?;
    }
    Ok(())
}

impl Arguments {
    fn narrows(&self) -> bool {
        let lists = [&self.relation, &self.about].iter().any(|list| !list.is_empty());
        lists
            || self.top.is_some()
            || [&self.actor, &self.since, &self.until].iter().any(|option| option.is_some())
    }

    fn options(&self) -> NetworkOptions {
        let mut scope = self.scope.scope();
        if self.format.rdf().is_some() {
            // RDF says of each claim how it is put, so that none need be left out.
            scope.world.get_or_insert(World::All);
        }
        NetworkOptions {
            relations: self.relation.clone(),
            about: self.about.clone(),
            actor: self.actor.clone().map(|actor| (actor, self.hops)),
            since: self.since.clone(),
            until: self.until.clone(),
            public: self.format == ExportFormat::Html,
            top: self
                .top
                .or(matches!(self.format, ExportFormat::Html | ExportFormat::Svg).then_some(PICTURE)),
            scope,
        }
    }

    fn picture(&self, title: String) -> SvgOptions {
        let arrangement = match self.layout {
            Layout::Force => Arrangement::Force,
            Layout::Layered => Arrangement::Layered,
        };
        SvgOptions { title, arrangement, seed: self.seed, ..SvgOptions::default() }
    }

    /// Says above the picture what it shows.
    fn title(&self, workspace: &Workspace) -> String {
        let mut words = Vec::new();
        if !workspace.summary().title.is_empty() {
            words.push(workspace.summary().title.clone());
        }
        words.extend(self.narrowing());
        words.join(" – ")
    }

    /// Says what was asked for.
    fn narrowing(&self) -> Vec<String> {
        let mut words = Vec::new();
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
        words
    }
}
