//! What `export parquet` writes, read back by DuckDB: `cargo test --features parquet --test parquet`.
#![cfg(feature = "parquet")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use actant::render::{Names, claims_parquet, nodes_parquet};
use actant::workspace::{NetworkOptions, Scope, Workspace, World};
use naughty_strings::BLNS;
use serde_json::{Value, json};
use support::independent::{NO_LIBRARY, asked};

/// A row of a table, by the names of its columns.
type Row = BTreeMap<String, Value>;

/// Writes both tables of a folder, twice the same, and gives the types of their columns and their rows as DuckDB reads them.
fn read_back(folder: &Path) -> Option<[(Value, Vec<Row>); 2]> {
    let workspace = Workspace::open(folder).expect("the folder has no errors");
    let scope = Scope { world: Some(World::All), ..Scope::default() };
    let network = workspace.network(&NetworkOptions { scope, ..NetworkOptions::default() });
    let network = network.expect("a network").narrowed.network;
    let names = Names::new(workspace.summary().base.clone());
    let out = tempfile::tempdir().expect("a folder");
    let files = ["claims", "nodes"].map(|name| out.path().join(name));
    for (number, file) in files.iter().enumerate() {
        let write = || {
            let mut bytes = Vec::new();
            match number {
                0 => claims_parquet(&network, &names, &mut bytes).expect("written"),
                _ => nodes_parquet(&network, &names, &mut bytes).expect("written"),
            }
            bytes
        };
        let bytes = write();
        assert!(bytes == write(), "the same twice");
        std::fs::write(file, bytes).expect("written");
    }
    let found = asked("parquet.py", &files, NO_LIBRARY)?;
    Some([0, 1].map(|number| {
        let row = |row: &Value| -> Row { serde_json::from_value(row.clone()).expect("a row") };
        let rows = found[number]["rows"].as_array().expect("rows").iter().map(row).collect();
        (found[number]["types"].clone(), rows)
    }))
}

/// Reads a table of the shipped data with the crate `csv`, by its ids.
fn table(name: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    let mut reader = csv::Reader::from_path(path).expect("a table");
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(|row| row.expect("a row"));
    rows.map(|row| (row["id"].clone(), row)).collect()
}

#[test]
fn the_claims_are_those_of_the_tables() {
    let folder = support::shipped();
    let Some([(types, claims), (_, nodes)]) = read_back(folder.path()) else { return };
    assert_eq!(types["earliest"], "DATE");
    assert_eq!(types["quote"], "VARCHAR");
    let (relations, actors) = (table("relations.csv"), table("actors.csv"));
    assert_eq!(claims.len(), relations.len());
    let text = |cell: &str| if cell.is_empty() { Value::Null } else { json!(cell) };
    for claim in &claims {
        let id = claim["claim"].as_str().expect("an id");
        let row = &relations[id];
        for name in ["date", "locator", "quote", "source"] {
            assert_eq!(claim[name], text(&row[name]), "{id}: {name}");
        }
        assert_eq!(claim["relation"], row["relation"], "{id}");
        assert_eq!(
            claim["status"],
            if row["status"].is_empty() { "asserted" } else { &row["status"] },
            "{id}"
        );
        if let Some(actor) = actors.get(&row["subject"]) {
            assert_eq!(claim["subject"], row["subject"], "{id}");
            assert_eq!(claim["subject_label"], actor["label"], "{id}");
        }
        if row["date"].len() == "2025-11-26".len() && !row["date"].contains('X') {
            assert_eq!([&claim["earliest"], &claim["latest"]], [&row["date"]; 2], "{id}");
        }
    }
    let ends = |node: &Row| {
        claims.iter().filter(|claim| [&claim["subject"], &claim["object"]].contains(&&node["id"])).count()
    };
    assert!(nodes.iter().all(|node| node["claims"] == ends(node)), "{nodes:?}");
}

#[test]
fn no_text_is_altered() {
    let folder = tempfile::tempdir().expect("a folder");
    // Tables refuse what XML cannot carry.
    let refused = |letter: char| letter.is_control() || "\u{fffe}\u{ffff}".contains(letter);
    let texts: Vec<&str> = BLNS.iter().copied().filter(|text| !text.contains(refused)).collect();
    assert!(texts.len() > 500);
    let mut relations = csv::Writer::from_path(folder.path().join("relations.csv")).expect("a file");
    relations.write_record(["id", "subject", "relation", "object", "quote"]).expect("written");
    for (number, text) in texts.iter().enumerate() {
        let id = format!("k{number}");
        relations.write_record([&id, "A", "blames", "B", text.trim()]).expect("written");
    }
    relations.flush().expect("written");
    let Some([(_, claims), _]) = read_back(folder.path()) else { return };
    let found: BTreeMap<&str, &Value> =
        claims.iter().map(|claim| (claim["claim"].as_str().expect("an id"), &claim["quote"])).collect();
    assert_eq!(found.len(), texts.len());
    for (number, text) in texts.iter().enumerate() {
        let wanted = if text.trim().is_empty() { Value::Null } else { json!(text.trim()) };
        assert_eq!(found[format!("k{number}").as_str()], &wanted);
    }
}
