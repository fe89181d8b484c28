//! How long the questions of `questions.rq.txt` and the queries of the catalogue take, every term of the answer made:
//! by the engine over columns, by Oxigraph's evaluator over the same columns, and what the order in which a query is
//! written does to it: `cargo bench --bench queries`.
//!
//! `ACTANT_BENCH_DIR=FOLDER` measures another folder than the 100,000 made-up rows.

mod support;

use std::sync::OnceLock;

use actant::query::{Answer, Evaluator, Options, Query, ask_with};
use actant::store::Graph;
use actant::workspace::{Scope, Workspace};
use divan::Bencher;

fn main() {
    divan::main();
}

fn workspace() -> &'static Workspace {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(|| Workspace::open(&support::folder()).expect("the folder opens"))
}

/// Runs a query and makes every term of its answer; gives the number of rows.
fn run(graph: &Graph, text: &str, evaluator: Evaluator) -> usize {
    let query = Query::new("bench", text).expect("a query");
    let options = Options { evaluator, ..Options::default() };
    let (answer, _) = ask_with(graph, None, &query, &[], options).expect("it runs");
    match divan::black_box(answer) {
        Answer::Table(table) => table.rows.len(),
        _ => 0,
    }
}

fn text(name: &str) -> String {
    let questions = support::questions(workspace().graph());
    questions.into_iter().find(|(known, _)| known == name).expect("a question of that name").1
}

#[divan::bench(args = ["q1", "q2", "q3", "q4", "q4g", "q5"], sample_count = 15, sample_size = 1)]
fn by_columns(bencher: Bencher<'_, '_>, name: &str) {
    let text = text(name);
    bencher.bench(|| run(workspace().graph(), &text, Evaluator::Columns));
}

/// Not q4: that takes the better part of a minute.
#[divan::bench(args = ["q1", "q2", "q3", "q4g", "q5"], sample_count = 3, sample_size = 1)]
fn by_rows(bencher: Bencher<'_, '_>, name: &str) {
    let text = text(name);
    bencher.bench(|| run(workspace().graph(), &text, Evaluator::Rows));
}

#[divan::bench(
    args = [
        "about-event", "actors", "anonymous", "denials", "disputes", "events", "members", "negotiations",
        "relations", "single-source", "sources", "who-blamed-whom", "who-condemned-what",
    ],
    sample_count = 3,
    sample_size = 1
)]
fn catalogue(bencher: Bencher<'_, '_>, name: &str) {
    let (catalogue, _) = workspace().catalogue();
    let query = catalogue.find(name).expect("a shipped query");
    bencher.bench(|| workspace().query(query, &[], Scope::default()).expect("it runs"));
}

/// Q2 as written, and with its most selective pattern last.
#[divan::bench(args = ["best", "worst"], sample_count = 15, sample_size = 1)]
fn written_order(bencher: Bencher<'_, '_>, order: &str) {
    let text = text("q2");
    let (head, body) = text.split_once('{').expect("a pattern");
    let event = body.split("schema:about ").nth(1).and_then(|rest| rest.split(' ').next()).expect("an event");
    let selective = format!("?c schema:about {event} .");
    let rest = body.trim_end_matches([' ', '}', '\n']).replace(&format!("schema:about {event} ;"), "");
    let text = match order {
        "best" => format!("{head}{{ {selective} {rest} }}"),
        _ => format!("{head}{{ {rest} . {selective} }}"),
    };
    bencher.bench(|| run(workspace().graph(), &text, Evaluator::Columns));
}

/// Twelve patterns, planned from nothing and not run: the first one finds no row.
#[divan::bench(sample_count = 50)]
fn plan_of_twelve_patterns(bencher: Bencher<'_, '_>) {
    let star = |claim: &str, object: &str| {
        format!(
            "?{claim} rdf:predicate rel:blames ; schema:about ?e ; rdf:object ?{object} ; dcterms:source ?s{claim} .
             ?{object} skos:prefLabel ?l{object} ."
        )
    };
    let head = text("q3");
    let prefixes = head.split("SELECT").next().unwrap_or_default();
    let text = format!(
        "{prefixes} SELECT * {{ {} {} ?e skos:prefLabel ?l . ?e rel:nowhere ?n }}",
        star("a", "x"),
        star("b", "y")
    );
    bencher.bench(|| run(workspace().graph(), &text, Evaluator::Columns));
}
