//! A new folder: it has no problem, it can be asked, nothing is overwritten, and what it says of its columns is true.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use actant::diagnostic::Severity;
use actant::ingest::{Holds, dictionary};
use actant::query::Scope;
use actant::workspace::{Workspace, check, init};
use serde_json::Value;

fn new(bare: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    init(folder.path(), bare).expect("a new folder");
    folder
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Gives the rows of a table as cells, the header first.
fn rows(folder: &Path, name: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(folder.join(name))
        .expect("the table can be read");
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_new_folder_has_no_problem_and_an_example_in_every_table() {
    let folder = new(false);
    let (_, report) = check(folder.path()).expect("the folder can be read");
    assert!(report.is_empty(), "{:#?}", report.diagnostics());
    for table in dictionary() {
        assert!(rows(folder.path(), table.file).len() > 1, "{} has no row", table.file);
    }
    // Every claim cites a source.
    for row in &rows(folder.path(), "relations.csv")[1..] {
        assert!(!row[8].is_empty(), "{row:?}");
    }
}

#[test]
fn a_bare_folder_has_headers_and_no_error() {
    let folder = new(true);
    let (_, report) = check(folder.path()).expect("the folder can be read");
    assert_eq!(report.count(Severity::Error), 0, "{:#?}", report.diagnostics());
    for table in dictionary() {
        assert_eq!(text(folder.path(), table.file), table.header() + "\n");
    }
    assert!(!text(folder.path(), "README.md").contains("invented"));
}

#[test]
fn a_new_folder_answers_as_its_rows_say() {
    let folder = new(false);
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    for (question, claims) in [
        ("who blamed whom", vec!["k3"]),
        ("who accused whom", vec!["k3", "k4"]),
        ("who patrols whom", vec!["k7"]),
        ("who is a member of the River League", vec!["k10", "k9"]),
        ("who is a member of the RL", vec!["k10", "k9"]),
        ("who sanctioned whom", vec![]),
    ] {
        let asked = workspace.ask(question, Scope::default()).expect("the question can be read");
        let column = asked.table.column("claim").expect("a column of claims");
        let found: BTreeSet<String> = (asked.table.rows.iter())
            .filter_map(|row| Some(row[column].as_ref()?.to_string()))
            .map(|iri| iri.trim_end_matches('>').rsplit('/').next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(found, claims.into_iter().map(str::to_owned).collect(), "{question}");
    }
}

#[test]
fn nothing_is_overwritten() {
    for name in ["relations.csv", "actant.toml", "datapackage.json"] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(name), "mine").expect("written");
        let error = init(folder.path(), false).expect_err("the file is there");
        assert!(error.to_string().contains(name) && error.hint().is_some(), "{error}");
        assert_eq!(text(folder.path(), name), "mine");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else was written");
    }
    // A link that leads nowhere is not written through.
    #[cfg(unix)]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let outside = folder.path().join("outside.csv");
        fs::create_dir(folder.path().join("new")).expect("made");
        std::os::unix::fs::symlink(&outside, folder.path().join("new/actors.csv")).expect("a link");
        init(&folder.path().join("new"), false).expect_err("the link is there");
        assert!(!outside.exists());
    }
}

#[test]
fn folders_on_the_way_are_made_and_a_file_in_the_way_is_named() {
    let place = tempfile::tempdir().expect("a folder");
    let files = init(&place.path().join("a/b"), true).expect("folders are made");
    assert!(files.iter().all(|file| file.is_file()));
    fs::write(place.path().join("file"), "").expect("written");
    let error = init(&place.path().join("file"), true).expect_err("a file is no folder");
    assert!(error.to_string().contains("file"), "{error}");
}

