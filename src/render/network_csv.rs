//! A network as two CSV files with the headings that Gephi looks for.

use std::io::{self, Write};

use crate::graph::{Day, Network};
use crate::render::csv::{field, write_record};
use crate::render::facts::{evidence_text, facts, node_names};
use crate::render::{Formulas, Names};

/// Writes the nodes: `Id,Label,Kind,Type,Claims`, where `Claims` counts the claims at the node's edges.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn nodes_csv(
    network: &Network,
    names: &Names,
    formulas: Formulas,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_record(["Id", "Label", "Kind", "Type", "Claims"], out)?;
    let ids = node_names(network, names);
    for (index, node) in network.nodes() {
        let cells = [
            &ids[&index],
            node.label.as_str(),
            node.kind.word(),
            &node.class,
            &network.claims_at(index).to_string(),
        ];
        write_record(cells.map(|cell| field(cell, formulas)), out)?;
    }
    Ok(())
}

/// Writes the edges: `Source,Target,Type,Id,Label,Weight,Relation,Tone,Status,Claims,Sources,Since,Until,
/// Evidence`.
///
/// `Type` is `Directed` but for likeness, `Weight` the number of distinct sources (1 when no claim names one), `Claims` the
/// ids of the claims and `Sources` those of the documents, separated by `; `, `Evidence` a line for
/// each claim: where it is written, who says it, and in which words.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn edges_csv(
    network: &Network,
    names: &Names,
    formulas: Formulas,
    out: &mut dyn Write,
) -> io::Result<()> {
    let headings = [
        "Source", "Target", "Type", "Id", "Label", "Weight", "Relation", "Tone", "Status", "Claims",
        "Sources", "Since", "Until", "Evidence",
    ];
    write_record(headings, out)?;
    let direction = if network.undirected { "Undirected" } else { "Directed" };
    let ids = node_names(network, names);
    for (number, (from, to, edge)) in network.edges().enumerate() {
        let facts = facts(edge, names);
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let cells = [
            &ids[&from],
            &ids[&to],
            direction,
            &number.to_string(),
            edge.label.as_str(),
            &edge.exact_weight(),
            &names.short(edge.relation.as_str()),
            edge.tone.word(),
            &edge.status,
            &facts.claims.join("; "),
            &facts.sources.join("; "),
            &day(facts.since),
            &day(facts.until),
            &evidence_text(edge, names),
        ];
        write_record(cells.map(|cell| field(cell, formulas)), out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::graph::story::{BASE, row, table};
    use crate::graph::{Network, network};
    use crate::render::{Formulas, Names, edges_csv, nodes_csv};

    fn two_edges() -> Network {
        network(&table(&[
            row("k1", "actor/pakistan", "blames", "actor/militants")
                .text("subject_label", "Pakistan")
                .text("subject_type", "state")
                .text("quad", "verbal-conflict")
                .source("s1"),
            row("k2", "actor/pakistan", "blames", "actor/militants").source("s2"),
            row("k3", "actor/militants", "targets", "event/attack")
                .text("object_label", "=attack")
                .status("alleged"),
        ]))
        .expect("a network")
    }

    #[test]
    fn gives_gephi_its_headings() {
        let names = Names::new(BASE);
        let mut out = Vec::new();
        nodes_csv(&two_edges(), &names, Formulas::Defused, &mut out).expect("written");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "Id,Label,Kind,Type,Claims\r\npakistan,Pakistan,actor,state,2\r\nmilitants,militants,actor,,3\r\n\
             event/attack,'=attack,event,,1\r\n"
        );
        let mut out = Vec::new();
        edges_csv(&two_edges(), &names, Formulas::Defused, &mut out).expect("written");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "Source,Target,Type,Id,Label,Weight,Relation,Tone,Status,Claims,Sources,Since,Until,Evidence\r\n\
             pakistan,militants,Directed,0,blames,2,blames,verbal-conflict,asserted,k1; k2,s1; s2,,,\"k1\nk2\"\r\n\
             militants,event/attack,Directed,1,targets,1,targets,structural,alleged,k3,,,,k3\r\n"
        );
    }
}
