//! A network of stances as one that can be drawn and handed on: each line of its table is an edge, with its claims.

use std::collections::HashMap;

use crate::graph::measure::Likeness;
use crate::graph::{ClaimRef, Edge, Network, Node, NodeIndex, NodeKind, Tone};
use crate::query::{NamedNode, Table, Term};
use crate::store::{Graph, Graphs, StoreError};
use crate::workspace::ask::local;
use crate::workspace::lexicon::{find, text};
use crate::workspace::measure::{Measured, StanceNetwork};

/// Draws what was measured with the claims behind it. The strength of an edge is the weight of its line; a tie between two
/// actors has no direction. What brings together is drawn as cooperation, what sets apart as conflict.
///
/// # Errors
/// When the graph file is damaged.
pub(super) fn drawn(graph: &Graph, measured: &Measured, kind: StanceNetwork) -> Result<Network, StoreError> {
    let table = &measured.table;
    let (other, other_label, relation) = match kind {
        StanceNetwork::TwoMode => ("on", "on_label", "stance"),
        StanceNetwork::OneMode(Likeness::Congruence, _) => ("whom", "whom_label", "congruence"),
        StanceNetwork::OneMode(Likeness::Conflict, _) => ("whom", "whom_label", "conflict"),
        StanceNetwork::OneMode(Likeness::Subtract, _) => ("whom", "whom_label", "likeness"),
    };
    let mut claims = claims(measured.why.as_ref());
    let mut network = Network { undirected: kind != StanceNetwork::TwoMode, ..Network::default() };
    let mut places: HashMap<NamedNode, NodeIndex> = HashMap::new();
    for row in &table.rows {
        let word = |name: &str| word(table, row, name);
        let ends = [("who", "who_label"), (other, other_label)];
        let mut at = Vec::with_capacity(2);
        for (column, label) in ends {
            let Some(id) = named(table, row, column) else { continue };
            at.push(match places.get(&id) {
                Some(known) => *known,
                None => {
                    let class = class(graph, &id)?;
                    let node = Node { kind: NodeKind::of(&id), id: id.clone(), label: word(label), class };
                    *places.entry(id).or_insert(network.graph.add_node(node))
                }
            });
        }
        let strength: f64 = word("weight").parse().unwrap_or_default();
        let (label, tone) = match (kind, word("for").as_str(), word("against").as_str()) {
            (StanceNetwork::TwoMode, _, "0") => ("for", Tone::VerbalCooperation),
            (StanceNetwork::TwoMode, "0", _) => ("against", Tone::VerbalConflict),
            (StanceNetwork::TwoMode, ..) => ("for and against", Tone::Structural),
            (StanceNetwork::OneMode(Likeness::Conflict, _), ..) => (relation, Tone::VerbalConflict),
            _ if strength < 0.0 => (relation, Tone::VerbalConflict),
            _ => (relation, Tone::VerbalCooperation),
        };
        if let [from, to] = at[..] {
            let edge = Edge {
                relation: NamedNode::new_unchecked(format!("https://w3id.org/actant/ns#{relation}")),
                label: label.to_owned(),
                tone,
                status: "asserted".to_owned(),
                strength: Some(strength),
                claims: claims.remove(&word("line")).unwrap_or_default(),
            };
            network.graph.add_edge(from, to, edge);
        }
    }
    Ok(network)
}

/// Gives the claims behind each line, by its number.
fn claims(why: Option<&Table>) -> HashMap<String, Vec<ClaimRef>> {
    let mut claims: HashMap<String, Vec<ClaimRef>> = HashMap::new();
    for (table, row) in why.into_iter().flat_map(|table| table.rows.iter().map(move |row| (table, row))) {
        let Some(claim) = named(table, row, "claim") else { continue };
        let word = |name: &str| word(table, row, name);
        claims.entry(word("line")).or_default().push(ClaimRef {
            claim,
            about: None,
            about_label: String::new(),
            about_date: String::new(),
            about_days: [None; 2],
            date: word("date"),
            earliest: None,
            latest: None,
            source: named(table, row, "source"),
            source_label: word("source_label"),
            locator: word("locator"),
            quote: word("quote"),
            speaker: String::new(),
            row: word("row"),
            private: false,
        });
    }
    claims
}

fn word(table: &Table, row: &[Option<Term>], name: &str) -> String {
    table.column(name).and_then(|column| row[column].as_ref()).map(local).unwrap_or_default()
}

fn named(table: &Table, row: &[Option<Term>], name: &str) -> Option<NamedNode> {
    match row[table.column(name)?].as_ref()? {
        Term::NamedNode(node) => Some(node.clone()),
        _ => None,
    }
}

/// Gives the type of an actor, an event or a place; empty when nothing says it.
fn class(graph: &Graph, id: &NamedNode) -> Result<String, StoreError> {
    let (Some(node), Some(property)) = (graph.find(id.as_ref())?, find(graph, "act:type")?) else {
        return Ok(String::new());
    };
    let first = graph.quads(Some(node), Some(property), None, Graphs::Default)?.next();
    first.map_or(Ok(String::new()), |(_, _, class, _)| Ok(text(graph.term(class)?)))
}
