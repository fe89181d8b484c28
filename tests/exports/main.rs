//! What `export` writes, read back by readers that nobody here wrote: networkx, Graphviz, Mermaid, rdflib, pyoxigraph,
//! FollowTheMoney, Chromium, Python's csv, json and XML. `independent/exports.py` runs them and says what they found.

mod pages;
#[path = "../support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use actant::graph::{Network, network};
use actant::query::{Literal, NamedNode, Solutions, Table, Term};
use actant::render::{self, DotOptions, Formulas, Names, SvgOptions};
use actant::store::{Builder, DumpFormat, dump};
use actant::workspace::{Likeness, MeasureOptions, NetworkOptions, Normalisation, Scope, StanceNetwork};
use actant::workspace::{StanceOptions, Workspace, World};
use naughty_strings::BLNS;
use serde_json::{Value, json};
use support::independent::{NO_LIBRARY, asked};

const BASE: &str = "https://example.org/naughty/";

/// Runs the readers over a folder of exports.
fn readers(folder: &Path) -> Option<Value> {
    asked("exports.py", [folder], NO_LIBRARY)
}

type Write<'a> = Box<dyn Fn(&mut Vec<u8>) + 'a>;

fn save(folder: &Path, formats: Vec<(&str, Write<'_>)>) {
    for (name, write) in formats {
        let (mut once, mut twice) = (Vec::new(), Vec::new());
        write(&mut once);
        write(&mut twice);
        assert!(once == twice, "{name} is not the same twice");
        std::fs::write(folder.join(name), once).expect("written");
    }
}

/// Gives every network format under its name.
fn network_formats<'a>(network: &'a Network, names: &'a Names) -> Vec<(&'static str, Write<'a>)> {
    let (raw, safe) = (Formulas::Raw, Formulas::Defused);
    vec![
        ("graphml", Box::new(move |out| render::graphml(network, names, "A & B", out).expect("written"))),
        ("gexf", Box::new(move |out| render::gexf(network, names, "A & B", out).expect("written"))),
        ("cytoscape", Box::new(move |out| render::cytoscape(network, names, "A & B", out).expect("written"))),
        ("mermaid", Box::new(move |out| render::mermaid(network, names, "A & B", out).expect("written"))),
        (
            "dot",
            Box::new(move |out| render::dot(network, names, &DotOptions::default(), out).expect("written")),
        ),
        ("csv", Box::new(move |out| render::edges_csv(network, names, safe, out).expect("written"))),
        ("csv-raw", Box::new(move |out| render::edges_csv(network, names, raw, out).expect("written"))),
        ("csv-nodes", Box::new(move |out| render::nodes_csv(network, names, safe, out).expect("written"))),
        ("csv-nodes-raw", Box::new(move |out| render::nodes_csv(network, names, raw, out).expect("written"))),
        ("neo4j", Box::new(move |out| render::neo4j_edges_csv(network, names, raw, out).expect("written"))),
        (
            "neo4j-nodes",
            Box::new(move |out| render::neo4j_nodes_csv(network, names, raw, out).expect("written")),
        ),
        (
            "followthemoney",
            Box::new(move |out| render::followthemoney(network, names, out).expect("written")),
        ),
        (
            "svg",
            Box::new(move |out| {
                render::svg(network, names, &SvgOptions::default(), out).expect("written");
            }),
        ),
    ]
}

/// Gives nodes by id with their labels, and edges with their ends, labels and statuses, as the readers do.
fn meant(network: &Network, names: &Names) -> (BTreeMap<String, String>, Vec<[String; 4]>) {
    let id = |node: &actant::graph::Node| names.distinct(node.id.as_str()).into_owned();
    let nodes = network.nodes().map(|(_, node)| (id(node), node.label.clone())).collect();
    let mut edges: Vec<[String; 4]> = network
        .edges()
        .map(|(from, to, edge)| {
            let [from, to] = [from, to].map(|end| id(&network.graph[end]));
            [from, to, edge.label.clone(), edge.status.clone()]
        })
        .collect();
    edges.sort();
    (nodes, edges)
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text")).collect()
}

