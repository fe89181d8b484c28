//! Files that other programs write load with no edit: one small folder for each kind, written after the public
//! description of the format, with the claims that it must give.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use actant::diagnostic::{Code, Report, Severity};
use actant::ingest::{ColumnNames, ReadOptions, read, read_tables};
use actant::model::{Dataset, DateId, EntityId, Kind, ObjectId, TextId, validate};
use actant::workspace::{DataFolder, Freshness, Workspace};
use serde_json::{Value, json};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/foreign").join(name)
}

/// Reads a folder or a file that must be good.
fn good(path: &Path, options: &ReadOptions) -> (Dataset, Report) {
    let (dataset, mut report) = read(path, options).expect("it can be read");
    assert!(!report.has_errors(), "{report:?}");
    let valid = validate(dataset.clone(), &mut report);
    assert!(valid.is_ok(), "{report:?}");
    (dataset, report)
}

fn load(name: &str) -> (Dataset, Report) {
    good(&fixture(name), &ReadOptions::default())
}

fn label(dataset: &Dataset, id: EntityId) -> &str {
    id.some().map_or("", |id| dataset.texts.get(dataset.entities.get(id).label))
}

fn day(dataset: &Dataset, id: DateId) -> &str {
    id.some().map_or("", |id| dataset.texts.get(dataset.dates.get(id).text))
}

fn object(dataset: &Dataset, id: ObjectId) -> String {
    match (id.entity(), id.claim()) {
        (Some(entity), _) => label(dataset, entity).to_owned(),
        (None, Some(claim)) => format!("claim {}", claim.index()),
        (None, None) => String::new(),
    }
}

/// Gives each claim as subject, id of the relation, object, date, source.
fn claims(dataset: &Dataset) -> Vec<[String; 5]> {
    let claims = &dataset.claims;
    let relation = |id: EntityId| {
        id.some().map_or(String::new(), |id| dataset.texts.get(dataset.entities.get(id).name).to_owned())
    };
    let claim = |row: usize| {
        [
            label(dataset, claims.subject[row]).to_owned(),
            relation(claims.relation[row]),
            object(dataset, claims.object[row]),
            day(dataset, claims.date[row]).to_owned(),
            label(dataset, claims.source[row]).to_owned(),
        ]
    };
    (0..claims.len()).map(claim).collect()
}

/// Gives a column of the claims that nobody knows.
fn extra(dataset: &Dataset, name: &str) -> Vec<String> {
    let column = dataset.claims.extras.iter().find(|column| dataset.texts.get(column.name) == name);
    let cells = &column.unwrap_or_else(|| panic!("no column {name}")).cells;
    cells.iter().map(|cell| cell.some().map_or("", |cell| dataset.texts.get(cell)).to_owned()).collect()
}

fn texts(dataset: &Dataset, column: &[TextId]) -> Vec<String> {
    column.iter().map(|cell| dataset.texts.get(*cell).to_owned()).collect()
}

fn notes(report: &Report) -> Vec<&str> {
    let notes = report.diagnostics().iter().filter(|problem| problem.code == Code::READ_AS);
    notes.map(|problem| problem.message.as_str()).collect()
}

fn relation<'a>(dataset: &'a Dataset, name: &str) -> &'a actant::model::RelationType {
    let mut types = dataset.entities.of(Kind::RelationType);
    let (_, found) =
        types.find(|(_, entity)| dataset.texts.get(entity.name) == name).expect("a relation type");
    found.relation.as_ref().expect("it is one")
}

fn assert_claims(dataset: &Dataset, expected: &[[&str; 5]]) {
    assert_eq!(claims(dataset), expected);
}

