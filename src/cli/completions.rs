//! `actant completions`: what a shell needs to complete the program's arguments.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::failure::Failure;

/// What `completions` takes.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  actant completions bash > ~/.local/share/bash-completion/completions/actant"
)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Writes the completions of a shell.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::cli::Arguments::command(), "actant", &mut script);
    Ok(io::stdout().lock().write_all(&script)?)
}
