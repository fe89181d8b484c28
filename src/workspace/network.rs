//! The network of a folder, narrowed by what people type.

use std::collections::BTreeMap;

use crate::graph::{self, Day, Filter, Focus, Narrowed, Network};
use crate::query::{NamedNode, Scope, World};
use crate::store::Part;
use crate::workspace::fold::fold;
use crate::workspace::parameters::ParameterError;
use crate::workspace::scope::judge;
use crate::workspace::{LeftOut, Workspace, WorkspaceError, queries};

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
    /// Whether claims that are marked private stay out.
    pub public: bool,
    /// Only so many nodes, those with most claims.
    pub top: Option<usize>,
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
    /// How many claims stay out because they are private.
    pub private: usize,
    /// How many nodes there were before only the top of them was kept.
    pub nodes: usize,
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
    let graph = workspace.graph();
    let kept = fold(graph, |claim| judgement.takes_in(claim))?;
    let others = fold(graph, |claim| !judgement.takes_in(claim))?;
    let mut narrowed = match filter == Filter::default() {
        true => Narrowed { network: kept, left_out: graph::LeftOut::default() },
        false => graph::narrow(&kept, &filter),
    };
    // How far a claim lies from the node in the middle depends on what is drawn, so it is not asked here.
    let others = graph::narrow(&others, &Filter { focus: None, ..filter });
    let mut reasons = BTreeMap::new();
    for claim in others.network.edges().flat_map(|(_, _, edge)| &edge.claims) {
        reasons.insert(&claim.claim, judgement.reasons_of(graph, &claim.claim.clone().into())?);
    }
    let mut private = 0;
    if options.public {
        (narrowed.network, private) = graph::public(narrowed.network);
    }
    let nodes = narrowed.network.nodes().len();
    if let Some(top) = options.top {
        narrowed.network = graph::top(narrowed.network, top);
    }
    Ok(Drawn { narrowed, left_out: LeftOut::count(reasons.into_values()), private, nodes })
}

/// Gives the part of the graph that a scope takes in, and of the claims only those of a network where one is given;
/// nothing where that is all of it.
pub(super) fn part<'w>(
    workspace: &'w Workspace,
    scope: &Scope,
    only: Option<&Network>,
) -> Result<Option<Part<'w>>, WorkspaceError> {
    let Some(network) = only else { return queries::part(workspace, scope) };
    let graph = workspace.graph();
    let mut kept = Vec::new();
    for claim in network.edges().flat_map(|(_, _, edge)| &edge.claims) {
        kept.extend(graph.find(claim.claim.as_ref())?);
    }
    let mut judgement = judge(workspace, scope)?;
    judgement.keep(kept);
    Ok(Some(judgement.part(graph, scope.no_derived)?))
}
