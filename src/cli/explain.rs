//! `actant explain`: the long text of a kind of problem, or of a repair.

use std::io::{self, Write};

use actant::diagnostic::{Code, RepairKind};

use crate::cli::failure::Failure;

/// What `explain` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  actant explain unknown-actor")]
pub struct Arguments {
    /// The code, as `check` prints it in brackets, or the word that --fix counts by; without one, all are listed
    code: Option<String>,
}

/// Explains a code, or lists all of them.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let Some(name) = &arguments.code else {
        for code in Code::ALL {
            writeln!(out, "{:<8} {}", code.severity().to_string(), code.name())?;
        }
        for kind in RepairKind::ALL {
            writeln!(out, "{:<8} {}", "repair", kind.name)?;
        }
        return Ok(());
    };
    if let Some(kind) = RepairKind::find(name) {
        write!(out, "{}", kind.explanation)?;
        return Ok(());
    }
    let Some(code) = Code::find(name) else {
        let nearest = Code::nearest(name).map(|code| format!("did you mean `{code}`?"));
        let all = "actant explain lists all codes".to_owned();
        return Err(Failure::Usage {
            message: format!("there is no code `{name}`"),
            hint: Some(nearest.unwrap_or(all)),
        });
    };
    write!(out, "{}", code.explanation())?;
    Ok(())
}
