//! The claims of a graph folded into a network straight from their columns: what the query `edges` gives, in its
//! order, without a table of terms in between.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::graph::{ClaimRef, Day, Edge, Network, Node, NodeIndex, NodeKind, Tone};
use crate::model::means_private;
use crate::query::NamedNode;
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::lexicon::{find, text};

/// The column by which a row of `relations.csv` or of `sources.csv` is kept out of what is handed on.
const PRIVATE: &str = "act:extra/private";

/// Tells whether a row of a graph is marked private.
///
/// # Errors
/// When the graph file is damaged.
pub(super) fn holds_private(graph: &Graph) -> Result<bool, StoreError> {
    let Some(property) = find(graph, PRIVATE)? else { return Ok(false) };
    for (_, _, cell, _) in graph.quads(None, Some(property), None, Graphs::Default)? {
        if means_private(&text(graph.term(cell)?)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Folds the claims that `keep` takes. Cost: linear in the claims, and one sort of them.
///
/// # Errors
/// When the graph file is damaged.
pub(super) fn fold(graph: &Graph, keep: impl Fn(TermId) -> bool) -> Result<Network, StoreError> {
    let (Some(class), Some(claim)) = (find(graph, "rdf:type")?, find(graph, "act:Claim")?) else {
        return Ok(Network::default());
    };
    let claims = graph.quads(None, Some(class), Some(claim), Graphs::Default)?;
    let claims: Vec<TermId> = claims.map(|(claim, ..)| claim).filter(|claim| keep(*claim)).collect();
    if claims.is_empty() {
        return Ok(Network::default());
    }
    let mut reader = Reader::new(graph)?;
    let [subject, relation, object] =
        [values(graph, "rdf:subject")?, values(graph, "rdf:predicate")?, values(graph, "rdf:object")?];
    let at = |column: &[TermId], claim: TermId| {
        claim.row_number().and_then(|row| column.get(row).copied()).unwrap_or(TermId::NONE)
    };
    let ends = |claim| [at(&subject, claim), at(&relation, claim), at(&object, claim)];
    let ranks = ranks(graph, claims.iter().flat_map(|claim| ends(*claim)).collect())?;
    let mut rows: Vec<([u32; 3], String, TermId)> = Vec::with_capacity(claims.len());
    for claim in claims {
        let ends = ends(claim);
        if ends.iter().all(|end| !end.is_none()) {
            rows.push((ends.map(|end| ranks[&end]), reader.text(claim)?, claim));
        }
    }
    rows.sort_unstable();
    let [statuses, source, about, speaker] =
        ["act:status", "dcterms:source", "schema:about", "prov:wasAttributedTo"]
            .map(|property| values(graph, property));
    let (statuses, source, about, speaker) = (statuses?, source?, about?, speaker?);
    let [date, earliest, latest, row, locator, quote] = [
        "dcterms:date",
        "sem:hasEarliestBeginTimeStamp",
        "sem:hasLatestEndTimeStamp",
        "act:row",
        "bibo:locator",
        "oa:exact",
    ]
    .map(|property| values(graph, property));
    let (date, earliest, latest) = (date?, earliest?, latest?);
    let (row, locator, quote, private) = (row?, locator?, quote?, values(graph, PRIVATE)?);
    let mut network = Network::default();
    let mut nodes: HashMap<TermId, NodeIndex> = HashMap::new();
    let mut edges = HashMap::new();
    for number in 0..rows.len() {
        let (key, claim) = (rows[number].0, rows[number].2);
        let iri = std::mem::take(&mut rows[number].1);
        let [subject, relation, object] = ends(claim);
        let status = at(&statuses, claim);
        let (about, source) = (at(&about, claim), at(&source, claim));
        let (about_date, about_days) = reader.event(about)?;
        let reference = ClaimRef {
            claim: NamedNode::new_unchecked(iri),
            about: reader.iri(about)?,
            about_label: reader.label(about)?,
            about_date,
            about_days,
            date: reader.shared(at(&date, claim))?,
            earliest: reader.day(at(&earliest, claim))?,
            latest: reader.day(at(&latest, claim))?,
            source: reader.iri(source)?,
            source_label: reader.label(source)?,
            locator: reader.text(at(&locator, claim))?,
            quote: reader.text(at(&quote, claim))?,
            speaker: reader.label(at(&speaker, claim))?,
            row: reader.text(at(&row, claim))?,
            private: reader.private(at(&private, claim))? || reader.private_source(source)?,
        };
        let edge = match edges.entry((key, status)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let from = node(&mut network, &mut nodes, &mut reader, subject)?;
                let to = node(&mut network, &mut nodes, &mut reader, object)?;
                // Claims of one edge stand together but for their status, and most edges have one: room for more than
                // there are would be most of what a network takes.
                let same = rows[number..].iter().take_while(|row| row.0 == key);
                let claims = same.filter(|row| at(&statuses, row.2) == status).count();
                let status = reader.shared(status)?;
                let edge = Edge {
                    relation: reader.iri(relation)?.unwrap_or_else(|| NamedNode::new_unchecked("")),
                    label: reader.label(relation)?,
                    tone: reader.tone(relation)?,
                    status: last_part(&status, "asserted").to_owned(),
                    strength: None,
                    claims: Vec::with_capacity(claims),
                };
                *free.insert(network.graph.add_edge(from, to, edge))
            }
        };
        network.graph[edge].claims.push(reference);
    }
    Ok(network)
}

/// Gives the value that each dense row has for a property; none where it has none.
fn values(graph: &Graph, property: &str) -> Result<Vec<TermId>, StoreError> {
    let mut values = vec![TermId::NONE; graph.rows()];
    if let Some(property) = find(graph, property)? {
        for (subject, _, object, _) in graph.quads(None, Some(property), None, Graphs::Default)? {
            if let Some(value) = subject.row_number().and_then(|row| values.get_mut(row)) {
                *value = object;
            }
        }
    }
    Ok(values)
}

/// Numbers terms in the order of their text.
fn ranks(graph: &Graph, terms: HashSet<TermId>) -> Result<HashMap<TermId, u32>, StoreError> {
    let mut named: Vec<(String, TermId)> = Vec::with_capacity(terms.len());
    for term in terms.into_iter().filter(|term| !term.is_none()) {
        named.push((text(graph.term(term)?), term));
    }
    named.sort_unstable();
    Ok(named.into_iter().zip(0..).map(|((_, term), rank)| (term, rank)).collect())
}

fn node(
    network: &mut Network,
    nodes: &mut HashMap<TermId, NodeIndex>,
    reader: &mut Reader<'_>,
    id: TermId,
) -> Result<NodeIndex, StoreError> {
    if let Some(index) = nodes.get(&id) {
        return Ok(*index);
    }
    let label = reader.label(id)?;
    let class = reader.first(id, reader.properties.class)?;
    let id_of = reader.iri(id)?.unwrap_or_else(|| NamedNode::new_unchecked(""));
    let index = network.graph.add_node(Node { kind: NodeKind::of(&id_of), id: id_of, label, class });
    nodes.insert(id, index);
    Ok(index)
}

/// Reads terms of a graph, each name once.
struct Reader<'graph> {
    graph: &'graph Graph,
    properties: Properties,
    /// IRIs of things, and what people call them.
    known: HashMap<TermId, (NamedNode, String)>,
    /// Texts that many claims share.
    texts: HashMap<TermId, String>,
    days: HashMap<TermId, Option<Day>>,
    /// When events were: as written, and between which days.
    events: HashMap<TermId, (String, [Option<Day>; 2])>,
    /// Whether sources are marked private.
    sources: HashMap<TermId, bool>,
}

/// Holds what is asked of things, where the graph knows it.
struct Properties {
    label: Option<TermId>,
    class: Option<TermId>,
    date: Option<TermId>,
    earliest: Option<TermId>,
    latest: Option<TermId>,
    quad: Option<TermId>,
    private: Option<TermId>,
}

impl<'graph> Reader<'graph> {
    fn new(graph: &'graph Graph) -> Result<Self, StoreError> {
        let properties = Properties {
            label: find(graph, "skos:prefLabel")?,
            class: find(graph, "act:type")?,
            date: find(graph, "dcterms:date")?,
            earliest: find(graph, "sem:hasEarliestBeginTimeStamp")?,
            latest: find(graph, "sem:hasLatestEndTimeStamp")?,
            quad: find(graph, "act:quadClass")?,
            private: find(graph, PRIVATE)?,
        };
        let (known, texts, days) = (HashMap::new(), HashMap::new(), HashMap::new());
        Ok(Self { graph, properties, known, texts, days, events: HashMap::new(), sources: HashMap::new() })
    }

    fn text(&self, id: TermId) -> Result<String, StoreError> {
        if id.is_none() { Ok(String::new()) } else { Ok(text(self.graph.term(id)?)) }
    }

    fn shared(&mut self, id: TermId) -> Result<String, StoreError> {
        if id.is_none() {
            return Ok(String::new());
        }
        if let Some(known) = self.texts.get(&id) {
            return Ok(known.clone());
        }
        let text = self.text(id)?;
        Ok(self.texts.entry(id).or_insert(text).clone())
    }

    fn day(&mut self, id: TermId) -> Result<Option<Day>, StoreError> {
        if id.is_none() {
            return Ok(None);
        }
        if let Some(known) = self.days.get(&id) {
            return Ok(*known);
        }
        let day = Day::parse(&self.text(id)?);
        Ok(*self.days.entry(id).or_insert(day))
    }

    /// Tells whether a cell says that its row is private; nearly every claim has none.
    fn private(&mut self, id: TermId) -> Result<bool, StoreError> {
        Ok(!id.is_none() && means_private(&self.shared(id)?))
    }

    fn private_source(&mut self, id: TermId) -> Result<bool, StoreError> {
        if id.is_none() || self.properties.private.is_none() {
            return Ok(false);
        }
        if let Some(known) = self.sources.get(&id) {
            return Ok(*known);
        }
        let private = means_private(&self.first(id, self.properties.private)?);
        Ok(*self.sources.entry(id).or_insert(private))
    }

    fn thing(&mut self, id: TermId) -> Result<&(NamedNode, String), StoreError> {
        if !self.known.contains_key(&id) {
            let iri = self.text(id)?;
            let label = match self.first(id, self.properties.label)? {
                label if label.is_empty() => last_part(&iri, &iri).to_owned(),
                label => label,
            };
            self.known.insert(id, (NamedNode::new_unchecked(iri), label));
        }
        Ok(&self.known[&id])
    }

    fn iri(&mut self, id: TermId) -> Result<Option<NamedNode>, StoreError> {
        if id.is_none() { Ok(None) } else { Ok(Some(self.thing(id)?.0.clone())) }
    }

    fn label(&mut self, id: TermId) -> Result<String, StoreError> {
        if id.is_none() { Ok(String::new()) } else { Ok(self.thing(id)?.1.clone()) }
    }

    fn event(&mut self, id: TermId) -> Result<(String, [Option<Day>; 2]), StoreError> {
        if id.is_none() {
            return Ok((String::new(), [None; 2]));
        }
        if let Some(known) = self.events.get(&id) {
            return Ok(known.clone());
        }
        let written = self.first(id, self.properties.date)?;
        let days = [self.properties.earliest, self.properties.latest]
            .map(|property| Ok::<_, StoreError>(Day::parse(&self.first(id, property)?)));
        let [earliest, latest] = days;
        Ok(self.events.entry(id).or_insert((written, [earliest?, latest?])).clone())
    }

    fn tone(&self, relation: TermId) -> Result<Tone, StoreError> {
        let class = self.first(relation, self.properties.quad)?;
        Ok(Tone::parse(last_part(&class, "")))
    }

    /// Gives the text of the first value of a property.
    fn first(&self, id: TermId, property: Option<TermId>) -> Result<String, StoreError> {
        let Some(property) = property.filter(|_| !id.is_none()) else { return Ok(String::new()) };
        match self.graph.quads(Some(id), Some(property), None, Graphs::Default)?.next() {
            Some((_, _, object, _)) => self.text(object),
            None => Ok(String::new()),
        }
    }
}

/// Gives what stands after the last `/` or `#`, or else a word for it.
fn last_part<'a>(iri: &'a str, otherwise: &'a str) -> &'a str {
    match iri.rsplit(['/', '#']).next() {
        Some(part) if !part.is_empty() => part,
        _ => otherwise,
    }
}