#[test]
fn gephi_nodes_and_edges() {
    let (dataset, report) = load("gephi");
    assert_claims(
        &dataset,
        &[
            ["Tajikistan", "negotiates-with", "Taliban government", "", ""],
            ["Pakistan", "blames", "Taliban government", "", ""],
            ["Tajikistan", "linked-to", "China", "", ""],
            ["China", "links-to", "Pakistan", "", ""],
        ],
    );
    assert_eq!(extra(&dataset, "Weight"), ["2.0", "3.5", "1.0", "1.0"]);
    assert_eq!(extra(&dataset, "Id"), ["0", "1", "2", "3"], "the id of an edge is no id of a node");
    assert!(!relation(&dataset, "links-to").symmetric && relation(&dataset, "linked-to").symmetric);
    assert!(notes(&report)[0].starts_with("read as Gephi edges: `subject` is `Source`"), "{report:?}");
    assert_eq!(dataset.entities.of(Kind::Actor).count(), 4);
}

#[test]
fn kumu_elements_and_connections() {
    let (dataset, _) = load("kumu");
    assert_claims(
        &dataset,
        &[
            ["Tajikistan", "member-of", "CSTO", "", ""],
            ["Tajikistan", "member-of", "Russia", "", ""],
            ["Amnesty International", "condemns", "Tajikistan", "", ""],
            ["Russia", "has-banned", "Amnesty International", "", ""],
            ["Russia", "linked-to", "CSTO", "", ""],
        ],
    );
    assert_eq!(dataset.claims.line, [2, 2, 3, 4, 5], "two claims of one row have its line");
    assert_eq!(extra(&dataset, "Label")[2], "criticises the trial");
    assert_eq!(texts(&dataset, &dataset.claims.note)[2], "Report of May");
    let types: BTreeMap<&str, &str> = (dataset.entities.of(Kind::Actor))
        .map(|(_, actor)| (dataset.texts.get(actor.name), dataset.texts.get(actor.class)))
        .collect();
    assert_eq!(types["Amnesty International"], "NGO");
    assert_eq!(types.len(), 4);
}

#[test]
fn kgtk_edges() {
    let (dataset, _) = load("kgtk");
    assert_claims(
        &dataset,
        &[
            ["terminator2_jd", "cast", "a_schwarzenegger", "", ""],
            ["e1", "role", "terminator", "", ""],
            ["terminator2_jd", "publication-date", "1984-10-26", "", ""],
            ["a_schwarzenegger", "label", "Arnold Schwarzenegger", "", ""],
            ["terminator2_jd", "cast", "l_hamilton", "", ""],
        ],
    );
}

#[test]
fn neo4j_nodes_and_relationships() {
    let (dataset, _) = load("neo4j");
    assert_claims(
        &dataset,
        &[
            ["Keanu Reeves", "acted-in", "The Matrix", "", ""],
            ["Keanu Reeves", "acted-in", "The Matrix Reloaded", "", ""],
            ["Laurence Fishburne", "acted-in", "The Matrix", "", ""],
        ],
    );
    assert_eq!(extra(&dataset, "role"), ["Neo", "Neo", "Morpheus"]);
    let nodes: Vec<[&str; 4]> = (dataset.entities.of(Kind::Actor))
        .map(|(_, node)| [node.name, node.label, node.class, node.file].map(|text| dataset.texts.get(text)))
        .collect();
    assert_eq!(
        nodes,
        [
            ["Actor-ID:keanu", "Keanu Reeves", "Actor", "actors.csv"],
            ["Actor-ID:laurence", "Laurence Fishburne", "Actor", "actors.csv"],
            ["Movie-ID:tt0133093", "The Matrix", "Movie", "movies.csv"],
            ["Movie-ID:tt0234215", "The Matrix Reloaded", "Movie", "movies.csv"],
        ]
    );
}