fn assert_network(found: &Value, network: &Network, names: &Names, format: &str) {
    let (nodes, edges) = meant(network, names);
    assert_eq!(found["nodes"], json!(nodes), "{format}");
    let mut read: Vec<Vec<&str>> =
        found["edges"].as_array().expect("edges").iter().map(|edge| strings(edge)[..4].to_vec()).collect();
    read.sort_unstable();
    let edges: Vec<Vec<&str>> = edges.iter().map(|edge| edge.iter().map(String::as_str).collect()).collect();
    assert_eq!(read, edges, "{format}");
}

#[test]
fn every_reader_finds_the_shipped_network() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data has no errors");
    let scope = Scope { world: Some(World::All), ..Scope::default() };
    let options = NetworkOptions { scope, ..NetworkOptions::default() };
    let network = workspace.network(&options).expect("a network").narrowed.network;
    // Counted in the tables: 99 claims, and each stands behind one edge.
    let claims: usize = network.edges().map(|(_, _, edge)| edge.claims.len()).sum();
    assert_eq!(claims, 99);
    let names = Names::new(workspace.summary().base.clone());
    let out = tempfile::tempdir().expect("a folder");
    save(out.path(), network_formats(&network, &names));
    let dumped = |format: DumpFormat| -> Write<'_> {
        let workspace = &workspace;
        Box::new(move |out| workspace.dump(format, Scope::default(), None, out).expect("written"))
    };
    let (base, network, licence) =
        (&workspace.summary().base, &network, workspace.licence().expect("readable"));
    assert_eq!(licence.as_ref().map(|node| node.as_str()), Some("https://spdx.org/licenses/CC-BY-4.0"));
    let licence = licence.as_ref();
    save(
        out.path(),
        vec![
            ("turtle", dumped(DumpFormat::Turtle)),
            ("ntriples", dumped(DumpFormat::NTriples)),
            ("rdfxml", dumped(DumpFormat::RdfXml)),
            ("nquads", dumped(DumpFormat::NQuads)),
            ("trig", dumped(DumpFormat::TriG)),
            ("jsonld", dumped(DumpFormat::JsonLd)),
            (
                "turtle12",
                Box::new(|out| {
                    workspace.dump(DumpFormat::Turtle, Scope::default(), None, out).expect("written");
                    let statements = workspace.statements(Scope::default(), None).expect("statements");
                    render::reifiers(&statements, out).expect("written");
                }),
            ),
            (
                "nanopub",
                Box::new(|out| render::nanopublications(network, base, licence, out).expect("written")),
            ),
        ],
    );
    let Some(found) = readers(out.path()) else { return };
    for format in ["graphml", "gexf", "cytoscape"] {
        assert_network(&found[format], network, &names, format);
        assert_eq!(found[format]["directed"], json!(true), "{format}");
    }
    let size = |format: &str| found[format].as_array().expect("a list").len();
    assert_eq!((size("csv"), size("neo4j")), (network.edges().len(), network.edges().len()));
    assert_eq!((size("csv-nodes"), size("neo4j-nodes")), (network.nodes().len(), network.nodes().len()));
    // The rules of the schemas and of the importer hold, and what they counted is all there is.
    let counts = (network.nodes().len(), network.edges().len());
    for format in ["graphml", "gexf"] {
        let rules = &found[format]["rules"];
        assert_eq!((&rules["node"], &rules["edge"]), (&json!(counts.0), &json!(counts.1)), "{format}");
    }
    assert_eq!(found["neo4j-rules"], json!({ "nodes": counts.0, "edges": counts.1 }));
    assert_eq!(found["gexf"]["colours"], json!(["#00573F", "#009E73", "#8A8A8A", "#8C2D04", "#D55E00"]));
    // The same triples in every syntax, and the same quads in every one with graphs.
    assert_eq!(found["turtle"], found["ntriples"]);
    assert_eq!(found["rdfxml"], found["ntriples"]);
    assert_eq!(found["trig"], found["nquads"]);
    assert_eq!(found["jsonld"], found["nquads"]);
    assert!(size("nquads") > size("ntriples"), "what is derived is in a graph of its own");
    assert_eq!(found["nanopubs"], json!(99));
    // 99 claims name their triples, and nothing else of the graph is gone.
    assert_eq!(size("reifies"), 99);
    assert_eq!(found["turtle12"], json!(size("turtle") + 99));
    assert_eq!(found["followthemoney"]["links"], json!(99));
    if found["followthemoney"]["validated"] == json!(true) {
        assert_eq!(found["followthemoney"]["invalid"], json!([]));
    } else {
        support::skipped("the Python package `followthemoney`");
    }
    assert_eq!(found["svg"]["scripts"], json!(0));
}

