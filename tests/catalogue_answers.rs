//! Queries of the catalogue that the shipped data has no answer to, over small folders, with answers worked out by
//! hand.

use std::fs;

use actant::query::{Answer, Term};
use actant::workspace::{Workspace, World};

/// Gives some columns of a query's answer over one table of relations, each row as a line.
fn answer(relations: &str, query: &str, parameters: &[(&str, &str)], columns: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("relations.csv"), relations).expect("written");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    let (catalogue, _) = workspace.catalogue();
    let query = catalogue.find(query).expect("the query is in the catalogue");
    let parameters: Vec<(String, String)> =
        parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let Answer::Table(table) = workspace.query(query, &parameters, None::<World>).expect("it has an answer")
    else {
        panic!("a table was expected");
    };
    let short = |term: &Term| match term {
        Term::NamedNode(node) => node.as_str().rsplit(['/', '#']).next().unwrap_or_default().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.to_string(),
    };
    let columns: Vec<usize> =
        columns.split(' ').map(|name| table.column(name).expect("the column is there")).collect();
    let cell = |row: &[Option<Term>], column: usize| row[column].as_ref().map(short).unwrap_or_default();
    (table.rows.iter())
        .map(|row| columns.iter().map(|&column| cell(row, column)).collect::<Vec<_>>().join(" "))
        .collect()
}

const HEADER: &str = "id,subject,relation,object,about,date,status,speaker,source\n";

#[test]
fn a_statement_that_is_asserted_here_and_denied_there_is_a_contradiction() {
    let rows = format!(
        "{HEADER}k1,kabul,harbours,militants,,,,,s1\nk2,kabul,harbours,militants,,,denied,,s2\n\
        k3,kabul,harbours,militants,,,alleged,,s2\nk4,delhi,aids,militants,,,,,s1\n\
        k5,delhi,denies,k4,,,,,s2\nk6,delhi,denies,k7,,,,,s2\nk7,delhi,meets,kabul,,,alleged,,s1\n\
        k8,dushanbe,aids,militants,,,denied,,s1\nk9,moscow,denies,k4,,,possible,,s1\n"
    );
    assert_eq!(
        answer(&rows, "contradictions", &[], "subject relation object stance claim status"),
        [
            "delhi aids militants for k4 asserted",
            "delhi aids militants against k5 asserted",
            "kabul harbours militants for k1 asserted",
            "kabul harbours militants against k2 denied",
        ],
        "k6 denies what nobody asserts, k8 has nothing against it, k9 may not have been said"
    );
    let one = answer(&rows, "contradictions", &[("subject", "delhi")], "claim");
    assert_eq!(one, ["k4", "k5"]);
}

#[test]
fn two_documents_that_pass_on_one_voice_share_an_origin() {
    let rows = format!(
        "{HEADER}k1,russia,aids,forces,,,possible,insider,s1\nk2,russia,aids,forces,,,possible,insider,s2\n\
        k3,russia,aids,forces,,,,insider,s3\nk4,russia,meets,csto,,,,insider,s1\n\
        k5,russia,meets,csto,,,,other,s2\nk6,russia,meets,csto,,,,insider,s1\n"
    );
    assert_eq!(
        answer(&rows, "shared-origins", &[], "subject relation status speaker sources claims first_claim"),
        ["russia aids possible insider 2 2 k1"],
        "k3 is another status, k5 another voice, k4 and k6 one document"
    );
}

#[test]
fn who_accuse_each_other_are_one_line() {
    let rows = format!(
        "{HEADER}k1,b,blames,a,attack,,,,s1\nk2,a,accuses,b,theft,,,,s1\nk3,a,blames,b,attack,,,,s1\n\
        k4,c,blames,a,attack,,,,s1\nk5,a,accuses,c,,,alleged,,s1\nk6,d,condemns,e,,,,,s1\n\
        k7,e,condemns,d,,,,,s1\n"
    );
    let columns = "first second there back";
    assert_eq!(
        answer(&rows, "reciprocal-accusations", &[], columns),
        ["a b 2 1"],
        "an alleged accusation is none, and to condemn is not to accuse"
    );
    assert_eq!(answer(&rows, "reciprocal-accusations", &[("actor", "b")], columns), ["a b 2 1"]);
    assert!(answer(&rows, "reciprocal-accusations", &[("actor", "c")], columns).is_empty());
}

#[test]
fn a_denial_answers_what_it_is_about_and_nothing_else() {
    let rows = format!(
        "{HEADER}k1,a,blames,b,attack,,,,s1\nk2,b,denies-involvement-in,attack,,,,,s1\n\
        k3,a,blames,b,theft,,,,s1\nk4,a,accuses,c,attack,,,,s1\nk5,d,accuses,c,attack,,,,s1\n\
        k6,c,denies,k5,attack,,,,s1\nk7,a,accuses,e,,,,,s1\nk8,e,denies,k7,,,,,s1\n\
        k9,a,accuses,f,raid,,,,s1\nk10,f,aids,g,raid,,denied,,s1\nk11,a,accuses,h,,,,,s1\n\
        k12,h,denies,k1,,,,,s1\n"
    );
    assert_eq!(
        answer(&rows, "unanswered-accusations", &[], "who whom claim"),
        ["a b k3", "a h k11"],
        "b denies the attack and not the theft, h something else; c answers for the whole event"
    );
}

#[test]
fn a_date_that_is_no_month_stands_for_itself() {
    let rows = format!(
        "{HEADER}k1,a,meets,b,,2025-11-26,,,s1\nk2,a,meets,c,,2025-11,,,s1\nk3,a,meets,d,,2025,,,s1\n\
        k4,a,meets,e,,[2025-11-17..2025-11-23],,,s2\nk5,a,meets,f,,XXXX-11-26,,,s1\n\
        k6,a,meets,g,,2025-11-30/2025-12-01,,,s1\nk7,a,meets,h,,,,,s1\nk8,a,meets,i,,2025-11,alleged,,s1\n\
        k9,a,meets,j,,2005/..,,,s1\n"
    );
    assert_eq!(
        answer(&rows, "claims-by-month", &[], "month status claims sources"),
        [
            "2005/.. asserted 1 1",
            "2025 asserted 1 1",
            "2025-11 alleged 1 1",
            "2025-11 asserted 3 2",
            "2025-11-30/2025-12-01 asserted 1 1",
            "XXXX-11-26 asserted 1 1",
            " asserted 1 1",
        ]
    );
    let month = answer(&rows, "claims-by-month", &[("month", "2025-11")], "status claims");
    assert_eq!(month, ["alleged 1", "asserted 3"]);
}