#[test]
fn the_settings_that_it_offers_are_settings() {
    let folder = new(false);
    // A line is an offer when it is a setting after its `# `; the others are sentences.
    let all: String = text(folder.path(), "actant.toml")
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(offer) if offer.starts_with('[') || offer.split(' ').nth(1) == Some("=") => {
                format!("{offer}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    assert!(all.matches("\nbase = ").count() == 1 && all.contains("\n[check]\n"), "{all}");
    fs::write(folder.path().join("actant.toml"), &all).expect("written");
    let (_, report) = check(folder.path()).expect("the folder can be read");
    assert!(report.is_empty(), "{all}\n{:#?}", report.diagnostics());
}

#[test]
fn its_readme_describes_every_column() {
    let readme = text(new(false).path(), "README.md");
    for table in dictionary() {
        let section = readme.split(&format!("## {}\n", table.file)).nth(1).expect("a section");
        let section = section.split("\n## ").next().expect("a section");
        let described: Vec<&str> = section
            .lines()
            .filter(|line| line.starts_with("| "))
            .skip(1)
            .filter_map(|line| line.split('|').nth(1).map(str::trim))
            .collect();
        let columns: Vec<String> = (table.columns.iter())
            .map(
                |column| {
                    if column.required { format!("**{}**", column.name) } else { column.name.to_owned() }
                },
            )
            .collect();
        assert_eq!(described, columns, "{}", table.file);
    }
}

/// Reads the data package of a folder and holds it against the tables beside it.
#[test]
fn its_data_package_is_true() {
    for bare in [false, true] {
        let folder = new(bare);
        let package: Value = serde_json::from_str(&text(folder.path(), "datapackage.json")).expect("JSON");
        assert_eq!(package["profile"], "tabular-data-package");
        let resources = package["resources"].as_array().expect("resources");
        assert_eq!(resources.len(), dictionary().len());
        let ids = |name: &str| -> BTreeSet<String> {
            rows(folder.path(), &format!("{name}.csv"))[1..].iter().map(|row| row[0].clone()).collect()
        };
        for (resource, table) in resources.iter().zip(dictionary()) {
            let rows = rows(folder.path(), resource["path"].as_str().expect("a path"));
            let schema = &resource["schema"];
            assert_eq!(schema["missingValues"], serde_json::json!([""]));
            let fields = schema["fields"].as_array().expect("fields");
            let names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
            assert_eq!(names, rows[0], "{}", table.file);
            for (column, (field, described)) in fields.iter().zip(table.columns).enumerate() {
                let required = field["constraints"]["required"] == true;
                assert_eq!(required, described.required, "{}", described.name);
                for row in &rows[1..] {
                    assert!(fits(field, &row[column]), "{}: {} of {row:?}", table.file, described.name);
                }
                let wanted = match described.holds {
                    Holds::Count => "integer",
                    Holds::Number(..) => "number",
                    Holds::Flag => "boolean",
                    _ => "string",
                };
                assert_eq!(field["type"], wanted);
            }
            if schema["primaryKey"] == "id" {
                assert_eq!(ids(table.name()).len(), rows.len() - 1, "ids are not repeated");
            }
            for key in schema["foreignKeys"].as_array().unwrap_or(&Vec::new()) {
                let column = names.iter().position(|name| key["fields"] == *name).expect("a column");
                let target = match key["reference"]["resource"].as_str().expect("a resource") {
                    "" => table.name(),
                    other => other,
                };
                let ids = ids(target);
                for row in &rows[1..] {
                    assert!(row[column].is_empty() || ids.contains(&row[column]), "{}: {row:?}", table.file);
                }
            }
        }
        let keys = |name: usize| resources[name]["schema"]["foreignKeys"].as_array().map_or(0, Vec::len);
        assert_eq!([0, 1, 2, 3, 4, 5].map(keys), [1, 2, 2, 2, 1, 0]);
    }
}

/// Tells whether a cell is of the type of a field and keeps its constraints.
fn fits(field: &Value, cell: &str) -> bool {
    let constraints = &field["constraints"];
    if cell.is_empty() {
        return constraints["required"] != true;
    }
    let typed = match field["type"].as_str() {
        Some("string") => true,
        Some("boolean") => [&field["trueValues"], &field["falseValues"]]
            .iter()
            .any(|words| words.as_array().is_some_and(|words| words.iter().any(|word| word == cell))),
        Some("integer") => cell.parse::<u64>().is_ok(),
        Some("number") => cell.parse::<f64>().is_ok_and(|number| {
            constraints["minimum"].as_f64().is_none_or(|least| least <= number)
                && constraints["maximum"].as_f64().is_none_or(|most| number <= most)
        }),
        _ => false,
    };
    typed && constraints["enum"].as_array().is_none_or(|words| words.iter().any(|word| word == cell))
}

/// A second opinion, where the reference implementation of Frictionless Data is installed.
#[test]
fn the_reference_implementation_finds_its_data_package_valid() {
    let there = Command::new("python3").args(["-c", "import frictionless"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        support::skipped("the Python package `frictionless`");
        return;
    }
    let validate =
        "import sys, frictionless; sys.exit(0 if frictionless.validate('datapackage.json').valid else 1)";
    for (breaks, valid) in [(false, true), (true, false)] {
        let folder = new(false);
        if breaks {
            let relations = text(folder.path(), "relations.csv").replacen("herald-0321", "nobody", 1);
            fs::write(folder.path().join("relations.csv"), relations).expect("written");
        }
        let output = Command::new("python3").args(["-c", validate]).current_dir(folder.path()).output();
        let output = output.expect("Python starts");
        assert_eq!(output.status.success(), valid, "{}", String::from_utf8_lossy(&output.stderr));
    }
}
