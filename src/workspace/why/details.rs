//! What stands on the sheet of a claim beyond what an answer shows of it.

use crate::query::{Literal, Table, Term};
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::ask::local;
use crate::workspace::complete::Reader;
use crate::workspace::lexicon::find;
use crate::workspace::why::part::Part;

/// Adds the columns of an explanation.
pub(super) fn with_details(
    graph: &Graph,
    mut table: Table,
    part: impl Fn(&[Option<Term>]) -> Part,
) -> Result<Table, StoreError> {
    let reader = Reader::new(graph)?;
    let [url, note, source] = ["schema:url", "skos:note", "dcterms:source"].map(|name| find(graph, name));
    let (url, note, source) = (url?, note?, source?);
    let value = |id: Option<TermId>, property: Option<TermId>| -> Result<Option<TermId>, StoreError> {
        let (Some(id), Some(property)) = (id, property) else { return Ok(None) };
        let mut values = graph.quads(Some(id), Some(property), None, Graphs::Default)?;
        Ok(values.next().map(|(_, _, value, _)| value))
    };
    let term = |id: Option<TermId>| id.map(|id| graph.term(id)).transpose();
    let column = table.column("claim");
    let end = |name: &str| table.column(&format!("{name}_label")).or(table.column(name));
    let ends = end("who").zip(table.column("relation")).zip(end("whom"));
    for row in &mut table.rows {
        let claim = column.and_then(|column| row[column].clone());
        let id = claim.as_ref().map(|claim| graph.find(claim.as_ref())).transpose()?.flatten();
        let says = match id {
            Some(_) => claim.as_ref().map(|claim| reader.sentence(claim)).transpose()?.flatten(),
            None => ends.map(|ends| said(graph, row, ends)).transpose()?,
        };
        let part = part(row);
        row.push(says.map(|says| Literal::new_simple_literal(says).into()));
        row.push(Some(Literal::new_simple_literal(part.word()).into()));
        row.push(term(value(value(id, source)?, url)?)?);
        row.push(term(value(id, note)?)?);
    }
    table.columns.extend(["says", "part", "url", "note"].map(str::to_owned));
    Ok(table)
}

/// Says what a line says that is no claim.
fn said(
    graph: &Graph,
    row: &[Option<Term>],
    ((who, relation), whom): ((usize, usize), usize),
) -> Result<String, StoreError> {
    let word = |column: usize| row[column].as_ref().map(local).unwrap_or_default();
    let id = row[relation].as_ref().map(|relation| graph.find(relation.as_ref())).transpose()?.flatten();
    let label = match (id, find(graph, "skos:prefLabel")?) {
        (Some(id), Some(label)) => graph.quads(Some(id), Some(label), None, Graphs::Default)?.next(),
        _ => None,
    };
    let relation = match label {
        Some((_, _, label, _)) => local(&graph.term(label)?),
        None => word(relation),
    };
    Ok(format!("{} – {relation} → {}", word(who), word(whom)))
}
