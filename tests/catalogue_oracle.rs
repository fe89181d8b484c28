//! Every query of the catalogue gives the same solutions from the columns and from Oxigraph's own store, loaded with
//! what `export nquads` writes: over the shipped data, and over random small folders.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use actant::workspace::{Answer, Catalogue, Scope, Workspace, World};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use proptest::prelude::{ProptestConfig, prop, proptest};

use support::folders::{claim, write};

/// Gives the solutions of a query from the oracle, each as a line, sorted.
fn from_oracle(store: &Store, text: &str) -> (Vec<String>, Vec<String>) {
    let query = SparqlEvaluator::new().parse_query(text).expect("the query is SPARQL");
    match query.on_store(store).execute().expect("the oracle evaluates") {
        QueryResults::Solutions(solutions) => {
            let columns: Vec<String> =
                solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
            let mut lines: Vec<String> = solutions
                .map(|solution| {
                    let solution = solution.expect("the oracle evaluates");
                    let cell = |term: &Option<oxigraph::model::Term>| {
                        term.as_ref().map(ToString::to_string).unwrap_or_default()
                    };
                    solution.values().iter().map(cell).collect::<Vec<_>>().join("\t")
                })
                .collect();
            lines.sort();
            (columns, lines)
        }
        QueryResults::Boolean(_) | QueryResults::Graph(_) => panic!("the catalogue holds SELECT"),
    }
}

fn from_columns(workspace: &Workspace, name: &str, scope: &Scope) -> (Vec<String>, Vec<String>) {
    let (catalogue, _) = workspace.catalogue();
    let query = catalogue.find(name).expect("the query is in the catalogue");
    match workspace.query(query, &[], scope).expect("the query has an answer") {
        Answer::Table(table) => {
            let cell = |term: &Option<actant::query::Term>| {
                term.as_ref().map(ToString::to_string).unwrap_or_default()
            };
            let line = |row: &Vec<_>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
            let mut lines: Vec<String> = table.rows.iter().map(line).collect();
            lines.sort();
            (table.columns, lines)
        }
        other => panic!("a table was expected, not {other:?}"),
    }
}

/// Options of the program, each with the scope that they stand for.
fn scopes() -> Vec<(Vec<&'static str>, Scope)> {
    let all = Scope::from(World::All);
    let day = Some("2025-11-22".to_owned());
    vec![
        (vec!["--world", "accepted"], World::Accepted.into()),
        (vec!["--world", "uncontested"], World::Uncontested.into()),
        (vec!["--min-sources", "1"], Scope { min_sources: 1, ..all.clone() }),
        (vec!["--min-sources", "2"], Scope { min_sources: 2, ..all.clone() }),
        (vec!["--exclude-anonymous"], Scope { exclude_anonymous: true, ..all.clone() }),
        (vec!["--as-of", "2025-11-22"], Scope { as_of: day.clone(), ..all.clone() }),
        (vec!["--known-by", "2025-11-22"], Scope { known_by: day.clone(), ..all.clone() }),
        (vec!["--no-derived"], Scope { no_derived: true, ..all }),
        (
            vec!["--world", "accepted", "--exclude-anonymous", "--as-of", "2025-11-22"],
            Scope { exclude_anonymous: true, as_of: day, ..World::Accepted.into() },
        ),
    ]
}

/// Compares all queries over one folder in a scope; gives the names of those that had any solution. What the program
/// exports in a scope is, to an engine that knows no scope, the whole of a smaller folder.
fn compare(folder: &Path, options: &[&str], scope: &Scope) -> BTreeSet<String> {
    let workspace = Workspace::open(folder).expect("the folder opens");
    let store = support::exported(folder, options);
    if options.is_empty() {
        assert_eq!(store.len().expect("the oracle counts") as u64, workspace.graph().triples());
    }
    let mut answered = BTreeSet::new();
    for query in Catalogue::shipped().iter() {
        let found = from_columns(&workspace, query.name(), scope);
        assert_eq!(found, from_oracle(&store, query.text()), "{} {options:?}", query.name());
        if !found.1.is_empty() {
            answered.insert(query.name().to_owned());
        }
    }
    answered
}

#[test]
fn the_shipped_data_gives_the_same_answers() {
    let folder = support::shipped();
    let answered = compare(folder.path(), &[], &World::All.into());
    for (options, scope) in scopes() {
        compare(folder.path(), &options, &scope);
    }
    let empty: Vec<String> = Catalogue::shipped()
        .iter()
        .map(|query| query.name().to_owned())
        .filter(|name| !answered.contains(name))
        .collect();
    let silent = ["contradictions", "reciprocal-accusations", "shared-origins", "unsourced"];
    assert_eq!(empty, silent, "every other query has something to say about the shipped data");

    let store = support::exported(folder.path(), &[]);
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    for question in include_str!("questions.tsv").lines().skip(1).filter_map(|line| line.split('\t').next()) {
        let Ok(asked) = workspace.ask(question, World::All) else { continue };
        let (columns, lines) = from_oracle(&store, &asked.sparql);
        assert_eq!(lines.len(), asked.table.rows.len(), "{question}");
        assert_eq!(columns, asked.table.columns[..columns.len()], "{question}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn random_folders_give_the_same_answers(
        claims in prop::collection::vec(claim(), 1..24),
        declared in prop::bool::ANY,
        chosen in prop::sample::select(scopes()),
    ) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(folder.path(), &claims, declared);
        compare(folder.path(), &[], &World::All.into());
        compare(folder.path(), &chosen.0, &chosen.1);
    }
}
