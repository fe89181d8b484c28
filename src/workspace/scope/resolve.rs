//! The names and days of a scope: who is meant by `according-to`, which documents by `--source`, which days by a
//! date.

use std::cell::OnceCell;

use crate::model::{self, Day, fold};
use crate::query::NamedNode;
use crate::question::{Name, NameError, Names};
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::WorkspaceError;
use crate::workspace::lexicon::{self, find};
use crate::workspace::network::DayError;
use crate::workspace::parameters::ParameterError;

/// Says whose claims are meant by a name.
pub(super) struct Voice {
    /// The speaker.
    pub(super) speaker: Option<TermId>,
    /// The documents whose own voice it is.
    pub(super) sources: Vec<TermId>,
}

/// Finds out what the names of one graph stand for; the names are read when the first is asked for.
pub(super) struct Resolver<'g> {
    graph: &'g Graph,
    names: OnceCell<Names>,
}

impl<'g> Resolver<'g> {
    pub(super) fn new(graph: &'g Graph) -> Self {
        Self { graph, names: OnceCell::new() }
    }

    /// Finds a voice: an actor who speaks, a document, or whoever publishes or writes documents.
    ///
    /// # Errors
    /// When nobody is called so, or more than one.
    pub(super) fn voice(&self, name: &str) -> Result<Voice, WorkspaceError> {
        let names = self.names()?;
        let actor = one(names, "--world", name, "actor")?;
        let source = one(names, "--world", name, "source")?;
        let mut called = vec![fold(name)];
        called.extend(actor.iter().flat_map(|actor| &actor.aliases).map(|alias| fold(alias)));
        called.extend(actor.iter().map(|actor| fold(&actor.label)));
        let mut sources = self.published_by(&called, &["dcterms:publisher", "dcterms:creator"])?;
        sources.extend(source.map(|source| self.id(source)).transpose()?.flatten());
        let speaker = actor.map(|actor| self.id(actor)).transpose()?.flatten();
        if speaker.is_none() && sources.is_empty() {
            return Err(unknown(names, "--world", name, &["actor", "source"]));
        }
        Ok(Voice { speaker, sources })
    }

    /// Finds documents: one by its id or title, or all of a publisher.
    ///
    /// # Errors
    /// When none is called so, or more than one is.
    pub(super) fn sources(&self, name: &str) -> Result<Vec<TermId>, WorkspaceError> {
        let names = self.names()?;
        if let Some(source) = one(names, "--source", name, "source")? {
            return Ok(self.id(source)?.into_iter().collect());
        }
        let sources = self.published_by(&[fold(name)], &["dcterms:publisher"])?;
        match sources.is_empty() {
            true => Err(unknown(names, "--source", name, &["source"])),
            false => Ok(sources),
        }
    }

    fn names(&self) -> Result<&Names, StoreError> {
        match self.names.get() {
            Some(names) => Ok(names),
            None => {
                let names = lexicon::names(self.graph)?;
                Ok(self.names.get_or_init(|| names))
            }
        }
    }

    fn id(&self, name: &Name) -> Result<Option<TermId>, StoreError> {
        self.graph.find(NamedNode::new_unchecked(&name.iri).as_ref())
    }

    fn published_by(&self, called: &[String], properties: &[&str]) -> Result<Vec<TermId>, StoreError> {
        let mut sources = Vec::new();
        for property in properties {
            let Some(property) = find(self.graph, property)? else { continue };
            for (source, _, text, _) in self.graph.quads(None, Some(property), None, Graphs::Default)? {
                if called.contains(&fold(&lexicon::text(self.graph.term(text)?))) {
                    sources.push(source);
                }
            }
        }
        sources.sort_unstable();
        sources.dedup();
        Ok(sources)
    }
}

/// Finds the one thing of a kind that is called so, if there is one.
fn one<'n>(
    names: &'n Names,
    option: &str,
    name: &str,
    kind: &str,
) -> Result<Option<&'n Name>, WorkspaceError> {
    match names.find(name, &[kind]) {
        Ok(found) => Ok(Some(found)),
        Err(NameError::Unknown { .. }) => Ok(None),
        Err(reason) => Err(ParameterError::Name { parameter: option.to_owned(), reason }.into()),
    }
}

fn unknown(names: &Names, option: &str, name: &str, kinds: &[&str]) -> WorkspaceError {
    let reason = NameError::Unknown { name: name.to_owned(), nearest: names.nearest(name, kinds) };
    ParameterError::Name { parameter: option.to_owned(), reason }.into()
}

/// Gives the first and the last day that a date can mean.
///
/// # Errors
/// When it is no date, or open at one end.
pub(super) fn days(date: &str) -> Result<(Day, Day), WorkspaceError> {
    match model::days(date.trim()) {
        Ok((Some(first), Some(last))) => Ok((first, last)),
        _ => Err(DayError { value: date.to_owned() }.into()),
    }
}
