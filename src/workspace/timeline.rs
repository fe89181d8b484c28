//! Dated claims in the order of time: all of them, or those in which one actor, event or place stands somewhere.
//!
//! They are found, judged and put in order as numbers; only the claims that are shown become terms.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::graph::Day;
use crate::query::{Literal, NamedNode, Scope, Table, Term, World};
use crate::question::Name;
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::ask::local;
use crate::workspace::complete::Reader;
use crate::workspace::lexicon::find;
use crate::workspace::scope::{LeftOut, judge};
use crate::workspace::{Workspace, WorkspaceError};

/// Holds dated claims in the order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// What it is about; empty when it is about everything.
    pub of: String,
    /// The claims, with [`Timeline::COLUMNS`], by the first day that each can have been; those whose year is not known,
    /// or whose beginning is open, stand last.
    pub table: Table,
    /// How many dated claims there are, shown or not.
    pub dated: usize,
    /// How many claims that count have no date of their own.
    pub undated: usize,
    /// How many dated claims do not count, and why.
    pub left_out: Vec<LeftOut>,
}

impl Timeline {
    /// The columns of a timeline; labels stand beside their ids.
    pub const COLUMNS: [&str; 20] = [
        "date",
        "earliest",
        "latest",
        "subject",
        "subject_label",
        "relation",
        "relation_label",
        "object",
        "object_label",
        "about",
        "about_label",
        "status",
        "speaker",
        "speaker_label",
        "source",
        "source_label",
        "locator",
        "quote",
        "claim",
        "row",
    ];
}

/// What stands in the columns of [`Timeline::COLUMNS`]: a property of the claim, and whether its value has a label.
const PROPERTIES: [(&str, bool); 13] = [
    ("dcterms:date", false),
    ("sem:hasEarliestBeginTimeStamp", false),
    ("sem:hasLatestEndTimeStamp", false),
    ("rdf:subject", true),
    ("rdf:predicate", true),
    ("rdf:object", true),
    ("schema:about", true),
    ("act:status", false),
    ("prov:wasAttributedTo", true),
    ("dcterms:source", true),
    ("bibo:locator", false),
    ("oa:exact", false),
    ("act:row", false),
];

/// Gives the dated claims about something, or all; at most `limit` of them become lines.
///
/// Cost: linear in the claims, with one sort of those that are dated.
pub(super) fn timeline(
    workspace: &Workspace,
    of: Option<&Name>,
    scope: &Scope,
    limit: Option<usize>,
) -> Result<Timeline, WorkspaceError> {
    let graph = workspace.graph();
    let world = scope.world.clone().unwrap_or(World::Accepted);
    let judgement = judge(workspace, &Scope { world: Some(world), ..scope.clone() })?;
    let properties = Properties::new(graph)?;
    let mut days = Days { graph, known: HashMap::new() };
    let (mut dated, mut undated, mut reasons) = (Vec::new(), 0, Vec::new());
    for claim in claims(graph, of)? {
        let [date, earliest, latest] = [0, 1, 2].map(|at| properties.value(claim, at));
        let why_not = judgement.reasons(claim);
        match (date?, why_not.is_empty()) {
            (Some(date), true) => {
                let ends = [days.number(earliest?)?, days.number(latest?)?];
                dated.push((order(ends), date, claim));
            }
            (Some(_), false) => reasons.push(why_not),
            (None, true) => undated += 1,
            (None, false) => {}
        }
    }
    dated.sort_unstable_by_key(|(order, ..)| *order);
    let all = dated.len();
    let shown = first(graph, &dated, limit.unwrap_or(all))?;
    Ok(Timeline {
        of: of.map(|name| name.label.clone()).unwrap_or_default(),
        table: properties.table(&shown)?,
        dated: all,
        undated,
        left_out: LeftOut::count(reasons),
    })
}

/// Gives the claims in which something stands, as subject, as object or as what they are about; or all claims.
fn claims(graph: &Graph, of: Option<&Name>) -> Result<Vec<TermId>, StoreError> {
    let walk = |property: &str, value: TermId| -> Result<Vec<TermId>, StoreError> {
        let Some(property) = find(graph, property)? else { return Ok(Vec::new()) };
        let quads = graph.quads(None, Some(property), Some(value), Graphs::Default)?;
        Ok(quads.map(|(claim, ..)| claim).filter(|claim| claim.row_number().is_some()).collect())
    };
    let Some(name) = of else {
        let class = find(graph, "act:Claim")?;
        return class.map_or_else(|| Ok(Vec::new()), |class| walk("rdf:type", class));
    };
    let iri = NamedNode::new_unchecked(&name.iri);
    let Some(id) = graph.find(iri.as_ref())? else { return Ok(Vec::new()) };
    let mut claims = Vec::new();
    for property in ["rdf:subject", "rdf:object", "schema:about"] {
        claims.extend(walk(property, id)?);
    }
    claims.sort_unstable();
    claims.dedup();
    Ok(claims)
}

