//! Who takes which stance on what, and who is therefore like whom: the networks of discourse network analysis.

use std::collections::HashMap;

use crate::graph::Tone;
use crate::graph::measure::{Likeness, Normalisation, Statement, pairs, tallies};
use crate::query::Term;
use crate::store::TermId;
use crate::workspace::ask::local;
use crate::workspace::measure::answer::{columns, count, number, text};
use crate::workspace::measure::behind::behind;
use crate::workspace::measure::links::{Link, Links, links};
use crate::workspace::measure::{MeasureOptions, Measured};
use crate::workspace::{Workspace, WorkspaceError, lexicon};

/// Says which network is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StanceNetwork {
    /// Actors and what they take a stance on.
    TwoMode,
    /// Actors and actors.
    OneMode(Likeness, Normalisation),
}

/// Says what stances are taken on.
#[derive(Debug, Clone, Copy)]
pub struct StanceOptions {
    /// Which network is made.
    pub network: StanceNetwork,
    /// Whether a stance on an actor or a place counts, and not only one on an event.
    pub on_everything: bool,
}

/// Makes a network of stances.
///
/// An actor that cooperates with what a claim is about is for it, and one in conflict with it against it, by the class of
/// the relation type. Whoever demands an event is for it, and a denial is no stance on what is denied.
pub(super) fn stances(
    workspace: &Workspace,
    options: &MeasureOptions,
    how: StanceOptions,
) -> Result<Measured, WorkspaceError> {
    let links = links(workspace, &MeasureOptions { everything: true, ..options.clone() })?;
    let mut sides: HashMap<TermId, Option<bool>> = HashMap::new();
    let mut statements = Vec::new();
    let mut claims: HashMap<(u32, u32), Vec<&Link>> = HashMap::new();
    let mut silent = 0;
    for link in &links.links {
        let [from, to] = [link.from, link.to].map(|node| kind(&links.terms[node as usize]));
        if from != "actor" || !(to == "event" || how.on_everything) {
            continue;
        }
        let side = match sides.get(&link.relation) {
            Some(side) => *side,
            None => *sides.entry(link.relation).or_insert(side(&links, link)?),
        };
        let Some(agrees) = side else {
            silent += 1;
            continue;
        };
        statements.push(Statement { actor: link.from, concept: link.to, agrees });
        claims.entry((link.from, link.to)).or_default().push(link);
    }
    let tallies = tallies(&statements);
    let mut notes = links.notes.clone();
    if silent > 0 {
        notes.push(format!(
            "{silent} claims of relation types that are neither for nor against take no stance"
        ));
    }
    let mut measured = Measured { left_out: links.left_out.clone(), ..Measured::default() };
    let top = options.top.unwrap_or(usize::MAX);
    let mut why = Vec::new();
    let add = |rows: &mut Vec<_>, line: usize, claims: &[TermId]| {
        rows.extend(claims.iter().map(|claim| (vec![count(line)], *claim)));
    };
    match how.network {
        StanceNetwork::TwoMode => {
            measured.what = format!("stances: {} of {} claims", statements.len(), links.links.len());
            measured.table = columns(&[
                "line",
                "who",
                "who_label",
                "on",
                "on_label",
                "for",
                "against",
                "weight",
                "claims",
                "claim",
            ]);
            measured.people = columns(&["line", "who", "stance", "on", "claims"]);
            for (line, ((actor, concept), [pro, contra])) in tallies.iter().take(top).enumerate() {
                let ids: Vec<TermId> = claims[&(*actor, *concept)].iter().map(|link| link.claim).collect();
                let stance = match (pro, contra) {
                    (_, 0) => "for",
                    (0, _) => "against",
                    _ => "both",
                };
                let labels = [links.label(*actor)?, links.label(*concept)?];
                measured.table.rows.push(vec![
                    count(line + 1),
                    Some(links.terms[*actor as usize].clone()),
                    text(&labels[0]),
                    Some(links.terms[*concept as usize].clone()),
                    text(&labels[1]),
                    count(*pro as usize),
                    count(*contra as usize),
                    number(f64::from(*pro) - f64::from(*contra)),
                    count(ids.len()),
                    text(&links.list(&ids)?),
                ]);
                measured.people.rows.push(vec![
                    count(line + 1),
                    text(&labels[0]),
                    text(stance),
                    text(&labels[1]),
                    count(ids.len()),
                ]);
                add(&mut why, line + 1, &ids);
            }
            more(&mut notes, tallies.len(), top);
        }
        StanceNetwork::OneMode(likeness, normalisation) => {
            let words = match likeness {
                Likeness::Congruence => "congruence",
                Likeness::Conflict => "conflict",
                Likeness::Subtract => "congruence less conflict",
            };
            let by = match normalisation {
                Normalisation::No => "",
                Normalisation::Average => ", by average activity",
                Normalisation::Jaccard => ", Jaccard",
                Normalisation::Cosine => ", cosine",
            };
            measured.what = format!("{words}{by}: {} of {} claims", statements.len(), links.links.len());
            measured.table = columns(&[
                "line",
                "who",
                "who_label",
                "whom",
                "whom_label",
                "weight",
                "congruence",
                "conflict",
                "claims",
                "claim",
            ]);
            measured.people = columns(&["line", "who", "and whom", "weight", "on", "claims"]);
            let mut pairs = pairs(links.nodes.len(), &tallies, likeness, normalisation);
            pairs.sort_by(|left, right| {
                right
                    .weight
                    .total_cmp(&left.weight)
                    .then((left.one, left.other).cmp(&(right.one, right.other)))
            });
            for (line, pair) in pairs.iter().take(top).enumerate() {
                let (mut ids, mut on) = (Vec::new(), Vec::new());
                for ((_, concept), counts) in tallies.range((pair.one, 0)..(pair.one + 1, 0)) {
                    let Some(others) = tallies.get(&(pair.other, *concept)) else { continue };
                    let sides = |one: usize, other: usize| counts[one] > 0 && others[other] > 0;
                    let (alike, opposed) = (sides(0, 0) || sides(1, 1), sides(0, 1) || sides(1, 0));
                    let counts = match likeness {
                        Likeness::Congruence => alike,
                        Likeness::Conflict => opposed,
                        Likeness::Subtract => alike || opposed,
                    };
                    if counts {
                        on.push(links.label(*concept)?);
                        let both = [&claims[&(pair.one, *concept)], &claims[&(pair.other, *concept)]];
                        ids.extend(both.into_iter().flatten().map(|link| link.claim));
                    }
                }
                let labels = [links.label(pair.one)?, links.label(pair.other)?];
                measured.table.rows.push(vec![
                    count(line + 1),
                    Some(links.terms[pair.one as usize].clone()),
                    text(&labels[0]),
                    Some(links.terms[pair.other as usize].clone()),
                    text(&labels[1]),
                    number(pair.weight),
                    count(pair.congruence as usize),
                    count(pair.conflict as usize),
                    count(ids.len()),
                    text(&links.list(&ids)?),
                ]);
                measured.people.rows.push(vec![
                    count(line + 1),
                    text(&labels[0]),
                    text(&labels[1]),
                    number(pair.weight),
                    text(&on.join(", ")),
                    count(ids.len()),
                ]);
                add(&mut why, line + 1, &ids);
            }
            more(&mut notes, pairs.len(), top);
        }
    }
    measured.notes = notes;
    if options.why {
        measured.why = Some(behind(&links, &["line"], why)?);
    }
    Ok(measured)
}

fn more(notes: &mut Vec<String>, all: usize, top: usize) {
    if all > top {
        notes.push(format!("the first {top} of {all}: --top 0 shows all"));
    }
}

/// Tells whether the subject of a link is for its object or against it; nothing where it is neither.
fn side(links: &Links<'_>, link: &Link) -> Result<Option<bool>, WorkspaceError> {
    let relation = local(&links.graph.term(link.relation)?);
    Ok(match (relation.as_str(), link.tone) {
        ("denies" | "denies-involvement-in", _) => None,
        ("demands", _) if kind(&links.terms[link.to as usize]) == "event" => Some(true),
        (_, Tone::VerbalCooperation | Tone::MaterialCooperation) => Some(true),
        (_, Tone::VerbalConflict | Tone::MaterialConflict) => Some(false),
        (_, Tone::Structural) => None,
    })
}

fn kind(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => lexicon::kind(node.as_str()),
        _ => "",
    }
}
