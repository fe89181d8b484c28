//! `actant build`: check, graph, summary.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use actant::diagnostic::Severity;
use actant::workspace::{DataFolder, Freshness, Workspace};
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::failure::Failure;
use crate::cli::terminal::{Talk, command, counted};

/// What `build` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant build
  actant build --output khatlon.graph")]
pub struct Arguments {
    /// Write the graph to this file instead of the folder's cache
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Builds the graph of a folder and prints what it holds.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let progress = Progress::after(Duration::from_millis(500));
    let (workspace, warnings) = match &arguments.output {
        Some(output) => {
            let (workspace, report) = Workspace::write(folder, output)?;
            (workspace, report.count(Severity::Warning))
        }
        None => {
            let workspace = Workspace::build(folder)?;
            let warnings = match workspace.freshness() {
                Freshness::Built(report) | Freshness::InMemory(report, _) | Freshness::Rebuilt(report, _) => {
                    report.count(Severity::Warning)
                }
                Freshness::Cached => 0,
            };
            (workspace, warnings)
        }
    };
    progress.end();
    if let Freshness::InMemory(_, reason) = workspace.freshness() {
        Talk::new().say(&format!("note: the graph was built in memory and is not kept: {reason}"));
    }
    let summary = workspace.summary();
    let (derived, incomplete) = workspace.derived()?;
    let mut out = io::stdout().lock();
    if !summary.title.is_empty() {
        writeln!(out, "{}", summary.title)?;
    }
    for (count, one, many) in [
        (summary.claims, "claim", "claims"),
        (summary.actors, "actor", "actors"),
        (summary.events, "event", "events"),
        (summary.places, "place", "places"),
        (summary.sources, "source", "sources"),
        (summary.relations, "relation type in use", "relation types in use"),
        (workspace.graph().triples() as usize, "triple", "triples"),
        (derived, "way in which a tie follows from claims", "ways in which a tie follows from claims"),
    ] {
        writeln!(out, "{count:>12} {}", if count == 1 { one } else { many })?;
    }
    for relation in incomplete {
        let relation = relation.to_string();
        let name = relation.trim_matches(['<', '>']).rsplit('/').next().unwrap_or_default();
        Talk::new()
            .say(&format!("note: `{name}` has so many chains that only the shorter ones were followed"));
    }
    if warnings > 0 {
        let them = if warnings == 1 { "it" } else { "them" };
        let check = command(folder, "check");
        Talk::new().say(&format!("{}; to see {them}: {check}", counted(warnings, "warning")));
    }
    Ok(())
}

/// Shows that something is under way, once it has taken long enough, on a terminal only.
struct Progress(ProgressBar);

impl Progress {
    fn after(patience: Duration) -> Self {
        let bar = ProgressBar::new_spinner();
        bar.set_style(
            ProgressStyle::with_template("{spinner} {msg} {elapsed}")
                .unwrap_or(ProgressStyle::default_spinner()),
        );
        bar.set_message("building the graph");
        let waiting = bar.clone();
        std::thread::spawn(move || {
            std::thread::sleep(patience);
            if !waiting.is_finished() {
                waiting.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Self(bar)
    }

    fn end(self) {
        self.0.finish_and_clear();
    }
}
