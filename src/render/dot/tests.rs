//! The DOT text, as it is written and as Graphviz reads it back.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::graph::story::{BASE, row, story, table};
use crate::graph::{Network, network};
use crate::render::dot::style::edge_words;
use crate::render::{DotOptions, Legend, Names, dot};

fn render(network: &Network, title: &str, legend: Legend) -> String {
    let options = DotOptions { title: title.to_owned(), legend, ..DotOptions::default() };
    let mut out = Vec::new();
    dot(network, &Names::new(BASE), &options, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

/// Hands a text to Graphviz; `None` where it is not installed, unless the environment insists on it.
fn graphviz(text: &str, format: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("picture.dot");
    std::fs::write(&file, text).expect("written");
    let run = |file: &Path| Command::new("dot").arg(format!("-T{format}")).arg(file).output();
    match run(&file) {
        Ok(output) => {
            let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success() && complaints.is_empty(), "{complaints}\n{text}");
            Some(String::from_utf8(output.stdout).expect("UTF-8"))
        }
        Err(error) if std::env::var_os("ACTANT_REQUIRE_SUITES").is_some_and(|value| value == "1") => {
            panic!("Graphviz is required: {error}")
        }
        Err(_) => {
            println!("skipped: Graphviz is not installed");
            None
        }
    }
}

/// Gives the lines of text that Graphviz draws for a node or an edge.
fn drawn(object: &Value) -> Vec<String> {
    let operations = object["_ldraw_"].as_array().cloned().unwrap_or_default();
    operations
        .iter()
        .filter(|operation| operation["op"] == "T")
        .filter_map(|operation| Some(operation["text"].as_str()?.to_owned()))
        .collect()
}

fn node<'a>(json: &'a Value, name: &str) -> &'a Value {
    let objects = json["objects"].as_array().expect("nodes");
    objects.iter().find(|object| object["name"] == name).unwrap_or_else(|| panic!("no node {name}"))
}

/// Five edges: two sources that agree, an allegation, a membership, a negotiation, a denied claim.
fn five() -> Network {
    let blames = |claim, source, place| {
        row(claim, "actor/pakistan", "blames", "actor/militants")
            .text("subject_label", "Pakistan")
            .text("subject_type", "state")
            .text("object_label", "Afghan-based militants")
            .text("object_type", "armed-group")
            .text("quad", "verbal-conflict")
            .source(source)
            .text("source_label", "The \"Mine\" & more")
            .text("locator", place)
    };
    network(&table(&[
        blames("k1", "s1", "para 3"),
        blames("k2", "s2", "para 9"),
        row("k3", "actor/militants", "attacks", "event/mine")
            .text("quad", "material-conflict")
            .text("object_label", "gold mine attack")
            .status("alleged"),
        row("k4", "actor/tajikistan", "member-of", "actor/csto")
            .text("relation_label", "member of")
            .text("subject_label", "Tajikistan")
            .text("subject_type", "state")
            .text("object_label", "Collective Security Treaty Organization")
            .text("object_type", "organisation"),
        row("k5", "actor/tajikistan", "negotiates-with", "actor/csto")
            .text("relation_label", "negotiates with")
            .text("quad", "verbal-cooperation"),
        row("k6", "actor/taliban", "denies", "claim/k1")
            .text("quad", "verbal-conflict")
            .text("subject_label", "Taliban government")
            .text("subject_type", "government-body"),
    ]))
    .expect("a network")
}

#[test]
fn five_edges_are_what_they_were() {
    let text = render(&five(), "who said \"what\" of whom", Legend::Shown);
    if std::env::var_os("ACTANT_BLESS").is_some() {
        std::fs::write("src/render/dot/testdata/five.dot", &text).expect("written");
    }
    assert_eq!(text, include_str!("testdata/five.dot"));
    assert_eq!(text, render(&five(), "who said \"what\" of whom", Legend::Shown));
}