#[test]
fn icews_events() {
    let (dataset, report) = load("icews");
    assert_claims(
        &dataset,
        &[
            ["Tajikistan", "accuses", "Citizen (Iran)", "2018-06-01", "Asia-Plus"],
            ["Tajikistan", "accuses", "Citizen (Iraq)", "2018-06-01", "Asia-Plus"],
            ["Citizen (Iran)", "make-statement", "Tajikistan", "2018-06-02", "Mehr \"News\" Agency"],
            ["China", "demands", "Tajikistan", "2018-06-02", "Xinhua"],
            ["China", "use-unconventional-violence", "Taliban", "2018-06-03", "Xinhua"],
        ],
    );
    assert_eq!(extra(&dataset, "Event ID"), ["1001", "1001", "1002", "1003", "1004"], "ids repeat");
    assert_eq!(extra(&dataset, "Event Text")[1], "Accuse of crime, corruption");
    assert!(
        dataset.claims.extras.iter().all(|column| dataset.texts.get(column.name) != "Source Sectors"
            || column.cells.iter().all(|cell| cell.is_none())),
        "NA is an empty cell"
    );
    assert_eq!(texts(&dataset, &dataset.claims.locator)[0], "story 47400, sentence 2");
    let statement = relation(&dataset, "make-statement");
    assert_eq!(dataset.texts.get(statement.cameo), "010");
    assert_eq!(statement.quad.map(|quad| quad.word()), Some("verbal-cooperation"));
    // Three relation types have the code 180 and none is the widest, so none is taken for it.
    assert_eq!(dataset.texts.get(relation(&dataset, "use-unconventional-violence").cameo), "180");
    let notes = notes(&report);
    assert!(
        notes.iter().any(|note| note.ends_with("read as the wider one: `1121` as `accuses`")),
        "{notes:?}"
    );
    let left_out: Vec<u32> = (report.diagnostics().iter())
        .filter(|problem| problem.code == Code::NO_PARTY)
        .map(|problem| problem.location.line)
        .collect();
    assert_eq!(left_out, [7]);
    assert!(report.diagnostics().iter().all(|problem| problem.code != Code::NEAR_MISS), "Iran is not Iraq");
}

#[test]
fn polecat_events() {
    let (dataset, _) = load("polecat");
    assert_claims(
        &dataset,
        &[
            ["Amnesty International", "criticises", "Tajikistan", "2023-01-10", "Reuters"],
            [
                "Citizens of Khorog",
                "participates-in",
                "20230110-2157-48e5b02ff9b8-1",
                "2023-01-10",
                "Reuters",
            ],
            ["China", "sanctions", "Taliban", "2023-01-11", "Xinhua"],
            ["China", "consult", "Tajikistan", "2023-01-11", "Xinhua"],
        ],
    );
    assert_eq!(extra(&dataset, "Event Mode"), ["disapprove", "demo", "discontinue", "visit"]);
    assert_eq!(dataset.entities.of(Kind::Event).count(), 1);
    assert_eq!(dataset.texts.get(relation(&dataset, "consult").plover), "CONSULT");
}

#[test]
fn acled_events() {
    let (dataset, _) = load("acled");
    assert_claims(
        &dataset,
        &[
            [
                "Taliban",
                "battles",
                "Military Forces of Afghanistan (2014-2021)",
                "2021-03-15",
                "Pajhwok Afghan News",
            ],
            [
                "Protesters (Afghanistan)",
                "participates-in",
                "Peaceful protest, Kabul, 16 March 2021",
                "2021-03-16",
                "Tolo News; Pajhwok Afghan News",
            ],
        ],
    );
    assert!(relation(&dataset, "battles").symmetric, "its two actors have no direction");
    let events: Vec<(&str, &str, &str)> = (dataset.entities.of(Kind::Event))
        .map(|(_, event)| {
            (dataset.texts.get(event.name), day(&dataset, event.date), label(&dataset, event.place))
        })
        .collect();
    assert_eq!(events, [("AFG50001", "2021-03-15", "Imam Sahib"), ("AFG50002", "2021-03-16", "Kabul")]);
    assert_eq!(label(&dataset, dataset.claims.about[0]), "Armed clash, Imam Sahib, 15 March 2021");
    assert_eq!(extra(&dataset, "fatalities"), ["3", "0"]);
}

