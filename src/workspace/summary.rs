//! What a folder holds, in numbers.

use serde::{Deserialize, Serialize};

use crate::model::{Dataset, Kind, Status};
use crate::store::{Graph, Graphs, NamedNode, StoreError, TermId};
use crate::workspace::lexicon::{find, text};

/// Counts what a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What the data set is called; may be empty.
    pub title: String,
    /// The IRI under which its names live.
    pub base: String,
    /// Rows of `relations.csv`.
    pub claims: usize,
    /// Of those, the asserted ones.
    pub asserted: usize,
    /// Actors, declared or implied.
    pub actors: usize,
    /// Events, declared or implied.
    pub events: usize,
    /// Places, declared or implied.
    pub places: usize,
    /// Sources, declared or implied.
    pub sources: usize,
    /// Relation types that a claim uses.
    pub relations: usize,
}

impl Summary {
    /// Counts what a graph holds.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub(super) fn of_graph(graph: &Graph) -> Result<Self, StoreError> {
        let class = find(graph, "rdf:type")?;
        let count = |property: Option<TermId>, value: &str| match (property, find(graph, value)?) {
            (Some(property), Some(value)) => graph.count(None, Some(property), Some(value), Graphs::Default),
            _ => Ok(0),
        };
        let text = |subject: Option<TermId>, property: &str| -> Result<String, StoreError> {
            let Some(property) = find(graph, property)? else { return Ok(String::new()) };
            match graph.quads(subject, Some(property), None, Graphs::Default)?.next() {
                Some((_, _, value, _)) => Ok(text(graph.term(value)?)),
                None => Ok(String::new()),
            }
        };
        let base = text(None, "void:uriSpace")?;
        let dataset = graph.find(NamedNode::new_unchecked(&base).as_ref())?;
        let relation = find(graph, "rdf:predicate")?;
        Ok(Self {
            title: dataset.map_or(Ok(String::new()), |dataset| text(Some(dataset), "dcterms:title"))?,
            base,
            claims: count(class, "act:Claim")?,
            asserted: count(find(graph, "act:status")?, "act:asserted")?,
            actors: count(class, "act:Actor")?,
            events: count(class, "sem:Event")?,
            places: count(class, "sem:Place")?,
            sources: count(class, "act:Source")?,
            relations: relation.map_or(0, |relation| graph.distinct(Some(relation), Graphs::Default).1),
        })
    }

    /// Counts a data set.
    pub fn of(dataset: &Dataset) -> Self {
        let count = |kind| dataset.entities.of(kind).count();
        let mut used = vec![false; dataset.entities.len()];
        dataset.claims.relation.iter().for_each(|relation| used[relation.index()] = true);
        Self {
            title: dataset.settings.title.clone(),
            base: dataset.settings.base.clone(),
            claims: dataset.claims.len(),
            asserted: dataset.claims.status.iter().filter(|status| **status == Status::Asserted).count(),
            actors: count(Kind::Actor),
            events: count(Kind::Event),
            places: count(Kind::Place),
            sources: count(Kind::Source),
            relations: used.into_iter().filter(|used| *used).count(),
        }
    }
}
