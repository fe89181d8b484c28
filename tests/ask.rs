//! Plain questions over the shipped data (`questions.tsv`): those that must be read, with their reading and their
//! claims, and those that must be refused, with what is offered instead.

mod support;

use std::collections::BTreeSet;

use actant::query::{self, Answer, Query, Table, Term};
use actant::question;
use actant::workspace::{AskError, Asked, LeftOut, Reason, Scope, Verdict, Workspace, World};
use proptest::prelude::{ProptestConfig, any, prop, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};
use support::rows::cells;

struct Row {
    question: &'static str,
    reading: &'static str,
    claims: &'static str,
}

fn rows() -> Vec<Row> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_else(|| panic!("three cells in `{line}`"));
        Row { question: cell(), reading: cell(), claims: cell() }
    };
    include_str!("questions.tsv").lines().skip(1).map(row).collect()
}

fn claims(table: &Table) -> String {
    let column = if table.column("claim").is_some() { "claim" } else { "event" };
    let claims: BTreeSet<String> = cells(table, column).into_iter().collect();
    claims.into_iter().collect::<Vec<_>>().join(" ")
}

fn answer(asked: &Asked) -> String {
    let verdict = match asked.basis.as_ref().and_then(|basis| basis.verdict) {
        None => "",
        Some(Verdict::Yes) => "yes: ",
        Some(Verdict::No) => "no: ",
        Some(Verdict::Contested) => "contested: ",
    };
    let number = asked.basis.as_ref().and_then(|basis| basis.number.as_ref());
    let number = number.map(|number| match number.counts.as_slice() {
        [] => format!("{}: ", number.different),
        counts => format!("{}: ", counts.join(", ")),
    });
    match format!("{}{verdict}{}", number.unwrap_or_default(), claims(&asked.table)).trim() {
        "" => "-".to_owned(),
        answer => answer.to_owned(),
    }
}

#[test]
fn every_question_is_read_or_refused_as_expected() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    let mut wrong = Vec::new();
    for row in rows() {
        let found = match workspace.ask(row.question, Scope::default()) {
            Ok(asked) => (asked.reading.clone(), answer(&asked)),
            Err(AskError::NotRead { reason, nearest }) => {
                let offered = reason.nearest_names().iter().chain(&nearest).any(|name| name == row.claims);
                let offered = if offered || row.claims == "-" { row.claims } else { "not offered" };
                (format!("refused: {reason}"), offered.to_owned())
            }
            Err(error) => panic!("{}: {error}", row.question),
        };
        if found != (row.reading.to_owned(), row.claims.to_owned()) {
            wrong.push(format!(
                "{}\n  {} | {}\n  {} | {}",
                row.question, row.reading, row.claims, found.0, found.1
            ));
        }
    }
    assert!(wrong.is_empty(), "question, what is expected, what was found:\n{}", wrong.join("\n"));
    let refused = rows().iter().filter(|row| row.reading.starts_with("refused")).count();
    assert!(refused >= 50 && rows().len() - refused >= 150);
}

#[test]
fn the_query_behind_an_answer_runs_unchanged_and_gives_it() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    // What a claim about a claim says is put into words after the query has run.
    let bare =
        |cell: &Option<Term>| cell.as_ref().map(ToString::to_string).filter(|text| !text.contains(" → "));
    let mut asked_and_queried = 0;
    for row in rows() {
        for world in [World::Accepted, World::All] {
            let Ok(asked) = workspace.ask(row.question, world.clone()) else { continue };
            let query = Query::new("-", asked.sparql.as_str()).expect("the query has a good header");
            let answer = workspace.query(&query, &[], Some(world).filter(|world| *world == World::All));
            let Ok(Answer::Table(table)) = answer else { panic!("{}: no table", row.question) };
            let shared: Vec<usize> = table
                .columns
                .iter()
                .map(|name| asked.table.column(name).expect("a column of the answer"))
                .collect();
            let given: Vec<_> = (asked.table.rows.iter())
                .map(|row| shared.iter().map(|column| bare(&row[*column])).collect::<Vec<_>>())
                .collect();
            let queried: Vec<_> =
                table.rows.iter().map(|row| row.iter().map(bare).collect::<Vec<_>>()).collect();
            assert_eq!(given, queried, "{}", row.question);
            asked_and_queried += queried.len();
        }
    }
    assert!(asked_and_queried > 1000, "{asked_and_queried} rows were compared");
}

