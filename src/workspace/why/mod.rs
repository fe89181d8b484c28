//! What stands behind a claim, a tie, an answer or a dispute: the claims, each with all that is written about it, and
//! the claims that speak of it.

mod details;
mod part;
mod rules;

use std::collections::{HashMap, HashSet};

use crate::query::{NamedNode, Scope, Table, Term, World};
use crate::question::{self, Lexicon, NotRead, Reading, Selection, Shape};
use crate::rdf::encode;
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::ask::{answer, local, not_read};
use crate::workspace::basis::{Basis, basis, disputed};
use crate::workspace::complete::complete;
use crate::workspace::lexicon::find;
use crate::workspace::selected::by_iri;
use crate::workspace::why::details::with_details;
use crate::workspace::why::part::Part;
use crate::workspace::why::rules::{DERIVED, SUPPORT, with_rules, with_support};
use crate::workspace::{AskError, Workspace, WorkspaceError, dispute};

/// Holds the reasons for something.
#[derive(Debug, Clone)]
pub struct Why {
    /// How it was read what is to be explained, in one line.
    pub reading: String,
    /// The claims, with the columns of [`question::COLUMNS`], `when`, and [`Why::COLUMNS`].
    pub table: Table,
    /// What they rest on.
    pub basis: Basis,
    /// How many claims there are beyond those of the table.
    pub more: usize,
}

impl Why {
    /// The columns that an explanation adds to those of an answer: what the claim says, what it is to what was asked, by
    /// which rules that follows from it, the address of its source, and the curator's note.
    pub const COLUMNS: [&str; 5] = ["says", "part", "rule", "url", "note"];
}

impl Workspace {
    /// Explains what a person names: claims by their ids, a tie by a sentence, an answer by its question, a dispute by
    /// its event.
    ///
    /// # Errors
    /// When it is none of these, the scope names nothing, or the graph is damaged.
    pub fn why(&self, what: &str, scope: impl Into<Scope>) -> Result<Why, AskError> {
        self.why_first(what, scope, None)
    }

    /// Explains what a person names by the first of its claims only; what it rests on is told of all of them.
    ///
    /// # Errors
    /// As [`Workspace::why`].
    pub fn why_first(
        &self,
        what: &str,
        scope: impl Into<Scope>,
        limit: Option<usize>,
    ) -> Result<Why, AskError> {
        why(self, what, &scope.into(), limit)
    }

    /// Answers a plain question with all that is written about each claim of the answer, or about the first of them.
    ///
    /// # Errors
    /// As [`Workspace::ask`].
    pub fn ask_why(
        &self,
        question: &str,
        scope: impl Into<Scope>,
        limit: Option<usize>,
    ) -> Result<Why, AskError> {
        explain(self, question, &scope.into(), limit)
    }

    /// Gives the IRI of a claim by its id, if there is such a claim.
    ///
    /// # Errors
    /// When the graph is damaged.
    pub fn claim(&self, id: &str) -> Result<Option<String>, WorkspaceError> {
        let iri = format!("{}claim/{}", self.summary().base, encode(id));
        let found = self.graph().find(NamedNode::new_unchecked(&iri).as_ref())?;
        Ok(found.map(|_| iri))
    }

    /// Explains one claim, by its IRI.
    ///
    /// # Errors
    /// When the graph is damaged.
    pub fn why_claim(&self, iri: &str) -> Result<Why, WorkspaceError> {
        of_claims(self, format!("the claim {iri}"), vec![iri.to_owned()], None)
    }
}

/// Explains what a person names: claims by their ids, a dispute by its event, a tie by a sentence, an answer by its
/// question. At most `limit` claims get a row.
///
/// # Errors
/// When it is none of these, or the graph is damaged.
fn why(workspace: &Workspace, text: &str, scope: &Scope, limit: Option<usize>) -> Result<Why, AskError> {
    let claims = named(workspace, text).map_err(WorkspaceError::from)?;
    if !claims.is_empty() {
        let reading = format!("the {} {}", if claims.len() == 1 { "claim" } else { "claims" }, text.trim());
        return Ok(of_claims(workspace, reading, claims, limit)?);
    }
    let mut lexicon = workspace.lexicon()?;
    let event = text.trim().strip_prefix("dispute ").unwrap_or(text);
    if let Ok(event) = lexicon.names.event(event) {
        let disputed = dispute::positions(workspace, event, scope)?;
        let claims = disputed.claims.iter().filter_map(iri).collect();
        let reading = format!("what is said for and against: {}", event.label);
        return Ok(of_claims(workspace, reading, claims, limit)?);
    }
    match read(text, &lexicon) {
        Ok(reading) => Ok(of_reading(workspace, &lexicon, &reading, scope, limit)?),
        Err(reason) => Err(not_read(workspace, &mut lexicon, text, reason)?),
    }
}

