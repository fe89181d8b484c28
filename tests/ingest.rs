//! Reading: real data, any bytes, any order of rows, any number of threads.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use actant::diagnostic::{Report, Severity};
use actant::ingest::{IngestError, ReadOptions, read, read_tables};
use actant::model::{ClaimIds, Dataset, EntityId, Kind, ObjectId, TextId, validate};
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use proptest::sample::select;
use proptest::strategy::{Just, Strategy};

fn threads(number: usize) -> ReadOptions {
    ReadOptions { threads: NonZeroUsize::new(number).expect("a number above zero"), ..ReadOptions::default() }
}

fn from_memory(tables: &[(&str, &str)]) -> (Dataset, Report) {
    let tables: Vec<(&str, &[u8])> = tables.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_tables(&tables, &ReadOptions::default()).expect("memory can be read")
}

fn id(dataset: &Dataset, entity: EntityId) -> String {
    match entity.some() {
        Some(entity) => {
            let entity = dataset.entities.get(entity);
            format!("{}:{}", entity.kind.word(), dataset.texts.get(entity.name))
        }
        None => String::new(),
    }
}

fn claim(dataset: &Dataset, row: usize) -> String {
    match &dataset.claims.ids {
        ClaimIds::Derived(keys) => format!("{:016x}", keys[row]),
        ClaimIds::Named(ids) => dataset.texts.get(ids[row]).to_owned(),
    }
}

fn object(dataset: &Dataset, object: ObjectId) -> String {
    match (object.entity(), object.claim()) {
        (Some(entity), _) => id(dataset, entity),
        (None, Some(other)) => format!("claim:{}", claim(dataset, other.index())),
        (None, None) => String::new(),
    }
}

/// Says everything a data set says, without any number of its own and without the order of its rows.
fn said(dataset: &Dataset) -> BTreeSet<String> {
    let claims = &dataset.claims;
    let text = |text: TextId| dataset.texts.get(text);
    let mut said = BTreeSet::new();
    for row in 0..claims.len() {
        let date = claims.date[row].some().map_or("", |date| text(dataset.dates.get(date).text));
        let extras: Vec<&str> = claims.extras.iter().map(|extra| text(extra.cells[row])).collect();
        said.insert(format!(
            "{} {}|{}|{}|{}|{date}|{}|{}|{}|{}|{}|{}|{}|{extras:?}",
            claim(dataset, row),
            id(dataset, claims.subject[row]),
            id(dataset, claims.relation[row]),
            object(dataset, claims.object[row]),
            id(dataset, claims.about[row]),
            claims.status[row],
            id(dataset, claims.speaker[row]),
            id(dataset, claims.source[row]),
            text(claims.locator[row]),
            text(claims.quote[row]),
            claims.count[row],
            text(claims.note[row]),
        ));
    }
    for (entity, record) in dataset.entities.iter() {
        said.insert(format!(
            "{} {:?} {:?} {} {} {}",
            id(dataset, entity),
            text(record.label),
            record.aliases.iter().map(|alias| text(*alias)).collect::<Vec<&str>>(),
            id(dataset, record.part_of),
            id(dataset, record.country),
            id(dataset, record.place),
        ));
    }
    said
}

/// Says everything a data set says with all its numbers.
fn numbers(dataset: &Dataset) -> String {
    let texts: Vec<&str> =
        (0..dataset.texts.len()).map(|text| dataset.texts.get(TextId::new(text))).collect();
    let dates: Vec<_> = dataset.dates.iter().collect();
    format!("{texts:?} {dates:?} {:?} {:?} {:?}", dataset.entities, dataset.claims, dataset.inputs)
}

#[test]
fn three_columns_are_enough() {
    let (dataset, report) = from_memory(&[(
        "relations.csv",
        "Subject , RELATION,object\nIslamabad,blames,Kabul\nkabul,denies,it\n",
    )]);
    assert!(!report.has_errors(), "{report:?}");
    let actors: Vec<String> =
        dataset.entities.of(Kind::Actor).map(|(actor, _)| id(&dataset, actor)).collect();
    assert_eq!(actors, ["actor:islamabad", "actor:it", "actor:kabul"]);
    let kabul = dataset.entities.get(dataset.claims.subject[1]);
    assert_eq!(dataset.texts.get(kabul.label), "Kabul");
}

