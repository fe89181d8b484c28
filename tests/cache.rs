//! The cache of a folder (`.actant/`): it is used when it is fresh, noticed when it is not, and never in the way.

mod support;

use std::fs::{self, File, FileTimes};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use actant::workspace::{Answer, Freshness, Scope, Workspace};
use serde_json::Value;

fn open(folder: &Path) -> Workspace {
    Workspace::open(folder).expect("the folder opens")
}

/// Counts the claims that the answer to `who blamed whom` rests on.
fn blames(workspace: &Workspace) -> usize {
    let asked = workspace.ask("who blamed whom", Scope::default()).expect("it can be read");
    asked.basis.expect("claims rest on something").claims
}

fn cached(workspace: &Workspace) -> bool {
    matches!(workspace.freshness(), Freshness::Cached)
}

fn cache(folder: &Path) -> PathBuf {
    folder.join(".actant")
}

fn graphs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(cache(folder)).expect("the cache can be listed");
    let mut graphs: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the cache can be listed").path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("graph-")))
        .collect();
    graphs.sort();
    graphs
}

fn graph(folder: &Path) -> PathBuf {
    let [graph] = <[PathBuf; 1]>::try_from(graphs(folder)).expect("one graph");
    graph
}

/// Inode and time stamp: another file, or the same one written again, has others.
fn identity(path: &Path) -> (u64, i64, i64) {
    let metadata = fs::metadata(path).expect("the file is there");
    (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
}

fn edit(folder: &Path, from: &str, to: &str) {
    let path = folder.join("relations.csv");
    let text = fs::read_to_string(&path).expect("the table can be read");
    assert!(text.contains(from), "{from}");
    fs::write(&path, text.replacen(from, to, 1)).expect("the table can be written");
}

fn set_modified(path: &Path, time: SystemTime) {
    let file = File::options().append(true).open(path).expect("the file opens");
    file.set_times(FileTimes::new().set_modified(time)).expect("the time stamp can be set");
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|metadata| metadata.modified()).expect("the file has a time stamp")
}