#[test]
fn networks_of_stances_are_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    // On `talks`, A and B are for and C is against; on `ban`, A and C are for and B is against.
    let rows = [
        ("k1", "A", "supports", "talks"),
        ("k2", "B", "supports", "talks"),
        ("k3", "C", "condemns", "talks"),
        ("k4", "A", "supports", "ban"),
        ("k5", "B", "condemns", "ban"),
        ("k6", "C", "supports", "ban"),
    ];
    let mut relations = "id,subject,relation,object,source\n".to_owned();
    for (id, who, relation, what) in rows {
        relations.push_str(&format!("{id},{who},{relation},{what},s1\n"));
    }
    std::fs::write(folder.path().join("relations.csv"), relations).expect("written");
    std::fs::write(folder.path().join("events.csv"), "id,label\ntalks,Talks\nban,Ban\n").expect("written");
    let workspace = Workspace::open(folder.path()).expect("the folder has no errors");
    let names = Names::new(workspace.summary().base.clone());
    let (two, subtract) =
        (StanceNetwork::TwoMode, StanceNetwork::OneMode(Likeness::Subtract, Normalisation::Average));
    // A and B agree on one of two and differ on the other, as A and C do; B and C differ on both: (0 - 2) / 2.
    for (kind, weights, edges, directed) in
        [(two, vec![-1.0, -1.0, 1.0, 1.0, 1.0, 1.0], 6, true), (subtract, vec![-1.0], 1, false)]
    {
        let how = StanceOptions { network: kind, on_everything: false };
        let (_, network) = workspace.stance_network(&MeasureOptions::default(), how).expect("a network");
        assert_eq!(network.edges().len(), edges);
        let claims: usize = network.edges().map(|(_, _, edge)| edge.claims.len()).sum();
        assert_eq!(claims, if directed { 6 } else { 4 }, "every line has its claims");
        let out = tempfile::tempdir().expect("a folder");
        save(out.path(), network_formats(&network, &names));
        let Some(found) = readers(out.path()) else { return };
        for format in ["graphml", "gexf", "cytoscape"] {
            assert_eq!(found[format]["directed"], json!(directed), "{format}");
            assert_eq!(found[format]["weights"], json!(weights), "{format}");
            if directed {
                assert_network(&found[format], &network, &names, format);
            }
        }
        let word = if directed { "Directed" } else { "Undirected" };
        assert!(found["csv"].as_array().expect("rows").iter().all(|row| row["Type"] == word));
        assert_eq!(found["neo4j-rules"]["edges"], json!(edges));
    }
}

#[test]
fn what_narrows_a_picture_narrows_rdf() {
    let folder = support::shipped();
    let all = support::exported(folder.path(), &[]);
    let blames = support::exported(folder.path(), &["--relation", "blames"]);
    let count = |store: &oxigraph::store::Store, pattern: &str| {
        let pattern = format!(
            "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX act: <https://w3id.org/actant/ns#> \
             PREFIX rel: <https://w3id.org/actant/relation/> SELECT * {{ {pattern} }}"
        );
        let results = oxigraph::sparql::SparqlEvaluator::new().parse_query(&pattern).expect("SPARQL");
        match results.on_store(store).execute().expect("an answer") {
            oxigraph::sparql::QueryResults::Solutions(rows) => rows.count(),
            _ => 0,
        }
    };
    let claims = "?claim a act:Claim ; rdf:predicate rel:blames";
    assert_eq!(count(&all, "?claim a act:Claim"), 99);
    assert_eq!(count(&blames, "?claim a act:Claim"), count(&all, claims));
    assert_eq!(count(&blames, claims), count(&all, claims));
    assert!(count(&blames, claims) > 0);
    assert_eq!(count(&blames, "?a rel:blames ?b"), count(&all, "?a rel:blames ?b"));
    assert_eq!(count(&blames, "?a rel:condemns ?b"), 0);
    assert!(count(&all, "?a rel:condemns ?b") > 0);
}

