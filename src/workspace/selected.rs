//! The claims that a question selects: those of its world and its time as a table, the rest as counts, and what the
//! record says when it wanted yes or no.

use std::collections::HashSet;

use crate::query::{Query, Scope, Table, Term, World};
use crate::question::{self, End, Lexicon, Reading, Role, Selection, Shape, Wanted};
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::ask::{local, table};
use crate::workspace::basis::{Basis, Number, Verdict, basis};
use crate::workspace::complete::complete;
use crate::workspace::days::Days;
use crate::workspace::lexicon::find;
use crate::workspace::scope::judge;
use crate::workspace::{Workspace, WorkspaceError, follows};

/// Gives the claims of a selection with what they rest on.
pub(super) fn selected(
    workspace: &Workspace,
    lexicon: &Lexicon,
    selection: &Selection,
    scope: &Scope,
) -> Result<(Table, Basis), WorkspaceError> {
    let graph = workspace.graph();
    let mut all = whatever(workspace, selection)?;
    let undated = match &selection.span {
        Some(span) => Days::new(graph)?.keep(span, &mut all)?,
        None => 0,
    };
    let judgement = judge(workspace, scope)?;
    let (mut table, others) = judgement.split(graph, all)?;
    let left_out = judgement.count(graph, &others)?;
    let verdict = match selection.wanted {
        Wanted::YesOrNo => {
            let denied = [&table, &others].into_iter().flat_map(|part| with_status(part, "denied")).collect();
            Some(verdict(workspace, lexicon, denied, &mut table)?)
        }
        _ => None,
    };
    complete(graph, &mut table)?;
    let number = number(selection, &table);
    let mut basis = Basis { verdict, number, undated, ..basis(workspace, &table, left_out)? };
    if !scope.no_derived && may_follow(selection) {
        basis.derived = follows::add(graph, &judgement, selection, &mut table)?;
    }
    Ok((table, basis))
}

/// Tells whether a tie that no claim states may answer. Only a claim is about something, is said by somebody, has a
/// time and can be counted.
fn may_follow(selection: &Selection) -> bool {
    selection.about == Role::Open
        && selection.matter.is_none()
        && selection.voice.is_none()
        && selection.span.is_none()
        && matches!(selection.wanted, Wanted::Claims | Wanted::YesOrNo)
}

/// Gives the claims of a selection whatever their status and their time.
fn whatever(workspace: &Workspace, selection: &Selection) -> Result<Table, WorkspaceError> {
    let selection = Selection { span: None, ..selection.clone() };
    let reading = Reading { shape: Shape::Claims(selection) };
    let text = question::sparql(&reading, &World::All).unwrap_or_default();
    table(workspace, &Query::new("question", text)?, &[])
}

type Row = Vec<Option<Term>>;

fn with_status(table: &Table, word: &str) -> Vec<Row> {
    let Some(status) = table.column("status") else { return Vec::new() };
    let is = |row: &&Row| row[status].as_ref().is_some_and(|term| local(term) == word);
    table.rows.iter().filter(is).cloned().collect()
}

/// Says yes or no, and adds to the claims that say yes those that deny them: the same with the status `denied`, and
/// claims that somebody denies one of them.
fn verdict(
    workspace: &Workspace,
    lexicon: &Lexicon,
    mut denials: Vec<Row>,
    table: &mut Table,
) -> Result<Verdict, WorkspaceError> {
    let yes: Vec<Term> = match table.column("claim") {
        Some(claim) => {
            with_status(table, "asserted").into_iter().filter_map(|mut row| row[claim].take()).collect()
        }
        None => Vec::new(),
    };
    if yes.is_empty() {
        return Ok(Verdict::No);
    }
    denials.extend(by_iri(workspace, &denials_of(workspace.graph(), lexicon, &yes)?)?.rows);
    let contested = !denials.is_empty();
    for row in denials {
        if !table.rows.contains(&row) {
            table.rows.push(row);
        }
    }
    Ok(if contested { Verdict::Contested } else { Verdict::Yes })
}

/// Finds the asserted claims that deny one of these claims, by IRI.
pub(super) fn denials_of(
    graph: &Graph,
    lexicon: &Lexicon,
    claims: &[Term],
) -> Result<Vec<String>, StoreError> {
    let (Some(object), Some(predicate), Some(status), Some(asserted)) = (
        find(graph, "rdf:object")?,
        find(graph, "rdf:predicate")?,
        find(graph, "act:status")?,
        find(graph, "act:asserted")?,
    ) else {
        return Ok(Vec::new());
    };
    let denies: Vec<String> = lexicon.relations("denies");
    let has = |claim: TermId, predicate: TermId, value: TermId| -> Result<bool, StoreError> {
        Ok(graph.count(Some(claim), Some(predicate), Some(value), Graphs::Default)? > 0)
    };
    let mut found = Vec::new();
    for claim in claims {
        let Some(id) = graph.find(claim.as_ref())? else { continue };
        for (denial, ..) in graph.quads(None, Some(object), Some(id), Graphs::Default)? {
            if !has(denial, status, asserted)? {
                continue;
            }
            for (_, _, relation, _) in graph.quads(Some(denial), Some(predicate), None, Graphs::Default)? {
                if denies.contains(&graph.term(relation)?.to_string().trim_matches(['<', '>']).to_owned()) {
                    found.push(graph.term(denial)?.to_string().trim_matches(['<', '>']).to_owned());
                }
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Gives the rows of these claims, whatever their status, in the columns of a question.
pub(super) fn by_iri(workspace: &Workspace, claims: &[String]) -> Result<Table, WorkspaceError> {
    table(workspace, &Query::new("claims", question::claims_sparql(claims))?, &[])
}

/// Counts what the question wants to have counted.
fn number(selection: &Selection, table: &Table) -> Option<Number> {
    let column = match (selection.wanted, selection.asked) {
        (Wanted::Claims | Wanted::YesOrNo, _) => return None,
        (Wanted::Number, _) => "claim",
        (Wanted::Parties, End::Who) => "who",
        (Wanted::Parties, End::Whom) => "whom",
    };
    let cells = |name: &str| {
        let column = table.column(name);
        table.rows.iter().filter_map(move |row| row[column?].as_ref())
    };
    let distinct: HashSet<&Term> = cells(column).collect();
    // A group that was killed is one thing; how many it were is what the claims count.
    let harm = selection.relations.iter().any(|iri| iri.ends_with("/kills") || iri.ends_with("/injures"));
    let counts = match selection.wanted {
        Wanted::Parties if harm => cells("count").map(local).collect(),
        _ => Vec::new(),
    };
    Some(Number { different: distinct.len(), counts })
}
