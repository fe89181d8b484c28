//! How the claims of a relation type are made up: what kinds of things stand in them, and one of them as a sample.

use std::collections::{BTreeSet, HashMap};

use crate::question::{Name, Names, Sample, Usage};
use crate::store::{Graph, Links, NamedNode, StoreError, Term, TermId, Way};
use crate::workspace::ask::local;
use crate::workspace::lexicon::find;

/// The subject of a claim, its object, and the claim itself: sorted, those between the same two stand together.
type Claim = (TermId, TermId, TermId);

/// Reads claims by their relation type.
pub(super) struct Reader<'a> {
    graph: &'a Graph,
    names: HashMap<&'a str, &'a Name>,
    /// The names that were looked up already: most actors stand in claims of many types.
    known: HashMap<TermId, Option<&'a Name>>,
    predicate: Option<Links<'a>>,
    subject: Option<Links<'a>>,
    object: Option<Links<'a>>,
    about: Option<Links<'a>>,
    source: Option<Links<'a>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(graph: &'a Graph, names: &'a Names) -> Result<Self, StoreError> {
        let links = |compact: &str| find(graph, compact)?.map(|predicate| graph.links(predicate)).transpose();
        Ok(Self {
            graph,
            names: names.iter().map(|name| (name.iri.as_str(), name)).collect(),
            known: HashMap::new(),
            predicate: links("rdf:predicate")?,
            subject: links("rdf:subject")?,
            object: links("rdf:object")?,
            about: links("schema:about")?,
            source: links("dcterms:source")?,
        })
    }

    /// Describes the claims of one relation type. Nothing depends on the order in which they stand.
    ///
    /// Cost: one sort of its claims.
    pub(super) fn usage(&mut self, relation: &str) -> Result<Usage, StoreError> {
        let mut usage = Usage::default();
        let relation = self.graph.find(NamedNode::new_unchecked(relation).as_ref())?;
        let (Some(relation), Some(predicate)) = (relation, &self.predicate) else { return Ok(usage) };
        let mut claims: Vec<Claim> = Vec::new();
        predicate.each(Way::Backward, relation, |claim| {
            if let (Some(subject), Some(object)) = (value(&self.subject, claim), value(&self.object, claim)) {
                claims.push((subject, object, claim));
            }
        });
        claims.sort_unstable();
        let mut objects: HashMap<TermId, usize> = HashMap::new();
        for (_, object, _) in &claims {
            *objects.entry(*object).or_default() += 1;
        }
        let mut first: Option<(usize, &Name, &Name, &[Claim])> = None;
        for pair in claims.chunk_by(|left, right| (left.0, left.1) == (right.0, right.1)) {
            let (subject, object) = (self.name(pair[0].0)?, self.name(pair[0].1)?);
            let actors = [subject, object].map(|name| name.filter(|name| name.kind == "actor"));
            usage.by_actors |= actors[0].is_some();
            usage.to_actors |= actors[1].is_some();
            if let [Some(who), Some(whom)] = actors {
                let length = who.label.len() + whom.label.len();
                let is_first = first.as_ref().is_none_or(|(least, known_who, known_whom, _)| {
                    (length, &who.iri, &whom.iri) < (*least, &known_who.iri, &known_whom.iri)
                });
                if is_first {
                    first = Some((length, who, whom, pair));
                }
            }
        }
        let mut most: Option<(usize, &str)> = None;
        for (object, count) in objects {
            let Some(name) = self.name(object)? else { continue };
            let label = name.label.as_str();
            if most.is_none_or(|(known, other)| known < count || known == count && label < other) {
                most = Some((count, label));
            }
        }
        usage.object = most.map(|(_, label)| label.to_owned()).unwrap_or_default();
        if let Some((_, who, whom, pair)) = first {
            let mut matters: Vec<(String, String)> = Vec::new();
            for (.., claim) in pair {
                let (about, source) = (value(&self.about, *claim), value(&self.source, *claim));
                matters.push((self.label(about)?, self.label(source)?));
            }
            let (about, source) = matters.into_iter().max().unwrap_or_default();
            let [who, class, whom] = [&who.label, &who.class, &whom.label].map(String::clone);
            usage.sample = Some(Sample { who, class, whom, about, source });
        }
        Ok(usage)
    }

    /// Gives the year of the first claim that has a day.
    pub(super) fn first_year(&self) -> Result<Option<String>, StoreError> {
        let Some(earliest) = find(self.graph, "sem:hasEarliestBeginTimeStamp")? else { return Ok(None) };
        let mut days: BTreeSet<TermId> = BTreeSet::new();
        self.graph.links(earliest)?.pairs(|claim, day| {
            if !days.contains(&day) && value(&self.predicate, claim).is_some() {
                days.insert(day);
            }
        });
        let mut years = Vec::new();
        for day in days {
            let day = local(&self.graph.term(day)?);
            years.extend(
                day.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit())).map(str::to_owned),
            );
        }
        Ok(years.into_iter().min())
    }

    fn name(&mut self, id: TermId) -> Result<Option<&'a Name>, StoreError> {
        if let Some(known) = self.known.get(&id) {
            return Ok(*known);
        }
        let name = match self.graph.term(id)? {
            Term::NamedNode(node) => self.names.get(node.as_str()).copied(),
            _ => None,
        };
        self.known.insert(id, name);
        Ok(name)
    }

    fn label(&mut self, id: Option<TermId>) -> Result<String, StoreError> {
        let Some(id) = id else { return Ok(String::new()) };
        Ok(self.name(id)?.map(|name| name.label.clone()).unwrap_or_default())
    }
}

/// Gives the first of what a claim is linked to.
fn value(links: &Option<Links<'_>>, claim: TermId) -> Option<TermId> {
    let mut found = None;
    links.as_ref()?.each(Way::Forward, claim, |value| found = found.or(Some(value)));
    found
}
