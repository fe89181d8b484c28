//! "Did you mean": what is offered for names that nobody knows. The table in `spellings.tsv` says what a person would
//! offer; nothing else may be offered with it. A cell of a table and a question to the graph are held to the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use actant::diagnostic::Report;
use actant::ingest::{ReadOptions, read_tables};
use actant::workspace::Workspace;

const TABLES: [&str; 4] = ["actors.csv", "events.csv", "places.csv", "sources.csv"];

/// The vocabulary that ships is used as it is; so the relation column is closed by a table of one type.
const RELATION_TYPES: &str = "id\nmining\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

struct Row {
    typed: String,
    kind: String,
    offered: Vec<String>,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(root().join("spellings.tsv")).expect("the table is there");
    let rows: Vec<Row> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [typed, kind, offered] = cells[..] else { panic!("three cells: {line}") };
            let offered = offered.split(' ').filter(|id| *id != "-").map(str::to_owned).collect();
            Row { typed: typed.to_owned(), kind: kind.to_owned(), offered }
        })
        .collect();
    assert!(rows.len() >= 60);
    rows
}

/// Reads the tables with one claim that has the typed name in a column.
fn check(row: &Row) -> Report {
    let (column, values) = match row.kind.as_str() {
        "actor" => ("subject", ["", "blames", "iran", "", ""]),
        "object" => ("object", ["iran", "blames", "", "", ""]),
        "relation" => ("relation", ["iran", "", "iraq", "", ""]),
        "about" => ("about", ["iran", "blames", "iraq", "", ""]),
        "source" => ("source", ["iran", "blames", "iraq", "", ""]),
        other => panic!("no kind {other}"),
    };
    let names = ["subject", "relation", "object", "about", "source"];
    let cell = |(name, value): (&str, &str)| {
        if name == column { format!("\"{}\"", row.typed) } else { value.to_owned() }
    };
    let cells: Vec<String> = names.into_iter().zip(values).map(cell).collect();
    let relations = format!("{}\n{}\n", names.join(","), cells.join(","));
    let texts: Vec<(&str, String)> = TABLES
        .into_iter()
        .map(|name| (name, fs::read_to_string(root().join("spellings").join(name)).expect("a table")))
        .chain([("relation_types.csv", RELATION_TYPES.to_owned()), ("relations.csv", relations)])
        .collect();
    let tables: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_tables(&tables, &ReadOptions::default()).expect("memory can be read").1
}

/// Gives the ids of a hint: those in brackets, or those that stand alone.
fn ids(hint: &str) -> Vec<String> {
    let names: Vec<&str> = hint.split('`').skip(1).step_by(2).collect();
    let between: Vec<&str> = hint.split('`').skip(2).step_by(2).collect();
    let bracketed = |at: usize| between.get(at).is_some_and(|between| *between == " (");
    (0..names.len()).filter(|at| !bracketed(*at)).map(|at| names[at].to_owned()).collect()
}

#[test]
fn a_cell_is_answered_with_what_was_meant_and_nothing_else() {
    let mut wrong = Vec::new();
    for row in rows() {
        let report = check(&row);
        let problem = report.diagnostics().iter().find(|problem| problem.code.name().starts_with("unknown-"));
        let problem = problem.unwrap_or_else(|| panic!("`{}` is known: {report:?}", row.typed));
        let found = problem.hint.as_deref().map(ids).unwrap_or_default();
        if found != row.offered {
            wrong.push(format!(
                "{} ({}): {:?}, expected {:?}",
                row.typed, row.kind, problem.hint, row.offered
            ));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_question_is_answered_alike_and_with_labels() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in TABLES {
        fs::copy(root().join("spellings").join(name), folder.path().join(name)).expect("copied");
    }
    fs::write(folder.path().join("relations.csv"), "subject,relation,object\niran,blames,iraq\n")
        .expect("written");
    let workspace = Workspace::open(folder.path()).expect("the tables are good");
    let names = workspace.names().expect("names");
    let labels: BTreeMap<&str, &str> =
        names.iter().map(|name| (name.id.as_str(), name.label.as_str())).collect();
    let mut wrong = Vec::new();
    for row in rows() {
        let kinds: &[&str] = match row.kind.as_str() {
            "relation" => &["relation"],
            "source" => &["source"],
            _ => &["actor", "event", "place"],
        };
        let expected: Vec<&str> = row.offered.iter().map(|id| labels[id.as_str()]).collect();
        let mut found = names.nearest(&row.typed, kinds);
        // The graph lists its names in an order of its own; equals may come in any.
        if found.len() == expected.len()
            && expected.iter().all(|label| found.iter().any(|name| name == label))
        {
            found = expected.iter().map(|label| (*label).to_owned()).collect();
        }
        if found != expected {
            wrong.push(format!("{} ({}): {found:?}, expected {expected:?}", row.typed, row.kind));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_cell_that_is_no_name_takes_no_time() {
    let long = "x".repeat(200_000);
    let mut relations = "subject,relation,object\n".to_owned();
    for row in 0..8 {
        relations.push_str(&format!("{long}{row},blames,actor {row}\n"));
    }
    let actors: String = (0..20).map(|actor| format!("a{actor},Actor number {actor}{long}\n")).collect();
    let begun = std::time::Instant::now();
    for actors in [None, Some(format!("id,label\n{actors}"))] {
        let mut tables = vec![("relations.csv", relations.as_bytes())];
        tables.extend(actors.as_ref().map(|actors| ("actors.csv", actors.as_bytes())));
        let (dataset, mut report) =
            read_tables(&tables, &ReadOptions::default()).expect("memory can be read");
        let _ = actant::model::validate(dataset, &mut report);
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
