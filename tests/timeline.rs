//! Dated claims in order: the shipped data by hand, a small folder with every kind of date, and the query `timeline`.

mod support;

use std::fs;

use actant::query::{Answer, Catalogue};
use actant::render::{self, Names, Page};
use actant::workspace::{LeftOut, Scope, Timeline, Workspace, World};
use support::rows::cells;

fn of(workspace: &Workspace, what: &str, scope: impl Into<Scope>) -> Timeline {
    workspace.timeline(Some(what), scope, None).expect("a timeline")
}

/// By hand from the reports: the border guards have stood alone, short of men and under pressure since 2005 (paragraph 8
/// of the first); the attack of 26 November has no year (paragraph 1 of the second); no other sentence has a date.
#[test]
fn the_shipped_claims_in_order() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    let all = workspace.timeline(None, Scope::default(), None).expect("a timeline");
    assert_eq!(cells(&all.table, "claim"), ["k40", "k41", "k42", "k51", "k55", "k56"]);
    assert_eq!(all.table.columns, Timeline::COLUMNS);
    assert_eq!(
        cells(&all.table, "date"),
        ["2005/..", "2005/..", "2005/..", "XXXX-11-26", "XXXX-11-26", "XXXX-11-26"]
    );
    assert_eq!(cells(&all.table, "earliest"), ["2005-01-01", "2005-01-01", "2005-01-01", "", "", ""]);
    assert_eq!(LeftOut::lines(&all.left_out), ["1 more is alleged: --world all"]);
    let relations = fs::read_to_string(folder.path().join("relations.csv")).expect("the claims");
    let statuses = relations.lines().skip(1).filter(|line| {
        !["alleged", "possible", "predicted", "denied"].iter().any(|word| line.contains(&format!(",{word},")))
    });
    assert_eq!(all.dated + all.undated, statuses.count());

    let attack = of(&workspace, "the Khatlon attack", World::All);
    assert_eq!(attack.of, "Drone attack on the gold mine in Khatlon");
    assert_eq!(cells(&attack.table, "claim"), ["k51", "k55", "k56", "k60"]);
    assert!(attack.left_out.is_empty());
    let guards = of(&workspace, "Tajik border guards", Scope::default());
    assert_eq!(cells(&guards.table, "claim"), ["k40", "k41", "k42"]);
    assert_eq!(cells(&guards.table, "row"), ["relations.csv:41", "relations.csv:42", "relations.csv:43"]);
    // Before 2005 nothing of it held; what has no year is of no day.
    let before = Scope { as_of: Some("2004-12-31".into()), ..Scope::default() };
    assert_eq!(workspace.timeline(None, before, None).expect("a timeline").dated, 0);
    let after = Scope { as_of: Some("2005-01-01".into()), ..Scope::default() };
    assert_eq!(workspace.timeline(None, after, None).expect("a timeline").dated, 3);

    let islamabad = of(&workspace, "Islamabad", Scope::default());
    assert_eq!((islamabad.of.as_str(), islamabad.dated), ("Pakistan", 0));
    let unknown = workspace.timeline(Some("Tajikistann"), Scope::default(), None).unwrap_err();
    assert_eq!(unknown.to_string(), "nothing here is called `Tajikistann`");
}

#[test]
fn it_holds_what_the_query_of_the_same_name_holds() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    for world in [World::Accepted, World::All, World::Uncontested] {
        let query = Catalogue::shipped().find("timeline").expect("a query").clone();
        let Answer::Table(expected) = workspace.query(&query, &[], world.clone()).expect("an answer") else {
            panic!("a table")
        };
        let Timeline { table, dated, .. } = workspace.timeline(None, world, None).expect("a timeline");
        assert_eq!(table, expected);
        assert_eq!(table.rows.len(), dated);
        assert!(!table.rows.is_empty());
    }
}

const DATES: &str = "\
subject,relation,object,date,status,source,locator
Dora,aids,Cole,,,,
Cole,meets,Dora,XXXX-03-01,,,
Dora,aids,Brand,/2025-09-30,,,
Asha,leads,Front,../2024-08-15,,Herald,
Asha,blames,Brand,2025-11-26,,Gazette,p. 1
Brand,denies,Asha,2025-11,,Gazette,p. 2
Asha,meets,Brand,[2025-02-03..2025-03-20],possible,Herald,
Cole,leads,Union,2025-01/..,,Herald,
Brand,negotiates with,Cole,2024-12/2025-06,,Gazette,
Cole,meets,Asha,2024-10-05~,,Herald,
Dora,aids,Asha,2024-07-01/,,,
";

/// The scale runs over the 518 days from 2024-07-01 to 2025-11-30 in 26 cells, so 20 days fall into most of them:
/// 2024-10-05 is day 96 and in cell 4 (counted from 0), 2024-12-01 day 153 in cell 7, 2025-06-30 day 364 in cell 18, 2025-01-01 day 184 in cell 9, the six weeks from
/// 2025-02-03, day 217, in cells 10 to 13.
#[test]
fn every_kind_of_date_has_its_mark() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("relations.csv"), DATES).expect("the folder can be written");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    let timeline = workspace.timeline(None, World::All, None).expect("a timeline");
    assert_eq!((timeline.dated, timeline.undated), (10, 1));
    let names = Names::new(workspace.summary().base.clone());
    let mut out = Vec::new();
    render::timeline(&timeline.table, &names, Page::plain(80), &mut out).expect("written");
    let expected = "\
date           2024-07-01      2025-11-30
               ├────────────────────────┤
2024-07-01/    ━━━━━━━━━━━━━━━━━━━━━━━━━?  Dora – aids → Asha (relations.csv:12)
2024-10-05~        ○                       Cole – meets → Asha (Herald,
                                           relations.csv:11)
2024-12/              ━━━━━━━━━━━━         Brand – negotiates with → Cole
2025-06                                    (Gazette, relations.csv:10)
2025-01/..              ━━━━━━━━━━━━━━━━▶  Cole – leads → Union (Herald,
                                           relations.csv:9)
[2025-02-03..            ░░░░              Asha – meets → Brand, possible
2025-03-20]                                (Herald, relations.csv:8)
2025-11                                ░░  Brand – denies → Asha (Gazette, p. 2,
                                           relations.csv:7)
2025-11-26                              ●  Asha – blames → Brand (Gazette, p. 1,
                                           relations.csv:6)
../2024-08-15  ◀━━                         Asha – leads → Front (Herald,
                                           relations.csv:5)
/2025-09-30    ?━━━━━━━━━━━━━━━━━━━━━━     Dora – aids → Brand (relations.csv:4)
XXXX-03-01     ?                           Cole – meets → Dora (relations.csv:3)

● that day  ○ about that day  ░ some time in it  ━ all through it  ◀ ▶ open
? not known
";
    assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);

    let first = workspace.timeline(None, World::All, Some(3)).expect("a timeline");
    assert_eq!(first.dated, 10);
    assert_eq!(first.table.rows, timeline.table.rows[..3]);
    for width in [20, 40, 80, 200] {
        let mut out = Vec::new();
        render::timeline(&timeline.table, &names, Page::plain(width), &mut out).expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(widest <= width.max(60), "{width}: {widest}\n{text}");
    }
}