/// Explains the answer to a question, at most `limit` lines of it.
///
/// # Errors
/// As [`crate::workspace::ask::ask`].
fn explain(workspace: &Workspace, text: &str, scope: &Scope, limit: Option<usize>) -> Result<Why, AskError> {
    let mut lexicon = workspace.lexicon()?;
    match question::read(text, &lexicon) {
        Ok(reading) => Ok(of_reading(workspace, &lexicon, &reading, scope, limit)?),
        Err(reason) => Err(not_read(workspace, &mut lexicon, text, reason)?),
    }
}

/// Reads a sentence or a question; of two reasons why it is neither, gives that of what it looks like.
fn read(text: &str, lexicon: &Lexicon) -> Result<Reading, NotRead> {
    let question = match question::read(text, lexicon) {
        Ok(reading) => return Ok(reading),
        Err(error) => error,
    };
    let asks = text.trim_end().ends_with('?')
        || ["who", "whom", "what", "which", "where", "how", "did", "does"]
            .iter()
            .any(|word| text.trim_start().to_lowercase().starts_with(&format!("{word} ")));
    question::statement(text, lexicon).map_err(|statement| if asks { question } else { statement })
}

/// Gives the IRIs of the claims when a text is nothing but their ids.
fn named(workspace: &Workspace, text: &str) -> Result<Vec<String>, StoreError> {
    let base = &workspace.summary().base;
    let mut claims = Vec::new();
    for id in text.split([' ', ',', ';']).filter(|id| !id.is_empty()) {
        let claim = format!("{base}claim/{}", encode(id));
        if workspace.graph().find(NamedNode::new_unchecked(&claim).as_ref())?.is_none() {
            return Ok(Vec::new());
        }
        if !claims.contains(&claim) {
            claims.push(claim);
        }
    }
    Ok(claims)
}

fn of_claims(
    workspace: &Workspace,
    reading: String,
    claims: Vec<String>,
    limit: Option<usize>,
) -> Result<Why, WorkspaceError> {
    let graph = workspace.graph();
    let lexicon = workspace.lexicon()?;
    let denies: Vec<String> = lexicon.relations("denies");
    let others = around(graph, &claims, Part::SpeaksOfIt)?;
    let spoken_of = around(graph, &claims, Part::SpokenOf)?;
    let mut known = HashSet::new();
    let mut shown: Vec<String> = claims.iter().chain(&others).chain(&spoken_of).cloned().collect();
    shown.retain(|claim| known.insert(claim.clone()));
    let basis = rest_on(workspace, &shown)?;
    let more = shown.len().saturating_sub(limit.unwrap_or(usize::MAX));
    shown.truncate(shown.len() - more);
    let mut table = by_iri(workspace, &shown)?;
    in_order(&mut table, &shown);
    complete(graph, &mut table)?;
    let (claim, relation) = (table.column("claim"), table.column("relation"));
    let [claims, others, denies] = [claims, others, denies].map(HashSet::<String>::from_iter);
    let part = move |row: &[Option<Term>]| {
        let is_in = |column: Option<usize>, all: &HashSet<String>| {
            column.and_then(|column| iri(row[column].as_ref()?)).is_some_and(|iri| all.contains(&iri))
        };
        match (is_in(claim, &claims), is_in(claim, &others), is_in(relation, &denies)) {
            (true, ..) => Part::States,
            (_, true, true) => Part::Denies,
            (_, true, false) => Part::SpeaksOfIt,
            (_, false, _) => Part::SpokenOf,
        }
    };
    Ok(Why { reading, table: with_details(graph, table, part)?, basis, more })
}

/// Says what these claims rest on: from how many sources they are, and which of the events in them are disputed.
fn rest_on(workspace: &Workspace, claims: &[String]) -> Result<Basis, WorkspaceError> {
    let graph = workspace.graph();
    let [source, about, object] =
        ["dcterms:source", "schema:about", "rdf:object"].map(|name| find(graph, name));
    let properties = [(source?, true), (about?, false), (object?, false)];
    let (mut sources, mut matters, mut known) = (HashSet::new(), Vec::new(), HashSet::new());
    for claim in claims {
        let Some(id) = graph.find(NamedNode::new_unchecked(claim).as_ref())? else { continue };
        for (property, is_source) in properties {
            let Some(property) = property else { continue };
            for (_, _, value, _) in graph.quads(Some(id), Some(property), None, Graphs::Default)? {
                if is_source {
                    sources.insert(value);
                } else if known.insert(value) {
                    matters.push(graph.term(value)?);
                }
            }
        }
    }
    let disputes = disputed(workspace, matters.into_iter())?;
    Ok(Basis { claims: claims.len(), sources: sources.len(), disputes, ..Basis::default() })
}

