//! Every query of the catalogue gives the same solutions from the columns and from Oxigraph's own store, loaded with
//! what `export nquads` writes: over the shipped data, and over random small folders.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use actant::workspace::{Answer, Catalogue, Workspace, World};
use oxigraph::io::RdfFormat;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use proptest::prelude::{ProptestConfig, prop, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};

/// Loads what the program exports into the store that serves as oracle.
fn oracle(folder: &Path) -> Store {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    let output = command.arg("-d").arg(folder).args(["export", "nquads"]).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let store = Store::new().expect("an empty store opens");
    store.load_from_slice(RdfFormat::NQuads, &output.stdout).expect("the export is N-Quads");
    store
}

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

fn from_columns(workspace: &Workspace, name: &str) -> (Vec<String>, Vec<String>) {
    let (catalogue, _) = workspace.catalogue();
    let query = catalogue.find(name).expect("the query is in the catalogue");
    match workspace.query(query, &[], Some(World::All)).expect("the query has an answer") {
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

/// Compares all queries over one folder; gives the names of those that had any solution.
fn compare(folder: &Path) -> BTreeSet<String> {
    let workspace = Workspace::open(folder).expect("the folder opens");
    let store = oracle(folder);
    assert_eq!(store.len().expect("the oracle counts") as u64, workspace.graph().triples());
    let mut answered = BTreeSet::new();
    for query in Catalogue::shipped().iter() {
        let found = from_columns(&workspace, query.name());
        assert_eq!(found, from_oracle(&store, query.text()), "{}", query.name());
        if !found.1.is_empty() {
            answered.insert(query.name().to_owned());
        }
    }
    answered
}

#[test]
fn the_shipped_data_gives_the_same_answers() {
    let folder = support::shipped();
    let answered = compare(folder.path());
    let empty: Vec<String> = Catalogue::shipped()
        .iter()
        .map(|query| query.name().to_owned())
        .filter(|name| !answered.contains(name))
        .collect();
    let silent = ["contradictions", "reciprocal-accusations", "shared-origins", "unsourced"];
    assert_eq!(empty, silent, "every other query has something to say about the shipped data");

    let store = oracle(folder.path());
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    for question in include_str!("questions.tsv").lines().skip(1).filter_map(|line| line.split('\t').next()) {
        let Ok(asked) = workspace.ask(question, World::All) else { continue };
        let (columns, lines) = from_oracle(&store, &asked.sparql);
        assert_eq!(lines.len(), asked.table.rows.len(), "{question}");
        assert_eq!(columns, asked.table.columns[..columns.len()], "{question}");
    }
}

const RELATIONS: [(&str, End, End); 14] = [
    ("blames", End::Actor, End::Actor),
    ("condemns", End::Actor, End::Event),
    ("condemns", End::Actor, End::Actor),
    ("accuses", End::Actor, End::Actor),
    ("denies", End::Actor, End::Claim),
    ("denies-involvement-in", End::Actor, End::Event),
    ("member-of", End::Actor, End::Actor),
    ("negotiates-with", End::Actor, End::Actor),
    ("kills", End::Event, End::Actor),
    ("injures", End::Event, End::Actor),
    ("attacks", End::Actor, End::Event),
    ("own-relation", End::Actor, End::Actor),
    ("scolds", End::Actor, End::Actor),
    ("warns", End::Actor, End::Claim),
];

#[derive(Debug, Clone, Copy)]
enum End {
    Actor,
    Event,
    Claim,
}

/// One row: relation, subject, object, about, date, status, speaker, source, the rest.
type Claim =
    (usize, u8, u8, Option<u8>, &'static str, &'static str, Option<u8>, Option<u8>, (bool, Option<u8>));

fn claim() -> impl Strategy<Value = Claim> {
    let date = prop_oneof![
        4 => Just(""),
        1 => Just("2025-11-26"), 1 => Just("2025-11"), 1 => Just("2005/.."), 1 => Just("XXXX-11-26"),
        1 => Just("2025-11-20/2025-11-27"), 1 => Just("[2025-11-17..2025-11-23]"),
    ];
    let status = prop_oneof![
        5 => Just(""), 1 => Just("asserted"), 1 => Just("alleged"), 1 => Just("possible"), 1 => Just("predicted"),
        1 => Just("denied"),
    ];
    (
        0..RELATIONS.len(),
        0..6_u8,
        0..6_u8,
        prop::option::of(0..3_u8),
        date,
        status,
        prop::option::weighted(0.3, 0..6_u8),
        prop::option::weighted(0.7, 0..3_u8),
        (prop::bool::ANY, prop::option::of(0..9_u8)),
    )
}

/// Writes a folder of the claims. Actors 0 and 1 are unnamed groups; ids need escaping, labels quoting.
fn write(folder: &Path, claims: &[Claim], declared: bool) {
    let actor = |number: u8| ["a", "b c", "d%e", "żółw", "e", "f"][number as usize % 6].to_owned();
    let event = |number: u8| format!("ev{}", number % 3);
    let own = |number: Option<u8>, name: fn(u8) -> String| number.map(name).unwrap_or_default();
    let mut rows =
        String::from("id,subject,relation,object,about,date,status,speaker,source,locator,quote,count\n");
    for (index, claim) in claims.iter().enumerate() {
        let (relation, subject, object, about, date, status, speaker, source, (quoted, count)) = *claim;
        let (relation, from, to) = RELATIONS[relation];
        let end = |end, number: u8| match end {
            End::Actor => actor(number),
            End::Event => event(number),
            End::Claim => format!("k{}", number as usize % claims.len()),
        };
        rows.push_str(&format!(
            "k{index},{},{relation},{},{},{date},{status},{},{},{},{},{}\n",
            end(from, subject),
            end(to, object),
            own(about, |number| format!("ev{}", number % 3)),
            speaker.map(actor).unwrap_or_default(),
            own(source, |number| format!("s{number}")),
            if quoted { "para 3" } else { "" },
            if quoted { "\"of \"\"words\"\", and more\"" } else { "" },
            count.map(|count| count.to_string()).unwrap_or_default(),
        ));
    }
    let table =
        |name: &str, text: String| fs::write(folder.join(name), text).expect("the folder can be written");
    table("relations.csv", rows);
    let types = "id,label,broader,symmetric\nscolds,scolds,blames,\nown-relation,own relation,,yes\n";
    table("relation_types.csv", types.to_owned());
    // Always declared: a name that is implied is an actor, and no actor may stand where an event must.
    table(
        "events.csv",
        "id,label,type,date,place\nev0,Attack,attack,XXXX-11-26,p0\nev1,Attack,attack,,\nev2,,meeting,2025-11-01,p0\n"
            .to_owned(),
    );
    if declared {
        let mut actors = String::from("id,label,type,aliases,country\n");
        for number in 0..6 {
            let class =
                ["unnamed-group", "unnamed-group", "state", "person", "armed-group", ""][number as usize];
            let country = if number > 2 { actor(2) } else { String::new() };
            actors.push_str(&format!(
                "{},\"Actor, {number}\",{class},alias {number},{country}\n",
                actor(number)
            ));
        }
        table("actors.csv", actors);
        table("places.csv", "id,label,country,lat,lon\np0,Mine,d%e,38.5,68.7\n".to_owned());
        table("sources.csv", "id,title,published,language\ns0,A,2025,en\ns1,B,,\ns2,,,\n".to_owned());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn random_folders_give_the_same_answers(
        claims in prop::collection::vec(claim(), 1..24),
        declared in prop::bool::ANY,
    ) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(folder.path(), &claims, declared);
        compare(folder.path());
    }
}
