//! A network as two CSV files with the headers of `neo4j-admin database import`.

use std::io::{self, Write};

use crate::graph::{Network, NodeKind};
use crate::render::csv::{field, write_record};
use crate::render::facts::{evidence, facts, node_names};
use crate::render::{Formulas, Names};

/// Writes the nodes: `id:ID,name,class,iri,claims:int,:LABEL`, where the label is `Actor`, `Event`, `Place`, `Claim` or
/// `Other`.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn neo4j_nodes_csv(
    network: &Network,
    names: &Names,
    formulas: Formulas,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_record(["id:ID", "name", "class", "iri", "claims:int", ":LABEL"], out)?;
    let ids = node_names(network, names);
    for (index, node) in network.nodes() {
        let label = match node.kind {
            NodeKind::Actor => "Actor",
            NodeKind::Event => "Event",
            NodeKind::Place => "Place",
            NodeKind::Claim => "Claim",
            NodeKind::Other => "Other",
        };
        let claims = network.claims_at(index).to_string();
        let cells = [&ids[&index], &node.label, &node.class, node.id.as_str(), &claims, label];
        write_record(cells.map(|cell| field(cell, formulas)), out)?;
    }
    Ok(())
}

/// Writes the edges: `:START_ID,:END_ID,relation,label,tone,status,weight:int,claims:string[],sources:string[],since,
/// until,evidence,:TYPE`. The type is the relation type in capitals with `_` for `-`: `MEMBER_OF`. Lists are parted by
/// `;`, the lines of evidence by ` | `: the importer takes a line break in a cell only with `--multiline-fields=true`, which
/// a name or a quote with one still needs.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn neo4j_edges_csv(
    network: &Network,
    names: &Names,
    formulas: Formulas,
    out: &mut dyn Write,
) -> io::Result<()> {
    // A strength is seldom a whole number.
    let weight = match network.edges().any(|(_, _, edge)| edge.strength.is_some()) {
        true => "weight:double",
        false => "weight:int",
    };
    let headings = [
        ":START_ID",
        ":END_ID",
        "relation",
        "label",
        "tone",
        "status",
        weight,
        "claims:string[]",
        "sources:string[]",
        "since",
        "until",
        "evidence",
        ":TYPE",
    ];
    write_record(headings, out)?;
    let ids = node_names(network, names);
    for (from, to, edge) in network.edges() {
        let facts = facts(edge, names);
        let relation = names.short(edge.relation.as_str());
        let day = |day: Option<crate::graph::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let cells = [
            &ids[&from],
            &ids[&to],
            &*relation,
            &edge.label,
            edge.tone.word(),
            &edge.status,
            &edge.exact_weight(),
            &facts.claims.join(";"),
            &facts.sources.join(";"),
            &day(facts.since),
            &day(facts.until),
            &evidence(edge, names).collect::<Vec<_>>().join(" | "),
            &relation.to_uppercase().replace('-', "_"),
        ];
        write_record(cells.map(|cell| field(cell, formulas)), out)?;
    }
    Ok(())
}