fn of_reading(
    workspace: &Workspace,
    lexicon: &Lexicon,
    reading: &Reading,
    scope: &Scope,
    limit: Option<usize>,
) -> Result<Why, WorkspaceError> {
    // Only claims become lines of their own; of anything else every claim is found first.
    let lines = if matches!(reading.shape, Shape::Claims(_)) { limit } else { None };
    let asked = answer(workspace, lexicon, reading, scope, lines)?;
    let basis = match asked.basis {
        Some(basis) => basis,
        None => basis(workspace, &asked.table, Vec::new())?,
    };
    if asked.table.column("claim").is_none() || asked.table.column("who").is_none() {
        let claims: Vec<String> = match asked.table.column("claim") {
            Some(claim) => asked.table.rows.iter().filter_map(|row| iri(row[claim].as_ref()?)).collect(),
            None => events(workspace, &asked.table, scope)?,
        };
        return of_claims(workspace, asked.reading, claims, limit);
    }
    let stated: Vec<String> = match &reading.shape {
        Shape::Claims(Selection { relations, .. }) => relations.clone(),
        Shape::Catalogue { .. } | Shape::Path { .. } => Vec::new(),
    };
    let table = with_support(workspace, with_rules(workspace.graph(), reading, asked.table)?)?;
    let [relation, status, rule, claim] =
        ["relation", "status", "rule", "claim"].map(|name| table.column(name));
    let part = move |row: &[Option<Term>]| {
        let relation = relation.and_then(|column| iri(row[column].as_ref()?));
        let status = status.and_then(|column| row[column].as_ref()).map(local).unwrap_or_default();
        let is_support =
            rule.is_some_and(|rule| row[rule].as_ref().is_some_and(|term| local(term) == SUPPORT));
        match status.as_str() {
            DERIVED => Part::Follows,
            _ if is_support => Part::Supports,
            "denied" => Part::Denies,
            _ if !stated.is_empty() && relation.is_some_and(|relation| !stated.contains(&relation)) => {
                Part::Denies
            }
            _ => Part::States,
        }
    };
    let mut table = with_details(workspace.graph(), table, part)?;
    for row in &mut table.rows {
        if let (Some(rule), Some(claim)) = (rule, claim)
            && row[rule].as_ref().is_some_and(|term| local(term) == SUPPORT && row[claim].is_some())
        {
            row[rule] = None;
        }
    }
    Ok(Why { reading: asked.reading, table, basis, more: asked.more })
}

/// Gives the claims behind an answer about events.
fn events(workspace: &Workspace, table: &Table, scope: &Scope) -> Result<Vec<String>, WorkspaceError> {
    let Some(column) = table.column("event") else { return Ok(Vec::new()) };
    let names = workspace.names()?;
    let mut claims = Vec::new();
    for row in &table.rows {
        let Some(event) = row[column].as_ref().and_then(iri) else { continue };
        if let Some(event) = names.iter().find(|name| name.iri == event) {
            let scope =
                Scope { world: scope.world.clone().filter(|world| *world != World::All), ..scope.clone() };
            claims.extend(dispute::positions(workspace, event, &scope)?.claims.iter().filter_map(iri));
        }
    }
    Ok(claims)
}

/// Finds the claims that speak of one of these, or those that one of these speaks of, by IRI, in order. A claim speaks
/// of its object.
fn around(graph: &Graph, claims: &[String], part: Part) -> Result<Vec<String>, StoreError> {
    let (Some(object), Some(subject)) = (find(graph, "rdf:object")?, find(graph, "rdf:subject")?) else {
        return Ok(Vec::new());
    };
    let mut ids = Vec::with_capacity(claims.len());
    for claim in claims {
        ids.extend(graph.find(NamedNode::new_unchecked(claim).as_ref())?);
    }
    let asked: HashSet<TermId> = ids.iter().copied().collect();
    let mut others = Vec::new();
    for id in ids {
        let found: Vec<TermId> = match part {
            Part::SpokenOf => graph
                .quads(Some(id), Some(object), None, Graphs::Default)?
                .map(|(_, _, other, _)| other)
                .collect(),
            _ => {
                graph.quads(None, Some(object), Some(id), Graphs::Default)?.map(|(other, ..)| other).collect()
            }
        };
        for other in found.into_iter().filter(|other| !asked.contains(other)) {
            // Only a claim has a subject of its own.
            if graph.count(Some(other), Some(subject), None, Graphs::Default)? > 0 {
                others.extend(iri(&graph.term(other)?));
            }
        }
    }
    others.sort();
    others.dedup();
    Ok(others)
}

/// Puts the rows into the order of these claims.
fn in_order(table: &mut Table, claims: &[String]) {
    if let Some(column) = table.column("claim") {
        let places: HashMap<&str, usize> = claims.iter().map(String::as_str).zip(0..).collect();
        let place = |row: &Vec<Option<Term>>| {
            let claim = row[column].as_ref().and_then(iri);
            claim.and_then(|claim| places.get(claim.as_str()).copied())
        };
        table.rows.sort_by_cached_key(place);
    }
}

fn iri(term: &Term) -> Option<String> {
    match term {
        Term::NamedNode(node) => Some(node.as_str().to_owned()),
        Term::BlankNode(_) | Term::Literal(_) => None,
    }
}
