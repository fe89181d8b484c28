//! Who stands where on an event: the shipped attack by hand, a small folder with copies and dates, and the counts of
//! the query `disputes` on random folders.

mod support;

use std::fs;

use actant::query::{Answer, Catalogue};
use actant::workspace::{Dispute, LeftOut, Reason, Scope, Workspace, World};
use proptest::prelude::{ProptestConfig, prop, proptest};
use proptest::strategy::Strategy;
use support::rows::lines;

fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("the folder can be written");
    }
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    (folder, workspace)
}

/// By hand from paragraphs 1, 2, 3 and 6 of the report on the mine attack: Tajikistan names criminal groups and avoids
/// naming Afghanistan, the Taliban government names a circle and denies, Pakistan names Afghan-based militants; China
/// has not responded; the Afghan and the Tajik government avoid a quarrel with each other.
#[test]
fn the_attack_on_the_mine_has_three_named_parties_and_one_denial() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    let disputes = workspace.disputes(Scope::default()).expect("the graph is whole");
    let [Dispute { event, date, counts, .. }] = disputes.as_slice() else { panic!("{disputes:?}") };
    assert_eq!((event.as_str(), date.as_str()), ("Drone attack on the gold mine in Khatlon", "XXXX-11-26"));
    assert_eq!((counts.parties, counts.accusers, counts.accusations, counts.denials), (3, 3, 3, 1));
    assert_eq!(counts.verdict(), "three parties are named; one denial; three are silent or avoid naming");
    for name in ["khatlon-mine-attack", "the Khatlon attack", "Drone attack on the gold mine in Khatlon"] {
        let disputed = workspace.dispute(name, Scope::default()).expect("an event");
        assert_eq!(
            lines(&disputed.table, "by position party since sources claims rows"),
            [
                "pakistan|names|afghan-based-militants||1|k72|relations.csv:73",
                "tajikistan|names|criminal-groups-in-neighbouring-country||1|k59|relations.csv:60",
                "taliban-government|names|circle||1|k69|relations.csv:70",
                "taliban-government|denies|khatlon-mine-attack||1|k68|relations.csv:69",
                "tajikistan|avoids naming|afghanistan||1|k63|relations.csv:64",
                "china|is silent on|khatlon-mine-attack||1|k95|relations.csv:96",
                "tajikistan|is silent on|taliban-government||1|k93|relations.csv:94",
                "taliban-government|is silent on|tajikistan||1|k92|relations.csv:93",
            ]
        );
        assert_eq!(disputed.dispute, disputes[0]);
        assert!(disputed.left_out.is_empty());
    }
    let quiet = workspace.dispute("border-attacks", Scope::default()).expect("an event");
    assert!(!quiet.dispute.counts.disagree() && quiet.table.rows.is_empty());
    assert_eq!(quiet.dispute.counts.verdict(), "no parties are named; no denials");
    let unknown = workspace.dispute("the earthquake", Scope::default()).unwrap_err();
    assert_eq!(unknown.to_string(), "nothing here is called `the earthquake`");
    let several = workspace.dispute("the attacks", Scope::default()).unwrap_err();
    assert!(several.to_string().contains("border-attacks, khatlon-mine-attack"), "{several}");
}

const SOURCES: &str = "id,title,copy_of,published\nwire,Wire,,2025-01-02\npaper,Paper,wire,2025-01-03\n\
    blog,Blog,paper,2025-01-04\nradio,Radio,,2025-01-03\n";

