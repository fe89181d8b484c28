//! What is counted, in the text format of Prometheus.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The upper ends of the classes of time, in milliseconds.
const CLASSES: [u64; 10] = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000];
const STATUSES: [u16; 16] = [200, 204, 304, 400, 401, 403, 404, 405, 406, 413, 415, 421, 500, 503, 504, 0];
const ROUTES: [&str; 6] = ["sparql", "ask", "questions", "description", "page", "other"];

/// Counts what happens.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    requests: [[AtomicU64; STATUSES.len()]; ROUTES.len()],
    times: [AtomicU64; CLASSES.len() + 1],
    time: AtomicU64,
    pub(super) connections: AtomicU64,
    pub(super) refused_connections: AtomicU64,
    pub(super) waiting: AtomicU64,
    pub(super) running: AtomicU64,
    pub(super) started_workers: AtomicU64,
    pub(super) late_workers: AtomicU64,
    pub(super) full_workers: AtomicU64,
    pub(super) lost_workers: AtomicU64,
    pub(super) graphs: AtomicU64,
}

impl Metrics {
    /// Counts an answer.
    pub(super) fn answered(&self, route: &str, status: u16, took: Duration) {
        let route = ROUTES.iter().position(|known| *known == route).unwrap_or(ROUTES.len() - 1);
        let status = STATUSES.iter().position(|known| *known == status).unwrap_or(STATUSES.len() - 1);
        self.requests[route][status].fetch_add(1, Ordering::Relaxed);
        let class =
            CLASSES.iter().position(|end| took <= Duration::from_millis(*end)).unwrap_or(CLASSES.len());
        self.times[class].fetch_add(1, Ordering::Relaxed);
        self.time.fetch_add(took.as_micros() as u64, Ordering::Relaxed);
    }

    /// Writes what was counted.
    pub(super) fn text(&self, version: &str, is_stale: bool) -> String {
        let mut text = String::new();
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut family = |name: &str, kind: &str, help: &str, lines: &[(String, String)]| {
            let _ = writeln!(text, "# HELP actant_{name} {help}\n# TYPE actant_{name} {kind}");
            for (labels, value) in lines {
                let _ = writeln!(text, "actant_{name}{labels} {value}");
            }
        };
        let mut requests = Vec::new();
        for (route, statuses) in ROUTES.iter().zip(&self.requests) {
            for (status, count) in STATUSES.iter().zip(statuses) {
                if get(count) > 0 {
                    let status = if *status == 0 { "other".to_owned() } else { status.to_string() };
                    requests
                        .push((format!("{{route=\"{route}\",status=\"{status}\"}}"), get(count).to_string()));
                }
            }
        }
        family("requests_total", "counter", "Answers by route and status.", &requests);
        let mut times = Vec::new();
        let mut sum = 0;
        for (index, count) in self.times.iter().enumerate() {
            sum += get(count);
            let end = CLASSES.get(index).map_or("+Inf".to_owned(), |end| (*end as f64 / 1000.0).to_string());
            times.push((format!("_bucket{{le=\"{end}\"}}"), sum.to_string()));
        }
        times.push(("_sum".to_owned(), (get(&self.time) as f64 / 1e6).to_string()));
        times.push(("_count".to_owned(), sum.to_string()));
        family("request_seconds", "histogram", "Time to an answer.", &times);
        let ends =
            [("deadline", &self.late_workers), ("memory", &self.full_workers), ("crash", &self.lost_workers)];
        let ends = ends.map(|(reason, count)| (format!("{{reason=\"{reason}\"}}"), get(count).to_string()));
        family("workers_ended_total", "counter", "Workers that did not survive a query, by reason.", &ends);
        let stale = u64::from(is_stale).to_string();
        for (name, kind, help, value) in [
            ("workers_started_total", "counter", "Workers started.", get(&self.started_workers).to_string()),
            ("graphs_total", "counter", "Graphs published since the start.", get(&self.graphs).to_string()),
            ("connections", "gauge", "Open connections.", get(&self.connections).to_string()),
            (
                "connections_refused_total",
                "counter",
                "Connections turned away.",
                get(&self.refused_connections).to_string(),
            ),
            ("requests_waiting", "gauge", "Requests that wait for a worker.", get(&self.waiting).to_string()),
            ("requests_running", "gauge", "Requests that a worker has.", get(&self.running).to_string()),
            ("graph_stale", "gauge", "1 when the tables have errors and an older graph answers.", stale),
        ] {
            family(name, kind, help, &[(String::new(), value)]);
        }
        family(
            "graph_info",
            "gauge",
            "The graph that answers.",
            &[(format!("{{version=\"{version}\"}}"), "1".to_owned())],
        );
        text
    }
}
