//! The network of a folder, narrowed by what people type.

use crate::graph::{self, Day, Filter, Focus, Narrowed};
use crate::query::{Catalogue, NamedNode, World};
use crate::workspace::ask::table;
use crate::workspace::parameters::ParameterError;
use crate::workspace::{Workspace, WorkspaceError};

/// Narrows a network, in the words of a person.
#[derive(Debug, Clone, Default)]
pub struct NetworkOptions {
    /// Relation types by id, label or verb form; none keeps all.
    pub relations: Vec<String>,
    /// What the claims are about, by id, label or alias; none keeps all.
    pub about: Vec<String>,
    /// The actor in the middle, and how many steps around it.
    pub actor: Option<(String, usize)>,
    /// The first day, `2025-11-26`.
    pub since: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// Which claims count.
    pub world: Option<World>,
}

/// Says why an option cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("`{value}` is not a day")]
pub struct DayError {
    /// What was typed.
    pub value: String,
}

pub(super) fn network(workspace: &Workspace, options: &NetworkOptions) -> Result<Narrowed, WorkspaceError> {
    let names = workspace.names()?;
    let find = |option: &str, name: &str, kinds: &[&str]| -> Result<NamedNode, WorkspaceError> {
        let found = names
            .find(name, kinds)
            .map_err(|reason| ParameterError::Name { parameter: option.to_owned(), reason })?;
        Ok(NamedNode::new_unchecked(&found.iri))
    };
    let all = |option: &str, typed: &[String], kinds: &[&str]| -> Result<Vec<NamedNode>, WorkspaceError> {
        typed.iter().map(|name| find(option, name, kinds)).collect()
    };
    let day = |typed: &Option<String>| -> Result<Option<Day>, WorkspaceError> {
        let Some(text) = typed else { return Ok(None) };
        match Day::parse(text) {
            Some(day) => Ok(Some(day)),
            None => Err(DayError { value: text.clone() }.into()),
        }
    };
    let focus = match &options.actor {
        None => None,
        Some((name, hops)) => {
            Some(Focus { node: find("actor", name, &["actor", "event", "place"])?, hops: *hops })
        }
    };
    let statuses = match options.world.unwrap_or(World::Accepted) {
        World::Accepted => vec!["asserted".to_owned()],
        World::All => Vec::new(),
    };
    let filter = Filter {
        relations: all("relation", &options.relations, &["relation"])?,
        about: all("about", &options.about, &["event", "actor", "place"])?,
        statuses,
        since: day(&options.since)?,
        until: day(&options.until)?,
        focus,
    };
    let catalogue = Catalogue::shipped();
    let network = graph::network(&table(workspace, catalogue.find("edges")?, &[])?)?;
    Ok(graph::narrow(&network, &filter))
}
