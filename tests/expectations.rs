//! `actant test`: the expectations of the shipped data, those of the manual, and every way in which one is not met.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use actant::workspace::{Expectation, Mismatch, Outcome, Workspace, expectations};

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Reads the expectations of a folder, all of which must be usable.
fn usable(folder: &Path) -> Vec<Expectation> {
    let (expectations, report) = expectations(folder).expect("the folder can be read");
    assert!(report.is_empty(), "{report:?}");
    expectations
}

fn outcomes(folder: &Path) -> Vec<Outcome> {
    let workspace = Workspace::open(folder).expect("the folder opens");
    workspace.test(&usable(folder)).expect("the graph is whole")
}

/// Makes a folder of a few claims with one test.
fn mismatches(test: &str) -> Vec<Mismatch> {
    const CLAIMS: &str = "id,subject,relation,object,about,status,source\n\
        k1,pakistan,blames,militants,attack,,s1\nk2,pakistan,blames,militants,attack,,s2\n\
        k3,india,accuses,pakistan,,alleged,s1\nk4,kabul,denies,k1,,,s1\n";
    const ACTORS: &str = "id,label,aliases\npakistan,Pakistan,Islamabad\nmilitants,Militants,\nindia,India,\n\
        kabul,Kabul,\n";
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("relations.csv", CLAIMS), ("actors.csv", ACTORS)] {
        fs::write(folder.path().join(name), text).expect("written");
    }
    fs::write(folder.path().join("tests.toml"), format!("[[test]]\n{test}")).expect("written");
    let mut outcomes = outcomes(folder.path());
    assert_eq!(outcomes.len(), 1);
    outcomes.remove(0).mismatches
}

fn words(mismatches: &[Mismatch]) -> Vec<String> {
    let word = |mismatch: &Mismatch| match mismatch {
        Mismatch::Missing(row) => format!("- {}", row.cells.join(",")),
        Mismatch::Unexpected(row) => {
            let claims: Vec<&str> = row.claims.iter().map(|(claim, _)| claim.as_str()).collect();
            format!("+ {} [{}]", row.cells.join(","), claims.join(" "))
        }
        Mismatch::Count { expected, found } => format!("{expected} not {found}"),
        Mismatch::Answer { expected, found } => format!("{expected} not {found}"),
        Mismatch::Failed(reason) => reason.clone(),
    };
    mismatches.iter().map(word).collect()
}

#[test]
fn the_shipped_data_answers_as_it_was_worked_out() {
    let folder = support::shipped();
    let outcomes = outcomes(folder.path());
    assert!(outcomes.len() >= 15, "{} expectations", outcomes.len());
    let unmet: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.is_met()).collect();
    assert!(unmet.is_empty(), "{unmet:#?}");
    let names: BTreeSet<&str> = outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
    assert_eq!(names.len(), outcomes.len(), "every expectation has a name of its own");
}

/// An expectation that no change of the data could break would be none.
#[test]
fn every_expectation_of_the_shipped_data_can_fail() {
    let folder = support::shipped();
    let expectations = usable(folder.path());
    let header = read("data/relations.csv").lines().next().expect("a header").to_owned();
    let invented = format!(
        "{header}\nx1,afghanistan,blames,afghanistan,khatlon-mine-attack,,,,,,,,\n\
         x2,india,member-of,csto,,,,,,,,,\nx3,pakistan,member-of,csto,,,,,,,,,\n\
         x4,india,condemns,khatlon-mine-attack,khatlon-mine-attack,,,,,,,,\n\
         x5,tajikistan,blames,afghanistan,khatlon-mine-attack,,,,,,,,\n\
         x6,russia,deploys-to,tajik-afghan-border,russian-deployment,,,,,,,,\n\
         x7,russia,aids,tajik-forces,border-support-plan,,,,,,,,\n\
         x8,china,accuses,pakistan,,,,,,,,,\nx9,china,condemns,khatlon-mine-attack,,,,,,,,,\n\
         x10,tajikistan,attacks,khatlon-gold-mine,,,alleged,tajikistan,,,,,\n"
    );
    fs::write(folder.path().join("relations.csv"), invented).expect("written");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    let outcomes = workspace.test(&expectations).expect("the graph is whole");
    let met: Vec<&str> =
        outcomes.iter().filter(|outcome| outcome.is_met()).map(|outcome| outcome.name.as_str()).collect();
    assert_eq!(met, ["Whether the attack was right is not a question of the record"]);
}

#[test]
fn every_example_of_the_manual_is_met() {
    let manual = read("docs/testing.md");
    let folder = support::shipped();
    let mut count = 0;
    for block in manual.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        fs::write(folder.path().join("tests.toml"), block).expect("written");
        for outcome in outcomes(folder.path()) {
            count += 1;
            assert!(outcome.is_met(), "{outcome:?}");
        }
    }
    assert!(count >= 7, "{count} examples");
}

#[test]
fn the_manual_names_every_key_and_no_other() {
    let manual = read("docs/testing.md");
    let rows = manual.lines().filter(|line| line.starts_with("| `"));
    let mut keys: Vec<&str> = rows.filter_map(|line| line.split('`').nth(1)).collect();
    keys.sort_unstable();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tests.toml"), "[[test]]\nask = \"x\"\ncount = 1\nqqqqqqqq = 1\n")
        .expect("written");
    let (_, report) = expectations(folder.path()).expect("the folder can be read");
    let [problem] = report.diagnostics() else { panic!("{report:?}") };
    let hint = problem.hint.as_deref().expect("a hint");
    assert_eq!(hint, format!("it has `{}`", keys.join("`, `")));
}

