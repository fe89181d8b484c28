//! The program as a user meets it: the transcripts of the manual are run, the examples of the help work, and it ends
//! as it says it does.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ACTANT: &str = env!("CARGO_BIN_EXE_actant");
const VERBS: [&str; 20] = [
    "init",
    "check",
    "build",
    "ask",
    "why",
    "dispute",
    "timeline",
    "path",
    "rank",
    "groups",
    "balance",
    "network",
    "query",
    "serve",
    "questions",
    "export",
    "test",
    "diff",
    "explain",
    "completions",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn actant(arguments: &[&str]) -> Command {
    let mut command = Command::new(ACTANT);
    command.args(arguments).current_dir(root()).env("COLUMNS", "80").env("NO_COLOR", "1");
    command
}

fn run(arguments: &[&str]) -> Output {
    actant(arguments).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Makes a folder with the three columns that are needed at least.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let table = "subject,relation,object\nPakistan,blames,militants\nTajikistan,blames,criminals\n";
    fs::write(folder.path().join("relations.csv"), table).expect("written");
    folder
}

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("README.md")
        .case("docs/diff.md")
        .case("docs/testing.md")
        .case("tests/cmd/*.trycmd");
}

#[test]
fn the_help_fits_one_screen() {
    let help = stdout(&run(&["--help"]));
    assert!(help.lines().count() <= 24, "24 lines are one screen:\n{help}");
    // Every verb stands there once, with all that is said of it, under one of the headings.
    let screen = help.split_once("\nTables:\n").expect("headings").1.split_once("\n\n").expect("options").0;
    let mut listed: Vec<&str> = Vec::new();
    for line in screen.lines().filter(|line| line.starts_with("  ")) {
        let cells = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
        assert!(cells.len() % 2 == 0, "each verb has its words: {line}");
        for cells in cells.chunks(2) {
            let own = stdout(&run(&[cells[0], "--help"]));
            assert_eq!(own.lines().next(), Some(cells[1]), "{}", cells[0]);
            listed.push(cells[0]);
        }
    }
    let mut verbs = VERBS.to_vec();
    listed.sort_unstable();
    verbs.sort_unstable();
    assert_eq!(listed, verbs);
    for verb in VERBS {
        let help = stdout(&run(&[verb, "--help"]));
        assert!(help.contains("Example"), "the help of {verb} has an example");
        assert!(help.lines().all(|line| line.chars().count() <= 80), "{help}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 80), "{help}");
}

/// Gives the lines of a help text or a manual that run the program.
fn examples(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| line.trim_start_matches("#+ example:").trim());
    // An endpoint does not end; tests of its own call it.
    let lines = lines.filter(|line| !line.starts_with("actant serve"));
    lines.filter(|line| line.starts_with("actant ") || line.contains("| actant "))
}

#[test]
fn every_example_works() {
    let mut commands: Vec<String> = Vec::new();
    for verb in [""].iter().chain(&VERBS) {
        let arguments: &[&str] = if verb.is_empty() { &["--help"] } else { &[verb, "--help"] };
        commands.extend(examples(&stdout(&run(arguments))).map(str::to_owned));
    }
    let manual = fs::read_to_string(root().join("README.md")).expect("a manual");
    commands.extend(examples(&manual).map(str::to_owned));
    for entry in fs::read_dir(root().join("queries")).expect("the catalogue") {
        let query = fs::read_to_string(entry.expect("a file").path()).expect("a query");
        commands.extend(examples(&query).map(str::to_owned));
    }
    assert!(commands.len() > 40, "examples are found: {commands:?}");

    // They run in a folder like this one, so that what they write lies nowhere else.
    let place = tempfile::tempdir().expect("a folder");
    for (from, to) in [("data", "data"), ("queries", "queries"), ("data", "my-folder")] {
        fs::create_dir(place.path().join(to)).expect("made");
        for entry in fs::read_dir(root().join(from)).expect("shipped") {
            let path: PathBuf = entry.expect("a file").path();
            if path.is_file() {
                fs::copy(&path, place.path().join(to).join(path.file_name().expect("a name")))
                    .expect("copied");
            }
        }
    }
    fs::create_dir_all(place.path().join(".local/share/bash-completion/completions")).expect("made");
    let bin = Path::new(ACTANT).parent().expect("a folder").to_str().expect("UTF-8");
    let path = format!("{bin}:{}", std::env::var("PATH").unwrap_or_default());
    let graphviz = Command::new("dot").arg("-V").output().is_ok();
    assert!(graphviz || std::env::var_os("ACTANT_REQUIRE_SUITES").is_none(), "Graphviz is required");
    for command in commands {
        if command.contains("| dot ") && !graphviz {
            eprintln!("skipped without Graphviz: {command}");
            continue;
        }
        let output = Command::new("bash")
            .args(["-o", "pipefail", "-c", &command])
            .current_dir(place.path())
            .env("PATH", &path)
            .env("HOME", place.path())
            .output()
            .expect("a shell");
        assert!(output.status.success(), "{command}\n{}", stderr(&output));
        assert!(!stderr(&output).contains("error"), "{command}\n{}", stderr(&output));
    }
}

#[test]
fn exit_codes() {
    for (arguments, code) in [
        (&["check"][..], 0),
        (&["ask", "who", "blamed", "whom"], 0),
        (&["ask", "did Pakistan blame the Taliban"], 0),
        (&["ask", "xyzzy"], 1),
        (&["-d", "tests/cases/unknown-actor", "check"], 1),
        (&["-d", "tests/cases/unknown-actor", "build"], 1),
        (&["-d", "nowhere", "check"], 1),
        (&[], 2),
        (&["conjure"], 2),
        (&["ask"], 2),
        (&["ask", "who blamed whom", "--format", "papyrus"], 2),
        (&["query", "nothing-of-the-kind"], 2),
        (&["query", "who-blamed-whom", "--param", "blamer=Nobody"], 2),
        (&["explain", "no-such-code"], 2),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{}", stderr(&output));
    }
}

#[test]
fn an_error_leaves_standard_output_alone() {
    for arguments in [
        &["ask", "xyzzy"][..],
        &["query", "nothing-of-the-kind"],
        &["query", "tests/cmd/slip.rq"],
        &["-d", "nowhere", "export", "turtle"],
        &["-d", "tests/cases/unknown-actor", "ask", "who blamed whom"],
    ] {
        let output = run(arguments);
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(stderr(&output).starts_with("error"), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn a_broken_pipe_is_quiet() {
    for arguments in [&["export", "ntriples"][..], &["query", "edges", "--format", "json"], &["questions"]] {
        let mut child = actant(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert!(output.status.success(), "{arguments:?}: {:?}", output.status);
        assert_eq!(stderr(&output), "", "{arguments:?}");
    }
}

#[test]
fn a_query_comes_from_standard_input() {
    let mut child = actant(&["query", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let query = b"ASK { ?who <https://w3id.org/actant/relation/blames> ?whom }";
    child.stdin.take().expect("a pipe").write_all(query).expect("written");
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((stdout(&output).as_str(), stderr(&output).as_str()), ("yes\n", ""));
}

#[test]
fn a_folder_that_cannot_keep_its_graph_is_answered() {
    let folder = folder();
    // A file stands where the cache would be made.
    fs::write(folder.path().join(".actant"), "").expect("written");
    let name = folder.path().to_str().expect("UTF-8");
    let output = run(&["-d", name, "ask", "who blamed whom"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("2 claims"), "{}", stdout(&output));
    assert!(
        stderr(&output).contains("note: the graph was built in memory and is not kept"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_damaged_graph_is_built_again() {
    let folder = folder();
    let name = folder.path().to_str().expect("UTF-8");
    let first = run(&["-d", name, "ask", "who blamed whom"]);
    let cache = folder.path().join(".actant");
    let graph = fs::read_dir(&cache)
        .expect("a cache")
        .map(|entry| entry.expect("a file").path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("graph-")))
        .expect("a graph");
    let mut bytes = fs::read(&graph).expect("read");
    let middle = bytes.len() / 3;
    bytes[48..middle].fill(0xA5);
    fs::write(&graph, bytes).expect("written");
    let again = run(&["-d", name, "ask", "who blamed whom"]);
    assert!(again.status.success(), "{}", stderr(&again));
    assert_eq!(stdout(&again), stdout(&first));
    assert!(stderr(&again).contains("it was built again"), "{}", stderr(&again));
}

#[test]
fn a_changed_table_is_seen() {
    let folder = folder();
    let name = folder.path().to_str().expect("UTF-8");
    let ask = || stdout(&run(&["-d", name, "ask", "who blamed whom"]));
    assert!(ask().contains("2 claims"));
    let table = "subject,relation,object\nPakistan,blames,militants\n";
    fs::write(folder.path().join("relations.csv"), table).expect("written");
    assert!(ask().contains("1 claim,"), "{}", ask());
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = run(&["completions", shell]);
        assert!(output.status.success() && stdout(&output).contains("actant"), "{shell}");
    }
}
