//! The lines of an answer that no claim states and that follow from a chain of claims: marked as such, with the rule
//! and the rows that they rest on.

use std::collections::BTreeSet;

use crate::query::{Literal, NamedNode, Table, Term};
use crate::question::{Role, Selection};
use crate::rdf::vocabulary::DERIVED;
use crate::store::{Graph, Graphs, StoreError};
use crate::workspace::ask::local;
use crate::workspace::derived::{DerivedTie, along_chains};
use crate::workspace::lexicon::{find, text};
use crate::workspace::scope::Judgement;

/// Adds to an answer the ties that follow along a chain of claims, all of them in, and that no line of the answer
/// states already; counts them. What follows from one claim alone is that claim, said in other words, and not added.
///
/// Such a line has the status `derived`, its rules in a column `rule`, which is there when such a line is, and in
/// `claim` and `row` every claim that it rests on, in the order of the chain.
pub(super) fn add(
    graph: &Graph,
    judgement: &Judgement,
    selection: &Selection,
    table: &mut Table,
) -> Result<usize, StoreError> {
    let mut ties = ties(graph, judgement, selection)?;
    if ties.is_empty() {
        return Ok(0);
    }
    let columns = ["who", "relation", "whom"].map(|name| table.column(name));
    let stated: BTreeSet<[String; 3]> = (table.rows.iter())
        .map(|row| {
            columns.map(|column| {
                column.and_then(|column| row[column].as_ref()).map_or_else(String::new, ToString::to_string)
            })
        })
        .collect();
    let mut wanted = Vec::new();
    for tie in ties.drain(..) {
        let known = stated.contains(&[&tie.subject, &tie.relation, &tie.object].map(ToString::to_string));
        if !known
            && is_of(graph, &tie.subject, &selection.who)?
            && is_of(graph, &tie.object, &selection.whom)?
        {
            wanted.push(line(graph, tie)?);
        }
    }
    if wanted.is_empty() {
        return Ok(0);
    }
    wanted.sort_by_cached_key(|line| line.iter().map(|(_, term)| term.to_string()).collect::<Vec<_>>());
    table.columns.push("rule".to_owned());
    table.rows.iter_mut().for_each(|row| row.push(None));
    let added = wanted.len();
    for line in wanted {
        let cell = |name: &String| line.iter().find(|(known, _)| known == name).map(|(_, term)| term.clone());
        table.rows.push(table.columns.iter().map(cell).collect());
    }
    Ok(added)
}

/// Tells whether any tie follows along a chain, stated besides or not.
pub(super) fn any(graph: &Graph, judgement: &Judgement, selection: &Selection) -> Result<bool, StoreError> {
    Ok(!ties(graph, judgement, selection)?.is_empty())
}

fn ties(graph: &Graph, judgement: &Judgement, selection: &Selection) -> Result<Vec<DerivedTie>, StoreError> {
    let named = |role: &'_ Role| match role {
        Role::Named(name) => Some(name.iri.clone()),
        Role::Open | Role::Kind { .. } => None,
    };
    let (who, whom) = (named(&selection.who), named(&selection.whom));
    along_chains(graph, judgement, &selection.relations, (who.as_deref(), whom.as_deref()))
}

/// Gives the cells of a line, by the names of their columns; those that sort it come first.
fn line(graph: &Graph, tie: DerivedTie) -> Result<Vec<(&'static str, Term)>, StoreError> {
    let words = |text: String| Term::from(Literal::new_simple_literal(text));
    let mut line = Vec::new();
    for (name, label, term) in [("who", "who_label", tie.subject), ("whom", "whom_label", tie.object)] {
        line.extend(value(graph, &term, "skos:prefLabel")?.map(|found| (label, found)));
        line.push((name, term));
    }
    line.push(("relation", tie.relation));
    line.push(("status", NamedNode::new_unchecked(DERIVED).into()));
    line.push(("when", words("undated".to_owned())));
    let rules: Vec<&str> = tie.derivation.rules.iter().map(|rule| rule.word()).collect();
    line.push(("rule", words(rules.join(", "))));
    let claims: Vec<String> = tie.derivation.claims.iter().map(local).collect();
    line.push(("claim", words(claims.join(" "))));
    let mut rows = Vec::new();
    for claim in &tie.derivation.claims {
        rows.extend(value(graph, claim, "act:row")?.map(text));
    }
    line.push(("row", words(rows.join(", "))));
    Ok(line)
}

/// Tells whether a thing may stand where a question asks for a kind of thing.
fn is_of(graph: &Graph, term: &Term, role: &Role) -> Result<bool, StoreError> {
    let Role::Kind { noun, classes } = role else { return Ok(true) };
    if classes.is_empty() {
        let (Some(id), Some(class), Some(actor)) =
            (graph.find(term.as_ref())?, find(graph, "rdf:type")?, find(graph, class_of(noun))?)
        else {
            return Ok(false);
        };
        return Ok(graph.count(Some(id), Some(class), Some(actor), Graphs::Default)? > 0);
    }
    Ok(value(graph, term, "act:type")?.is_some_and(|class| classes.contains(&text(class))))
}

/// Gives the class of what a noun stands for that is no type of the folder.
fn class_of(noun: &str) -> &'static str {
    match noun {
        "event" => "sem:Event",
        "place" => "sem:Place",
        _ => "act:Actor",
    }
}

fn value(graph: &Graph, subject: &Term, property: &str) -> Result<Option<Term>, StoreError> {
    let (Some(subject), Some(property)) = (graph.find(subject.as_ref())?, find(graph, property)?) else {
        return Ok(None);
    };
    match graph.quads(Some(subject), Some(property), None, Graphs::Default)?.next() {
        Some((_, _, object, _)) => Ok(Some(graph.term(object)?)),
        None => Ok(None),
    }
}
