//! `actant check --fix`: what has one right repair is shown, and written.

use std::io::{self, BufRead, BufWriter, IsTerminal, Write};

use actant::render::{Page, diff};
use actant::workspace::{self, DataFolder, Repairs, RowEnds};

use crate::cli::failure::Failure;
use crate::cli::terminal::{Talk, counted, page};

/// What `check` takes about repairs.
#[derive(Debug, clap::Args)]
pub struct FixArguments {
    /// Repair what can be meant in one way only, after showing it
    #[arg(long)]
    fix: bool,
    /// Only show what --fix would change; exit 1 if that is anything
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Let --fix end every row with LF, not only where a file mixes line ends
    #[arg(long, requires = "fix")]
    lf: bool,
}

/// Says what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// Nobody asked for repairs.
    NotAsked,
    /// The repairs were shown, and nothing was written.
    Shown {
        /// Whether there are any.
        anything: bool,
    },
    /// There was nothing to repair, or it is repaired, or the person said no.
    Done,
}

/// Shows the repairs of a folder and makes them. `to_stdout` says that nothing else needs standard output for itself.
pub fn run(folder: &DataFolder, arguments: &FixArguments, to_stdout: bool) -> Result<Fixed, Failure> {
    if !arguments.fix {
        return Ok(Fixed::NotAsked);
    }
    let talk = Talk::new();
    let repairs = workspace::repair(folder, if arguments.lf { RowEnds::Lf } else { RowEnds::AsTheyAre })?;
    for (file, reason) in &repairs.skipped {
        talk.say(&format!("note: `{file}` is not repaired: {reason}"));
    }
    if to_stdout || arguments.dry_run {
        show(&repairs, page(), &mut BufWriter::new(io::stdout().lock()))?;
    } else {
        show(&repairs, talk.page(), &mut BufWriter::new(io::stderr().lock()))?;
    }
    if repairs.is_empty() {
        talk.say("nothing to repair");
    }
    if arguments.dry_run {
        if !repairs.is_empty() {
            talk.say(&format!("would make {}", summary(&repairs)));
        }
        return Ok(Fixed::Shown { anything: !repairs.is_empty() });
    }
    if !repairs.is_empty() && agreed(&repairs, &talk)? {
        repairs.write().map_err(workspace::WorkspaceError::from)?;
        talk.say(&format!("made {}", summary(&repairs)));
    }
    Ok(Fixed::Done)
}

fn show(repairs: &Repairs, page: Page, out: &mut dyn Write) -> io::Result<()> {
    for file in &repairs.files {
        let text = |bytes| String::from_utf8_lossy(bytes);
        diff(&file.path, &text(&file.before), &text(&file.after), page, out)?;
    }
    out.flush()
}

/// Says how many repairs there are, of what: `3 repairs in 1 file: 2 bad-date, 1 stray-space`.
fn summary(repairs: &Repairs) -> String {
    let counts = repairs.counts();
    let all = counted(counts.values().sum(), "repair");
    let mut kinds: Vec<(&&str, &usize)> = counts.iter().collect();
    kinds.sort_by(|left, right| right.1.cmp(left.1).then(left.0.cmp(right.0)));
    let kinds: Vec<String> = kinds.into_iter().map(|(word, count)| format!("{count} {word}")).collect();
    format!("{all} in {}: {}", counted(repairs.files.len(), "file"), kinds.join(", "))
}

/// Asks a person at a terminal; whoever calls the program otherwise has agreed by doing so.
fn agreed(repairs: &Repairs, talk: &Talk) -> io::Result<bool> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Ok(true);
    }
    talk.ask(&format!("make {}? [y/N] ", summary(repairs)));
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