#[test]
fn names_are_ids_labels_aliases_and_verb_forms() {
    let (dataset, report) = from_memory(&[
        ("actors.csv", "id,label,aliases\nafg,Afghanistan,Kābul | Taliban government\npak,Pakistan,\n"),
        ("relation_types.csv", "id,label,forms\nblames,Blames,\"blame, blamed, blaming\"\n"),
        (
            "relations.csv",
            "subject,relation,object\npak,blames,afg\nPAKISTAN,Blamed,kabul\npakistan,blame,taliban-government\n",
        ),
    ]);
    assert!(!report.has_errors(), "{report:?}");
    for row in 0..3 {
        assert_eq!(id(&dataset, dataset.claims.subject[row]), "actor:pak");
        assert_eq!(id(&dataset, dataset.claims.relation[row]), "relation type:blames");
        assert_eq!(object(&dataset, dataset.claims.object[row]), "actor:afg");
    }
}

#[test]
fn rows_may_name_later_rows() {
    let (dataset, report) = from_memory(&[
        ("actors.csv", "id,part_of,country\nministry,government,state\ngovernment,,state\nstate,,\n"),
        ("relations.csv", "id,subject,relation,object\nk1,government,denies,k2\nk2,state,blames,ministry\n"),
    ]);
    assert!(!report.has_errors(), "{report:?}");
    assert_eq!(object(&dataset, dataset.claims.object[0]), "claim:k2");
    let (_, ministry) = dataset.entities.of(Kind::Actor).next().expect("an actor");
    assert_eq!(id(&dataset, ministry.part_of), "actor:government");
    assert_eq!(id(&dataset, ministry.country), "actor:state");
}

#[test]
fn undeclared_names_become_what_their_column_says() {
    let (dataset, report) = from_memory(&[
        ("events.csv", "id,place\nmeeting,Dushanbe\n"),
        (
            "relations.csv",
            "subject,relation,object,speaker,source\nA,condemns,meeting,B,Dawn\nA,visits,Dushanbe,,Dawn\n",
        ),
    ]);
    assert_eq!(report.count(Severity::Error), 0, "{report:?}");
    assert_eq!(object(&dataset, dataset.claims.object[0]), "event:meeting");
    assert_eq!(object(&dataset, dataset.claims.object[1]), "place:dushanbe");
    let (dataset, _) = from_memory(&[(
        "relations.csv",
        "subject,relation,object,about\nA,condemns,Mine attack,\nB,blames,C,mine-attack\n",
    )]);
    assert_eq!(object(&dataset, dataset.claims.object[0]), "event:mine-attack");
    assert_eq!(id(&dataset, dataset.claims.about[1]), "event:mine-attack");
}

#[test]
fn undeclared_names_become_what_their_relations_allow() {
    let (dataset, report) = from_memory(&[(
        "relations.csv",
        "subject,relation,object\n\
         Kabul,denies involvement in,mine attack\n\
         Mine attack,prompts,border talks\n\
         Islamabad,condemns,Mine attack\n\
         Islamabad,blames,Kabul\n\
         US,operates-in,Kabul\n",
    )]);
    assert_eq!(report.count(Severity::Error), 0, "{report:?}");
    let objects: Vec<String> = dataset.claims.object.iter().map(|number| object(&dataset, *number)).collect();
    let expected =
        ["event:mine-attack", "event:border-talks", "event:mine-attack", "actor:kabul", "actor:kabul"];
    assert_eq!(objects, expected);
    assert_eq!(id(&dataset, dataset.claims.subject[1]), "event:mine-attack");
    let (_, report) = from_memory(&[
        ("events.csv", "id\nmine-attack\n"),
        ("relations.csv", "subject,relation,object\nKabul,denies involvement in,mine atack\n"),
    ]);
    let [problem] = report.diagnostics() else { panic!("one problem: {report:?}") };
    assert_eq!(problem.code.name(), "unknown-event");
    assert_eq!(problem.hint.as_deref(), Some("did you mean `mine-attack`?"));
}

