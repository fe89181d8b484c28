//! The network of a folder, narrowed by what people type.

use std::collections::BTreeMap;

use crate::graph::{self, Day, Filter, Focus, Narrowed};
use crate::query::{Catalogue, NamedNode, Scope, World};
use crate::workspace::ask::table;
use crate::workspace::parameters::ParameterError;
use crate::workspace::scope::judge;
use crate::workspace::{LeftOut, Workspace, WorkspaceError};

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
    /// Which claims count; a scope without a world draws what is accepted.
    pub scope: Scope,
}

/// Holds a network that was narrowed, and how many claims its scope leaves out of it.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The network, and what else was left out of it.
    pub narrowed: Narrowed,
    /// The claims that would be in it but for the scope, and why they are not.
    pub left_out: Vec<LeftOut>,
}

/// Says why an option cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("`{value}` is not a day")]
pub struct DayError {
    /// What was typed.
    pub value: String,
}

pub(super) fn network(workspace: &Workspace, options: &NetworkOptions) -> Result<Drawn, WorkspaceError> {
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
    let filter = Filter {
        relations: all("relation", &options.relations, &["relation"])?,
        about: all("about", &options.about, &["event", "actor", "place"])?,
        statuses: Vec::new(),
        since: day(&options.since)?,
        until: day(&options.until)?,
        focus,
    };
    let world = options.scope.world.clone().unwrap_or(World::Accepted);
    let judgement = judge(workspace, &Scope { world: Some(world), ..options.scope.clone() })?;
    let catalogue = Catalogue::shipped();
    let edges = table(workspace, catalogue.find("edges")?, &[])?;
    let (kept, others) = judgement.split(workspace.graph(), edges)?;
    let narrowed = graph::narrow(&graph::network(&kept)?, &filter);
    // How far a claim lies from the node in the middle depends on what is drawn, so it is not asked here.
    let others = graph::narrow(&graph::network(&others)?, &Filter { focus: None, ..filter });
    let mut reasons = BTreeMap::new();
    for claim in others.network.edges().flat_map(|(_, _, edge)| &edge.claims) {
        reasons.insert(&claim.claim, judgement.reasons_of(workspace.graph(), &claim.claim.clone().into())?);
    }
    Ok(Drawn { narrowed, left_out: LeftOut::count(reasons.into_values()) })
}
