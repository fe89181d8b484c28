//! The claims of a scope as links between numbered nodes, read straight off the columns of the graph.

use std::collections::{HashMap, HashSet};

use crate::graph::measure::Ties;
use crate::graph::{Day, Tone};
use crate::query::{Scope, Term, World};
use crate::render::Names;
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::ask::local;
use crate::workspace::lexicon::{self, find};
use crate::workspace::measure::answer::counted;
use crate::workspace::measure::wanted::Wanted;
use crate::workspace::measure::{MeasureOptions, Weight};
use crate::workspace::scope::{judge, origins};
use crate::workspace::{LeftOut, Workspace, WorkspaceError};

/// Holds one claim that ties two nodes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) relation: TermId,
    pub(super) claim: TermId,
    /// The document at the beginning of the chain of those that repeat it.
    pub(super) origin: Option<TermId>,
    pub(super) status: Option<TermId>,
    pub(super) tone: Tone,
}

/// Holds the links of a scope; each node has one.
pub(in crate::workspace) struct Links<'g> {
    pub(super) graph: &'g Graph,
    /// The nodes, in the order of their IRIs.
    pub(in crate::workspace) nodes: Vec<TermId>,
    pub(super) terms: Vec<Term>,
    /// The links, in the order of their nodes and then of the claims.
    pub(super) links: Vec<Link>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) notes: Vec<String>,
    names: Names,
    label: Option<TermId>,
}

/// What is read of each claim.
const PROPERTIES: [&str; 7] = [
    "rdf:predicate",
    "rdf:object",
    "act:status",
    "dcterms:source",
    "schema:about",
    "sem:hasEarliestBeginTimeStamp",
    "sem:hasLatestEndTimeStamp",
];