#[test]
fn a_claim_whose_row_is_broken_can_be_named_all_the_same() {
    let actors = "id\nn1\nn2\n";
    let codes = |relations: &str| -> Vec<String> {
        let (_, report) = from_memory(&[("actors.csv", actors), ("relations.csv", relations)]);
        report
            .diagnostics()
            .iter()
            .map(|problem| format!("{} {}", problem.location.line, problem.code.name()))
            .collect()
    };
    let header = "id,subject,relation,object,quote\n";
    let ragged = format!("{header}r1,n1,blames,n2\nr2,n2,denies,r1,\nr3,n2,denies,r4,\n");
    assert_eq!(codes(&ragged), ["2 ragged-row", "4 unknown-actor"]);
    let stray = format!("{header}r1,n1,blames,n2,a \"b\" c\nr2,n2,denies,r1,\n");
    assert_eq!(codes(&stray), ["2 stray-quote"]);
    let inside = format!("{header}r\"1,n1,blames,n2,\nr2,n2,denies,r1,\n");
    assert_eq!(codes(&inside), ["2 stray-quote", "3 unknown-actor"]);
    // What an open quote takes with it may hold any claim.
    let open = format!("{header}r2,n2,denies,r1,\nr3,n1,blames,n2,\"open\nr1,n1,blames,n2,\n");
    assert_eq!(codes(&open), ["3 unterminated-quote"]);
}

#[test]
fn unknown_columns_are_kept() {
    let (dataset, report) =
        from_memory(&[("relations.csv", "subject,relation,object,mood\na,blames,b,angry\n")]);
    assert_eq!(report.count(Severity::Note), 1);
    let [extra] = dataset.claims.extras.as_slice() else { panic!("one column is kept") };
    assert_eq!(dataset.texts.get(extra.name), "mood");
    assert_eq!(dataset.texts.get(extra.cells[0]), "angry");
}

#[test]
fn equal_rows_are_two_claims() {
    let row = "a,blames,b,";
    let (dataset, _) = from_memory(&[(
        "relations.csv",
        &format!("subject,relation,object,note\n{row}one\n{row}two\n{row}one\n"),
    )]);
    let ids: BTreeSet<String> = (0..3).map(|row| claim(&dataset, row)).collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn the_vocabulary_that_ships_has_no_problems() {
    let (dataset, report) = from_memory(&[("relations.csv", "subject,relation,object\n")]);
    assert!(report.is_empty(), "{report:?}");
    for (_, relation) in dataset.entities.of(Kind::RelationType) {
        assert!(relation.relation.as_ref().is_some_and(|relation| relation.shipped));
    }
}

#[test]
fn the_folder_overrides_what_ships_and_adds_to_it() {
    let (dataset, _) = from_memory(&[
        ("relation_types.csv", "relation,label\nblames,Points at\nown-type,\n"),
        ("relations.csv", "subject,relation,object\na,points at,b\n"),
    ]);
    let own = dataset.entities.of(Kind::RelationType).filter(|(_, relation)| relation.line > 0);
    let own: Vec<String> = own.map(|(relation, _)| id(&dataset, relation)).collect();
    assert_eq!(own, ["relation type:blames", "relation type:own-type"]);
    assert_eq!(id(&dataset, dataset.claims.relation[0]), "relation type:blames");
    let blames = dataset.entities.get(dataset.claims.relation[0]).relation.as_ref();
    assert!(blames.is_some_and(|relation| !relation.shipped && relation.domain.is_empty()));
}

#[test]
fn problems_are_bounded() {
    let rows = "x,blames,y,soon\n".repeat(3_000);
    let (_, report) = from_memory(&[("relations.csv", &format!("subject,relation,object,date\n{rows}"))]);
    assert_eq!(report.count(Severity::Error), 3_000);
    assert!(report.diagnostics().len() < 1_010);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let missing = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/no-such-folder");
    assert!(matches!(read(&missing, &ReadOptions::default()), Err(IngestError::Folder { .. })));
}

/// Gives the folder of a real data set, or nothing when it is not beside the repository.
fn suite(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("ACTANT_REQUIRE_SUITES").is_none(), "{} is missing", folder.display());
    eprintln!("skipped: {} is missing", folder.display());
    None
}

#[test]
fn icews_loads_as_it_is() {
    let Some(folder) = suite("data/icews14") else { return };
    let (dataset, mut report) = read(&folder, &threads(2)).expect("the folder can be read");
    let declared = |kind: Kind| dataset.entities.of(kind).filter(|(_, entity)| entity.line > 0).count();
    assert_eq!(declared(Kind::Actor), 7_128);
    assert_eq!(declared(Kind::RelationType), 230);
    assert_eq!(dataset.claims.len(), 90_730);
    assert_eq!(dataset.entities.of(Kind::Actor).count(), 7_128);
    assert!(validate(dataset, &mut report).is_ok(), "{:?}", report.diagnostics().first());
}

