//! What the benchmarks share: where the made-up folder lies, and the questions.

#![allow(dead_code, reason = "each benchmark uses a part of it")]

use std::path::{Path, PathBuf};
use std::process::Command;

use actant::store::{Graph, Graphs, Literal, NamedNode, Term, TermId};

const PREFIXES: &str = "\
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rel: <https://w3id.org/actant/relation/>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
";

/// Gives the folder of `ACTANT_BENCH_DIR`, or one of 100,000 rows that is made when it is not there.
pub fn folder() -> PathBuf {
    if let Some(folder) = std::env::var_os("ACTANT_BENCH_DIR") {
        return folder.into();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/100k");
    if !folder.join("relations.csv").exists() {
        let made = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--release", "--example", "generate", "--", "100000"])
            .arg(&folder)
            .status();
        assert!(made.is_ok_and(|status| status.success()), "the folder is generated");
    }
    folder
}

/// Gives the questions as name and SPARQL, with the event and the actor that stand in them.
pub fn questions(graph: &Graph) -> Vec<(String, String)> {
    let shown = |id| match graph.term(id).expect("undamaged") {
        Term::NamedNode(node) => node.to_string(),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => Literal::to_string(&literal),
    };
    let (event, actor) = parameters(graph);
    let (event, actor) = (shown(event), shown(actor));
    let text = include_str!("../questions.rq.txt");
    text.split("\n\n")
        .map(|block| {
            let (name, query) = block.split_once('\n').expect("a name and a query");
            let name = name.trim_start_matches("# ").split(' ').next().unwrap_or_default();
            let query = query.replace("$EVENT", &event).replace("$ACTOR", &actor);
            (name.to_owned(), format!("{PREFIXES}{query}"))
        })
        .collect()
}

/// Finds the event with the tenth most blames, and the actor of the highest number that is a member of something.
pub fn parameters(graph: &Graph) -> (TermId, TermId) {
    let id = |iri: &str| graph.find(NamedNode::new_unchecked(iri).as_ref()).expect("undamaged").expect(iri);
    let predicate = id("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate");
    let about = id("https://schema.org/about");
    let blames = id("https://w3id.org/actant/relation/blames");
    let member_of = id("https://w3id.org/actant/relation/member-of");
    let quads = |s, p, o| graph.quads(s, Some(p), o, Graphs::Default).expect("undamaged");
    let mut blamed = std::collections::HashMap::new();
    for (claim, ..) in quads(None, predicate, Some(blames)) {
        for (_, _, event, _) in quads(Some(claim), about, None) {
            *blamed.entry(event).or_insert(0_usize) += 1;
        }
    }
    let mut blamed: Vec<_> = blamed.into_iter().map(|(event, count)| (count, event)).collect();
    blamed.sort_by_key(|(count, event)| (std::cmp::Reverse(*count), *event));
    let (_, event) = blamed[9];
    let actor = quads(None, member_of, None).map(|(subject, ..)| subject).max().expect("a member");
    (event, actor)
}