#[test]
fn five_edges_mean_what_they_should() {
    let text = render(&five(), "", Legend::Shown);
    let line = |start: &str| text.lines().find(|line| line.trim_start().starts_with(start)).expect("a line");
    let blames = line("\"pakistan\" -> \"militants\"");
    assert!(blames.contains("label=\"blames ×2\"") && blames.contains("#D55E00"), "{blames}");
    assert!(blames.contains("penwidth=2.0") && !blames.contains("dashed"), "{blames}");
    assert!(blames.contains(r#"tooltip="k1: The \"Mine\" &amp; more, para 3\nk2: The"#), "{blames}");
    let attacks = line("\"militants\" -> \"event/mine\"");
    assert!(
        attacks.contains("label=\"attacks\\n(alleged)\" ") && attacks.contains("style=dashed"),
        "{attacks}"
    );
    let member = line("\"tajikistan\" -> \"csto\"");
    assert!(member.contains("label=\"member of\"") && member.contains("#8A8A8A"), "{member}");
    assert!(line("\"pakistan\" [").contains("rounded"));
    assert!(line("\"militants\" [").contains("label=\"Afghan-based\\nmilitants\" shape=octagon"));
    let claim = line("\"claim/k1\" [");
    assert!(claim.contains("label=\"k1\""), "{claim}");
    assert!(claim.contains("tooltip=\"k1 (Pakistan blames Afghan-based militants)\""), "{claim}");
    // The legend has what occurs and nothing else.
    for shown in
        ["\"legend/state\"", "conflict in words", "conflict in deeds", "not asserted", "×2: 2 sources agree"]
    {
        assert!(text.contains(shown), "{shown}");
    }
    for hidden in ["\"legend/person\"", "\"legend/place\"", "cooperation in deeds"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    assert!(!render(&five(), "", Legend::Hidden).contains("legend"));
}

#[test]
fn graphviz_reads_the_same_network() {
    let network = network(&story()).expect("a network");
    let Some(json) = graphviz(&render(&network, "the story", Legend::Hidden), "json") else { return };
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let graph = &network.graph;
    let objects = json["objects"].as_array().expect("nodes");
    let edges = json["edges"].as_array().expect("edges");
    assert_eq!((objects.len(), edges.len()), (graph.node_count(), graph.edge_count()));
    let name = |id: &Value| {
        let object = objects.iter().find(|object| &object["_gvid"] == id).expect("a node");
        object["name"].as_str().expect("a name").to_owned()
    };
    let names = Names::new(BASE);
    let mut read: Vec<[String; 3]> =
        edges.iter().map(|edge| [name(&edge["tail"]), name(&edge["head"]), drawn(edge).join(" ")]).collect();
    let mut meant: Vec<[String; 3]> = graph
        .edge_indices()
        .map(|index| {
            let (from, to) = graph.edge_endpoints(index).expect("an edge");
            let [from, to] = [from, to].map(|node| names.distinct(graph[node].id.as_str()).into_owned());
            [from, to, edge_words(&graph[index]).replace('\n', " ")]
        })
        .collect();
    read.sort();
    meant.sort();
    assert_eq!(read, meant);
}

#[test]
fn graphviz_draws_the_story() {
    let network = network(&story()).expect("a network");
    for legend in [Legend::Shown, Legend::Hidden] {
        let Some(svg) = graphviz(&render(&network, "the story", legend), "svg") else { return };
        assert!(svg.contains("Collective") && svg.trim_end().ends_with("</svg>"));
    }
}

#[test]
fn graphviz_draws_every_label_as_it_is() {
    let labels = [
        "quote \" and \\\" more",
        "back\\slash \\n \\N \\G \\l \\",
        "<script>alert(1)</script>",
        "<b>bold</b>",
        "&lt;script&gt; &amp; &#65; &",
        "one\ntwo",
        "طالبان حركة",
        "上海合作组织的成员国都在这里开会",
        "e\u{301}e\u{301} 👩\u{200d}🚀",
        "}; digraph { x -> y",
        "// no /* comment */ # here",
        "a;b,c=d[e]",
        "%s %d \\E",
        "",
    ];
    for label in labels {
        let picture = network(&table(&[row("k1", "actor/x", "blames", "actor/y")
            .text("subject_label", label)
            .text("relation_label", label)]))
        .expect("a network");
        let text = render(&picture, label, Legend::Shown);
        let Some(json) = graphviz(&text, "json") else { return };
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        let label = if label.is_empty() { "x" } else { label };
        assert_eq!(squeeze(&drawn(node(&json, "x")).concat()), squeeze(label));
        if label != "x" {
            assert_eq!(squeeze(&drawn(&json["edges"][0]).concat()), squeeze(label));
            assert_eq!(squeeze(&drawn(&json).concat()), squeeze(label));
        }
        let Some(svg) = graphviz(&text, "svg") else { return };
        assert!(!svg.contains("<script") && !svg.contains("<b>"), "{svg}");
        let tooltip = format!("{} (actor)", label.replace('\n', " "));
        assert!(svg_titles(&svg).iter().any(|title| squeeze(title) == squeeze(&tooltip)), "{tooltip}: {svg}");
    }
}

/// Gives the tooltips of an SVG with its entities read.
fn svg_titles(svg: &str) -> Vec<String> {
    svg.split("xlink:title=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|title| {
            [
                ("&lt;", "<"),
                ("&gt;", ">"),
                ("&quot;", "\""),
                ("&#39;", "'"),
                ("&#45;", "-"),
                ("&#160;", " "),
                ("&#10;", " "),
                ("&amp;", "&"),
            ]
            .into_iter()
            .fold(title.to_owned(), |text, (entity, character)| text.replace(entity, character))
        })
        .collect()
}

#[test]
fn graphviz_takes_twenty_kilobytes_and_control_characters() {
    let long = "a word & \"another\" ".repeat(1_100);
    let picture = network(&table(&[row("k1", "actor/x", "blames", "actor/y")
        .text("subject_label", &long)
        .text("object_label", "a\u{1}b\u{1b}[1m\u{7f}")]))
    .expect("a network");
    let text = render(&picture, &long, Legend::Shown);
    let Some(json) = graphviz(&text, "json") else { return };
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let shown = drawn(node(&json, "x")).join(" ");
    let kept = shown.strip_suffix('…').expect("a sign that something is missing");
    assert!(kept.len() > 10_000 && long.starts_with(kept.trim_end()));
    assert_eq!(drawn(node(&json, "y")).concat(), "a\u{fffd}b\u{fffd}[1m\u{fffd}");
    assert!(text.chars().all(|character| character == '\n' || !character.is_control()));
}

#[test]
fn two_nodes_never_share_a_name() {
    let picture = network(&table(&[
        row("k1", "actor/event%2Fx", "blames", "event/x"),
        row("k2", "actor/legend%2Fstate", "blames", "actor/event%2Fx").text("subject_type", "state"),
    ]))
    .expect("a network");
    let text = render(&picture, "", Legend::Shown);
    for name in [format!("{BASE}actor/event%2Fx"), format!("{BASE}event/x")] {
        assert!(text.contains(&format!("  \"{name}\" [")), "{text}");
    }
    assert!(text.contains("  \"legend/state\" [") && text.contains("    \"legend/state'\" ["), "{text}");
}

#[test]
fn an_empty_network_is_an_empty_picture() {
    let text = render(&Network::default(), "nothing", Legend::Shown);
    assert!(!text.contains("->") && !text.contains("legend"), "{text}");
    if let Some(svg) = graphviz(&text, "svg") {
        assert!(svg.contains("nothing"));
    }
}