#[test]
fn gdelt_events_without_a_header() {
    let (dataset, report) = load("gdelt");
    assert_claims(
        &dataset,
        &[
            ["TAJIKISTAN", "accuses", "AFGHANISTAN", "2024-05-01", "https://example.org/news/1"],
            ["TAJIKISTAN", "participates-in", "event 1175000002", "2024-05-01", "https://example.org/news/1"],
            ["CHINA", "participates-in", "event 1175000003", "2024-04-30", "https://example.org/news/2"],
            ["COP", "demands-aid-of", "CHINA", "2024-04-30", "https://example.org/news/2"],
        ],
    );
    assert_eq!(dataset.claims.line, [1, 2, 3, 4], "the first row is data");
    assert_eq!(extra(&dataset, "EventCode"), ["112", "010", "173", "1031"]);
    assert_eq!(extra(&dataset, "ActionGeo_FullName")[0], "Khorog, Tajikistan");
    assert!(report.diagnostics().iter().any(|problem| problem.code == Code::NO_PARTY));
}

#[test]
fn a_sheet_of_one_s_own() {
    let (dataset, report) = load("sheet");
    assert_claims(
        &dataset,
        &[
            ["Pakistan", "blames", "Afghan-based militants", "2025-11-27", "Dawn"],
            ["Tajikistan", "talks-about", "Criminal groups", "2025-11", "Asia-Plus"],
        ],
    );
    assert_eq!(texts(&dataset, &dataset.claims.note)[0], "said by the spokesperson");
    assert_eq!(
        notes(&report),
        ["read by other names: `subject` is `From`, `object` is `To`, `date` is `When`, `note` is `Comment`"]
    );
}

#[test]
fn the_manual_says_what_is_read_as_what() {
    let manual =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/files.md")).expect("a page");
    for name in ["icews", "polecat", "acled", "gdelt", "neo4j", "kgtk", "gephi", "kumu"] {
        let (_, report) = load(name);
        let notes = notes(&report);
        let mut kinds = notes.iter().filter_map(|note| note.strip_prefix("read as ")?.split_once(": "));
        let row = |what: &str| manual.lines().find(|line| line.starts_with(&format!("| {what} |")));
        let found = kinds.find_map(|(what, columns)| Some((what, columns, row(what)?)));
        let (what, columns, row) = found.unwrap_or_else(|| panic!("docs/files.md has no row for {notes:?}"));
        let columns = columns.split(';').next().expect("columns");
        for pair in columns.split(", ") {
            let (meaning, column) = pair.split_once(" is ").expect("a column");
            // The names of properties are read out of the header of Neo4j, so a column may have a shorter name.
            assert!(row.contains(column.trim_matches('`')), "{what}: {meaning} is {column}");
        }
    }
}

fn memory(tables: &[(&str, &str)], lines: &[&str]) -> (Dataset, Report) {
    let tables: Vec<(&str, &[u8])> = tables.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_tables(&tables, &options(lines)).expect("memory can be read")
}

fn options(lines: &[&str]) -> ReadOptions {
    let mut columns = ColumnNames::default();
    for line in lines {
        columns.add(line).expect("a column");
    }
    ReadOptions { columns, ..ReadOptions::default() }
}

fn errors(report: &Report) -> Vec<(Code, &str, &str)> {
    let errors = report.diagnostics().iter().filter(|problem| problem.severity == Severity::Error);
    errors
        .map(|problem| (problem.code, problem.message.as_str(), problem.hint.as_deref().unwrap_or_default()))
        .collect()
}