/// Reads the links that the options take in. Cost: linear in the claims of the folder.
///
/// # Errors
/// When an option names nothing, or the graph is damaged.
pub(in crate::workspace) fn links<'g>(
    workspace: &'g Workspace,
    options: &MeasureOptions,
) -> Result<Links<'g>, WorkspaceError> {
    let graph = workspace.graph();
    let wanted = Wanted::read(workspace, options)?;
    let world = options.scope.world.clone().unwrap_or(World::Accepted);
    let judgement = judge(workspace, &Scope { world: Some(world), ..options.scope.clone() })?;
    let mut values = Vec::with_capacity(PROPERTIES.len());
    for (at, property) in PROPERTIES.into_iter().enumerate() {
        let needed = at < 4 || (at == 4 && wanted.about.is_some()) || (at > 4 && wanted.is_timed());
        values.push(if needed { cells(graph, property)? } else { Vec::new() });
    }
    let value = |at: usize, row: usize| values[at].get(row).copied().flatten();
    let origins = origins(graph)?;
    let denied = find(graph, "act:denied")?;
    let mut kinds: HashMap<TermId, Option<Term>> = HashMap::new();
    let mut days: HashMap<TermId, Option<Day>> = HashMap::new();
    let mut tones = HashMap::new();
    let (mut found, mut out) = (Vec::new(), Vec::new());
    let (mut undated, mut denials) = (0, 0);
    let Some(subject) = find(graph, "rdf:subject")? else { return Links::empty(workspace) };
    for (claim, _, from, _) in graph.quads(None, Some(subject), None, Graphs::Default)? {
        let Some(row) = claim.row_number() else { continue };
        let (Some(relation), Some(to)) = (value(0, row), value(1, row)) else { continue };
        if wanted.relations.as_ref().is_some_and(|wanted| !wanted.contains(&relation))
            || wanted.about.as_ref().is_some_and(|about| !value(4, row).is_some_and(|of| about.contains(&of)))
        {
            continue;
        }
        let mut is_node = |id: TermId| -> Result<bool, StoreError> {
            if let Some(known) = kinds.get(&id) {
                return Ok(known.is_some());
            }
            let term = graph.term(id)?;
            let is_node = node_kind(&term, options.everything);
            kinds.insert(id, is_node.then_some(term));
            Ok(is_node)
        };
        if !is_node(from)? || !is_node(to)? {
            continue;
        }
        if wanted.is_timed() {
            let mut day = |id: Option<TermId>| -> Result<Option<Day>, StoreError> {
                let Some(id) = id else { return Ok(None) };
                match days.get(&id) {
                    Some(known) => Ok(*known),
                    None => Ok(*days.entry(id).or_insert(Day::parse(&local(&graph.term(id)?)))),
                }
            };
            let (earliest, latest) = (day(value(5, row))?, day(value(6, row))?);
            if earliest.is_none() && latest.is_none() {
                undated += 1;
                continue;
            }
            if !wanted.holds(earliest, latest) {
                continue;
            }
        }
        let reasons = judgement.reasons(claim);
        if !reasons.is_empty() {
            out.push(reasons);
            continue;
        }
        let status = value(2, row);
        if status.is_some() && status == denied {
            denials += 1;
            continue;
        }
        let tone = match tones.get(&relation) {
            Some(tone) => *tone,
            None => *tones.entry(relation).or_insert(tone(graph, relation)?),
        };
        let origin = value(3, row).map(|source| origins.get(&source).copied().unwrap_or(source));
        found.push((from, to, relation, claim, origin, status, tone));
    }
    let mut notes = Vec::new();
    if undated > 0 {
        notes.push(format!(
            "{} without a date left out, because days were asked for",
            counted(undated, "claim")
        ));
    }
    if denials > 0 {
        notes
            .push(format!("{} left out: what a source denies ties nobody", counted(denials, "denied claim")));
    }
    if found.is_empty() {
        notes.push(match options.everything {
            true => "no claim is left to be measured".to_owned(),
            false => {
                "no claim that is left ties two actors; --everything takes in events and places".to_owned()
            }
        });
    }
    let mut used: Vec<TermId> = found.iter().flat_map(|link| [link.0, link.1]).collect();
    used.sort_unstable();
    used.dedup();
    let mut named: Vec<(Term, TermId)> =
        used.into_iter().filter_map(|id| Some((kinds.get(&id).cloned().flatten()?, id))).collect();
    named.sort_unstable_by(|left, right| iri(&left.0).cmp(iri(&right.0)));
    let numbers: HashMap<TermId, u32> =
        named.iter().zip(0..).map(|((_, id), number)| (*id, number)).collect();
    let mut links: Vec<Link> = found
        .into_iter()
        .map(|(from, to, relation, claim, origin, status, tone)| Link {
            from: numbers[&from],
            to: numbers[&to],
            relation,
            claim,
            origin,
            status,
            tone,
        })
        .collect();
    links.sort_by_key(|link| (link.from, link.to, link.claim));
    let (terms, nodes) = named.into_iter().unzip();
    Ok(Links { nodes, terms, links, left_out: LeftOut::count(out), notes, ..Links::empty(workspace)? })
}

impl<'g> Links<'g> {
    fn empty(workspace: &'g Workspace) -> Result<Self, WorkspaceError> {
        let graph = workspace.graph();
        Ok(Self {
            graph,
            nodes: Vec::new(),
            terms: Vec::new(),
            links: Vec::new(),
            left_out: Vec::new(),
            notes: Vec::new(),
            names: Names::new(workspace.summary().base.clone()),
            label: find(graph, "skos:prefLabel")?,
        })
    }

    /// Gives the name that people know a node by.
    pub(super) fn label(&self, node: u32) -> Result<String, StoreError> {
        self.label_of(self.nodes[node as usize])
    }

    /// Gives the name that people know a thing by, the last part of its IRI where it has none.
    pub(super) fn label_of(&self, id: TermId) -> Result<String, StoreError> {
        let labels = self.label.map(|label| self.graph.quads(Some(id), Some(label), None, Graphs::Default));
        let label = labels.transpose()?.and_then(|mut labels| labels.next());
        match label {
            Some((_, _, label, _)) => Ok(local(&self.graph.term(label)?)),
            None => Ok(local(&self.graph.term(id)?)),
        }
    }

