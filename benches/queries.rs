//! How long the questions of `questions.rq.txt` take through SPARQL, every term of the answer made, and what the
//! order in which a query is written does to it: `cargo bench --bench queries`.
//!
//! `ACTANT_BENCH_DIR=FOLDER` measures another folder than the 100,000 made-up rows.

mod support;

use std::sync::OnceLock;

use actant::store::sparql::{QueryResults, evaluate, parse};
use actant::store::{Graph, Term};
use actant::workspace::Workspace;
use divan::Bencher;

fn main() {
    divan::main();
}

fn graph() -> &'static Graph {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(|| Workspace::open(&support::folder()).expect("the folder opens")).graph()
}

/// Runs a query and touches every term of its answer; gives the number of rows.
fn run(graph: &Graph, text: &str) -> usize {
    let query = parse(text).expect("valid SPARQL");
    match evaluate(graph, &query).expect("it runs") {
        QueryResults::Solutions(solutions) => solutions
            .map(|solution| {
                let solution = solution.expect("undamaged");
                let terms: Vec<&Term> = solution.iter().map(|(_, term)| term).collect();
                divan::black_box(terms);
            })
            .count(),
        _ => 0,
    }
}

#[divan::bench(args = ["q1", "q2", "q3", "q4", "q4g", "q5"], sample_count = 5, sample_size = 1)]
fn question(bencher: Bencher<'_, '_>, name: &str) {
    let questions = support::questions(graph());
    let (_, text) = questions.iter().find(|(known, _)| known == name).expect("a question of that name");
    bencher.bench(|| run(graph(), text));
}

/// Q2 as written, and with its most selective pattern last.
#[divan::bench(args = ["best", "worst"], sample_count = 5, sample_size = 1)]
fn written_order(bencher: Bencher<'_, '_>, order: &str) {
    let questions = support::questions(graph());
    let (_, text) = questions.iter().find(|(name, _)| name == "q2").expect("q2");
    let (head, body) = text.split_once('{').expect("a pattern");
    let event = body.split("schema:about ").nth(1).and_then(|rest| rest.split(' ').next()).expect("an event");
    let selective = format!("?c schema:about {event} .");
    let rest = body.trim_end_matches([' ', '}', '\n']).replace(&format!("schema:about {event} ;"), "");
    let text = match order {
        "best" => format!("{head}{{ {selective} {rest} }}"),
        _ => format!("{head}{{ {rest} . {selective} }}"),
    };
    bencher.bench(|| run(graph(), &text));
}
