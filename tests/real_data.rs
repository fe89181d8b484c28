//! Real data that nobody prepared for this program: the events of 2014 in the ICEWS benchmark, loaded with no edit
//! and compared with what `independent/icews14.py` counts in the raw files.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use actant::query::{Answer, Query, Table, Term};
use actant::workspace::{Scope, Workspace, check};
use serde_json::{Value, json};
use support::independent::asked;

/// Counts the raw files with a program that knows nothing of this one.
fn independent(folder: &Path) -> Option<Value> {
    asked("icews14.py", [folder], &[])
}

fn text(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().rsplit(['/', '#']).next().unwrap_or_default().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.to_string(),
    }
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    let row = |row: &Vec<Option<Term>>| {
        row.iter().map(|cell| cell.as_ref().map(text).unwrap_or_default()).collect()
    };
    table.rows.iter().map(row).collect()
}

fn ask(workspace: &Workspace, text: &str) -> Vec<Vec<String>> {
    let prefixes = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n\
        PREFIX act: <https://w3id.org/actant/ns#>\nPREFIX dcterms: <http://purl.org/dc/terms/>\n";
    let query = Query::new("count", format!("{prefixes}{text}")).expect("no header, no error");
    match workspace.query(&query, &[], None).expect("the query has an answer") {
        Answer::Table(table) => rows(&table),
        other => panic!("a table was expected, not {other:?}"),
    }
}

fn number(rows: &[Vec<String>]) -> Value {
    json!(rows[0][0].parse::<u64>().expect("a number"))
}

fn counts(rows: Vec<Vec<String>>) -> Value {
    let counts: BTreeMap<String, u64> =
        rows.into_iter().map(|row| (row[0].clone(), row[1].parse().expect("a number"))).collect();
    json!(counts)
}

#[test]
fn a_folder_of_90_730_events_loads_with_no_edit_and_answers_as_counted() {
    let Some(original) = support::shared("data/icews14") else { return };
    // A copy, because the original cannot be written to and every run would build in memory.
    let folder = tempfile::tempdir().expect("a temporary folder");
    support::copy(&original, folder.path());

    let (checked, report) = check(folder.path()).expect("the folder can be read");
    assert!(checked.is_ok() && !report.has_errors(), "{report:?}");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    let summary = workspace.summary();
    assert_eq!((summary.actors, summary.claims, summary.relations), (7_128, 90_730, 230));

    let Some(counted) = independent(&original) else { return };
    assert_eq!(json!(summary.actors), counted["actors"]);
    assert_eq!(json!(summary.claims), counted["claims"]);
    let found = json!({
        "actors": number(&ask(&workspace, "SELECT (COUNT(*) AS ?n) { ?actor a act:Actor }")),
        "claims": number(&ask(&workspace, "SELECT (COUNT(*) AS ?n) { ?claim a act:Claim }")),
        "types": number(&ask(
            &workspace,
            "SELECT (COUNT(*) AS ?n) { ?type a act:RelationType ; act:row ?row FILTER(STRSTARTS(?row, \"relation_types.csv:\")) }",
        )),
        "relations": counts(ask(
            &workspace,
            "SELECT ?type (COUNT(*) AS ?n) { ?claim rdf:predicate ?type } GROUP BY ?type",
        )),
        "pairs": ask(
            &workspace,
            "SELECT ?who ?whom (COUNT(*) AS ?n) { ?claim rdf:subject ?who ; rdf:object ?whom }
             GROUP BY ?who ?whom ORDER BY DESC(?n) ?who ?whom LIMIT 10",
        )
        .into_iter()
        .map(|row| json!([row[0], row[1], row[2].parse::<u64>().expect("a number")]))
        .collect::<Vec<_>>(),
        "dates": ask(&workspace, "SELECT DISTINCT ?date { ?claim a act:Claim ; dcterms:date ?date } ORDER BY STR(?date)")
            .into_iter()
            .map(|row| json!(row[0]))
            .collect::<Vec<_>>(),
        "selves": number(&ask(
            &workspace,
            "SELECT (COUNT(*) AS ?n) { ?claim rdf:subject ?who ; rdf:object ?who }",
        )),
        "sources": counts(ask(
            &workspace,
            "SELECT ?name (COUNT(*) AS ?n) { ?claim dcterms:source ?source . ?source dcterms:title ?name } GROUP BY ?name",
        )),
    });
    for (name, found) in found.as_object().expect("an object") {
        assert_eq!(*found, counted[name], "{name}");
    }

    let base = &summary.base;
    for (pair, claims) in counted["chosen"].as_object().expect("an object") {
        let (subject, relation) = pair.split_once(' ').expect("a subject and a relation");
        let mut found = ask(
            &workspace,
            &format!(
                "SELECT ?whom ?date {{ ?claim rdf:subject <{base}actor/{subject}> ;
                   rdf:predicate <https://w3id.org/actant/relation/{relation}> ; rdf:object ?whom ; dcterms:date ?date }}"
            ),
        );
        found.sort();
        assert_eq!(json!(found), *claims, "{pair}");
        assert!(!found.is_empty(), "{pair}");
    }

    // The folder's own `accuse` is meant by every form of the verb, though `accuses` ships with the program.
    for question in ["whom did Iran accuse", "who accused whom", "who was accused by Iran"] {
        let asked =
            workspace.ask(question, Scope::default()).unwrap_or_else(|error| panic!("{question}: {error}"));
        let expected = match question {
            "who accused whom" => counted["relations"]["accuse"].as_u64(),
            _ => counted["chosen"]["iran accuse"].as_array().map(|claims| claims.len() as u64),
        };
        assert_eq!(Some(asked.table.rows.len() as u64), expected, "{question}");
    }
}
