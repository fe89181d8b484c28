//! The questions of `questions.rq.txt` and the queries of the catalogue in process, every string of the answer touched, in
//! the lines of `peers/compare.py`: `cargo bench --bench in_process`.
//!
//! Beside each question stands hand-written code that has nothing to do but the question, over the same columns laid
//! out as plain arrays. `ACTANT_BENCH_DIR=FOLDER` measures another folder than the 100,000 made-up rows.

mod floor;
mod support;

use std::time::{Duration, Instant};

use actant::query::{Found, Options, Query, TermRef, find};
use actant::store::Graph;
use actant::workspace::{QueryOptions, Scope, Workspace};

use crate::floor::Floor;

fn main() {
    let folder = support::folder();
    let workspace = Workspace::open(&folder).expect("the folder opens");
    let graph = workspace.graph();
    let floor = Floor::new(graph, &support::parameters(graph));
    for (name, text) in support::questions(graph) {
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
