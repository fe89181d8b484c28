//! By which rules an answer follows from claims that say it in other words, or along a chain of them.

use crate::query::{Literal, Table, Term};
use crate::question::{Reading, Shape};
use crate::rdf::Rule;
use crate::store::{Graph, Graphs, StoreError};
use crate::workspace::ask::local;
use crate::workspace::complete::complete;
use crate::workspace::lexicon::find;
use crate::workspace::selected::by_iri;
use crate::workspace::why::{in_order, iri};
use crate::workspace::{Workspace, WorkspaceError};

/// The status of a line that no claim states.
pub(super) const DERIVED: &str = "derived";
/// Marks, while a table is being made, the claims that a line above them follows from.
pub(super) const SUPPORT: &str = "support";

/// Names the rules by which what was asked follows from a claim that says it in other words: read from its other end,
/// or by a narrower relation.
pub(super) fn with_rules(graph: &Graph, reading: &Reading, mut table: Table) -> Result<Table, StoreError> {
    let rule = match table.column("rule") {
        Some(rule) => rule,
        None => {
            table.columns.push("rule".to_owned());
            table.rows.iter_mut().for_each(|row| row.push(None));
            table.columns.len() - 1
        }
    };
    let Shape::Claims(selection) = &reading.shape else { return Ok(table) };
    let [who, relation, claim] = ["who", "relation", "claim"].map(|name| table.column(name));
    let subject = find(graph, "rdf:subject")?;
    let is_turned = |row: &[Option<Term>]| -> Result<bool, StoreError> {
        let cell = |column: Option<usize>| column.and_then(|column| row[column].as_ref());
        let (Some(who), Some(claim), Some(subject)) = (cell(who), cell(claim), subject) else {
            return Ok(false);
        };
        let (Some(who), Some(claim)) = (graph.find(who.as_ref())?, graph.find(claim.as_ref())?) else {
            return Ok(false);
        };
        Ok(graph.count(Some(claim), Some(subject), Some(who), Graphs::Default)? == 0)
    };
    let asked: &[String] = &selection.relations[..selection.relations.len() - selection.narrower];
    for row in table.rows.iter_mut().filter(|row| row[rule].is_none()) {
        let mut rules = Vec::new();
        if selection.inverse {
            rules.push(Rule::Inverse);
        }
        if selection.turns() && is_turned(row)? {
            rules.push(Rule::Symmetric);
        }
        let relation = relation.and_then(|column| iri(row[column].as_ref()?));
        if relation
            .is_some_and(|relation| selection.relations.contains(&relation) && !asked.contains(&relation))
        {
            rules.push(Rule::Broader);
        }
        rules.sort();
        let words: Vec<&str> = rules.into_iter().map(Rule::word).collect();
        row[rule] = (!words.is_empty()).then(|| Literal::new_simple_literal(words.join(", ")).into());
    }
    Ok(table)
}

/// Puts under each line that no claim states the claims that it follows from, in the order of the chain.
pub(super) fn with_support(workspace: &Workspace, mut table: Table) -> Result<Table, WorkspaceError> {
    let (Some(status), Some(claim), Some(rule)) =
        (table.column("status"), table.column("claim"), table.column("rule"))
    else {
        return Ok(table);
    };
    let base = &workspace.summary().base;
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in std::mem::take(&mut table.rows) {
        let follows = row[status].as_ref().is_some_and(|term| local(term) == DERIVED);
        let ids = row[claim].as_ref().filter(|_| follows).map(local).unwrap_or_default();
        rows.push(row);
        let claims: Vec<String> = ids.split_whitespace().map(|id| format!("{base}claim/{id}")).collect();
        if claims.is_empty() {
            continue;
        }
        let mut support = by_iri(workspace, &claims)?;
        in_order(&mut support, &claims);
        complete(workspace.graph(), &mut support)?;
        for found in support.rows {
            let cell = |name: &String| support.columns.iter().position(|known| known == name);
            let mut row: Vec<Option<Term>> = table
                .columns
                .iter()
                .map(|name| cell(name).and_then(|column| found[column].clone()))
                .collect();
            row[rule] = Some(Literal::new_simple_literal(SUPPORT).into());
            rows.push(row);
        }
    }
    Ok(Table { rows, ..table })
}
