//! The event data of ICEWS (Boschee et al., Harvard Dataverse): twenty columns between tabs. `Source Name` acts, and
//! is no document. Event ids repeat when an event has several pairs of parties, so they are no ids of claims.

use crate::ingest::foreign::{Plan, Rows, Sample, Signature};

/// Events.
pub(super) const EVENTS: Signature =
    Signature { what: "ICEWS events", rows: Rows::Claims, family: "ICEWS", plan };

fn plan(sample: &Sample<'_>) -> Option<Plan> {
    let columns = ["event id", "event date", "source name", "cameo code", "event text", "target name"];
    if !sample.has(&columns) {
        return None;
    }
    let plan = Plan {
        missing: &["NA"],
        coded: true,
        remark: "the source is who acts, the publisher is the document; event ids repeat",
        ..Plan::default()
    };
    let own = [
        ("subject", "source name"),
        ("object", "target name"),
        ("date", "event date"),
        ("source", "publisher"),
    ];
    Some(plan.with(sample, &own).derive(sample, "relation", &["cameo code", "event text"], relation).derive(
        sample,
        "locator",
        &["story id", "sentence number"],
        locator,
    ))
}

/// Writes the code and, after a tab, the words.
fn relation(cells: &[&str], out: &mut String) {
    let [code, words] = cells else { return };
    if !code.is_empty() || !words.is_empty() {
        out.push_str(code);
        out.push('\t');
        out.push_str(words);
    }
}

fn locator(cells: &[&str], out: &mut String) {
    for (name, cell) in ["story", "sentence"].iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(name);
        out.push(' ');
        out.push_str(cell);
    }
}
