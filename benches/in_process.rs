//! The questions of `questions.rq.txt` and the queries of the catalogue in process, every string of the answer touched, in
//! the lines of `peers/compare.py`: `cargo bench --bench in_process`.
//!
//! Then come q2 with its patterns written in sixteen orders, the planning of twelve patterns, and q2 in a process of its own.
//!
//! Beside each question stands hand-written code that has nothing to do but the question, over the same columns laid
//! out as plain arrays. `ACTANT_BENCH_DIR=FOLDER` measures another folder than the 100,000 made-up rows.

mod floor;
mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use actant::query::{Found, Options, Query, TermRef, check, find};
use actant::store::Graph;
use actant::workspace::{QueryOptions, Scope, Workspace};

use crate::floor::Floor;

fn main() {
    let folder = support::folder();
    let workspace = Workspace::open(&folder).expect("the folder opens");
    let graph = workspace.graph();
    let floor = Floor::new(graph, &support::parameters(graph));
    // `-- q3 q4g` asks these questions and no more; cargo adds an option of its own.
    let only: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let questions = support::questions(graph).into_iter();
    for (name, text) in questions.filter(|(name, _)| only.is_empty() || only.contains(name)) {
        let query = Query::new("bench", &text).expect("a query");
        let (rows, [first, median, touched]) = times(|| {
            let (found, _) = find(graph, None, &query, &[], Options::default()).expect("it runs");
            found
        });
        let (by_hand, answer) = by_hand(&floor, &name, graph);
        println!(
            "actant\t{name}\trows={rows}\tmedian_ms={median:.3}\tof_that_touching_ms={touched:.3}\tfirst_ms={first:.3}\t\
             by_hand_ms={by_hand:.3}\tby_hand={answer}"
        );
    }
    if !only.is_empty() {
        return;
    }
    orders(graph);
    let [all, parsing] = planning(graph);
    println!("actant\tplan-of-12\tbest_ms={all:.3}\tof_that_parsing_ms={parsing:.3}");
    println!("actant\tcold-q2\tbest_ms={:.2}", cold(&folder, &question(graph, "q2")));
    let (catalogue, _) = workspace.catalogue();
    for query in catalogue.iter() {
        let (rows, [first, median, touched]) = times(|| {
            let found = workspace.find(query, &[], Scope::default(), QueryOptions::default());
            found.expect("it runs").0
        });
        println!(
            "actant\t{}\trows={rows}\tmedian_ms={median:.2}\tof_that_touching_ms={touched:.2}\tfirst_ms={first:.2}",
            query.name()
        );
    }
}

fn question(graph: &Graph, name: &str) -> String {
    let questions = support::questions(graph);
    questions.into_iter().find(|(known, _)| known == name).expect("a question of that name").1
}

/// Runs q2 with its patterns written in sixteen orders, in turn, and shows the best and the worst of their medians.
fn orders(graph: &Graph) {
    let text = question(graph, "q2");
    let (head, body) = text.split_once("{ ").expect("a pattern");
    let mut patterns = Vec::new();
    for part in body.trim().trim_end_matches('}').split(" . ") {
        let (subject, rest) = part.trim().split_once(' ').expect("a subject");
        patterns.extend(rest.split(" ; ").map(|rest| format!("{subject} {rest}")));
    }
    let mut queries = Vec::new();
    for _ in 0..2 {
        for _ in 0..patterns.len() {
            patterns.rotate_left(1);
            let text = format!("{head}{{ {} }}", patterns.join(" . "));
            queries.push(Query::new("bench", &text).expect("a query"));
        }
        patterns.reverse();
    }
    let mut times = vec![Vec::new(); queries.len()];
    for _ in 0..31 {
        for (query, times) in queries.iter().zip(&mut times) {
            let start = Instant::now();
            divan::black_box(find(graph, None, query, &[], Options::default()).expect("it runs"));
            times.push(milliseconds(start));
        }
    }
    let mut medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    medians.sort_by(f64::total_cmp);
    let (best, worst) = (medians[0], medians[medians.len() - 1]);
    println!(
        "actant\twritten-order\torders={}\tbest_ms={best:.3}\tworst_ms={worst:.3}\tratio={:.2}",
        medians.len(),
        worst / best
    );
}