#[test]
fn what_the_user_says_comes_before_the_kind_of_file_and_that_before_single_names() {
    let table = "Source,Target,Type,Label\nA,B,Directed,blames\n";
    // The whole header is Gephi's, where `Type` is no relation.
    let (dataset, report) = memory(&[("relations.csv", table)], &[]);
    assert!(errors(&report).is_empty(), "{report:?}");
    assert_claims(&dataset, &[["A", "blames", "B", "", ""]]);
    // What the user says goes first, column by column.
    let (dataset, _) = memory(&[("relations.csv", table)], &["relation=Type", "to=Source", "from=Target"]);
    assert_claims(&dataset, &[["B", "directed", "A", "", ""]]);
    // Where `Type` says something else than Gephi's words, it is no file of Gephi.
    let (_, report) = memory(&[("relations.csv", "Source,Target,Type,Label\nA,B,blames,x\n")], &[]);
    assert_eq!(
        errors(&report),
        [(
            Code::AMBIGUOUS_COLUMN,
            "which column is the `relation`: `Type` or `Label`?",
            "type `--map relation=Type` or `--map relation=Label`, or write it under `[columns]` in actant.toml"
        )]
    );
    let (dataset, _) = memory(&[("relations.csv", "Source,Target,Type\nA,B,blames\n")], &[]);
    assert_claims(&dataset, &[["A", "blames", "B", "", ""]]);
}

#[test]
fn a_source_is_who_acts_or_a_document_by_what_stands_beside_it() {
    for (table, expected) in [
        ("Source,Relation,Target\nA,blames,B\n", ["A", "blames", "B", "", ""]),
        ("Actor,Action,Target,Source\nA,blames,B,Dawn\n", ["A", "blames", "B", "", "Dawn"]),
        ("From,Relation,To,Source\nA,blames,B,Dawn\n", ["A", "blames", "B", "", "Dawn"]),
        (
            "Source,Relation,Target,URL\nA,blames,B,https://x.org/\n",
            ["A", "blames", "B", "", "https://x.org/"],
        ),
        ("subject,relation,object,source\nA,blames,B,Dawn\n", ["A", "blames", "B", "", "Dawn"]),
    ] {
        let (dataset, report) = memory(&[("relations.csv", table)], &[]);
        assert!(errors(&report).is_empty(), "{table}: {report:?}");
        assert_claims(&dataset, &[expected]);
    }
    // Without anybody who acts, a document is not taken for it.
    let (_, report) = memory(&[("relations.csv", "source,relation,object\nA,blames,B\n")], &[]);
    assert_eq!(errors(&report)[0].0, Code::MISSING_COLUMN);
}

#[test]
fn a_column_of_one_s_own_name_is_never_taken_by_another() {
    let table = "subject,relation,object,from,event date,when,notes\nA,blames,B,x,y,z,w\n";
    let (dataset, report) = memory(&[("relations.csv", table)], &[]);
    // Two columns may be the date, so neither is; the question is an error, and `from` is kept as it is.
    assert_eq!(errors(&report)[0].1, "which column is the `date`: `event date` or `when`?");
    assert_eq!(extra(&dataset, "from"), ["x"]);
    assert_eq!(texts(&dataset, &dataset.claims.note), ["w"]);
}

#[test]
fn columns_are_named_on_the_command_line_before_the_settings() {
    let table = ("relations.csv", "Absender,Tat,Ziel,Empfaenger\nA,blames,B,C\n");
    let settings =
        ("actant.toml", "[columns]\nsubject = \"Absender\"\nrelation = \"Tat\"\nobject = \"Ziel\"\n");
    let (dataset, report) = memory(&[table, settings], &[]);
    assert!(errors(&report).is_empty(), "{report:?}");
    assert_claims(&dataset, &[["A", "blames", "B", "", ""]]);
    let (dataset, _) = memory(&[table, settings], &["object=Empfaenger"]);
    assert_claims(&dataset, &[["A", "blames", "C", "", ""]]);
    let actors = ("actors.csv", "Kennung,Name\nA,Alpha\nB,Beta\n");
    let settings = (
        "actant.toml",
        "[columns]\nsubject = \"Absender\"\nrelation = \"Tat\"\nobject = \"Ziel\"\n[columns.actors]\nid = \"Kennung\"\n",
    );
    let (dataset, report) = memory(&[table, settings, actors], &[]);
    assert!(errors(&report).is_empty(), "{report:?}");
    assert_claims(&dataset, &[["Alpha", "blames", "Beta", "", ""]]);
}