fn actant(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.arg("-d").arg(folder).args(arguments).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const WHO_BLAMED_WHOM: [&str; 4] = ["ask", "who blamed whom", "--format", "csv"];

/// Three claims, whose row begins `BLAME` in the shipped table.
const BLAME: &str = "k72,pakistan,blames,";
const ACCUSE: &str = "k72,pakistan,accuse,";

#[test]
fn a_fresh_cache_is_used_and_not_written_again() {
    let folder = support::shipped();
    assert!(matches!(open(folder.path()).freshness(), Freshness::Built(_)));
    let before = identity(&graph(folder.path()));
    for _ in 0..3 {
        let workspace = open(folder.path());
        assert!(cached(&workspace));
        assert_eq!(blames(&workspace), 3);
    }
    assert!(actant(folder.path(), &WHO_BLAMED_WHOM).status.success());
    assert_eq!(identity(&graph(folder.path())), before);
    assert_eq!(fs::read_to_string(cache(folder.path()).join(".gitignore")).expect("it is there"), "*\n");
}

#[test]
fn edits_of_the_same_moment_and_the_same_length_are_noticed() {
    let folder = support::shipped();
    let table = folder.path().join("relations.csv");
    assert_eq!(blames(&open(folder.path())), 3);
    let stamp = modified(&table);
    for round in 0..6 {
        let (from, to, claims) = if round % 2 == 0 { (BLAME, ACCUSE, 2) } else { (ACCUSE, BLAME, 3) };
        edit(folder.path(), from, to);
        // As on a file system whose clock ticks every other second: the stamp is the one that is known.
        set_modified(&table, stamp);
        let workspace = open(folder.path());
        assert!(!cached(&workspace), "round {round}");
        assert_eq!(blames(&workspace), claims, "round {round}");
    }
}

#[test]
fn an_edit_that_takes_its_old_time_stamp_back_is_noticed() {
    let folder = support::shipped();
    let table = folder.path().join("relations.csv");
    let long_ago = SystemTime::now() - Duration::from_secs(86_400);
    set_modified(&table, long_ago);
    assert_eq!(blames(&open(folder.path())), 3);
    std::thread::sleep(Duration::from_millis(2_100));
    assert!(cached(&open(folder.path())));
    edit(folder.path(), BLAME, ACCUSE);
    set_modified(&table, long_ago);
    assert_eq!(blames(&open(folder.path())), 2);
}

#[test]
fn the_same_content_under_a_new_time_stamp_is_not_built_again() {
    let folder = support::shipped();
    open(folder.path());
    let before = identity(&graph(folder.path()));
    for seconds in [100, 10_000, 0] {
        set_modified(&folder.path().join("actors.csv"), SystemTime::now() - Duration::from_secs(seconds));
        assert!(cached(&open(folder.path())));
    }
    // Another file of the same content, as a version control system writes it.
    let content = fs::read(folder.path().join("events.csv")).expect("the table can be read");
    fs::remove_file(folder.path().join("events.csv")).expect("the table can be removed");
    fs::write(folder.path().join("events.csv"), content).expect("the table can be written");
    assert!(cached(&open(folder.path())));
    assert_eq!(identity(&graph(folder.path())), before);
}

#[test]
fn a_table_that_comes_or_goes_is_noticed() {
    let folder = support::shipped();
    open(folder.path());
    fs::remove_file(folder.path().join("actant.toml")).expect("the settings can be removed");
    assert!(!cached(&open(folder.path())));
    assert!(cached(&open(folder.path())));
    fs::write(folder.path().join("relation_types.csv"), "id,label\nshuns,shuns\n")
        .expect("it can be written");
    assert!(!cached(&open(folder.path())));
    fs::write(folder.path().join("notes.txt"), "not an input").expect("it can be written");
    assert!(cached(&open(folder.path())));
}

#[test]
fn old_graphs_are_cleared_away() {
    let folder = support::shipped();
    open(folder.path());
    let first = graph(folder.path());
    edit(folder.path(), BLAME, ACCUSE);
    let still_open = open(folder.path());
    assert_ne!(graph(folder.path()), first);
    edit(folder.path(), ACCUSE, BLAME);
    assert_eq!(blames(&open(folder.path())), 3);
    assert_eq!(graph(folder.path()), first, "the same content has the same name");
    assert_eq!(blames(&still_open), 2, "who still reads an old graph keeps it");

    let left_behind = cache(folder.path()).join(".graph-0.1.0.tmp");
    fs::write(&left_behind, "half a graph").expect("the cache can be written");
    set_modified(&left_behind, SystemTime::now() - Duration::from_secs(600));
    let young = cache(folder.path()).join(".graph-0.2.0.tmp");
    fs::write(&young, "half a graph, still being written").expect("the cache can be written");
    edit(folder.path(), BLAME, ACCUSE);
    open(folder.path());
    assert!(!left_behind.exists() && young.exists());
}

#[test]
fn a_graph_that_is_gone_or_cut_is_built_again() {
    let folder = support::shipped();
    let first = open(folder.path());
    let path = graph(folder.path());
    let whole = fs::read(&path).expect("the graph can be read");
    drop(first);

    fs::remove_file(&path).expect("the graph can be removed");
    let workspace = open(folder.path());
    assert!(matches!(workspace.freshness(), Freshness::Built(_)));
    assert_eq!(blames(&workspace), 3);

    for length in [0, 1, 7, 8, 63, 64, 100, whole.len() / 2, whole.len() - 8, whole.len() - 1] {
        fs::write(&path, &whole[..length]).expect("the graph can be written");
        let workspace = open(folder.path());
        assert!(!cached(&workspace), "{length} bytes of {}", whole.len());
        assert_eq!(blames(&workspace), 3, "{length} bytes of {}", whole.len());
        assert_eq!(
            fs::read(&path).expect("the graph can be read"),
            whole,
            "the same bytes in, the same bytes out"
        );
    }
    for garbage in [vec![0; whole.len()], vec![0xff; whole.len()], b"CSV is the truth".repeat(100)] {
        fs::write(&path, garbage).expect("the graph can be written");
        assert_eq!(blames(&open(folder.path())), 3);
    }
}

/// Damage inside a column is found when a question first touches it: the program then builds anew and goes on.
#[test]
fn a_graph_with_one_wrong_byte_gives_the_right_answer_or_is_built_again() {
    let folder = support::shipped();
    let right = actant(folder.path(), &WHO_BLAMED_WHOM);
    assert!(right.status.success(), "{}", text(&right.stderr));
    let path = graph(folder.path());
    let whole = fs::read(&path).expect("the graph can be read");
    let mut rebuilt = 0;
    let places = 40;
    for place in 0..places {
        let mut bytes = whole.clone();
        let at = bytes.len() * place / places + place % 8;
        bytes[at] ^= 1 << (place % 8);
        fs::write(&path, bytes).expect("the graph can be written");
        let output = actant(folder.path(), &WHO_BLAMED_WHOM);
        assert!(output.status.success(), "byte {at}: {}", text(&output.stderr));
        assert_eq!(text(&output.stdout), text(&right.stdout), "byte {at}");
        if text(&output.stderr).contains("it was built again") {
            rebuilt += 1;
            assert_eq!(fs::read(&path).expect("the graph can be read"), whole, "byte {at}");
        }
    }
    assert!(rebuilt > places / 2, "{rebuilt} of {places}");
}

#[test]
fn an_index_that_is_gone_or_damaged_is_written_again() {
    let folder = support::shipped();
    open(folder.path());
    let index = cache(folder.path()).join("index.json");
    let whole = fs::read(&index).expect("the index can be read");
    fs::remove_file(&index).expect("the index can be removed");
    assert_eq!(blames(&open(folder.path())), 3);
    assert!(index.exists());
    for bytes in [&b""[..], b"{", b"null", b"\xff\xfe", &whole[..whole.len() / 2]] {
        fs::write(&index, bytes).expect("the index can be written");
        assert_eq!(blames(&open(folder.path())), 3);
        assert!(cached(&open(folder.path())));
    }
    // An index must not lead out of the cache, or to nothing.
    for graph in ["graph-0000000000000000", "index.json", "../relations.csv", ".."] {
        let mut parsed: Value = serde_json::from_slice(&whole).expect("the index is JSON");
        parsed["graph"] = graph.into();
        fs::write(&index, parsed.to_string()).expect("the index can be written");
        assert_eq!(blames(&open(folder.path())), 3, "{graph}");
    }
    assert!(folder.path().join("relations.csv").exists());
}

#[test]
fn a_graph_of_another_version_is_not_used() {
    let folder = support::shipped();
    open(folder.path());
    let index = cache(folder.path()).join("index.json");
    let mut parsed: Value =
        serde_json::from_slice(&fs::read(&index).expect("the index can be read")).expect("the index is JSON");
    let maker = parsed["maker"].as_str().expect("the index names its maker").to_owned();
    assert!(maker.contains(env!("CARGO_PKG_VERSION")), "{maker}");
    parsed["maker"] = maker.replace(env!("CARGO_PKG_VERSION"), "0.0.0").into();
    fs::write(&index, parsed.to_string()).expect("the index can be written");
    assert!(!cached(&open(folder.path())));
    assert!(cached(&open(folder.path())));
}

/// A folder large enough that a build can be met while it runs.
fn large(folder: &Path, rows: usize) {
    let mut text = String::from("subject,relation,object,source\n");
    for row in 0..rows {
        text.push_str(&format!(
            "actor {},blames,actor {},paper {}\n",
            row % 997,
            row % 1009 + 1000,
            row % 31
        ));
    }
    fs::write(folder.join("relations.csv"), text).expect("the table can be written");
}

#[test]
fn a_build_that_is_killed_leaves_the_old_graph() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("relations.csv"), "subject,relation,object\nAnn,blames,Bob\n")
        .expect("written");
    assert_eq!(blames(&open(folder.path())), 1);
    let index = fs::read(cache(folder.path()).join("index.json")).expect("the index can be read");
    let old = graph(folder.path());
    let bytes = fs::read(&old).expect("the graph can be read");
    large(folder.path(), 40_000);
    let mut killed = 0;
    for milliseconds in [0, 3, 10, 30, 60, 100, 150, 200] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
        command.arg("-d").arg(folder.path()).arg("build").stdout(Stdio::null()).stderr(Stdio::null());
        let mut build = command.spawn().expect("the program runs");
        std::thread::sleep(Duration::from_millis(milliseconds));
        build.kill().expect("the build can be killed");
        if build.wait().expect("the build ends").success() {
            break;
        }
        killed += 1;
        if fs::read(cache(folder.path()).join("index.json")).expect("the index can be read") == index {
            assert_eq!(fs::read(&old).expect("the old graph is there"), bytes, "after {milliseconds} ms");
        }
    }
    assert!(killed > 0);
    assert_eq!(blames(&open(folder.path())), 40_000);
    assert!(cached(&open(folder.path())));
}