/// What claims are put in order by: those whose beginning is known first, then the first day and the last.
type Order = (bool, i32, i32);

fn order([earliest, latest]: [Option<i32>; 2]) -> Order {
    (earliest.is_none(), earliest.unwrap_or(i32::MIN), latest.unwrap_or(i32::MAX))
}

/// Gives the first claims in order. Those of the same days stand by their dates as they are written, then by their own
/// names; names are only made where some of them are shown.
fn first(graph: &Graph, dated: &[(Order, TermId, TermId)], limit: usize) -> Result<Vec<TermId>, StoreError> {
    let mut shown = Vec::new();
    for same in dated.chunk_by(|left, right| left.0 == right.0) {
        if shown.len() >= limit {
            break;
        }
        let mut named = Vec::with_capacity(same.len());
        for (_, date, claim) in same {
            named.push((local(&graph.term(*date)?), graph.term(*claim)?.to_string(), *claim));
        }
        named.sort();
        shown.extend(named.into_iter().map(|(.., claim)| claim));
    }
    shown.truncate(limit);
    Ok(shown)
}

/// Reads days as numbers, each once.
struct Days<'graph> {
    graph: &'graph Graph,
    known: HashMap<TermId, Option<i32>>,
}

impl Days<'_> {
    fn number(&mut self, day: Option<TermId>) -> Result<Option<i32>, StoreError> {
        let Some(day) = day else { return Ok(None) };
        if let Some(known) = self.known.get(&day) {
            return Ok(*known);
        }
        let number = Day::parse(&local(&self.graph.term(day)?)).map(Day::number);
        self.known.insert(day, number);
        Ok(number)
    }
}

/// Reads the properties of claims.
struct Properties<'graph> {
    graph: &'graph Graph,
    ids: [Option<TermId>; PROPERTIES.len()],
    label: Option<TermId>,
}

impl<'graph> Properties<'graph> {
    fn new(graph: &'graph Graph) -> Result<Self, StoreError> {
        let mut ids = [None; PROPERTIES.len()];
        for (id, (name, _)) in ids.iter_mut().zip(PROPERTIES) {
            *id = find(graph, name)?;
        }
        Ok(Self { graph, ids, label: find(graph, "skos:prefLabel")? })
    }

    fn value(&self, claim: TermId, at: usize) -> Result<Option<TermId>, StoreError> {
        self.of(claim, self.ids[at])
    }

    fn of(&self, subject: TermId, property: Option<TermId>) -> Result<Option<TermId>, StoreError> {
        let Some(property) = property else { return Ok(None) };
        let mut values = self.graph.quads(Some(subject), Some(property), None, Graphs::Default)?;
        Ok(values.next().map(|(_, _, value, _)| value))
    }

    /// Gives a thing with its label; a claim, which has none, is called by what it says.
    fn named(&self, id: TermId, reader: &Reader<'_>) -> Result<(Term, Option<Term>), StoreError> {
        let term = self.graph.term(id)?;
        let label = match self.of(id, self.label)? {
            Some(label) => Some(self.graph.term(label)?),
            None => reader.sentence(&term)?.map(|text| Literal::new_simple_literal(text).into()),
        };
        Ok((term, label))
    }

    /// Writes claims as lines. What stands in many claims is read once.
    fn table(&self, claims: &[TermId]) -> Result<Table, StoreError> {
        let reader = Reader::new(self.graph)?;
        let mut known = HashMap::new();
        let mut rows = Vec::with_capacity(claims.len());
        for claim in claims {
            let mut row = Vec::with_capacity(Timeline::COLUMNS.len());
            for (at, (name, has_label)) in PROPERTIES.into_iter().enumerate() {
                if name == "act:row" {
                    row.push(Some(self.graph.term(*claim)?));
                }
                let Some(value) = self.value(*claim, at)? else {
                    row.resize(row.len() + 1 + usize::from(has_label), None);
                    continue;
                };
                if !has_label {
                    row.push(Some(self.graph.term(value)?));
                    continue;
                }
                let (term, label) = match known.entry(value) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(self.named(value, &reader)?),
                };
                row.extend([Some(term.clone()), label.clone()]);
            }
            rows.push(row);
        }
        Ok(Table { columns: Timeline::COLUMNS.map(str::to_owned).to_vec(), rows })
    }
}