/// Plans twelve patterns, of which the first to run finds nothing; gives the best time with parsing, and that of parsing
/// alone, in milliseconds.
fn planning(graph: &Graph) -> [f64; 2] {
    let star = |claim: &str, object: &str| {
        format!(
            "?{claim} rdf:predicate rel:blames ; schema:about ?e ; rdf:object ?{object} ; dcterms:source ?s{claim} .
             ?{object} skos:prefLabel ?l{object} ."
        )
    };
    let head = question(graph, "q3");
    let prefixes = head.split("SELECT").next().unwrap_or_default();
    let (one, other) = (star("a", "x"), star("b", "y"));
    let text = format!("{prefixes} SELECT * {{ {one} {other} ?e skos:prefLabel ?l . ?e rel:nowhere ?n }}");
    let query = Query::new("bench", &text).expect("a query");
    let answer =
        || drop(divan::black_box(find(graph, None, &query, &[], Options::default()).expect("it runs")));
    let parse = || check(&query).expect("a query");
    [best(&answer), best(&parse)]
}

fn best(run: &dyn Fn()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        run();
        milliseconds(start)
    };
    (0..101).map(time).fold(f64::INFINITY, f64::min)
}

/// Answers a query in a process of its own that opens the graph first and writes the rows nowhere; gives the best time
/// of some, in milliseconds.
fn cold(folder: &Path, text: &str) -> f64 {
    let file = std::env::temp_dir().join(format!("actant-bench-{}.rq", std::process::id()));
    std::fs::write(&file, text).expect("the query is written");
    let run = |_| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
        command.arg("-d").arg(folder).arg("query").arg(&file).args(["--format", "csv"]).stdout(Stdio::null());
        let start = Instant::now();
        assert!(command.status().expect("it starts").success());
        milliseconds(start)
    };
    let best = (0..15).map(run).fold(f64::INFINITY, f64::min);
    std::fs::remove_file(&file).expect("it is there");
    best
}

/// Runs a query for two seconds, or 101 times; gives the number of its rows, and in milliseconds the first time, the
/// median time, and the median time that touching the strings took of it.
fn times<'g>(run: impl Fn() -> Found<'g>) -> (usize, [f64; 3]) {
    let began = Instant::now();
    let (mut times, mut touches, mut rows) = (Vec::new(), Vec::new(), 1);
    while times.len() < 101 && (times.len() < 3 || began.elapsed() < Duration::from_secs(2)) {
        let start = Instant::now();
        let found = run();
        let ready = Instant::now();
        if let Found::Solutions(solutions) = &found {
            rows = solutions.len();
            for column in 0..solutions.columns().len() {
                let mut sum = 0;
                solutions.column(column, |term| sum += term.map_or(0, touch)).expect("undamaged");
                divan::black_box(sum);
            }
        }
        touches.push(milliseconds(ready));
        times.push(milliseconds(start));
    }
    (rows, [times[0], median(&mut times), median(&mut touches)])
}

fn by_hand(floor: &Floor, name: &str, graph: &Graph) -> (f64, usize) {
    let mut times = Vec::new();
    let mut answer = 0;
    for _ in 0..101 {
        let start = Instant::now();
        answer = divan::black_box(floor.answer(name, graph));
        times.push(milliseconds(start));
    }
    (median(&mut times), answer)
}

/// Looks at the text of a term.
fn touch(term: TermRef<'_>) -> usize {
    let text = match term {
        TermRef::NamedNode(node) => node.as_str(),
        TermRef::BlankNode(node) => node.as_str(),
        TermRef::Literal(literal) => literal.value(),
    };
    text.len() + text.bytes().next().map_or(0, usize::from)
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