#[test]
fn a_folder_that_cannot_be_written_is_answered_from_memory_with_a_word() {
    let folder = support::shipped();
    // A file where the cache should be: not even the superuser can make a folder there.
    fs::write(cache(folder.path()), "in the way").expect("the folder can be written");
    let workspace = open(folder.path());
    assert!(matches!(workspace.freshness(), Freshness::InMemory(_, _)), "{:?}", workspace.freshness());
    assert_eq!(blames(&workspace), 3);
    let output = actant(folder.path(), &WHO_BLAMED_WHOM);
    assert!(output.status.success());
    assert_eq!(text(&output.stdout).lines().count(), 4);
    assert!(text(&output.stderr).contains("built in memory"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(cache(folder.path())).expect("it is still there"), "in the way");
}

#[test]
fn processes_that_build_at_once_all_answer() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for round in 0..4 {
        large(folder.path(), 5_000 + round);
        let ask = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
            command.arg("-d").arg(folder.path()).args(["query", "-", "--format", "csv"]);
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = command.spawn().expect("the program runs");
            let count = "SELECT (COUNT(*) AS ?n) { ?claim a <https://w3id.org/actant/ns#Claim> }";
            std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), count.as_bytes())
                .expect("it reads");
            child
        };
        let children: Vec<_> = (0..4).map(|_| ask()).collect();
        for child in children {
            let output = child.wait_with_output().expect("the program ends");
            assert!(output.status.success(), "{}", text(&output.stderr));
            assert_eq!(text(&output.stdout).lines().last(), Some((5_000 + round).to_string().as_str()));
        }
        assert!(cached(&open(folder.path())), "round {round}");
    }
}