/// Makes tables whose cells are drawn from few words, so that names meet, clash and are missing.
fn tables() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let header = select(vec![
        "id,subject,relation,object,about,date,status,speaker,source,locator,quote,count,note",
        "subject,relation,object",
        "subject,relation,object,event,mood,note",
        "id,label,type,aliases,part_of,country",
        "id,label,date,place,part_of",
        "id,title,published",
    ]);
    let cell = select(vec![
        "",
        "a",
        "A",
        "b",
        "c",
        "Mine attack",
        "mine-attack",
        "blames",
        "denies",
        "k1",
        "2025",
        "26/11/2025",
        "last week",
        "alleged",
        "12",
        "a|b",
        "\"x, y\"",
        "\"two\nlines\"",
        "5\" gun",
        "\"open",
        "-",
        "é",
        "\u{feff}",
    ]);
    let end = select(vec!["\n", "\r\n", "\r"]);
    let table = (header, proptest::collection::vec(proptest::collection::vec(cell, 0..8), 0..12), end)
        .prop_map(|(header, rows, end)| {
            let rows = rows.into_iter().map(|cells| cells.join(","));
            std::iter::once(header.to_owned()).chain(rows).collect::<Vec<String>>().join(end)
        });
    let names =
        vec!["relations.csv", "actors.csv", "events.csv", "places.csv", "sources.csv", "relation_types.csv"];
    proptest::collection::vec((select(names), table), 0..4)
}

/// Makes good rows and a new order for them.
fn shuffled() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    let name = select(vec!["Kabul", "kabul", "KABUL", "Dushanbe", "Mine attack", "mine-attack", "k1", "x"]);
    let cells = proptest::collection::vec(name, 5);
    let note = select(vec!["", "one", "two"]);
    let row = (cells, note).prop_map(|(cells, note)| format!("{},{note}", cells.join(",")));
    proptest::collection::vec(row, 1..30)
        .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["relations.csv", "actors.csv", "relation_types.csv", "actant.toml"] {
            let tables: [(&str, &[u8]); 2] = [(name, &bytes), ("relations.csv", b"subject,relation,object\na,b,c\n")];
            let (dataset, mut report) = read_tables(&tables, &threads(1)).expect("memory can be read");
            let _ = validate(dataset, &mut report);
        }
    }

    #[test]
    fn any_tables_are_read_without_panic(tables in tables()) {
        let tables: Vec<(&str, &[u8])> = tables.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let (dataset, mut report) = read_tables(&tables, &threads(1)).expect("memory can be read");
        let (other, mut other_report) = read_tables(&tables, &threads(2)).expect("memory can be read");
        prop_assert_eq!(numbers(&dataset), numbers(&other));
        let claims = dataset.claims.len();
        if let Ok(valid) = validate(dataset, &mut report) {
            prop_assert_eq!(valid.claims.subject.len(), claims);
            assert!(valid.claims.object.iter().all(|object| *object != ObjectId::NONE));
            assert!(valid.claims.subject.iter().chain(&valid.claims.relation).all(|entity| !entity.is_none()));
        }
        let _ = validate(other, &mut other_report);
        prop_assert_eq!(report, other_report);
    }

    #[test]
    fn the_order_of_rows_changes_nothing((rows, shuffled) in shuffled()) {
        let header = "subject,relation,object,about,source,note";
        let table = |rows: &[String]| format!("{header}\n{}\n", rows.join("\n"));
        let (first, _) = from_memory(&[("relations.csv", &table(&rows))]);
        let (second, _) = from_memory(&[("relations.csv", &table(&shuffled))]);
        prop_assert_eq!(said(&first), said(&second));
    }
}

#[test]
fn threads_change_nothing() {
    // Several blocks, with plain and quoted ones among them.
    let rows = (0..40_000).map(|row| {
        let number = row * 7_919 % 3_001;
        let note = if row % 20_000 < 100 { format!("\"note, {number}\"") } else { format!("note {number}") };
        let date = format!("2025-01-{:02}", row % 28 + 1);
        format!("actor {number},blames,Actor-{},event {},{date},{note}\n", number / 2, row % 77)
    });
    let table = format!("subject,relation,object,about,date,note\n{}", rows.collect::<String>());
    let tables: [(&str, &[u8]); 1] = [("relations.csv", table.as_bytes())];
    let (one, _) = read_tables(&tables, &threads(1)).expect("memory can be read");
    let (three, _) = read_tables(&tables, &threads(3)).expect("memory can be read");
    assert_eq!(one.claims.len(), 40_000);
    assert!(numbers(&one) == numbers(&three), "the data sets differ");
}