#[test]
fn a_cell_is_met_by_any_name_and_a_repeated_row_counts_once() {
    for cell in ["pakistan", "Pakistan", "Islamabad", "ISLAMABAD"] {
        let test = format!(
            "ask = \"who blamed whom\"\ncolumns = [\"who\", \"whom\"]\nrows = [[\"{cell}\", \"militants\"]]"
        );
        assert_eq!(words(&mismatches(&test)), [""; 0], "{cell}");
    }
    let test =
        "ask = \"who blamed whom\"\ncolumns = [\"who\"]\nrows = [\"pakistan\", \"Islamabad\"]\ncount = 2";
    assert_eq!(
        words(&mismatches(test)),
        [""; 0],
        "a name that is there twice is one row, and there are two claims"
    );
    let test = "ask = \"who blamed whom\"\nrows = [[\"pakistan\", \"blames\"]]";
    assert_eq!(words(&mismatches(test)), [""; 0], "without columns the first ones count");
}

#[test]
fn what_is_not_met_is_told_row_by_row() {
    let test = "ask = \"who blamed whom\"\ncolumns = [\"who\", \"whom\"]\nrows = [[\"India\", \"Pakistan\"]]\ncount = 1";
    assert_eq!(words(&mismatches(test)), ["- India,Pakistan", "+ Pakistan,Militants [k1 k2]", "1 not 2"]);
    let test = "query = \"accusations\"\nworld = \"all\"\ncolumns = [\"who\", \"claim\"]\n\
        includes = [[\"India\", \"k3\"], [\"India\", \"k9\"]]\nexcludes = [[\"Islamabad\", \"k2\"], [\"India\", \"k1\"]]";
    assert_eq!(words(&mismatches(test)), ["- India,k9", "+ Pakistan,k2 [k2]"]);
}

#[test]
fn answers_and_refusals_are_compared() {
    let answer = |question: &str, word: &str| {
        words(&mismatches(&format!("ask = \"{question}\"\nanswer = \"{word}\"")))
    };
    assert_eq!(answer("did Pakistan blame the militants", "contested"), [""; 0]);
    assert_eq!(answer("did Pakistan blame the militants", "yes"), ["yes not contested"]);
    assert_eq!(answer("did India blame the militants", "no"), [""; 0]);
    assert_eq!(answer("who blamed whom", "no"), ["no not rows, and neither yes nor no"]);
    let refused = |question: &str| words(&mismatches(&format!("ask = \"{question}\"\nrefused = true")));
    assert_eq!(refused("who admires whom"), [""; 0]);
    assert_eq!(refused("who blamed whom"), ["refused not an answer"]);
    let found = words(&mismatches("ask = \"who admires whom\"\ncount = 0"));
    assert!(found[0].starts_with("an answer not refused: "), "{found:?}");
}

#[test]
fn what_cannot_be_asked_or_compared_is_not_met() {
    for (test, reason) in [
        ("query = \"mebmers\"\ncount = 1", "no query is called `mebmers`; did you mean `members`?"),
        (
            "query = \"members\"\nwith = { membr = \"x\" }\ncount = 1",
            "the query `members` has no parameter `membr`; did you mean `member`?",
        ),
        (
            "query = \"actors\"\ncolumns = [\"name\"]\nrows = []",
            "the answer has no column `name`; it has `actor`",
        ),
        (
            "query = \"disputes\"\nrows = [[1, 2, 3, 4, 5, 6, 7, 8]]",
            "the rows have 8 cells, and the answer 7 columns",
        ),
        (
            "query = \"members\"\nworld = \"mine\"\ncount = 1",
            "a world is `accepted`, `all`, `uncontested` or",
        ),
        ("query = \"members\"\nas-of = \"last week\"\ncount = 1", "`last week` is not a day"),
    ] {
        let found = words(&mismatches(test));
        assert!(found.len() == 1 && found[0].starts_with(reason), "{test}: {found:?}");
    }
}

#[test]
fn a_query_beside_its_rows_is_an_expectation() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    fs::create_dir(folder.path().join("tests")).expect("made");
    write("relations.csv", "subject,relation,object\nPakistan,blames,\"militants, unnamed\"\n");
    write(
        "tests/b.rq",
        "PREFIX rel: <https://w3id.org/actant/relation/>\nSELECT ?who ?whom { ?who rel:blames ?whom }",
    );
    write("tests/b.csv", "whom,who\n\"militants, unnamed\",Pakistan\n");
    write("tests/a.rq", "PREFIX rel: <https://w3id.org/actant/relation/>\nASK { ?who rel:blames ?whom }");
    write("tests.toml", "[[test]]\nname = \"somebody blames\"\nquery = \"tests/a.rq\"\nanswer = \"yes\"\n");
    let outcomes = outcomes(folder.path());
    let names: Vec<(&str, bool)> =
        outcomes.iter().map(|outcome| (outcome.name.as_str(), outcome.is_met())).collect();
    assert_eq!(names, [("somebody blames", true), ("tests/b.rq", true)]);
    write("tests/b.csv", "whom,who\nmilitants,Pakistan\n");
    let outcomes = self::outcomes(folder.path());
    assert_eq!(words(&outcomes[1].mismatches), ["- militants,Pakistan", "+ militants,-unnamed,pakistan []"]);
}