/// While one process edits and builds, others that read get an answer of some state, and never a failure.
#[test]
fn readers_never_fail_while_the_folder_changes() {
    let folder = support::shipped();
    open(folder.path());
    std::thread::scope(|scope| {
        let reader = || {
            for _ in 0..15 {
                let workspace = open(folder.path());
                assert!([2, 3].contains(&blames(&workspace)));
            }
        };
        let readers = [scope.spawn(reader), scope.spawn(reader)];
        let table = folder.path().join("relations.csv");
        let text = fs::read_to_string(&table).expect("the table can be read");
        for round in 0..10 {
            let text = if round % 2 == 0 { text.replacen(BLAME, ACCUSE, 1) } else { text.clone() };
            let beside = folder.path().join("relations.csv.new");
            fs::write(&beside, text).expect("the folder can be written");
            fs::rename(&beside, &table).expect("the table can be replaced");
            std::thread::sleep(Duration::from_millis(150));
        }
        for reader in readers {
            reader.join().expect("the reader never fails");
        }
    });
}

#[test]
fn the_folder_s_own_queries_join_the_catalogue_and_need_no_build() {
    let folder = support::shipped();
    open(folder.path());
    let queries = folder.path().join("queries");
    fs::create_dir(&queries).expect("the folder can be written");
    let own =
        "#+ summary: How many claims\nSELECT (COUNT(*) AS ?n) { ?c a <https://w3id.org/actant/ns#Claim> }";
    fs::write(queries.join("how-many.rq"), own).expect("the folder can be written");
    let workspace = open(folder.path());
    assert!(cached(&workspace), "a query is no input of the graph");
    let (catalogue, errors) = workspace.catalogue();
    assert!(errors.is_empty(), "{errors:?}");
    let query = catalogue.find("how-many").expect("the query has joined");
    let Ok(Answer::Table(table)) = workspace.query(query, &[], None) else { panic!("a table") };
    assert_eq!(table.rows.len(), 1);
    let listed = actant(folder.path(), &["questions"]);
    assert!(text(&listed.stdout).contains("How many claims"), "{}", text(&listed.stdout));
}
