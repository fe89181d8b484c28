//! The way from the files of a folder to its expectations.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Location, Report};
use crate::ingest::IngestError;
use crate::ingest::expectations::fields::Source;
use crate::ingest::expectations::rows::table;
use crate::ingest::expectations::{Asks, Expectation, Expects, bad, test};
use crate::ingest::folder::Folder;
use crate::spelling::is_near;

/// The name of the file.
pub(in crate::ingest) const FILE: &str = "tests.toml";
/// The folder of queries with their rows.
pub(in crate::ingest) const FOLDER: &str = "tests";
/// What an entry is called.
const ENTRY: &str = "test";

/// Reads what a folder expects: the entries of `tests.toml` in their order, then each `tests/NAME.rq` that no entry
/// names, in the order of the alphabet. What cannot be used is in the report and not in the list.
///
/// # Errors
/// When a file is there and cannot be read.
pub fn expectations(folder: &Path) -> Result<(Vec<Expectation>, Report), IngestError> {
    let folder = Folder::new(folder);
    folder.check()?;
    let mut report = Report::new();
    let mut found = Vec::new();
    if let Some(bytes) = folder.read(FILE)? {
        listed(folder, &bytes, &mut found, &mut report);
    }
    let mut named: Vec<String> = Vec::new();
    for expectation in &found {
        if let Asks::File { path, .. } = &expectation.asks {
            named.push(path.clone());
        }
    }
    // A query that an entry names and whose entry is wrong would be reported twice.
    let whole = report.is_empty();
    for path in folder.list(FOLDER, "rq")?.into_iter().filter(|_| whole) {
        if !named.contains(&path) {
            beside(folder, &path, &mut found, &mut report)?;
        }
    }
    report.sort();
    Ok((found, report))
}

fn listed(folder: Folder<'_>, bytes: &[u8], found: &mut Vec<Expectation>, report: &mut Report) {
    let path = folder.path(FILE);
    let Ok(text) = std::str::from_utf8(bytes) else {
        report.push(
            bad(Location::file(path), "the expectations are not UTF-8").with_hint("save the file as UTF-8"),
        );
        return;
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let source = Source { path: &path, text };
    let entries = match DeTable::parse(text) {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("the expectations cannot be read: {}", error.message().replace('\n', " "));
            report.push(bad(source.at(error.span().unwrap_or(0..0)), message));
            return;
        }
    };
    // A file that cannot be read is one that is not there: the entry that names it says so.
    let open = |name: &str| folder.read(name).ok().flatten();
    for (key, value) in entries.get_ref() {
        let name = key.get_ref().as_ref();
        let entries = match value.get_ref() {
            DeValue::Array(entries) if name == ENTRY => entries,
            _ => {
                let problem = bad(source.at(key.span()), format!("`{name}` is no expectation"));
                report.push(problem.with_hint(match is_near(name, ENTRY) || name == ENTRY {
                    true => format!("did you mean `[[{ENTRY}]]`?"),
                    false => format!("each begins with `[[{ENTRY}]]` on a line of its own"),
                }));
                continue;
            }
        };
        for entry in entries {
            let place = source.at(entry.span());
            let DeValue::Table(table) = entry.get_ref() else {
                report.push(bad(place, format!("begin each expectation with `[[{ENTRY}]]`")));
                continue;
            };
            let place = Location::line(place.file, place.line);
            match test::read(source, table, &place, &open) {
                Ok(expectation) => found.push(expectation),
                Err(problems) => problems.into_iter().for_each(|problem| report.push(problem)),
            }
        }
    }
}

/// Reads a query and the table of rows with the same name.
fn beside(
    folder: Folder<'_>,
    path: &str,
    found: &mut Vec<Expectation>,
    report: &mut Report,
) -> Result<(), IngestError> {
    let rows_path = format!("{}.csv", path.strip_suffix(".rq").unwrap_or(path));
    let location = Location::file(folder.path(path));
    let Some(bytes) = folder.read(path)? else { return Ok(()) };
    let Ok(text) = String::from_utf8(bytes) else {
        report.push(bad(location, "the query is not UTF-8"));
        return Ok(());
    };
    let Some(bytes) = folder.read(&rows_path)? else {
        let problem = bad(location, "the query has no expected rows");
        report.push(problem.with_hint(format!("write them to `{rows_path}`, or name it in `{FILE}`")));
        return Ok(());
    };
    match table(&folder.path(&rows_path), &bytes) {
        Ok((columns, rows)) => found.push(Expectation {
            name: path.to_owned(),
            location,
            asks: Asks::File { path: path.to_owned(), text, parameters: Vec::new() },
            scope: Vec::new(),
            expects: Expects { columns, rows: Some(rows), ..Expects::default() },
            note: String::new(),
        }),
        Err(problem) => report.push(*problem),
    }
    Ok(())
}
