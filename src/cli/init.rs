//! `actant init`: a new folder.

use std::io::{self, Write};
use std::path::PathBuf;

use actant::workspace::{self, DataFolder};

use crate::cli::failure::Failure;
use crate::cli::terminal::command;

/// What `init` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant init talks
  actant init talks-empty --bare")]
pub struct Arguments {
    /// The new folder; without it, the one that -d names
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Write headers only, without the example
    #[arg(long)]
    bare: bool,
}

/// Makes a folder and says what to do with it.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let folder = arguments.folder.as_deref().unwrap_or(folder.path());
    let files = workspace::init(folder, arguments.bare)?;
    let mut out = io::stdout().lock();
    for file in files {
        writeln!(out, "wrote {}", file.display())?;
    }
    writeln!(out)?;
    writeln!(out, "What the columns mean: {}", folder.join("README.md").display())?;
    writeln!(out, "Next: {}", command(&DataFolder::from(folder), "check"))?;
    if !arguments.bare {
        writeln!(out, "      {}", command(&DataFolder::from(folder), "ask \"who blamed whom\""))?;
    }
    Ok(())
}