/// Makes a network in which node, source and quote of row `n` are string `n`.
fn naughty(strings: &[&str]) -> Network {
    let columns = "subject subject_label subject_type relation relation_label quad object object_label object_type \
        status source source_label about about_label date earliest latest claim row locator quote speaker";
    let columns: Vec<String> = columns.split_whitespace().map(str::to_owned).collect();
    let iri = |path: String| Some(Term::from(NamedNode::new(format!("{BASE}{path}")).expect("an IRI")));
    let row = |number: usize| -> Vec<Option<Term>> {
        let text = Some(Term::from(Literal::new_simple_literal(strings[number])));
        columns
            .iter()
            .map(|column| match column.as_str() {
                "subject" => iri(format!("actor/n{number}")),
                "object" => iri(format!("actor/n{}", (number + 1) % strings.len())),
                "relation" => iri("relation/blames".to_owned()),
                "claim" => iri(format!("claim/k{number}")),
                "source" => iri(format!("source/s{number}")),
                "subject_label" | "source_label" | "quote" | "relation_label" => text.clone(),
                _ => None,
            })
            .collect()
    };
    let rows = (0..strings.len()).map(row).collect();
    network(&Table { columns, rows }).expect("a network")
}

#[test]
fn no_naughty_string_is_altered_or_lost() {
    let names = Names::new(BASE);
    assert_eq!(BLNS.len(), 515);
    // XML has no way to carry some of them: each is refused by its name, and by every format that is XML.
    let (carried, refused): (Vec<&str>, Vec<&str>) =
        BLNS.iter().partition(|text| render::graphml(&naughty(&[text]), &names, "", &mut Vec::new()).is_ok());
    for text in &refused {
        let bad = |letter: char| {
            (letter < ' ' && !"\t\n\r".contains(letter)) || "\u{fffe}\u{ffff}".contains(letter)
        };
        assert!(text.contains(bad), "{text:?}");
        let network = naughty(&[text]);
        let mut out = Vec::new();
        for error in [
            render::graphml(&network, &names, "", &mut out),
            render::gexf(&network, &names, "", &mut out),
            render::svg(&network, &names, &SvgOptions::default(), &mut out),
        ] {
            let error = error.expect_err("refused").to_string();
            assert!(error.contains("actor/n0") && error.contains("U+"), "{error}");
        }
        assert!(out.is_empty());
    }
    assert_eq!(refused.len(), 6, "{refused:?}");

    let network = naughty(&carried);
    let out = tempfile::tempdir().expect("a folder");
    save(out.path(), network_formats(&network, &names));
    let graph = {
        let mut builder = Builder::new();
        let quote = builder.iri("http://www.w3.org/ns/oa#exact");
        for (number, text) in carried.iter().enumerate() {
            let claim = builder.iri(&format!("{BASE}claim/k{number}"));
            let text = builder.string(text);
            builder.quad(claim, quote, text, None);
        }
        builder.finish().into_graph().expect("a graph")
    };
    for (name, format) in [
        ("turtle", DumpFormat::Turtle),
        ("ntriples", DumpFormat::NTriples),
        ("rdfxml", DumpFormat::RdfXml),
        ("nquads", DumpFormat::NQuads),
        ("trig", DumpFormat::TriG),
        ("jsonld", DumpFormat::JsonLd),
    ] {
        let mut bytes = Vec::new();
        dump(&graph, None, format, [], &mut bytes).expect("written");
        std::fs::write(out.path().join(name), bytes).expect("written");
    }
    let mut bytes = Vec::new();
    render::nanopublications(&network, BASE, None, &mut bytes).expect("written");
    std::fs::write(out.path().join("nanopub"), bytes).expect("written");
    let mut bytes = std::fs::read(out.path().join("turtle")).expect("readable");
    let reified = Table {
        columns: ["claim", "subject", "relation", "object"].map(str::to_owned).to_vec(),
        rows: network
            .edges()
            .flat_map(|(from, to, edge)| edge.claims.iter().map(move |claim| (from, to, edge, claim)))
            .map(|(from, to, edge, claim)| {
                let [from, to] = [from, to].map(|end| network.graph[end].id.clone());
                [claim.claim.clone(), from, edge.relation.clone(), to].map(|node| Some(node.into())).to_vec()
            })
            .collect(),
    };
    render::reifiers(&Solutions::made(reified), &mut bytes).expect("written");
    std::fs::write(out.path().join("turtle12"), bytes).expect("written");

    let Some(found) = readers(out.path()) else { return };
    for format in ["graphml", "gexf", "cytoscape"] {
        // An empty label is the last part of the IRI.
        assert_network(&found[format], &network, &names, format);
    }
    let mut wanted: Vec<&str> = carried.iter().copied().filter(|text| !text.is_empty()).collect();
    wanted.sort_unstable();
    assert_eq!(strings(&found["graphml"]["quotes"]), wanted);
    assert_eq!(strings(&found["cytoscape"]["quotes"]), wanted);
    let mut spoken = wanted.clone();
    spoken.retain(|text| !text.trim().is_empty());
    assert_eq!(strings(&found["followthemoney"]["summaries"]), spoken);

    let label = |number: usize| {
        if carried[number].is_empty() { format!("n{number}") } else { carried[number].to_owned() }
    };
    for (format, column) in [("csv-nodes-raw", "Label"), ("neo4j-nodes", "name")] {
        let read: Vec<&str> = found[format]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row[column].as_str().expect("a text"))
            .collect();
        let meant: Vec<String> = network.nodes().map(|(_, node)| node.label.clone()).collect();
        assert_eq!(read, meant, "{format}");
    }
    let mut defused = 0;
    for row in found["csv-nodes"].as_array().expect("rows") {
        let number: usize = row["Id"].as_str().expect("a text")[1..].parse().expect("a number");
        let (read, meant) = (row["Label"].as_str().expect("a text"), label(number));
        assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r']), "{read}");
        if meant.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            assert_eq!(read, format!("'{meant}"));
            defused += 1;
        } else {
            assert_eq!(read, meant);
        }
    }
    assert!(defused > 10, "{defused}");

    // Every RDF reader gives back the same literals; rdflib writes them as N3.
    let size = |format: &str| found[format].as_array().expect("a list").len();
    assert_eq!(size("ntriples"), carried.len());
    for format in ["turtle", "rdfxml", "nquads", "trig", "jsonld"] {
        assert_eq!(found[format], found["ntriples"], "{format}");
    }
    let mut store = BTreeSet::new();
    let text = std::fs::read_to_string(out.path().join("ntriples")).expect("readable");
    for triple in
        oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::NTriples).for_reader(text.as_bytes())
    {
        if let Term::Literal(literal) = triple.expect("N-Triples").object {
            store.insert(literal.value().to_owned());
        }
    }
    assert_eq!(store, carried.iter().map(|text| (*text).to_owned()).collect());
    assert_eq!(found["nanopubs"], json!(carried.len()));
    let texts: BTreeSet<&str> = carried.iter().copied().collect();
    assert_eq!(strings(&found["turtle12-texts"]), texts.into_iter().collect::<Vec<_>>());
    assert_eq!(size("reifies"), carried.len());

    // Graphviz shows every text; a control character is the sign for one, white space is a space (it makes the second of
    // two one that does not break), and nothing becomes a tag or a link.
    let sign = |letter: char| match letter {
        '\t' | '\u{a0}' => ' ',
        letter if letter.is_control() => '\u{fffd}',
        letter => letter,
    };
    let shown = |text: &str| text.chars().map(sign).collect::<String>();
    let titles: BTreeSet<String> = strings(&found["dot"]["titles"]).into_iter().map(shown).collect();
    for (_, node) in network.nodes() {
        assert!(titles.contains(&shown(&format!("{} (actor)", node.label))), "{:?}", node.label);
    }
    assert_eq!((&found["dot"]["scripts"], &found["dot"]["links"]), (&json!(0), &json!(0)));

    let titles = strings(&found["svg"]["titles"]);
    for (_, node) in network.nodes() {
        assert!(titles.contains(&format!("{} (actor)", node.label).as_str()), "{:?}", node.label);
    }
    assert_eq!(found["svg"]["scripts"], json!(0));
}
