//! How a query was run, for people: one line for each operator, those that feed it under it.
//!
//! It tells times, so it is the one output that is another each time; it never stands beside an answer.

use std::fmt::Write;
use std::time::Duration;

use crate::query::{Explained, Explanation};

/// Writes who answered a query, and for each operator the rows it gave, the rows it was expected to give, and its
/// own time.
pub fn explanation(explained: &Explained) -> String {
    let total = milliseconds(explained.time);
    let Some(operators) = &explained.operators else {
        return format!("answered row by row, by Oxigraph's evaluator, in {total}\n");
    };
    let mut lines = Vec::new();
    gather(operators, 0, &mut lines);
    let heading = ["rows", "expected", "time", "operator"].map(str::to_owned);
    let width = |column: usize| {
        let cells = std::iter::once(&heading).chain(&lines).map(|line| line[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let mut text = format!("answered in batches, by the engine over columns, in {total}\n\n");
    for line in std::iter::once(&heading).chain(&lines) {
        let [rows, expected, time, operator] = line;
        let [first, second, third] = widths;
        // Writing to a string does not fail.
        let _ = writeln!(text, "{rows:>first$}  {expected:>second$}  {time:>third$}  {operator}");
    }
    text
}

fn gather(explanation: &Explanation, depth: usize, lines: &mut Vec<[String; 4]>) {
    lines.push([
        explanation.rows.to_string(),
        format!("{:.0}", explanation.estimated),
        milliseconds(explanation.time),
        format!("{}{}", "  ".repeat(depth), shorten(&explanation.operator)),
    ]);
    for input in &explanation.inputs {
        gather(input, depth + 1, lines);
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// Leaves the namespace of every IRI out.
fn shorten(operator: &str) -> String {
    let mut short = String::new();
    let mut rest = operator;
    while let Some(start) = rest.find('<') {
        short.push_str(&rest[..start]);
        let iri = &rest[start..];
        let end = iri.find('>').map_or(iri.len(), |end| end + 1);
        let name = iri[..end].trim_matches(['<', '>']);
        short.push_str(name.rsplit(['/', '#']).find(|part| !part.is_empty()).unwrap_or(name));
        rest = &iri[end..];
    }
    short.push_str(rest);
    short
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::explanation;
    use crate::query::{Explained, Explanation};

    #[test]
    fn operators_stand_under_what_they_feed() {
        let scan = Explanation {
            operator: "scan ?c <https://example.org/ns#predicate> <https://example.org/blames>".to_owned(),
            estimated: 12.4,
            rows: 12,
            time: Duration::from_micros(40),
            inputs: Vec::new(),
        };
        let group = Explanation {
            operator: "group by ?o".to_owned(),
            estimated: 3.0,
            rows: 5,
            time: Duration::from_micros(1_200),
            inputs: vec![scan],
        };
        let explained = Explained { time: Duration::from_millis(2), operators: Some(group) };
        let lines: Vec<String> = explanation(&explained).lines().map(str::to_owned).collect();
        assert_eq!(
            lines,
            [
                "answered in batches, by the engine over columns, in 2.00 ms",
                "",
                "rows  expected     time  operator",
                "   5         3  1.20 ms  group by ?o",
                "  12        12  0.04 ms    scan ?c predicate blames",
            ]
        );
        let by_rows = Explained { operators: None, ..explained };
        assert_eq!(explanation(&by_rows), "answered row by row, by Oxigraph's evaluator, in 2.00 ms\n");
    }
}
