//! The shipped data: no problems, the answers that were worked out by hand (`expected/`), and the rules of its
//! curation that a program can check.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use actant::query::{Answer, Query, Table, Term};
use actant::workspace::{Scope, Workspace, check};
use support::rows::short;

fn shipped() -> (tempfile::TempDir, Workspace) {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    (folder, workspace)
}

/// Gives some columns of a table as lines of CSV, sorted; lines that repeat are kept.
fn lines(table: &Table, columns: &[&str]) -> Vec<String> {
    let columns: Vec<usize> = columns
        .iter()
        .map(|name| table.column(name).unwrap_or_else(|| panic!("no column {name} in {:?}", table.columns)))
        .collect();
    let cell = |row: &[Option<Term>], column: usize| row[column].as_ref().map(short).unwrap_or_default();
    let mut lines: Vec<String> = (table.rows.iter())
        .map(|row| columns.iter().map(|&column| cell(row, column)).collect::<Vec<_>>().join(","))
        .collect();
    lines.sort();
    lines
}

fn expected(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(format!("{file}.csv"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().skip(1).map(str::to_owned).collect()
}

fn query(workspace: &Workspace, question: &str) -> Table {
    let mut words = question.split(' ');
    let (catalogue, _) = workspace.catalogue();
    let query = catalogue.find(words.next().unwrap_or_default()).expect("the query is in the catalogue");
    let parameters: Vec<(String, String)> = words
        .map(|word| word.split_once('=').unwrap_or_else(|| panic!("`{word}` is no parameter")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    match workspace.query(query, &parameters, None).expect("the query has an answer") {
        Answer::Table(table) => table,
        other => panic!("a table was expected, not {other:?}"),
    }
}

/// Each expectation, the query of the catalogue that answers it and the plain question that does; with the columns
/// of either that hold what the file holds.
const ANSWERS: [(&str, &str, &str, &str, &str); 10] = [
    ("who-blamed-whom", "who-blamed-whom", "who whom about claim", "who blamed whom", "who whom about claim"),
    (
        "taliban-blames",
        "who-blamed-whom blamer=Taliban",
        "whom claim",
        "whom does the Taliban government blame?",
        "whom claim",
    ),
    ("who-condemned-what", "who-condemned-what", "who what claim", "who condemned what?", "who whom claim"),
    ("denials", "denials", "who what claim", "who denies what?", "who whom claim"),
    ("accuses-pakistan", "accusations accused=Islamabad", "who claim", "who accuses Pakistan?", "who claim"),
    ("members-of-csto", "members organisation=CSTO", "member", "who is a member of the CSTO?", "who"),
    ("negotiations", "negotiations", "who with status", "who negotiates with whom?", "who whom status"),
    ("anonymous", "anonymous", "claim speaker", "what rests on anonymous sources?", "claim speaker"),
    ("possible", "possible status=possible", "claim", "what is possible but not decided?", "claim"),
    (
        "casualties",
        "casualties",
        "event relation count claim",
        "how many were killed and injured?",
        "event relation count claim",
    ),
];

/// Each expectation that no plain question asks for, the query of the catalogue that answers it, and the columns.
const NAMED: [(&str, &str, &str); 9] = [
    ("ambiguous", "ambiguous", "claim"),
    ("claims-by-month", "claims-by-month", "month status claims"),
    ("never-cited-states", "never-cited type=state", "actor"),
    ("quotes", "quotes", "claim speaker"),
    ("sayings", "sayings", "speaker claim"),
    ("silences", "silences", "subject relation object claim"),
    ("speakers", "speakers", "speaker claims"),
    ("unanswered-accusations", "unanswered-accusations", "who whom claim"),
    ("undated-attack", "undated about=khatlon-mine-attack", "claim"),
];

#[test]
fn every_answer_is_exactly_the_one_worked_out_by_hand() {
    let (_folder, workspace) = shipped();
    let mut files = BTreeSet::new();
    for (file, named, columns) in NAMED {
        files.insert(format!("{file}.csv"));
        let columns: Vec<&str> = columns.split(' ').collect();
        assert_eq!(lines(&query(&workspace, named), &columns), expected(file), "{named}");
    }
    for (file, named, named_columns, question, asked_columns) in ANSWERS {
        files.insert(format!("{file}.csv"));
        let columns: Vec<&str> = named_columns.split(' ').collect();
        assert_eq!(lines(&query(&workspace, named), &columns), expected(file), "{named}");
        let asked =
            workspace.ask(question, Scope::default()).unwrap_or_else(|error| panic!("{question}: {error}"));
        let columns: Vec<&str> = asked_columns.split(' ').collect();
        assert_eq!(lines(&asked.table, &columns), expected(file), "{question}");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected");
    let there: BTreeSet<String> = fs::read_dir(folder)
        .expect("the expectations can be listed")
        .map(|entry| entry.expect("listed").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".csv"))
        .collect();
    assert_eq!(files, there, "every expectation is checked");
}

#[test]
fn the_attack_on_the_mine_is_disputed() {
    let (_folder, workspace) = shipped();
    let disputes = lines(&query(&workspace, "disputes"), &["event", "parties", "denials"]);
    assert_eq!(disputes, ["khatlon-mine-attack,3,1"]);
    let asked = workspace.ask("who blamed whom", Scope::default()).expect("it can be read");
    let basis = asked.basis.expect("claims rest on something");
    assert_eq!((basis.claims, basis.sources, basis.left_out.len()), (3, 1, 0));
    let [dispute] = basis.disputes.as_slice() else { panic!("one dispute: {:?}", basis.disputes) };
    assert_eq!((dispute.counts.parties, dispute.counts.denials), (3, 1));
}

#[test]
fn the_shipped_data_has_no_errors_and_no_warnings() {
    let folder = support::shipped();
    let (checked, report) = check(folder.path()).expect("the folder can be read");
    assert!(checked.is_ok());
    assert!(report.is_empty(), "{report:?}");
}

#[test]
fn china_is_tied_to_tajikistan_and_tajikistan_to_the_csto() {
    let (_folder, workspace) = shipped();
    let ties = lines(&query(&workspace, "edges"), &["subject", "relation", "object"]);
    for tie in ["china,invests-in,tajikistan", "tajikistan,member-of,csto"] {
        assert!(ties.iter().any(|known| known == tie), "{tie}");
    }
}

/// Reads a table of the shipped data: each row as column and cell.
fn table(name: &str) -> Vec<BTreeMap<String, String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    let mut reader = csv::Reader::from_path(path).expect("the table can be read");
    reader.deserialize().collect::<Result<_, _>>().expect("the table is CSV")
}

#[test]
fn quotes_are_short_and_claims_say_where_they_are_written() {
    let claims = table("relations.csv");
    assert!((80..=110).contains(&claims.len()), "{} claims", claims.len());
    for claim in claims {
        let id = &claim["id"];
        assert!(claim["quote"].split_whitespace().count() <= 8, "{id}: at most eight words are quoted");
        assert!(!claim["source"].is_empty(), "{id}: a source");
        let paragraph = claim["locator"].strip_prefix("para ").and_then(|number| number.parse::<u32>().ok());
        let last = if claim["source"] == "border-talks-report" { 11 } else { 6 };
        assert!(paragraph.is_some_and(|number| (1..=last).contains(&number)), "{id}: {}", claim["locator"]);
    }
}

#[test]
fn nothing_is_known_that_the_texts_do_not_say() {
    for source in table("sources.csv") {
        for column in ["url", "publisher", "author", "published"] {
            assert_eq!(source[column], "", "{}: {column}", source["id"]);
        }
        assert!(source["title"].chars().count() <= 32, "a title fits a table: {}", source["title"]);
    }
    let years = ["2005"];
    for table_name in ["relations.csv", "events.csv"] {
        for row in table(table_name) {
            let year: String = row["date"].chars().take(4).collect();
            let known = year.is_empty() || year == "XXXX" || years.contains(&year.as_str());
            assert!(known, "{}: {}", row["id"], row["date"]);
        }
    }
}

#[test]
fn whoever_is_unnamed_is_a_group_of_their_own() {
    let anonymous: BTreeSet<String> = table("actors.csv")
        .into_iter()
        .filter(|actor| actor["type"] == "unnamed-group")
        .map(|actor| actor["id"].clone())
        .collect();
    for speaker in lines(&query(&shipped().1, "anonymous"), &["speaker"]) {
        assert!(anonymous.contains(&speaker), "{speaker}");
    }
    for (id, country) in [("criminal-groups-in-neighbouring-country", ""), ("circle", "")] {
        let actors = table("actors.csv");
        let actor = actors.iter().find(|actor| actor["id"] == id).expect("the actor is there");
        assert_eq!(actor["country"], country, "{id}: the text does not say whose it is");
    }
}

/// A query from a person need not declare the prefixes of the graph; what it declares itself comes first.
#[test]
fn the_prefixes_of_the_graph_need_no_declaration() {
    let (_folder, workspace) = shipped();
    let ask = |text: &str| {
        let query = Query::new("typed", text).unwrap().with_prefixes(workspace.prefixes());
        workspace.query(&query, &[], Scope::default())
    };
    assert_eq!(
        ask("ASK { actor:pakistan rel:blames actor:afghan-based-militants }").unwrap(),
        Answer::Boolean(true)
    );
    let other = "PREFIX rel: <https://example.org/> ASK { actor:pakistan rel:blames ?whom }";
    assert_eq!(ask(other).unwrap(), Answer::Boolean(false));
    assert!(
        ask("ASK { ?who foreign:blames ?whom }")
            .unwrap_err()
            .to_string()
            .contains("`foreign:` is not declared")
    );
}