#[test]
fn a_column_that_is_named_must_be_there() {
    let table = ("relations.csv", "Sender,verb,to\nA,blames,B\n");
    let (_, report) = memory(&[table], &["subject=Sendr"]);
    assert_eq!(
        errors(&report),
        [(
            Code::MISSING_COLUMN,
            "there is no column `Sendr`, though `--map subject=Sendr` names it",
            "did you mean `Sender`?"
        )]
    );
}

#[test]
fn event_codes_are_read_as_relation_types() {
    let table = ("relations.csv", "subject,relation,object\nA,112,B\nA,1121,B\nA,010,B\nA,10,B\nA,180,B\n");
    let (dataset, report) = memory(&[table], &[]);
    let relations: Vec<String> = claims(&dataset).into_iter().map(|[_, relation, ..]| relation).collect();
    // `010` and `10` are codes that no type has: each stays a name of its own, and neither is the other.
    assert_eq!(relations[..4], ["accuses", "accuses", "010", "10"]);
    let (code, message, _) = errors(&report)[0];
    assert_eq!(code, Code::AMBIGUOUS_ALIAS);
    assert!(message.starts_with("`180` may be the relation type"), "{message}");
    let own = ("relation_types.csv", "id,cameo\npoints-at,112\nstrikes,180\nspeaks,010\ndemands-of,10\n");
    let (dataset, report) = memory(&[table, own], &[]);
    assert!(errors(&report).is_empty(), "{report:?}");
    let relations: Vec<String> = claims(&dataset).into_iter().map(|[_, relation, ..]| relation).collect();
    assert_eq!(relations, ["points-at", "points-at", "speaks", "demands-of", "strikes"]);
    // The class follows from the code (CAMEO 1.1b3: 01 to 05, 06 to 08, 09 to 13, 14 to 20), unless the row says its own
    // or what it has is no code.
    let own = "id,cameo,quad\nspeaks,010,\naids-them,070,\ndemands-of,10,\nstrikes,180,\nwaits,1,\nowns,,\n\
               talks,010,verbal-conflict\ndenies-it,016,\n";
    let table = ("relations.csv", "subject,relation,object\nA,speaks,B\n");
    let (dataset, _) = memory(&[table, ("relation_types.csv", own)], &[]);
    let class = |name: &str| relation(&dataset, name).quad.map(|quad| quad.word());
    assert_eq!(
        ["speaks", "aids-them", "demands-of", "strikes"].map(class),
        ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"].map(Some)
    );
    assert_eq!(["waits", "owns"].map(class), [None, None]);
    assert_eq!(["talks", "denies-it"].map(class), [Some("verbal-conflict"); 2]);
}

#[test]
fn a_folder_may_hold_one_file_of_claims_under_any_name() {
    let table = "subject,relation,object\nA,blames,B\n";
    let (dataset, report) = memory(&[("my notes.csv", table), ("readme.txt", "Nothing.\n")], &[]);
    assert!(errors(&report).is_empty(), "{report:?}");
    assert_eq!((claims(&dataset).len(), dataset.claims.file.as_str()), (1, "my notes.csv"));
    let (_, report) = memory(&[("a.csv", table), ("b.csv", table)], &[]);
    assert_eq!(
        errors(&report),
        [(
            Code::AMBIGUOUS_FILE,
            "which file holds the claims: `a.csv` or `b.csv`?",
            "name it: `actant -d a.csv` or `actant -d b.csv`; or call it `relations.csv`"
        )]
    );
    let (_, report) = memory(&[("a.csv", "one,two,three\n1,2,3\n")], &[]);
    assert_eq!(errors(&report)[0].0, Code::MISSING_FILE);
    assert!(errors(&report)[0].2.contains("actant -d a.csv check"), "{report:?}");
    // Which columns mean what makes it a file of claims.
    let lines = ["subject=one", "relation=two", "object=three"];
    let (dataset, report) = memory(&[("a.csv", "one,two,three\n1,2,3\n")], &lines);
    assert!(errors(&report).is_empty(), "{report:?}");
    assert_claims(&dataset, &[["1", "2", "3", "", ""]]);
}

