//! Damage with a name: a clean folder is damaged in one way at a time, as programs, networks and people do, and what must be
//! said of it is known beforehand: which code, at which byte of which file, under which column; or nothing, where nothing
//! is lost. The address is counted here from the damaged bytes, and not by the reader.

mod clean;
#[path = "../support/corpus.rs"]
mod corpus;
mod ways;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use actant::diagnostic::{Diagnostic, Report, Severity};
use actant::rdf::lower;
use actant::store::{DumpFormat, dump};
use actant::workspace::check;

use corpus::Folder;
use ways::{At, Expected, Way, ways};

/// Gives what `check` says of a folder, and its graph without the lines of its rows when it has one.
fn look(folder: &Folder) -> (Report, Option<BTreeSet<String>>) {
    let place = tempfile::tempdir().expect("a folder");
    for (name, bytes) in folder {
        std::fs::write(place.path().join(name), bytes).expect("written");
    }
    let (checked, report) = check(place.path()).expect("the folder can be read");
    let graph = checked.ok().map(|valid| {
        let mut out = Vec::new();
        let graph = lower(valid).finish().into_graph().expect("a graph");
        dump(&graph, None, DumpFormat::NTriples, std::iter::empty(), &mut out).expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        let lines = text.lines().filter(|line| !line.contains("w3id.org/actant/ns#row>"));
        // A cell of two lines keeps the line end that it has.
        lines.map(|line| line.replace("\\r\\n", "\\n").replace("\\r", "\\n")).collect()
    });
    (short(&report, place.path()), graph)
}

/// Names files as they are called in the folder.
fn short(report: &Report, place: &Path) -> Report {
    let folder = format!("{}/", place.display());
    let mut short = Report::new();
    for problem in report.diagnostics() {
        let mut problem = problem.clone();
        problem.location.file = problem.location.file.replace(&folder, "").into();
        short.push(problem);
    }
    short
}

/// Counts the line and the character of a byte: lines end with LF, CR or both, and what is no UTF-8 is one character.
fn address(bytes: &[u8], at: usize) -> (u32, u32) {
    let (mut line, mut start, mut seen) = (1, 0, 0);
    while seen < at {
        let end = match &bytes[seen..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        seen += end.max(1);
        if end > 0 {
            (line, start) = (line + 1, seen);
        }
    }
    (line, String::from_utf8_lossy(&bytes[start..at]).chars().count() as u32 + 1)
}

/// Stands for any line.
const SOME: u32 = u32::MAX;

type Address = (String, String, u32, Option<(u32, String)>);

fn found(problem: &Diagnostic) -> Address {
    let location = &problem.location;
    let column = location.column.as_ref().map(|column| (column.character, column.name.to_string()));
    (problem.code.name().to_owned(), location.file.to_string(), location.line, column)
}

fn expected(folder: &Folder, (code, file, at): &(&str, &str, At)) -> Address {
    let bytes = &folder.iter().find(|(name, _)| name == file).expect("a file of the folder").1;
    let find = |text: &str| {
        let found = bytes.windows(text.len()).position(|window| window == text.as_bytes());
        found.unwrap_or_else(|| panic!("`{text}` is in {file}"))
    };
    let cell = |at: usize, name: &str| {
        let (line, character) = address(bytes, at);
        (line, Some((character, name.to_owned())))
    };
    let (line, column) = match at {
        At::Line(line) => (*line, None),
        At::SomeLine => (SOME, None),
        At::Cell(text, on, name) => cell(find(text) + on, name),
        At::Behind(text, name) => cell(find(text) + text.len(), name),
    };
    ((*code).to_owned(), (*file).to_owned(), line, column)
}

/// Says what is wrong with what is said of a damaged folder.
fn judge(way: &Way, clean: &BTreeSet<String>) -> Vec<String> {
    let mut folder = clean::folder();
    (way.damage)(&mut folder);
    assert_ne!(folder, clean::folder(), "{}: nothing is damaged", way.name);
    let Ok((report, graph)) = catch_unwind(AssertUnwindSafe(|| look(&folder))) else {
        return vec!["panics".to_owned()];
    };
    let all: Vec<Address> = report.diagnostics().iter().map(found).collect();
    let mut wrong = Vec::new();
    match way.expected {
        Expected::Same(notes) => {
            for problem in report.diagnostics() {
                if problem.severity > Severity::Note || !notes.contains(&problem.code.name()) {
                    wrong.push(format!("says {problem:?}"));
                }
            }
            match graph {
                None => wrong.push("has no graph".to_owned()),
                Some(graph) => {
                    let other: Vec<&String> = graph.symmetric_difference(clean).take(6).collect();
                    if !other.is_empty() {
                        wrong.push(format!("differs in {other:#?}"));
                    }
                }
            }
        }
        Expected::Problems(problems, beside) => {
            let mut left = all.clone();
            for problem in problems {
                let problem = expected(&folder, problem);
                let same = |(code, file, line, column): &Address| {
                    let here = *line == problem.2 || (problem.2 == SOME && *line > 0);
                    here && (code, file, column) == (&problem.0, &problem.1, &problem.3)
                };
                match left.iter().position(same) {
                    Some(at) => drop(left.remove(at)),
                    None => wrong.push(format!("does not say {problem:?}")),
                }
            }
            left.retain(|(code, ..)| !beside.contains(&code.as_str()));
            wrong.extend(left.iter().map(|problem| format!("says {problem:?} as well")));
            let error = report.diagnostics().iter().any(|problem| problem.severity == Severity::Error);
            if error == graph.is_some() {
                wrong.push("has a graph in spite of an error, or none without".to_owned());
            }
        }
    }
    wrong
}

#[test]
fn every_way_of_damage_is_told_for_what_it_is() {
    let (report, clean) = look(&clean::folder());
    assert!(report.is_empty(), "{report:?}");
    let clean = clean.expect("a clean folder has a graph");
    let ways = ways();
    let names: BTreeSet<&str> = ways.iter().map(|way| way.name).collect();
    assert_eq!(names.len(), ways.len(), "every way has a name of its own");
    assert!(ways.len() >= 30, "{} ways", ways.len());
    let mut wrong = Vec::new();
    for way in &ways {
        wrong.extend(judge(way, &clean).into_iter().map(|what| format!("{}: {what}", way.name)));
    }
    println!("{} named ways of damage", ways.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
