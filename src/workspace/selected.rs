//! The claims that a question selects: those of its world and its time as a table, the rest as counts, and what the
//! record says when it wanted yes or no.

use std::collections::HashSet;

use crate::query::{self, Found, Options, Query, Scope, Solutions, Table, Term, World};
use crate::question::{self, End, Lexicon, Reading, Role, Selection, Shape, Wanted};
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::ask::{local, table};
use crate::workspace::basis::{Basis, MATTERS, Number, Verdict, basis, disputed};
use crate::workspace::complete::complete;
use crate::workspace::days::Days;
use crate::workspace::lexicon::find;
use crate::workspace::scope::judge;
use crate::workspace::{LeftOut, Workspace, WorkspaceError, follows};

/// Holds the lines that answer a question, as many as were wanted, and how many more there are.
pub(super) struct Selected {
    pub(super) table: Table,
    pub(super) basis: Basis,
    pub(super) more: usize,
}

/// Gives the claims of a selection with what they rest on. At most `limit` of them become lines; the numbers are those of
/// all of them.
pub(super) fn selected(
    workspace: &Workspace,
    lexicon: &Lexicon,
    selection: &Selection,
    scope: &Scope,
    limit: Option<usize>,
) -> Result<Selected, WorkspaceError> {
    let graph = workspace.graph();
    let all = All::find(workspace, selection)?;
    let (rows, undated) = match &selection.span {
        Some(span) => Days::new(graph)?.within(span, &all.claims)?,
        None => ((0..all.claims.len()).collect(), 0),
    };
    let judgement = judge(workspace, scope)?;
    let is_in = |row: &usize| all.claims[*row].is_none_or(|claim| judgement.takes_in(claim));
    let (rows, others): (Vec<usize>, Vec<usize>) = rows.into_iter().partition(is_in);
    let out: HashSet<TermId> = others.iter().filter_map(|row| all.claims[*row]).collect();
    let left_out = LeftOut::count(out.into_iter().map(|claim| judgement.reasons(claim)));
    let follow = !scope.no_derived && may_follow(selection);
    // What follows is compared with every line, so where something does, every line is made.
    let made = if follow && follows::any(graph, &judgement, selection)? { None } else { limit };
    let shown = made.unwrap_or(rows.len()).min(rows.len());
    let (mut table, basis) = match selection.wanted {
        Wanted::YesOrNo => {
            let (mut table, others) = (all.found.some(&rows)?, all.found.some(&others)?);
            let denied = [&table, &others].into_iter().flat_map(|part| with_status(part, "denied")).collect();
            let verdict = Some(verdict(workspace, lexicon, denied, &mut table)?);
            complete(graph, &mut table)?;
            let basis = Basis { verdict, ..basis(workspace, &table, left_out)? };
            (table, basis)
        }
        _ => {
            let mut table = all.found.some(&rows[..shown])?;
            complete(graph, &mut table)?;
            let matters = MATTERS.into_iter().map(|name| all.distinct(graph, name, &rows));
            let matters = matters.collect::<Result<Vec<_>, _>>()?.concat();
            let mut known = HashSet::new();
            let matters = matters.into_iter().filter(|id| known.insert(*id)).map(|id| graph.term(id));
            let matters = matters.collect::<Result<Vec<_>, _>>()?;
            let basis = Basis {
                claims: all.distinct(graph, "claim", &rows)?.len(),
                sources: all.distinct(graph, "source", &rows)?.len(),
                left_out,
                disputes: disputed(workspace, matters.into_iter())?,
                number: number(graph, selection, &all, &rows)?,
                ..Basis::default()
            };
            (table, basis)
        }
    };
    let derived = if follow { follows::add(graph, &judgement, selection, &mut table)? } else { 0 };
    if selection.wanted == Wanted::YesOrNo {
        return Ok(Selected { table, basis: Basis { undated, derived, ..basis }, more: 0 });
    }
    let lines = table.rows.len() + rows.len() - shown;
    table.rows.truncate(limit.unwrap_or(usize::MAX));
    let more = lines - table.rows.len();
    Ok(Selected { table, basis: Basis { undated, derived, ..basis }, more })
}

/// The claims of a selection whatever their status and their time, none of them made into terms.
struct All<'g> {
    found: Solutions<'g>,
    claims: Vec<Option<TermId>>,
}

impl<'g> All<'g> {
    fn find(workspace: &'g Workspace, selection: &Selection) -> Result<Self, WorkspaceError> {
        let graph = workspace.graph();
        let selection = Selection { span: None, ..selection.clone() };
        let reading = Reading { shape: Shape::Claims(selection) };
        let text = question::sparql(&reading, &World::All).unwrap_or_default();
        let query = Query::new("question", text)?;
        let found = match query::find(graph, None, &query, &[], Options::default())?.0 {
            Found::Solutions(solutions) => solutions,
            Found::Boolean(_) | Found::Graph(_) => Solutions::none(),
        };
        let claims = Self::column(graph, &found, "claim")?;
        Ok(Self { found, claims })
    }

    fn column(
        graph: &Graph,
        found: &Solutions<'_>,
        name: &str,
    ) -> Result<Vec<Option<TermId>>, WorkspaceError> {
        match found.columns().iter().position(|column| column == name) {
            Some(column) => Ok(found.ids(graph, column)?),
            None => Ok(vec![None; found.len()]),
        }
    }

    /// Gives what stands in a column of some rows, each thing once, in the order of the rows.
    fn distinct(&self, graph: &Graph, name: &str, rows: &[usize]) -> Result<Vec<TermId>, WorkspaceError> {
        let ids = Self::column(graph, &self.found, name)?;
        let mut known = HashSet::new();
        Ok(rows.iter().filter_map(|row| ids[*row]).filter(|id| known.insert(*id)).collect())
    }
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

/// Gives the rows of these claims, whatever their status, in the columns of a question; several queries for many claims, so that their order is none.
pub(super) fn by_iri(workspace: &Workspace, claims: &[String]) -> Result<Table, WorkspaceError> {
    /// The names of so many claims stay far below the longest query that is allowed.
    const AT_ONCE: usize = 200;
    let of =
        |claims: &[String]| table(workspace, &Query::new("claims", question::claims_sparql(claims))?, &[]);
    let (first, rest) = claims.split_at(claims.len().min(AT_ONCE));
    let mut found = of(first)?;
    for claims in rest.chunks(AT_ONCE) {
        found.rows.extend(of(claims)?.rows);
    }
    Ok(found)
}

/// Counts what the question wants to have counted.
fn number(
    graph: &Graph,
    selection: &Selection,
    all: &All<'_>,
    rows: &[usize],
) -> Result<Option<Number>, WorkspaceError> {
    let column = match (selection.wanted, selection.asked) {
        (Wanted::Claims | Wanted::YesOrNo, _) => return Ok(None),
        (Wanted::Number, _) => "claim",
        (Wanted::Parties, End::Who) => "who",
        (Wanted::Parties, End::Whom) => "whom",
    };
    // A group that was killed is one thing; how many it were is what the claims count.
    let harm = selection.relations.iter().any(|iri| iri.ends_with("/kills") || iri.ends_with("/injures"));
    let mut counts = Vec::new();
    if selection.wanted == Wanted::Parties && harm {
        let ids = All::column(graph, &all.found, "count")?;
        for id in rows.iter().filter_map(|row| ids[*row]) {
            counts.push(local(&graph.term(id)?));
        }
    }
    Ok(Some(Number { different: all.distinct(graph, column, rows)?.len(), counts }))
}