#[test]
fn a_single_file_is_opened_and_its_graph_is_kept() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    support::copy(&fixture("gephi"), folder.path());
    let file = folder.path().join("edges.csv");
    let workspace = Workspace::open(&file).expect("the file opens");
    assert!(matches!(workspace.freshness(), Freshness::Built(_)));
    assert_eq!((workspace.summary().claims, workspace.summary().actors), (4, 4));
    // Nodes have their names only where the folder is read.
    let names: Vec<String> =
        claims(&good(&file, &ReadOptions::default()).0).into_iter().map(|[who, ..]| who).collect();
    assert_eq!(names, ["1", "4", "1", "3"]);
    let again = Workspace::open(&file).expect("the file opens");
    assert!(matches!(again.freshness(), Freshness::Cached));
    // Another reading of the same file is another graph.
    let turned = DataFolder::new(&file, options(&["subject=Target", "object=Source"]));
    let workspace = Workspace::open(&turned).expect("the file opens");
    assert!(matches!(workspace.freshness(), Freshness::Built(_)));
    // The folder itself has a cache of its own.
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    assert!(matches!(workspace.freshness(), Freshness::Built(_)));
    assert_eq!(workspace.summary().actors, 4);
    fs::write(folder.path().join("edges.csv"), "Source,Target,Label\n1,2,blames\n").expect("written");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    assert_eq!(workspace.summary().claims, 1, "a file of any name is watched");
}

/// Counts the raw file with a program that knows nothing of this one.
fn independent(file: &Path) -> Option<Value> {
    support::independent::asked("icews_raw.py", [file], &[])
}

#[test]
fn a_raw_file_of_icews_loads_with_no_edit_and_holds_what_is_counted_in_it() {
    let Some(folder) = support::shared("data/icews-raw-sample") else { return };
    let (dataset, report) = good(&folder, &ReadOptions::default());
    assert_eq!(dataset.claims.len(), 3_705);
    assert!(
        notes(&report).iter().any(|note| note.starts_with("read as ICEWS events")),
        "{:?}",
        notes(&report)
    );
    let Some(counted) = independent(&folder.join("events.2018.sample.tab")) else { return };
    let read = claims(&dataset);
    let mut pairs: BTreeMap<String, usize> = BTreeMap::new();
    let mut days: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for [who, _, whom, day, source] in &read {
        *pairs.entry(format!("{who} > {whom}")).or_default() += 1;
        *days.entry(day).or_default() += 1;
        *sources.entry(source).or_default() += 1;
    }
    let codes = extra(&dataset, "CAMEO Code");
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_type: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (code, [_, relation, ..]) in codes.iter().zip(&read) {
        *by_code.entry(code).or_default() += 1;
        *by_type.entry(relation).or_default().entry(code).or_default() += 1;
    }
    let empty = |name: &str| extra(&dataset, name).iter().filter(|cell| cell.is_empty()).count();
    assert_eq!(
        json!({
            "rows": dataset.claims.len(),
            "actors": dataset.entities.of(Kind::Actor).count(),
            "pairs": pairs,
            "days": days,
            "sources": sources,
            "codes": by_code,
            "accuses": by_type["accuses"],
            "empty": { "City": empty("City"), "Source Sectors": empty("Source Sectors"), "District": empty("District") },
        }),
        counted
    );
}
