//! What the options of a measure take in, as ids and days.

use std::collections::HashSet;

use crate::graph::{Day, Tone};
use crate::query::NamedNode;
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::lexicon::find;
use crate::workspace::measure::MeasureOptions;
use crate::workspace::measure::links::tone;
use crate::workspace::network::DayError;
use crate::workspace::parameters::ParameterError;
use crate::workspace::{Workspace, WorkspaceError};

/// What the options take in, as ids and days.
pub(super) struct Wanted {
    pub(super) relations: Option<HashSet<TermId>>,
    pub(super) about: Option<HashSet<TermId>>,
    since: Option<Day>,
    until: Option<Day>,
}

impl Wanted {
    pub(super) fn read(workspace: &Workspace, options: &MeasureOptions) -> Result<Self, WorkspaceError> {
        let graph = workspace.graph();
        let day = |typed: &Option<String>| -> Result<Option<Day>, WorkspaceError> {
            let Some(text) = typed else { return Ok(None) };
            Day::parse(text).map(Some).ok_or_else(|| DayError { value: text.clone() }.into())
        };
        let mut wanted =
            Self { relations: None, about: None, since: day(&options.since)?, until: day(&options.until)? };
        if options.relations.is_empty() && options.families.is_empty() && options.about.is_empty() {
            return Ok(wanted);
        }
        let names = workspace.names()?;
        let id = |option: &str, name: &str, kinds: &[&str]| -> Result<Option<TermId>, WorkspaceError> {
            let found = names
                .find(name, kinds)
                .map_err(|reason| ParameterError::Name { parameter: option.to_owned(), reason })?;
            Ok(graph.find(NamedNode::new_unchecked(&found.iri).as_ref())?)
        };
        if !options.about.is_empty() {
            let mut about = HashSet::new();
            for name in &options.about {
                about.extend(id("about", name, &["event", "actor", "place"])?);
            }
            wanted.about = Some(about);
        }
        if !options.relations.is_empty() || !options.families.is_empty() {
            let mut relations = HashSet::new();
            for name in &options.relations {
                relations.extend(id("relation", name, &["relation"])?);
            }
            for name in &options.families {
                let classes: &[Tone] = match name.as_str() {
                    "conflict" => &[Tone::VerbalConflict, Tone::MaterialConflict],
                    "cooperation" => &[Tone::VerbalCooperation, Tone::MaterialCooperation],
                    "verbal-conflict" => &[Tone::VerbalConflict],
                    "material-conflict" => &[Tone::MaterialConflict],
                    "verbal-cooperation" => &[Tone::VerbalCooperation],
                    "material-cooperation" => &[Tone::MaterialCooperation],
                    _ => &[],
                };
                if classes.is_empty() {
                    narrower(graph, id("family", name, &["relation"])?, &mut relations)?;
                    continue;
                }
                for relation in names.iter().filter(|name| name.kind == "relation") {
                    let found = graph.find(NamedNode::new_unchecked(&relation.iri).as_ref())?;
                    if let Some(found) = found.filter(|_| !classes.is_empty())
                        && classes.contains(&tone(graph, found)?)
                    {
                        relations.insert(found);
                    }
                }
            }
            wanted.relations = Some(relations);
        }
        Ok(wanted)
    }

    pub(super) fn is_timed(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// Tells whether something between two days may lie in the time asked for.
    pub(super) fn holds(&self, earliest: Option<Day>, latest: Option<Day>) -> bool {
        self.since.is_none_or(|since| latest.is_none_or(|latest| latest >= since))
            && self.until.is_none_or(|until| earliest.is_none_or(|earliest| earliest <= until))
    }
}

/// Adds a relation type and all narrower ones.
fn narrower(
    graph: &Graph,
    relation: Option<TermId>,
    relations: &mut HashSet<TermId>,
) -> Result<(), StoreError> {
    let broader = find(graph, "skos:broader")?;
    let mut open: Vec<TermId> = relation.into_iter().collect();
    while let Some(relation) = open.pop() {
        if relations.insert(relation)
            && let Some(broader) = broader
        {
            open.extend(
                graph.quads(None, Some(broader), Some(relation), Graphs::Default)?.map(|quad| quad.0),
            );
        }
    }
    Ok(())
}
