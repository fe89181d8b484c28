//! What `check` writes for programs: SARIF as the standard's schema has it, commands for a GitHub workflow, and the exit
//! codes beside them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use actant::diagnostic::{Code, Severity};
use actant::render::diagnostics;
use actant::workspace::{check, source_lines};
use serde_json::Value;

const ACTANT: &str = env!("CARGO_BIN_EXE_actant");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(ACTANT);
    command.arg("-d").arg(folder).arg("check").args(arguments);
    command.env("COLUMNS", "80").env("NO_COLOR", "1").output().expect("the program starts")
}

/// Makes a folder with a problem in a cell of two lines, one in a cell with wide letters, and one of a whole file.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("actors.csv", "id,label,aliases\npakistan,Pakistan,Islamabad\nkabul,Kabul,\n");
    write("places.csv", "id,label\n");
    write("actant.toml", "[check]\nquote-length = 10\nno-source = \"deny\"\n");
    write(
        "relations.csv",
        "subject,relation,object,quote,source\n\
         pakistan,blames,kabul,\"50% of it:\nall, of\nit\",s1\n\
         pakistan,blames,北京 市,,s1\n\
         pakistan,condemns,kabul,,\n",
    );
    folder
}

fn sarif(folder: &Path) -> Value {
    let (_, report) = check(folder).expect("the folder can be read");
    let lines = source_lines(folder, &report);
    let line =
        |location: &actant::diagnostic::Location| lines.get(&location.file, location.line).map(str::to_owned);
    let mut out = Vec::new();
    diagnostics::sarif(&report, &line, &mut out).expect("written");
    serde_json::from_slice(&out).expect("JSON")
}

#[test]
fn sarif_points_at_the_cells() {
    let folder = folder();
    let log = sarif(folder.path());
    let run = &log["runs"][0];
    let mut found = Vec::new();
    for result in run["results"].as_array().expect("results") {
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("an address");
        assert!(uri.starts_with("file:///"), "{uri}");
        let region =
            ["startLine", "startColumn", "endLine", "endColumn"].map(|key| place["region"][key].as_i64());
        let name = uri.rsplit('/').next().expect("a name");
        found.push((result["ruleId"].as_str(), result["level"].as_str(), name, region));
    }
    let region = |numbers: [i64; 4]| numbers.map(Some);
    let expected = [
        (Some("empty-table"), Some("warning"), "places.csv", [None; 4]),
        (Some("long-quote"), Some("warning"), "relations.csv", region([2, 23, 4, 4])),
        (Some("unknown-actor"), Some("error"), "relations.csv", region([5, 17, 5, 21])),
        (Some("no-source"), Some("error"), "relations.csv", region([6, 26, 6, 26])),
    ];
    assert_eq!(found, expected);
}

/// Every case is written in SARIF and has what the standard asks for (OASIS, SARIF 2.1.0, the sections named).
#[test]
fn sarif_is_what_the_standard_says() {
    for entry in fs::read_dir(root().join("tests/cases")).expect("the cases") {
        let folder = entry.expect("a case").path();
        let log = sarif(&folder);
        // 3.13: version and runs. 3.14: tool. 3.18, 3.19: a driver with a name.
        assert_eq!(log["version"], "2.1.0");
        assert!(log["$schema"].as_str().is_some_and(|schema| schema.contains("sarif-2.1.0")));
        let [run] = &log["runs"].as_array().expect("runs")[..] else { panic!("one run") };
        assert_eq!(
            (&run["tool"]["driver"]["name"], &run["columnKind"]),
            (&"actant".into(), &"unicodeCodePoints".into())
        );
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for rule in rules {
            // 3.49: a rule has an id; help and descriptions have a text.
            let code = Code::find(rule["id"].as_str().expect("an id")).expect("a code");
            assert_eq!(rule["help"]["text"], code.explanation());
            assert_eq!(rule["shortDescription"]["text"], code.summary());
        }
        let results = run["results"].as_array().expect("results");
        for result in results {
            // 3.27: a result has a message; its rule is the one at its index; its level is one of four words.
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(["note", "warning", "error"].contains(&result["level"].as_str().expect("a level")));
            assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{result}");
            let related = result["relatedLocations"].as_array().into_iter().flatten();
            for place in result["locations"].as_array().expect("places").iter().chain(related) {
                let region = &place["physicalLocation"]["region"];
                // 3.30: lines and columns count from 1, and what ends does not end before it begins.
                let number = |key: &str| region[key].as_i64();
                let begins = (number("startLine").unwrap_or(1), number("startColumn").unwrap_or(1));
                assert!(begins.0 >= 1 && begins.1 >= 1, "{result}");
                if let (Some(line), Some(column)) = (number("endLine"), number("endColumn")) {
                    assert!((line, column) >= begins, "{result}");
                }
            }
        }
    }
}

