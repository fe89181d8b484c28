//! What is drawn by programs that nobody here wrote: Mermaid's own parser and painter, and a browser that opens the
//! dossier. Whatever the texts are, each shows as it is and none of them runs.

use std::path::{Path, PathBuf};

use actant::graph::{Network, NodeKind};
use actant::render::html::Dossier;
use actant::render::{self, Names};
use actant::workspace::{NetworkOptions, Scope, Workspace, World};
use naughty_strings::BLNS;
use serde_json::{Value, json};

use crate::support::independent::{NO_BROWSER, asked};
use crate::{BASE, naughty, strings, support};

/// Finds Mermaid, which `.ci/run` installs.
fn mermaid() -> Option<PathBuf> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("target/node/node_modules/mermaid/dist/mermaid.min.js");
    if !path.exists() {
        support::skipped("Mermaid in target/node");
        return None;
    }
    Some(path)
}

/// Gives a text as a browser shows it in one line: a control character is a space, as U+FEFF is in a script, and spaces
/// are one.
fn shown(text: &str) -> String {
    let space = |letter: char| letter.is_control() || letter == '\u{feff}';
    let spaced: String = text.chars().map(|letter| if space(letter) { ' ' } else { letter }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn mermaid_reads_its_chart() {
    let Some(script) = mermaid() else { return };
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data has no errors");
    let scope = Scope { world: Some(World::All), ..Scope::default() };
    let options = NetworkOptions { scope, ..NetworkOptions::default() };
    let drawn = workspace.network(&options).expect("a network").narrowed.network;
    // Only what has a letter or a digit: Mermaid wants something to show.
    let hostile: Vec<&str> = BLNS.iter().copied().filter(|text| !shown(text).is_empty()).collect();
    let out = tempfile::tempdir().expect("a folder");
    let (names, hostile_names) = (Names::new(workspace.summary().base.clone()), Names::new(BASE));
    let hostile = naughty(&hostile);
    let mut paths = vec![script];
    for (name, network, names) in [("shipped", &drawn, &names), ("hostile", &hostile, &hostile_names)] {
        let mut chart = Vec::new();
        render::mermaid(network, names, "A & <b>B</b>: \"c\"", &mut chart).expect("written");
        paths.push(out.path().join(name));
        std::fs::write(&paths[paths.len() - 1], chart).expect("written");
    }
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let Some(found) = asked("mermaid.py", &paths, NO_BROWSER) else { return };
    is_drawn(&found["shipped"], &drawn, &names);
    is_drawn(&found["hostile"], &hostile, &hostile_names);
}

fn is_drawn(found: &Value, network: &Network, names: &Names) {
    assert_eq!((&found["error"], &found["kind"]), (&Value::Null, &json!("flowchart-v2")));
    assert_eq!((&found["ran"], &found["scripts"]), (&json!(false), &json!(0)));
    assert_eq!(found["elements"], json!(["div", "p", "span"]), "no text became an element");
    let edges: Vec<Value> = network
        .edges()
        .map(|(from, to, edge)| {
            let stroke = if edge.is_asserted() { "normal" } else { "dotted" };
            json!([format!("n{}", from.index()), format!("n{}", to.index()), stroke])
        })
        .collect();
    assert_eq!(found["edges"], json!(edges));
    for (index, node) in network.nodes() {
        let words = match node.kind {
            NodeKind::Claim => names.short(node.id.as_str()).into_owned(),
            _ => node.label.clone(),
        };
        let read = found["nodes"][format!("n{}", index.index())].as_str().expect("a label");
        assert_eq!(shown(read), shown(&words));
    }
    assert_eq!(found["labels"].as_array().expect("labels").len(), edges.len());
}

#[test]
fn no_naughty_string_runs_in_a_dossier() {
    let names = Names::new(BASE);
    let page = |network: &Network| {
        let mut page = Vec::new();
        render::html::dossier(network, &names, &Dossier::default(), &mut page).map(|()| page)
    };
    // HTML carries no control characters either: each is refused by name.
    let (carried, refused): (Vec<&str>, Vec<&str>) =
        BLNS.iter().partition(|text| page(&naughty(&[text])).is_ok());
    for text in &refused {
        let error = page(&naughty(&[text])).expect_err("refused").to_string();
        assert!(error.contains("actor/n0") && error.contains("U+"), "{error}");
    }
    assert_eq!(refused.len(), 6, "{refused:?}");
    let network = naughty(&carried);
    let out = tempfile::tempdir().expect("a folder");
    let path = out.path().join("dossier.html");
    std::fs::write(&path, page(&network).expect("a page")).expect("written");
    let Some(found) = asked("page.py", [&path], NO_BROWSER) else { return };
    assert_eq!(found["console"], json!([]), "the console is free of errors");
    assert_eq!(found["requests"], json!([]), "nothing is asked of anybody");
    assert_eq!((&found["alert"], &found["ran"]), (&json!(false), &json!(false)), "no text runs");
    assert_eq!(found["scripts"], json!(1), "the page's own");
    let mut wanted: Vec<&str> = carried.iter().copied().filter(|text| !text.is_empty()).collect();
    wanted.sort_unstable();
    assert_eq!(strings(&found["quotes"]), wanted);
    let mut labels: Vec<String> =
        network.nodes().map(|(_, node)| format!("{} (actor)", node.label)).collect();
    labels.sort_unstable();
    assert_eq!(found["titles"], json!(labels));
}