    /// Lists claims by their ids, with a space between.
    pub(super) fn list(&self, claims: &[TermId]) -> Result<String, StoreError> {
        let mut ids = Vec::with_capacity(claims.len());
        for claim in claims {
            ids.push(self.names.text(&self.graph.term(*claim)?).into_owned());
        }
        ids.sort_unstable();
        Ok(ids.join(" "))
    }

    /// Lists the short names of nodes, with a space between.
    pub(super) fn ids(&self, nodes: &[u32]) -> String {
        let ids: Vec<_> = nodes.iter().map(|node| self.names.text(&self.terms[*node as usize])).collect();
        ids.join(" ")
    }

    /// Counts the different sources of the links, copies of one as one.
    pub(super) fn origins(&self) -> usize {
        self.links.iter().filter_map(|link| link.origin).collect::<HashSet<_>>().len()
    }

    /// Says how much was measured: `21 actors, 24 claims from 2 sources`.
    pub(super) fn extent(&self, options: &MeasureOptions) -> String {
        let nodes = counted(self.nodes.len(), if options.everything { "node" } else { "actor" });
        let claims = counted(self.links.len(), "claim");
        match self.origins() {
            0 => format!("{nodes}, {claims}, no source"),
            sources => format!("{nodes}, {claims} from {}", counted(sources, "source")),
        }
    }

    /// For each node the places of its links; one from a node to itself once.
    pub(super) fn at_nodes(&self) -> Vec<Vec<u32>> {
        let mut at = vec![Vec::new(); self.nodes.len()];
        for (place, link) in self.links.iter().enumerate() {
            at[link.from as usize].push(place as u32);
            if link.from != link.to {
                at[link.to as usize].push(place as u32);
            }
        }
        at
    }
}

/// Makes ties of links among so many nodes.
pub(super) fn ties<'l>(nodes: usize, links: impl Iterator<Item = &'l Link>, weight: Weight) -> Ties {
    match weight {
        Weight::Claims | Weight::One => {
            let ties: Vec<_> = links.map(|link| (link.from, link.to, 1.0)).collect();
            let ties = Ties::new(nodes, &ties);
            if weight == Weight::One { ties.unweighted() } else { ties }
        }
        Weight::Sources => {
            let mut seen: Vec<_> = links.map(|link| (link.from, link.to, link.origin)).collect();
            seen.sort_unstable();
            seen.dedup();
            let ties: Vec<_> = seen
                .chunk_by(|left, right| (left.0, left.1) == (right.0, right.1))
                .map(|same| {
                    let sources = same.iter().filter(|tie| tie.2.is_some()).count();
                    (same[0].0, same[0].1, sources.max(1) as f64)
                })
                .collect();
            Ties::new(nodes, &ties)
        }
    }
}

/// Reads a column: for each row of the graph its value.
fn cells(graph: &Graph, property: &str) -> Result<Vec<Option<TermId>>, StoreError> {
    let mut cells = vec![None; graph.rows()];
    if let Some(property) = find(graph, property)? {
        for (claim, _, value, _) in graph.quads(None, Some(property), None, Graphs::Default)? {
            if let Some(cell) = claim.row_number().and_then(|row| cells.get_mut(row)) {
                *cell = Some(value);
            }
        }
    }
    Ok(cells)
}

pub(super) fn tone(graph: &Graph, relation: TermId) -> Result<Tone, StoreError> {
    let Some(quad) = find(graph, "act:quadClass")? else { return Ok(Tone::Structural) };
    match graph.quads(Some(relation), Some(quad), None, Graphs::Default)?.next() {
        Some((_, _, class, _)) => Ok(Tone::parse(&local(&graph.term(class)?))),
        None => Ok(Tone::Structural),
    }
}

fn node_kind(term: &Term, everything: bool) -> bool {
    match lexicon::kind(iri(term)) {
        "actor" => true,
        "event" | "place" => everything,
        _ => false,
    }
}

fn iri(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => node.as_str(),
        _ => "",
    }
}
