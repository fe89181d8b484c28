//! How long each measure takes on a list of ties, in processor time of one thread: `benches/peers/measures.py` makes the
//! list, runs this and asks rustworkx the same. `ACTANT_TIES=FILE` names it: the number of nodes, then a tie a line as
//! `from to weight`. Without it there is nothing to measure.

use std::fs;
use std::hint::black_box;
use std::time::Duration;

use actant::graph::measure::{self, Ties};

/// A measure is taken again and again until this much time is spent on it, because the clock is coarse.
const SPEND: Duration = Duration::from_millis(300);
/// And all of that so often; the best counts, because others use the machine too.
const TIMES: usize = 5;

fn main() {
    let Some(path) = std::env::var_os("ACTANT_TIES") else {
        eprintln!("skipped: ACTANT_TIES names no list of ties; see benches/peers/measures.py");
        return;
    };
    let text = fs::read_to_string(path).expect("a list of ties");
    let mut lines = text.lines();
    let nodes: usize = lines.next().expect("a number of nodes").parse().expect("a number");
    let list: Vec<(u32, u32, f64)> = lines
        .map(|line| {
            let mut cells = line.split(' ').map(|cell| cell.parse::<f64>().expect("a number"));
            let mut next = || cells.next().expect("three cells");
            (next() as u32, next() as u32, next())
        })
        .collect();
    let ties = Ties::new(nodes, &list);
    take("build", || Ties::new(nodes, &list));
    take("in-degree", || measure::in_degree(&ties));
    take("pagerank", || measure::pagerank(&ties));
    take("betweenness", || measure::betweenness(&ties));
    take("closeness", || measure::closeness(&ties));
    take("eigenvector", || measure::eigenvector(&ties));
    take("hits", || measure::hits(&ties));
    take("weak", || measure::weak_components(&ties));
    take("strong", || measure::strong_components(&ties));
    take("core", || measure::core_numbers(&ties));
    take("cut-points", || measure::cut_points(&ties));
    take("leiden", || measure::leiden(&ties, 1.0, 0));
}

/// Prints the name of a measure and its best time in milliseconds.
fn take<T>(name: &str, measure: impl Fn() -> T) {
    let mut best = f64::MAX;
    for _ in 0..TIMES {
        let (before, mut runs, mut taken) = (spent(), 0, Duration::ZERO);
        while taken < SPEND {
            black_box(measure());
            runs += 1;
            taken = spent().saturating_sub(before);
        }
        best = best.min(taken.as_secs_f64() * 1e3 / f64::from(runs));
    }
    println!("{name} {best:.3}");
}

/// Gives the processor time of this thread.
fn spent() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    Duration::from_nanos(text.split(' ').next().and_then(|text| text.parse().ok()).expect("nanoseconds"))
}