/// Three papers carry one wire report, and the radio has its own: two independent sources. A minister who is quoted by
/// the radio and the wire alike is one voice.
#[test]
fn copies_of_one_origin_count_once_and_the_earliest_date_is_since_when() {
    let rows = "id,subject,relation,object,about,date,status,speaker,source\n\
        k1,Ann,blames,Bob,blast,2025-01-05,,,wire\n\
        k2,Ann,blames,Bob,blast,2025-01,,,paper\n\
        k3,Cid,blames,Bob,blast,2025-01-03,,,blog\n\
        k4,Cid,blames,Bob,blast,,,,radio\n\
        k5,Ann,blames,Dan,blast,,,Eve,wire\n\
        k6,Ann,blames,Dan,blast,2024/..,,Eve,radio\n\
        k7,Bob,denies,k1,,,,,radio\n\
        k8,Dan,blames,Ann,blast,,denied,,radio\n\
        k9,Fay,blames,Gus,blast,,alleged,,radio\n\
        l1,Gus,has not responded to,blast,,,,,radio\n\
        l2,Fay,accuses,Gus,blast,,,,\n";
    let (_folder, workspace) = folder(&[("relations.csv", rows), ("sources.csv", SOURCES)]);
    let disputed = workspace.dispute("blast", Scope::default()).expect("an event");
    assert_eq!(
        lines(&disputed.table, "by position party since sources claims"),
        [
            "ann; cid|names|bob|2025-01|2|k1; k2; k3; k4",
            "ann|names|dan|2024/..|1|k5; k6",
            "fay|accuses|gus||0|l2",
            "bob|denies|k1||1|k7",
            "dan|denies|ann||1|k8",
            "gus|is silent on|blast||1|l1",
        ]
    );
    let counts = disputed.dispute.counts;
    assert_eq!(counts.verdict(), "two parties are named; two denials; one is silent or avoids naming");
    assert_eq!((counts.accusers, counts.accusations), (3, 7));
    assert_eq!(disputed.left_out, [LeftOut::new(Reason::Alleged, 1)]);
    let all = workspace.dispute("blast", World::All).expect("an event");
    assert_eq!((all.dispute.counts.parties, all.left_out.len()), (3, 0), "Gus too");
    let one = Scope { sources: vec!["Radio".into()], ..Scope::default() };
    let radio = workspace.dispute("blast", one).expect("an event");
    assert_eq!(
        radio.dispute.counts.verdict(),
        "two parties are named; two denials; one is silent or avoids naming"
    );
    assert_eq!(lines(&radio.table, "by sources")[..2], ["ann|1", "cid|1"]);
}

/// Gives a claim of a random folder: who, relation, whom, about, status.
fn claim() -> impl Strategy<Value = String> {
    let name = || prop::sample::select(vec!["Ann", "Bob", "Cid"]);
    let relation = prop::sample::select(vec!["blames", "accuses", "denies", "condemns"]);
    let event = || prop::sample::select(vec!["", "blast", "fire", "strike"]);
    let status = prop::sample::select(vec!["", "", "", "alleged", "denied"]);
    (name(), relation, name(), event(), event(), status).prop_map(
        |(who, relation, whom, target, about, status)| {
            let whom =
                if target.is_empty() || ["blames", "accuses"].contains(&relation) { whom } else { target };
            format!("{who},{relation},{whom},{about},{status}\n")
        },
    )
}

const ENTITIES: [(&str, &str); 2] =
    [("actors.csv", "id\nAnn\nBob\nCid\n"), ("events.csv", "id\nblast\nfire\nstrike\n")];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The columns and the query count the same.
    #[test]
    fn the_counts_are_those_of_the_query(claims in prop::collection::vec(claim(), 1..24)) {
        let rows = format!("subject,relation,object,about,status\n{}", claims.concat());
        let files = [("relations.csv", rows.as_str()), ENTITIES[0], ENTITIES[1]];
        let (_folder, workspace) = folder(&files);
        let catalogue = Catalogue::shipped();
        let query = catalogue.find("disputes").expect("a query of the catalogue");
        let Ok(Answer::Table(table)) = workspace.query(query, &[], Scope::default()) else { panic!("a table") };
        let counted: Vec<String> = workspace.disputes(Scope::default()).expect("the graph is whole").iter()
            .map(|Dispute { event, counts, .. }| format!(
                "{event}|{}|{}|{}|{}", counts.parties, counts.accusers, counts.accusations, counts.denials
            ))
            .collect();
        assert_eq!(counted, lines(&table, "event parties accusers accusations denials"), "{rows}");
    }
}