#[test]
fn every_example_can_be_asked_and_has_an_answer() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    let examples = workspace.examples().expect("the graph is whole");
    assert!(examples.contains(&"who blamed whom".to_owned()), "{examples:?}");
    for example in examples {
        let asked = workspace.ask(&example, World::All).unwrap_or_else(|error| panic!("{example}: {error}"));
        assert!(!asked.table.rows.is_empty(), "{example}");
    }
}

#[test]
fn an_answer_says_when() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    for (question, when) in [
        ("who blamed Afghan-based militants", "event XXXX-11-26"),
        ("who guards the Tajik-Afghan border", "2005/.."),
        ("what does the drone attack target", "XXXX-11-26"),
        ("who leads the CSTO", "undated"),
        ("who negotiates with Russia", "undated"),
    ] {
        let asked =
            workspace.ask(question, Scope::default()).unwrap_or_else(|error| panic!("{question}: {error}"));
        assert_eq!(cells(&asked.table, "when"), [when], "{question}");
    }
}

#[test]
fn a_claim_about_a_claim_reads_as_a_sentence() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    let asked = workspace.ask("what did Tajikistan warn", Scope::default()).expect("it can be read");
    assert_eq!(cells(&asked.table, "whom"), ["k60"]);
    assert_eq!(
        cells(&asked.table, "whom_label"),
        ["Criminal groups in the neighbouring country – attacks → Gold mine in Khatlon"]
    );
}

#[test]
fn what_is_left_out_is_counted() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    let asked = workspace.ask("who harbours whom", Scope::default()).expect("it can be read");
    let basis = asked.basis.expect("claims rest on something");
    assert_eq!((basis.claims, basis.left_out), (0, vec![LeftOut::new(Reason::Alleged, 2)]));
    let asked = workspace.ask("did Pakistan harbour anyone", World::All).expect("it can be read");
    assert_eq!(answer(&asked), "no: k86", "an alleged claim is shown, and is no yes");
}

/// A denial meets a claim in two ways: the same with the status `denied`, and a claim that denies it.
#[test]
fn a_claim_that_is_denied_is_contested() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let rows = "id,subject,relation,object,status,source\n\
        k1,Ann,attacks,Bob,,paper\nk2,Bob,denies,k1,,paper\nk3,Ann,attacks,Bob,denied,leaflet\n\
        k4,Ann,supports,Bob,denied,paper\nk5,Bob,supports,Ann,,paper\nk6,Cid,denies,k5,alleged,paper\n";
    std::fs::write(folder.path().join("relations.csv"), rows).expect("the folder can be written");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    for (question, expected) in [
        ("did Ann attack Bob", "contested: k1 k2 k3"),
        ("was Bob attacked by Ann", "contested: k1 k2 k3"),
        ("did Bob attack Ann", "no:"),
        ("did Ann support Bob", "no:"),
        ("did Bob support Ann", "yes: k5"),
        ("who attacked whom", "k1"),
    ] {
        let asked =
            workspace.ask(question, Scope::default()).unwrap_or_else(|error| panic!("{question}: {error}"));
        assert_eq!(answer(&asked), expected, "{question}");
    }
}

