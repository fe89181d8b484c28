//! Who belongs together: components, communities and cores of a folder, with the claims that hold each together.

use crate::graph::measure::{core_numbers, leiden, modularity, strong_components, weak_components};
use crate::store::TermId;
use crate::workspace::measure::answer::{columns, count, counted, significant, text};
use crate::workspace::measure::behind::behind;
use crate::workspace::measure::links::{Links, links, ties};
use crate::workspace::measure::{MeasureOptions, Measured};
use crate::workspace::{Workspace, WorkspaceError};

/// Says what makes a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GroupBy {
    /// Being connected at all: [`weak_components`].
    Weak,
    /// Each reaching each along the ties: [`strong_components`].
    Strong,
    /// Having more ties within than chance would give: [`leiden`].
    Communities {
        /// Above 1 for smaller communities, below for larger ones.
        resolution: f64,
        /// Another seed may give other communities, the same gives the same.
        seed: u64,
    },
    /// Having ties with so many of the group: [`core_numbers`]; each node stands with its highest core.
    Core,
}

/// How many members people are shown of a group.
const MEMBERS: usize = 12;

/// Finds the groups of a folder.
pub(super) fn groups(
    workspace: &Workspace,
    options: &MeasureOptions,
    by: GroupBy,
) -> Result<Measured, WorkspaceError> {
    let links = links(workspace, options)?;
    let graph = ties(links.nodes.len(), links.links.iter(), options.weight);
    let mut notes = links.notes.clone();
    let mut innermost = 0;
    let (words, labels) = match by {
        GroupBy::Weak => ("weak components", weak_components(&graph)),
        GroupBy::Strong => ("strong components", strong_components(&graph)),
        GroupBy::Communities { resolution, seed } => {
            let labels = leiden(&graph, resolution, seed);
            let quality = modularity(&graph.undirected(), &labels, resolution);
            notes.push(format!(
                "modularity {}: 0 is what chance gives; seed {seed}, resolution {resolution}",
                significant(quality)
            ));
            ("Leiden communities", labels)
        }
        GroupBy::Core => {
            let cores = core_numbers(&graph);
            innermost = cores.iter().copied().max().unwrap_or(0) as usize;
            // The innermost core comes first; it is named by its number all the same.
            ("k-cores", cores.iter().map(|core| innermost as u32 - core).collect())
        }
    };
    let most = labels.iter().copied().max().unwrap_or(0);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); if labels.is_empty() { 0 } else { most as usize + 1 }];
    for (node, label) in labels.iter().enumerate() {
        members[*label as usize].push(node as u32);
    }
    // The claims within a group; those of a core are within it or a core inside it.
    let mut within: Vec<Vec<TermId>> = vec![Vec::new(); members.len()];
    let mut at = vec![0_usize; links.nodes.len()];
    for link in &links.links {
        let (from, to) = (labels[link.from as usize], labels[link.to as usize]);
        if from == to || by == GroupBy::Core {
            within[from.max(to) as usize].push(link.claim);
            at[link.from as usize] += 1;
            at[link.to as usize] += usize::from(link.from != link.to);
        }
    }
    let name = |group: usize| if by == GroupBy::Core { innermost - group } else { group + 1 };
    let mut measured = Measured {
        what: format!("{words}: {}", links.extent(options)),
        left_out: links.left_out.clone(),
        ..Measured::default()
    };
    let first = if by == GroupBy::Core { "core" } else { "group" };
    measured.table = columns(&[first, "size", "who", "who_label", "claims", "group_claims", "claim"]);
    measured.people = columns(&[first, "size", "members", "claims within"]);
    let top = options.top.unwrap_or(usize::MAX);
    let (mut rows, mut shown, mut single) = (Vec::new(), 0, 0);
    for (group, mut nodes) in members.into_iter().enumerate().filter(|(_, nodes)| !nodes.is_empty()) {
        nodes.sort_by_key(|node| (std::cmp::Reverse(at[*node as usize]), *node));
        if shown == top {
            single += 1;
            continue;
        }
        shown += 1;
        let claims = links.list(&within[group])?;
        for node in &nodes {
            measured.table.rows.push(vec![
                count(name(group)),
                count(nodes.len()),
                Some(links.terms[*node as usize].clone()),
                text(&links.label(*node)?),
                count(at[*node as usize]),
                count(within[group].len()),
                text(&claims),
            ]);
        }
        measured.people.rows.push(vec![
            count(name(group)),
            count(nodes.len()),
            text(&listed(&links, &nodes)?),
            count(within[group].len()),
        ]);
        if options.why {
            rows.extend(within[group].iter().map(|claim| (vec![count(name(group))], *claim)));
        }
    }
    if single > 0 {
        notes.push(format!("{} not shown, none of them larger: --top 0 shows all", counted(single, "group")));
    }
    if by == GroupBy::Core {
        notes.push(
            "the members of a core have ties with that many others of it and of the cores above".to_owned(),
        );
    }
    measured.notes = notes;
    if options.why {
        measured.why = Some(behind(&links, &[first], rows)?);
    }
    Ok(measured)
}

/// Names the first members of a group and counts the others.
fn listed(links: &Links<'_>, nodes: &[u32]) -> Result<String, WorkspaceError> {
    let mut labels = Vec::new();
    for node in nodes.iter().take(MEMBERS) {
        labels.push(links.label(*node)?);
    }
    let mut listed = labels.join(", ");
    if nodes.len() > MEMBERS {
        listed.push_str(&format!(" and {} more", nodes.len() - MEMBERS));
    }
    Ok(listed)
}
