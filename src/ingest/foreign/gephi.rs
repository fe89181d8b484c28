//! The tables of Gephi: `Id,Label` for nodes and `Source,Target,Type,Id,Label,Weight` for edges. `Source` acts, and
//! `Type` says whether an edge has a direction. The label of an edge is its relation.

use crate::ingest::foreign::{Plan, Rows, Sample, Signature};
use crate::model::Kind;

/// The table of edges.
pub(super) const EDGES: Signature =
    Signature { what: "Gephi edges", rows: Rows::Claims, family: "Gephi", plan: edges };

/// The table of nodes.
pub(super) const NODES: Signature =
    Signature { what: "Gephi nodes", rows: Rows::Entities(Kind::Actor), family: "Gephi", plan: nodes };

/// Names of columns that would say what the relation is.
pub(super) const RELATIONS: [&str; 7] =
    ["relation", "predicate", "verb", "relationship", "relation type", "relationship type", "action"];

fn edges(sample: &Sample<'_>) -> Option<Plan> {
    if !sample.has(&["source", "target"]) || !sample.lacks(&RELATIONS) {
        return None;
    }
    let directed = |cell: &str| ["directed", "undirected", "mixed"].contains(&cell.to_lowercase().as_str());
    if sample.column("type").is_some_and(|column| !sample.cells(column).all(directed)) {
        return None;
    }
    let plan = Plan {
        open: true,
        remark: "an edge without a label `links-to`, or is `linked-to` when it has no direction",
        ..Plan::default()
    };
    Some(
        plan.with(sample, &[("subject", "source"), ("object", "target")])
            .derive(sample, "relation", &["label", "type"], relation)
            .keep(sample, &["id", "type", "weight", "kind", "interval", "timeset", "count", "status"]),
    )
}

fn relation(cells: &[&str], out: &mut String) {
    let [label, kind] = cells else { return };
    out.push_str(match () {
        () if !label.is_empty() => label,
        () if kind.eq_ignore_ascii_case("undirected") => "linked-to",
        () => "links-to",
    });
}

fn nodes(sample: &Sample<'_>) -> Option<Plan> {
    if !sample.has(&["id"]) || !sample.lacks(&["source", "target", "from", "to", "node1", "subject"]) {
        return None;
    }
    let plan = Plan { open: true, ..Plan::default() };
    Some(plan.with(sample, &[("id", "id"), ("label", "label")]).keep(sample, &["part of", "country"]))
}
