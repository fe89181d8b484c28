//! The claims behind claims, ties, answers and disputes, with what is written about each.

mod support;

use actant::workspace::{AskError, Scope, Verdict, Why, Workspace, World};
use support::rows::lines;

fn shipped() -> (tempfile::TempDir, Workspace) {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    (folder, workspace)
}

fn why(workspace: &Workspace, what: &str) -> Why {
    workspace.why(what, Scope::default()).unwrap_or_else(|error| panic!("{what}: {error}"))
}

#[test]
fn a_claim_has_its_place_its_source_and_its_note() {
    let (_folder, workspace) = shipped();
    let k73 = why(&workspace, "k73");
    assert_eq!(k73.reading, "the claim k73");
    assert_eq!(
        lines(&k73.table, "says part claim row source locator quote speaker status note"),
        ["Pakistan – condemns → Drone attack on the gold mine in Khatlon|states it|k73|relations.csv:74|\
          mine-attack-report|para 3|cowardly attack on Chinese nationals||asserted|\
          What is condemned are the killings; the capital is named for the government."]
    );
    assert_eq!(lines(&why(&workspace, "k72, k59").table, "claim"), ["k72", "k59"], "in the order of the ids");
    assert_eq!(lines(&why(&workspace, "k86").table, "claim speaker"), ["k86|critics-of-pakistan"]);
}

#[test]
fn what_speaks_of_a_claim_and_what_it_speaks_of_stand_beside_it() {
    let (_folder, workspace) = shipped();
    assert_eq!(
        lines(&why(&workspace, "k60").table, "claim part"),
        ["k60|states it", "k58|speaks of it"],
        "Tajikistan’s warning"
    );
    assert_eq!(
        lines(&why(&workspace, "k58").table, "claim part"),
        ["k58|states it", "k60|what it speaks of"]
    );
}

#[test]
fn a_tie_an_answer_a_path_and_a_dispute_rest_on_claims() {
    let (_folder, workspace) = shipped();
    for (what, reading, claims) in [
        (
            "pakistan blames afghan-based-militants",
            "whether Pakistan – blames → Afghan-based militants",
            "k72",
        ),
        (
            "Pakistan blamed Afghan-based militants",
            "whether Pakistan – blames → Afghan-based militants",
            "k72",
        ),
        ("Tajikistan is a member of the CSTO", "whether Tajikistan – member of → CSTO", "k35"),
        ("the CSTO has member Armenia", "whether Armenia – member of → CSTO", "k33"),
        (
            "the attack was condemned by the Taliban",
            "whether Taliban government – condemns → Drone attack on the gold mine in Khatlon",
            "k67",
        ),
        ("Pakistan blames the Taliban", "whether Pakistan – blames → Taliban government", ""),
        (
            "Russia negotiates with Tajikistan",
            "whether Russia – negotiates with → Tajikistan, in either direction",
            "k01",
        ),
        ("who blamed whom", "who – blames → whom or what", "k72 k59 k69"),
        (
            "what rests on anonymous sources about the attack",
            "claims whose speaker is an unnamed group, about \
          Drone attack on the gold mine in Khatlon",
            "",
        ),
        (
            "how is China connected to the CSTO",
            "the shortest chain of claims from China to CSTO, in either direction",
            "k13 k35 k02",
        ),
        (
            "dispute the Khatlon attack",
            "what is said for and against: Drone attack on the gold mine in Khatlon",
            "k59 k69 k72 k68 k63 k92 k93 k95",
        ),
        (
            "what is disputed",
            "events for which different parties are named, or an accusation meets a denial",
            "k59 k69 k72 k68 k63 k92 k93 k95",
        ),
    ] {
        let found = why(&workspace, what);
        assert_eq!(
            (found.reading.as_str(), lines(&found.table, "claim").join(" ").as_str()),
            (reading, claims),
            "{what}"
        );
    }
    let none = workspace.why("Pakistan blames Atlantis", Scope::default());
    assert!(matches!(none, Err(AskError::NotRead { .. })), "{none:?}");
    assert_eq!(
        why(&workspace, "Pakistan harbours anyone").basis.left_out.len(),
        1,
        "what is only alleged is counted"
    );
    let all = workspace.why("Pakistan harbours anyone", World::All).expect("a sentence");
    assert_eq!(lines(&all.table, "claim status"), ["k86|alleged"]);
}

#[test]
fn an_answer_can_be_asked_with_its_reasons() {
    let (_folder, workspace) = shipped();
    let asked =
        workspace.ask_why("did Pakistan condemn the attack?", Scope::default(), None).expect("a question");
    assert_eq!(asked.basis.verdict, Some(Verdict::Yes));
    assert_eq!(lines(&asked.table, "claim locator"), ["k73|para 3"]);
    assert!(workspace.ask_why("k73", Scope::default(), None).is_err(), "no question");
}

