//! The sheets of Kumu: `Label,Type,Description,Tags` for elements and `From,To,Type,Label,Direction` for connections.
//! The type of a connection is its relation, and its label is where it has no type. A cell of `To` may name several.

use crate::ingest::foreign::{Plan, Rows, Sample, Signature, gephi};
use crate::model::Kind;

/// The sheet of connections.
pub(super) const CONNECTIONS: Signature =
    Signature { what: "Kumu connections", rows: Rows::Claims, family: "Kumu", plan: connections };

/// The sheet of elements.
pub(super) const ELEMENTS: Signature =
    Signature { what: "Kumu elements", rows: Rows::Entities(Kind::Actor), family: "Kumu", plan: elements };

fn connections(sample: &Sample<'_>) -> Option<Plan> {
    if !sample.has(&["from", "to"]) || !sample.lacks(&gephi::RELATIONS) {
        return None;
    }
    let plan = Plan {
        open: true,
        several: sample.column("to").map(|column| (column, '|')),
        remark: "the type of a connection is its relation, or else its label; one without either `links-to`",
        ..Plan::default()
    };
    Some(
        plan.with(sample, &[("subject", "from"), ("object", "to"), ("note", "description")])
            .derive(sample, "relation", &["type", "label", "direction"], relation)
            .keep(sample, &["id", "label", "direction", "tags", "strength", "count", "status"]),
    )
}

fn relation(cells: &[&str], out: &mut String) {
    let [kind, label, direction] = cells else { return };
    out.push_str(match () {
        () if !kind.is_empty() => kind,
        () if !label.is_empty() => label,
        () if direction.eq_ignore_ascii_case("undirected") => "linked-to",
        () => "links-to",
    });
}

fn elements(sample: &Sample<'_>) -> Option<Plan> {
    if !sample.has(&["label"]) || !sample.lacks(&["from", "to", "source", "target", "node1", "node2"]) {
        return None;
    }
    let plan = Plan { open: true, ..Plan::default() };
    let plan = plan.with(sample, &[("label", "label"), ("type", "type"), ("note", "description")]);
    let plan = match sample.column("id") {
        Some(_) => plan.derive(sample, "id", &["id", "label"], id).replacing(),
        None => plan.derive(sample, "id", &["label"], id),
    };
    Some(plan.keep(sample, &["tags", "image", "part of", "country"]))
}

fn id(cells: &[&str], out: &mut String) {
    out.push_str(cells.iter().copied().find(|cell| !cell.is_empty()).unwrap_or_default());
}