/// Worked out from `data/relations.csv`, to whose copy two rows are added: the Taliban government denies k72, and a second
/// report denies that it condemned the attack. Each claim with its row, source and place in it.
#[test]
fn yes_no_and_contested_cite_the_rows_that_say_so() {
    let folder = support::shipped();
    let path = folder.path().join("relations.csv");
    let mut text = std::fs::read_to_string(&path).expect("the table");
    text.push_str(
        "k100,taliban-government,denies,k72,khatlon-mine-attack,,,,border-talks-report,para 9,,,\n\
         k101,taliban-government,condemns,khatlon-mine-attack,khatlon-mine-attack,,denied,,border-talks-report,para 8,,,\n",
    );
    std::fs::write(&path, text).expect("written");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    let (mine, talks) = ("mine-attack-report", "border-talks-report");
    let yes: &[_] = &[("k73", "relations.csv:74", mine, "para 3")];
    let blame: &[_] =
        &[("k72", "relations.csv:73", mine, "para 3"), ("k100", "relations.csv:101", talks, "para 9")];
    let condemned: &[_] =
        &[("k67", "relations.csv:68", mine, "para 2"), ("k101", "relations.csv:102", talks, "para 8")];
    for (question, verdict, left_out, cited) in [
        ("did Pakistan condemn the attack?", Verdict::Yes, 0, yes),
        ("was the attack condemned by Islamabad", Verdict::Yes, 0, yes),
        ("did Pakistan blame Afghan-based militants", Verdict::Contested, 0, blame),
        ("did the Taliban condemn the attack", Verdict::Contested, 1, condemned),
        ("did Pakistan blame Kazakhstan", Verdict::No, 0, &[]),
        // Tajikistan says so, and no source by itself.
        ("did criminal groups attack the gold mine in Khatlon", Verdict::No, 1, &[]),
    ] {
        let asked =
            workspace.ask(question, Scope::default()).unwrap_or_else(|error| panic!("{question}: {error}"));
        let basis = asked.basis.expect("a basis");
        assert_eq!(basis.verdict, Some(verdict), "{question}");
        assert_eq!(basis.left_out.iter().map(|out| out.claims).sum::<usize>(), left_out, "{question}");
        let columns =
            ["claim", "row", "source", "locator"].map(|name| asked.table.column(name).expect("a column"));
        let mut found: Vec<Vec<String>> =
            (asked.table.rows.iter()).map(|row| columns.map(|column| cell(&row[column])).to_vec()).collect();
        found.sort_by_key(|cells| cells[0].trim_start_matches('k').parse::<u32>().unwrap_or_default());
        let cited: Vec<Vec<String>> = (cited.iter())
            .map(|(claim, row, source, locator)| {
                [claim, row, source, locator].map(|text| (*text).to_owned()).to_vec()
            })
            .collect();
        assert_eq!(found, cited, "{question}");
    }
    let unknown =
        workspace.ask("did Atlantis blame Pakistan", Scope::default()).expect_err("nobody knows it");
    assert_eq!(unknown.to_string(), "nothing here is called `Atlantis`");
}

fn cell(term: &Option<Term>) -> String {
    match term {
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(other) => {
            other.to_string().trim_matches(['<', '>']).rsplit('/').next().unwrap_or_default().to_owned()
        }
        None => String::new(),
    }
}

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(vec![
            "who", "whom", "what", "which", "where", "did", "is", "are", "was", "has", "been", "with", "by", "of",
            "for", "in", "because", "connection", "the", "a", "not", "blame", "blamed", "blaming", "condemns",
            "negotiates", "member", "members", "states", "attacks", "attack", "Pakistan", "Taliban", "CSTO",
            "Khatlon", "involvement", "deny", "located", "linked", "?", "'", "’s", "-",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => Just(String::new()),
    ];
    prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is typed is read or refused, and the question it is read as has a query that is SPARQL.
    #[test]
    fn nothing_that_is_typed_panics(questions in prop::collection::vec(words(), 32)) {
        LEXICON.with(|lexicon| {
            for question in &questions {
                if let Ok(reading) = question::read(question, lexicon) {
                    assert!(!reading.to_string().is_empty());
                    if let Some(text) = question::sparql(&reading, &World::All) {
                        let query = Query::new("-", text).expect("the query has a good header");
                        query::check(&query).unwrap_or_else(|error| panic!("{question}: {error}"));
                    }
                }
            }
        });
    }
}

thread_local! {
    static LEXICON: question::Lexicon = {
        let folder = support::shipped();
        let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
        workspace.lexicon().expect("the graph is whole")
    };
}
