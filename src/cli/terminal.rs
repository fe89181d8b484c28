//! The two streams: how wide, how coloured, and what talk looks like on the second.

use std::io::{self, IsTerminal, Write};

use actant::diagnostic::{Location, Report, Severity};
use actant::render::{Colour, Page, diagnostics};
use actant::workspace::{DataFolder, source_lines};

/// The width of a page when nobody says otherwise.
const WIDTH: usize = 100;

/// Writes the command that runs a verb on a folder, for a person to copy.
pub fn command(folder: &DataFolder, verb: &str) -> String {
    let mut command = "actant".to_owned();
    if folder.path().to_str() != Some(crate::cli::FOLDER) {
        command.push_str(&format!(" -d {}", quoted(&folder.path().display().to_string())));
    }
    if let Some(encoding) = folder.options().encoding {
        command.push_str(&format!(" --encoding {encoding}"));
    }
    if folder.options().replace_control {
        command.push_str(" --replace-control");
    }
    for line in folder.options().columns.lines() {
        command.push_str(&format!(" --map {}", quoted(&line)));
    }
    format!("{command} {verb}")
}

/// Puts a word in quotes when a shell would not take it for one.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-=:@+,~%".contains(letter);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Counts things in words: `1 claim`, `2 claims`.
pub fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// Gives the page of standard output.
pub fn page() -> Page {
    Page { width: width(io::stdout().is_terminal()), colour: colour(io::stdout().is_terminal()) }
}

fn width(terminal: bool) -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let size =
        || terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
    columns.or_else(size).unwrap_or(WIDTH).max(20)
}

fn colour(terminal: bool) -> Colour {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if terminal && !refused { Colour::Ansi } else { Colour::Plain }
}

/// Talks to a person on standard error. Nothing that it says is data, so nothing depends on its arriving.
pub struct Talk {
    page: Page,
}

impl Talk {
    /// Finds out what standard error is.
    pub fn new() -> Self {
        let terminal = io::stderr().is_terminal();
        Self { page: Page { width: width(terminal), colour: colour(terminal) } }
    }

    /// Says one line.
    pub fn say(&self, line: &str) {
        let _ = writeln!(io::stderr(), "{line}");
    }

    /// Asks for an answer on the same line.
    pub fn ask(&self, question: &str) {
        let _ = write!(io::stderr(), "{question}");
        let _ = io::stderr().flush();
    }

    /// Gives the page of standard error.
    pub fn page(&self) -> Page {
        self.page
    }

    /// Says what went wrong, what caused it, and what to do.
    pub fn error(&self, message: &str, causes: &[String], hint: Option<&str>) {
        let (red, plain) = match self.page.colour {
            Colour::Ansi => ("\u{1b}[1;31m", "\u{1b}[0m"),
            Colour::Plain => ("", ""),
        };
        self.say(&format!("{red}error{plain}: {message}"));
        for cause in causes {
            self.say(&format!("  because: {cause}"));
        }
        for (number, line) in hint.unwrap_or_default().lines().enumerate() {
            self.say(&format!(
                "  {}{line}",
                if number == 0 && !line.contains(" | ") { "help: " } else { "" }
            ));
        }
    }

    /// Prints the first errors of a folder and says how to see all of them.
    pub fn data_errors(&self, report: &Report, folder: &DataFolder) {
        const SHOWN: usize = 5;
        let errors = report.diagnostics().iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let mut shown = Report::new();
        for diagnostic in errors.take(SHOWN) {
            shown.push(diagnostic.clone());
        }
        let lines = source_lines(folder, &shown);
        let line = |location: &Location| lines.get(&location.file, location.line).map(str::to_owned);
        let _ = diagnostics::human(&shown, self.page, &line, &mut io::stderr());
        let all = report.count(Severity::Error);
        if all > SHOWN {
            self.say(&format!("{} more; to see them all: {}", all - SHOWN, command(folder, "check")));
        }
    }
}
