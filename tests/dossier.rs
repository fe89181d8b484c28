//! The dossier in a browser that nobody here wrote: headless Chromium opens it, clicks, filters and prints it.

mod support;

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use support::independent::{NO_BROWSER, asked};

/// Exports a dossier with the program; gives the page and what it said.
fn exported(folder: &Path, options: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.arg("-d").arg(folder).args(["export", "html"]).args(options);
    let output = command.output().expect("the program runs");
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{talk}");
    (String::from_utf8(output.stdout).expect("UTF-8"), talk)
}

/// Opens a page in Chromium.
fn opened(page: &str) -> Option<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("dossier.html");
    std::fs::write(&file, page).expect("written");
    asked("dossier.py", [&file], NO_BROWSER)
}

fn is_quiet(found: &Value) {
    assert_eq!(found["console"], json!([]), "the console is free of errors");
    assert_eq!(found["requests"], json!([]), "nothing is asked of anybody");
    assert_eq!((&found["alert"], &found["ran"]), (&json!(false), &json!(false)), "no text runs");
}

#[test]
fn a_reader_finds_the_claims_behind_everything() {
    let folder = support::shipped();
    let (page, talk) = exported(folder.path(), &["--world", "all"]);
    assert_eq!(talk, "");
    let Some(found) = opened(&page) else { return };
    is_quiet(&found);
    // Counted in the tables: 99 claims; 3 of them say that somebody blames somebody.
    let rows = std::fs::read_to_string(folder.path().join("relations.csv")).expect("readable");
    let blames = rows.lines().filter(|line| line.split(',').nth(2) == Some("blames")).count();
    assert_eq!((&found["rows"], &found["reset"]), (&json!(99), &json!(99)));
    assert_eq!((&found["none"], &found["blames"]), (&json!(0), &json!(blames)));
    assert_eq!(found["blames-said"], json!(format!("{blames} of 99 claims")));
    assert_eq!(found["heading"], json!("The Khatlon mine attack and the Tajik border talks"));
    let asserted =
        rows.lines().skip(1).filter(|line| matches!(line.split(',').nth(6), Some("" | "asserted"))).count();
    assert_eq!(found["asserted"], json!(asserted));
    assert_eq!(
        (&found["closed"], &found["zooms"], &found["pdf"]),
        (&json!(true), &json!(true), &json!(true))
    );
    assert_eq!((&found["slash"], &found["focus"]), (&json!("search"), &json!("0")));
    // What opens says who, what, whom, in which source and where in it.
    let line = found["line"]["claims"][0].as_str().expect("a claim");
    assert!(line.contains("para ") && line.contains("relations.csv:"), "{line}");
    assert_eq!(found["node"]["title"], found["keyboard"]["title"]);
    let number: usize = found["cell"]["number"].as_str().expect("a text").parse().expect("a number");
    assert_eq!(found["cell"]["claims"].as_array().expect("claims").len(), number);
    let search = found["search"].as_u64().expect("a number");
    assert!(search > 0 && search < 99);
    assert_ne!(found["dark"], found["light"]);
    assert_eq!(
        found["without"],
        json!({ "controls": false, "picture": true, "claims": true, "zoom": false }),
        "without its script"
    );
}

#[test]
fn hostile_names_run_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let payloads = [
        "<script>window.ran=1</script>",
        "\"\"><img src=x onerror=window.ran=1>",
        "</title></style></script><svg onload=window.ran=1>",
        "javascript:window.ran=1",
        "' onmouseover='window.ran=1",
        "=cmd|' /C calc'!A0",
        "&lt;b&gt; ]]> <!-- ",
        "\u{202e}desrever",
    ];
    let (mut actors, mut relations) =
        ("id,label\n".to_owned(), "subject,relation,object,date,source,locator,quote\n".to_owned());
    let mut sources = "id,title,url\n".to_owned();
    for (number, text) in payloads.iter().enumerate() {
        actors.push_str(&format!("a{number},\"{text} {number}\"\n"));
        sources.push_str(&format!("s{number},\"{text}\",https://example.org/{number}\n"));
        let next = (number + 1) % payloads.len();
        relations.push_str(&format!(
            "a{number},blames,a{next},2025-11-2{number},s{number},\"{text}\",\"{text}\"\n"
        ));
    }
    for (name, text) in [("actors.csv", &actors), ("relations.csv", &relations), ("sources.csv", &sources)] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let (page, _) = exported(folder.path(), &[]);
    let Some(found) = opened(&page) else { return };
    is_quiet(&found);
    assert_eq!(found["rows"], json!(payloads.len()));
    assert!(found["line"]["claims"][0].as_str().expect("a claim").contains("<script>window.ran=1</script>"));
}

#[test]
fn many_claims_are_several_tables_and_filtered_as_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut relations = "subject,relation,object,quote\n".to_owned();
    for number in 0..450 {
        let (who, verb) = (number % 7, if number < 210 { "blames" } else { "meets" });
        relations.push_str(&format!("Actor {who},{verb},Actor {},pakistan {number}\n", 7 + number % 5));
    }
    std::fs::write(folder.path().join("relations.csv"), relations).expect("written");
    let (page, _) = exported(folder.path(), &[]);
    assert_eq!(page.matches("<table class=\"claims\">").count(), 3);
    assert!(page.contains("Claims 401 to 450"), "a caption says which claims a table holds");
    let Some(found) = opened(&page) else { return };
    is_quiet(&found);
    let counts = ["rows", "none", "blames", "reset", "search"].map(|name| found[name].clone());
    assert_eq!(counts, [450, 0, 210, 450, 450].map(|count| json!(count)));
    assert_eq!(
        found["parts"],
        json!([3, 0, 3]),
        "tables that are shown: at first, with no relation, after the reset"
    );
}

#[test]
fn private_rows_stay_out() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        (
            "relations.csv",
            "id,subject,relation,object,source,quote,private\nk1,Pakistan,blames,militants,open,one,\n\
             k2,Pakistan,blames,Mole,open,secret words,yes\nk3,Kabul,denies,k1,leaked,two,no\n",
        ),
        ("sources.csv", "id,title,private\nopen,Dawn,\nleaked,The leaked cable,x\n"),
    ] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let (page, talk) = exported(folder.path(), &[]);
    assert_eq!(page.matches("<tr id=\"c").count(), 1);
    for secret in ["Mole", "secret words", "leaked", "Kabul", "k2", "k3"] {
        assert!(!page.contains(secret), "{secret}");
    }
    assert!(talk.contains("note: 2 claims left out: marked private"), "{talk}");
    assert!(page.contains("2 claims left out: marked private"));
}
