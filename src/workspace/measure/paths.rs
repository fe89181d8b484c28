//! How two things are connected: the shortest ways from one to the other, every step with all its claims.

use crate::query::NamedNode;
use crate::store::TermId;
use crate::workspace::ask::local;
use crate::workspace::measure::answer::{Measured, count, counted, text};
use crate::workspace::measure::behind::{behind, claims_for_people};
use crate::workspace::measure::links::links;
use crate::workspace::measure::steps::{steps, symmetric};
use crate::workspace::measure::{MeasureOptions, answer};
use crate::workspace::parameters::ParameterError;
use crate::workspace::{Workspace, WorkspaceError};

/// Says between what ways are sought, and which.
#[derive(Debug, Clone)]
pub struct PathOptions {
    /// Where they begin, by id, label or alias.
    pub from: String,
    /// Where they end.
    pub to: String,
    /// Whether every step must go from the subject of a claim to its object; a symmetric relation goes both ways.
    pub directed: bool,
    /// How many ways are sought.
    pub most: usize,
    /// How many steps a way may have.
    pub longest: usize,
}

/// Finds the ways; none is an answer.
pub(super) fn paths(
    workspace: &Workspace,
    options: &MeasureOptions,
    how: &PathOptions,
) -> Result<Measured, WorkspaceError> {
    let names = workspace.names()?;
    let find = |end: &str, name: &str| -> Result<(String, Option<TermId>), WorkspaceError> {
        let found = names
            .find(name, &["actor", "event", "place"])
            .map_err(|reason| ParameterError::Name { parameter: end.to_owned(), reason })?;
        let id = workspace.graph().find(NamedNode::new_unchecked(&found.iri).as_ref())?;
        Ok((found.label.clone(), id))
    };
    let (from, to) = (find("A", &how.from)?, find("B", &how.to)?);
    let links = links(workspace, &MeasureOptions { everything: true, ..options.clone() })?;
    let mut measured = Measured {
        notes: links.notes.clone(),
        left_out: links.left_out.clone(),
        table: answer::columns(&[]),
        ..Measured::default()
    };
    let ways = match (from.1, to.1) {
        (Some(from), Some(to)) => steps(&links, (from, to), how.directed, (how.most, how.longest))?,
        _ => Vec::new(),
    };
    let both = symmetric(links.graph)?;
    let direction = if how.directed { "along the claims" } else { "whatever the direction of the claims" };
    measured.what = match (ways.len(), from.1 == to.1) {
        (_, true) => format!("{} is where the way begins and where it ends.", from.0),
        (0, _) => format!(
            "No way from {} to {} in at most {}, {direction}.",
            from.0,
            to.0,
            counted(how.longest, "step")
        ),
        (found, _) => {
            let which = match (found == how.most, found) {
                (true, 1) => "The shortest way".to_owned(),
                (true, found) => format!("The {found} shortest ways"),
                (false, 1) => "The only way".to_owned(),
                (false, 2) => "Both ways".to_owned(),
                (false, found) => format!("All {found} ways"),
            };
            format!("{which} from {} to {}, {direction}:", from.0, to.0)
        }
    };
    if ways.len() < how.most && !ways.is_empty() {
        measured.notes.push(format!("no other way has at most {}", counted(how.longest, "step")));
    }
    let mut rows = Vec::new();
    for (way, nodes) in ways.iter().enumerate() {
        let mut course = vec![links.label(nodes[0])?];
        let mut weak = Vec::new();
        for (step, ends) in nodes.windows(2).enumerate() {
            course.push(links.label(ends[1])?);
            let forward = |link: &&_| between(link, ends[0], ends[1]);
            let backward = |link: &&_| between(link, ends[1], ends[0]);
            let claims: Vec<_> = links.links.iter().filter(forward).collect();
            let back = links.links.iter().filter(backward);
            let back = back.filter(|link| !how.directed || both.contains(&link.relation));
            let claims: Vec<_> = claims.into_iter().chain(back).collect();
            let mut words: Vec<String> = Vec::new();
            for link in &claims {
                let word = link.status.map(|status| links.graph.term(status)).transpose()?;
                words.push(word.map_or_else(|| "asserted".to_owned(), |word| local(&word)));
            }
            let asserted = words.iter().any(|word| word == "asserted");
            words.sort_unstable();
            words.dedup();
            // A step that nobody asserts is no firmer than the word for it.
            let mark = if asserted { String::new() } else { format!("only {}", words.join(" and ")) };
            if !asserted {
                weak.push(format!("step {} is {mark}", step + 1));
            }
            rows.extend(
                claims.iter().map(|link| (vec![count(way + 1), count(step + 1), text(&mark)], link.claim)),
            );
        }
        let weak = if weak.is_empty() { String::new() } else { format!(": {}", weak.join(", ")) };
        measured.what.push_str(&format!("\nway {}: {}{weak}", way + 1, course.join(" – ")));
    }
    measured.table = behind(&links, &["way", "step", "mark"], rows)?;
    measured.people = claims_for_people(&measured.table);
    Ok(measured)
}

fn between(link: &crate::workspace::measure::links::Link, from: u32, to: u32) -> bool {
    link.from == from && link.to == to
}