/// The same against the schema of the standard, where somebody has it: `ACTANT_SARIF_SCHEMA` names the file, and
/// Python has `jsonschema`.
#[test]
fn sarif_keeps_the_schema() {
    let Some(schema) = std::env::var_os("ACTANT_SARIF_SCHEMA") else {
        eprintln!("skipped: ACTANT_SARIF_SCHEMA names no schema");
        return;
    };
    let place = tempfile::tempdir().expect("a folder");
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("tests/cases")).expect("the cases") {
        let folder = entry.expect("a case").path();
        let file = place.path().join(folder.file_name().expect("a name")).with_extension("sarif");
        fs::write(&file, sarif(&folder).to_string()).expect("written");
        files.push(file);
    }
    let script = "import json, sys, jsonschema\n\
        schema = json.load(open(sys.argv[1]))\n\
        for file in sys.argv[2:]: jsonschema.validate(json.load(open(file)), schema)\n\
        print(len(sys.argv) - 2)\n";
    let output =
        Command::new("python3").args(["-c", script]).arg(schema).args(&files).output().expect("python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), files.len().to_string());
}

#[test]
fn github_commands_are_escaped() {
    let folder = folder();
    let output = run(folder.path(), &["--format", "github"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    let file = folder.path().join("relations.csv").display().to_string();
    assert!(
        lines[0].starts_with("::warning file=") && lines[0].contains("places.csv,title=empty-table::"),
        "{text}"
    );
    let quote =
        format!("::warning file={file},line=2,endLine=4,title=long-quote::the quote has 21 characters");
    assert!(lines[1].starts_with(&quote), "{text}");
    let actor = format!(
        "::error file={file},line=5,col=17,endColumn=21,title=unknown-actor::no actor is called `北京 市`"
    );
    assert!(lines[2].starts_with(&actor), "{text}");
    assert!(lines[3].contains("%0Ahelp: write the id"), "{text}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn levels_decide_what_is_an_error() {
    let folder = folder();
    let write = |text: &str| fs::write(folder.path().join("actant.toml"), text).expect("written");
    fs::remove_file(folder.path().join("places.csv")).expect("removed");
    let table = "subject,relation,object,source\npakistan,blames,kabul,s1\npakistan,condemns,kabul,\n";
    fs::write(folder.path().join("relations.csv"), table).expect("written");
    for (settings, code, words) in [
        ("", 0, "1 warning\n"),
        ("[check]\nno-source = \"deny\"\n", 1, "1 error\n"),
        ("[check]\nno-source = \"allow\"\n", 0, "no problems\n"),
        ("[check]\nno-source = \"Warn\"\n", 0, "1 warning\n"),
        ("[check]\nunknown-actor = \"allow\"\n", 1, "1 error, 1 warning\n"),
        ("[check]\nno-surce = \"allow\"\n", 1, "1 error, 1 warning\n"),
    ] {
        write(settings);
        let output = run(folder.path(), &[]);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(text.ends_with(words), "{settings}\n{text}");
        assert_eq!(output.status.code(), Some(code), "{settings}");
        // What may be loaded is what `check` passes.
        let build =
            Command::new(ACTANT).arg("-d").arg(folder.path()).arg("build").output().expect("it starts");
        assert_eq!(build.status.code(), Some(code), "{settings}");
    }
    write("check = 3\n");
    let output = run(folder.path(), &["--format", "short"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("`check` must be a table"), "{text}");
}

#[test]
fn an_error_of_sense_may_be_lowered() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("actors.csv", "id,label,type,part_of\na,A,person,b\nb,B,person,a\n");
    write("relations.csv", "subject,relation,object,source\na,leads,b,s1\n");
    let errors = || check(folder.path()).expect("the folder can be read").1.count(Severity::Error);
    assert_eq!(errors(), 1);
    write("actant.toml", "[check]\npart-of-cycle = \"warn\"\n");
    assert_eq!(errors(), 0);
}

#[test]
fn max_errors_stops_and_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: String = (0..2_500).map(|row| format!("a{row},blames,b,yesterday,s{row}\n")).collect();
    let table = format!("subject,relation,object,date,source\n{rows}x,blames,b,2025-11-26,\n");
    fs::write(folder.path().join("relations.csv"), table).expect("written");
    for (arguments, shown) in [
        (&[][..], 50),
        (&["--max-errors", "7"], 7),
        // All that are kept.
        (&["--max-errors", "0"], 1_001),
    ] {
        let output = run(folder.path(), arguments);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(text.matches("[relative-date]: `yesterday`").count(), shown.min(1_000), "{arguments:?}");
        let counted = format!("{shown} of 2501 problems are shown; by their kinds there are\n");
        assert!(text.contains(&counted), "{text}");
        assert!(text.contains("  error[relative-date] 2500\n  warning[no-source]      1\n"), "{text}");
        assert!(text.ends_with("2500 errors, 1 warning\n"), "{text}");
        assert_eq!(output.status.code(), Some(1));
    }
    let output = run(folder.path(), &["--format", "json", "--max-errors", "3"]);
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(found.as_array().map(Vec::len), Some(5));
    assert_eq!(found[3]["message"], "2497 more problems of this kind in this file are not shown");
    assert_eq!(run(folder.path(), &["--max-errors", "many"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["--format", "xml"]).status.code(), Some(2));
}
