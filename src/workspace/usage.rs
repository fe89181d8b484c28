//! How the claims of a relation type are made up: what kinds of things stand in them, and one of them as a sample.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::question::{Name, Names, Sample, Usage};
use crate::store::{Graph, Graphs, NamedNode, StoreError, Term, TermId};
use crate::workspace::ask::local;
use crate::workspace::lexicon::find;

/// Reads claims by their relation type.
pub(super) struct Reader<'a> {
    graph: &'a Graph,
    names: HashMap<&'a str, &'a Name>,
    predicate: Option<TermId>,
    subject: Option<TermId>,
    object: Option<TermId>,
    about: Option<TermId>,
    source: Option<TermId>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(graph: &'a Graph, names: &'a Names) -> Result<Self, StoreError> {
        Ok(Self {
            graph,
            names: names.iter().map(|name| (name.iri.as_str(), name)).collect(),
            predicate: find(graph, "rdf:predicate")?,
            subject: find(graph, "rdf:subject")?,
            object: find(graph, "rdf:object")?,
            about: find(graph, "schema:about")?,
            source: find(graph, "dcterms:source")?,
        })
    }

    /// Describes the claims of one relation type. Nothing depends on the order in which they stand.
    pub(super) fn usage(&self, relation: &str) -> Result<Usage, StoreError> {
        let mut usage = Usage::default();
        let Some(relation) = self.graph.find(NamedNode::new_unchecked(relation).as_ref())? else {
            return Ok(usage);
        };
        let mut pairs: BTreeMap<(TermId, TermId), Vec<TermId>> = BTreeMap::new();
        let mut objects: HashMap<TermId, usize> = HashMap::new();
        for (claim, ..) in self.graph.quads(None, self.predicate, Some(relation), Graphs::Default)? {
            if let (Some(subject), Some(object)) =
                (self.value(claim, self.subject)?, self.value(claim, self.object)?)
            {
                pairs.entry((subject, object)).or_default().push(claim);
                *objects.entry(object).or_default() += 1;
            }
        }
        let mut ends: HashMap<TermId, Option<&Name>> = HashMap::new();
        for id in pairs.keys().flat_map(|(subject, object)| [*subject, *object]) {
            if let std::collections::hash_map::Entry::Vacant(entry) = ends.entry(id) {
                entry.insert(self.name(id)?);
            }
        }
        let is_actor = |id: &TermId| ends[id].is_some_and(|name| name.kind == "actor");
        usage.by_actors = pairs.keys().any(|(subject, _)| is_actor(subject));
        usage.to_actors = pairs.keys().any(|(_, object)| is_actor(object));
        let mut counted: Vec<(usize, &str)> = (objects.iter())
            .filter_map(|(object, count)| Some((*count, ends[object]?.label.as_str())))
            .collect();
        counted.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(right.1)));
        usage.object = counted.first().map(|(_, label)| (*label).to_owned()).unwrap_or_default();
        let between_actors =
            pairs.iter().filter(|((subject, object), _)| is_actor(subject) && is_actor(object));
        let first = between_actors
            .filter_map(|((subject, object), claims)| Some((ends[subject]?, ends[object]?, claims)))
            .min_by_key(|(who, whom, _)| (who.label.len() + whom.label.len(), &who.iri, &whom.iri));
        if let Some((who, whom, claims)) = first {
            let mut matters: Vec<(String, String)> = Vec::new();
            for claim in claims {
                matters.push((self.label(*claim, self.about)?, self.label(*claim, self.source)?));
            }
            let (about, source) = matters.into_iter().max().unwrap_or_default();
            let [who, class, whom] = [&who.label, &who.class, &whom.label].map(String::clone);
            usage.sample = Some(Sample { who, class, whom, about, source });
        }
        Ok(usage)
    }

    /// Gives the year of the first claim that has a day.
    pub(super) fn first_year(&self) -> Result<Option<String>, StoreError> {
        let earliest = find(self.graph, "sem:hasEarliestBeginTimeStamp")?;
        let (Some(earliest), Some(predicate)) = (earliest, self.predicate) else { return Ok(None) };
        let mut days: BTreeSet<TermId> = BTreeSet::new();
        for (claim, _, day, _) in self.graph.quads(None, Some(earliest), None, Graphs::Default)? {
            if days.contains(&day) || self.value(claim, Some(predicate))?.is_none() {
                continue;
            }
            days.insert(day);
        }
        let mut years = Vec::new();
        for day in days {
            let day = local(&self.graph.term(day)?);
            years.extend(
                day.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit())).map(str::to_owned),
            );
        }
        Ok(years.into_iter().min())
    }

    fn value(&self, claim: TermId, predicate: Option<TermId>) -> Result<Option<TermId>, StoreError> {
        let Some(predicate) = predicate else { return Ok(None) };
        let mut values = self.graph.quads(Some(claim), Some(predicate), None, Graphs::Default)?;
        Ok(values.next().map(|(_, _, value, _)| value))
    }

    fn name(&self, id: TermId) -> Result<Option<&'a Name>, StoreError> {
        Ok(match self.graph.term(id)? {
            Term::NamedNode(node) => self.names.get(node.as_str()).copied(),
            _ => None,
        })
    }

    fn label(&self, claim: TermId, predicate: Option<TermId>) -> Result<String, StoreError> {
        let Some(value) = self.value(claim, predicate)? else { return Ok(String::new()) };
        Ok(self.name(value)?.map(|name| name.label.clone()).unwrap_or_default())
    }
}