#[test]
fn a_denial_is_no_statement() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let rows = "id,subject,relation,object,status,source\n\
        k1,Ann,attacks,Bob,,paper\nk2,Bob,denies,k1,,paper\nk3,Ann,attacks,Bob,denied,leaflet\n";
    std::fs::write(folder.path().join("relations.csv"), rows).expect("the folder can be written");
    std::fs::write(
        folder.path().join("sources.csv"),
        "id,title,url\npaper,Paper,https://example.org/p\nleaflet,,\n",
    )
    .expect("the folder can be written");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    let tie = why(&workspace, "Ann attacked Bob");
    assert_eq!(tie.basis.verdict, Some(Verdict::Contested));
    assert_eq!(
        lines(&tie.table, "claim part url"),
        ["k1|states it|https://example.org/p", "k3|denies it|", "k2|denies it|https://example.org/p"]
    );
    assert_eq!(lines(&why(&workspace, "k1").table, "claim part"), ["k1|states it", "k2|denies it"]);
}

#[test]
fn what_is_said_in_other_words_names_the_rule() {
    let (_folder, workspace) = shipped();
    for (what, claim) in [
        ("Tajikistan borders Afghanistan", "k38|"),
        ("Afghanistan borders Tajikistan", "k38|symmetric"),
        ("the CSTO has member Armenia", "k33|inverse"),
        ("Pakistan criticised Afghan-based militants", "k72|broader"),
        ("Afghan-based militants were accused by Pakistan", "k72|inverse, broader"),
    ] {
        assert_eq!(lines(&why(&workspace, what).table, "claim rule"), [claim], "{what}");
    }
}

/// By hand: the ward is part of the city, the city of the province, the province of the state; one link in another
/// source. Nobody says that the ward is part of the state.
#[test]
fn what_follows_along_a_chain_names_its_links() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let rows = "id,subject,relation,object,source\n\
        k1,Ward,part of,City,atlas\nk2,City,part of,Province,atlas\nk3,Province,part of,State,law\n";
    std::fs::write(folder.path().join("relations.csv"), rows).expect("the folder can be written");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    let found = why(&workspace, "Ward is part of State");
    assert_eq!(
        lines(&found.table, "says part claim rule row source"),
        [
            "Ward – part of → State|follows|k1 k2 k3|transitive|relations.csv:2, relations.csv:3, relations.csv:4|",
            "Ward – part of → City|supports what follows|k1||relations.csv:2|atlas",
            "City – part of → Province|supports what follows|k2||relations.csv:3|atlas",
            "Province – part of → State|supports what follows|k3||relations.csv:4|law",
        ]
    );
    let none = Scope { no_derived: true, ..Scope::default() };
    let found = workspace.why("Ward is part of State", none).expect("a sentence");
    assert!(found.table.rows.is_empty());
}

/// A survey of many claims is cut where the reader said, and told of whole.
#[test]
fn of_many_claims_the_first_are_shown_and_all_are_counted() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut rows = "id,subject,relation,object,source\n".to_owned();
    for number in 0..450 {
        rows.push_str(&format!(
            "k{number:03},Ann {number},blames,Bob,{}\n",
            if number < 449 { "" } else { "wire" }
        ));
    }
    // What speaks of a claim stands behind all of them.
    rows.push_str("z1,Bob,denies,k000,wire\n");
    std::fs::write(folder.path().join("relations.csv"), rows).expect("the folder can be written");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    for (question, claims, sources) in [("what has no source", 450, 1), ("who blamed whom", 450, 1)] {
        let of = |limit| workspace.ask_why(question, Scope::default(), limit).expect("a question");
        let (whole, first) = (of(None), of(Some(50)));
        assert_eq!((whole.table.rows.len(), whole.more), (claims, 0), "{question}");
        assert_eq!((first.table.rows.len(), first.more), (50, claims - 50), "{question}");
        assert_eq!(first.table.columns, whole.table.columns, "{question}");
        assert_eq!(first.table.rows[..], whole.table.rows[..50], "{question}");
        assert_eq!((first.basis.claims, first.basis.sources), (claims, sources), "{question}");
        assert_eq!(first.basis, whole.basis, "{question}");
    }
    let all: Vec<String> = (0..450).map(|number| format!("k{number:03}")).collect();
    let named = workspace.why_first(&all.join(" "), Scope::default(), Some(10)).expect("claims");
    assert_eq!((named.table.rows.len(), named.more, named.basis.claims), (10, 441, 451));
}
