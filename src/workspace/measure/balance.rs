//! Who is at odds with whom and how that fits together: blame that is returned, circles of blame, triads, go-betweens,
//! and those on whom the connection of others rests.

use crate::graph::Tone;
use crate::graph::measure::{self, Sign, cut_points, cycles};
use crate::store::TermId;
use crate::workspace::measure::answer::{columns, count, counted, significant, text};
use crate::workspace::measure::behind::behind;
use crate::workspace::measure::links::{Link, Links, links, ties};
use crate::workspace::measure::{MeasureOptions, Measured};
use crate::workspace::{Workspace, WorkspaceError};

/// How long a circle of blame may be.
const LONGEST: usize = 5;
/// How many circles and triads are listed.
const LISTED: usize = 1_000;

/// Holds one finding before it is written.
struct Finding {
    kind: &'static str,
    nodes: Vec<u32>,
    says: String,
    claims: Vec<TermId>,
}

/// Finds what is balanced and what is not.
pub(super) fn balance(workspace: &Workspace, options: &MeasureOptions) -> Result<Measured, WorkspaceError> {
    let links = links(workspace, options)?;
    let nodes = links.nodes.len();
    let of = |tones: [Tone; 2]| links.links.iter().filter(move |link| tones.contains(&link.tone));
    let against = [Tone::VerbalConflict, Tone::MaterialConflict];
    let with = [Tone::VerbalCooperation, Tone::MaterialCooperation];
    let negative = ties(nodes, of(against), options.weight);
    let positive = ties(nodes, of(with), options.weight);
    let found = measure::balance(&positive, &negative, LISTED);
    let circles = cycles(&negative, LONGEST, LISTED);
    let cuts = cut_points(&ties(nodes, links.links.iter(), options.weight));
    let mut findings = Vec::new();
    for nodes in &circles.found {
        let steps = nodes.iter().zip(nodes.iter().cycle().skip(1));
        let claims = steps.flat_map(|(from, to)| between(&links, *from, *to, &against)).collect();
        let (kind, says) = match nodes.len() {
            2 => ("mutual", "each against the other"),
            _ => ("circle", "each against the next, the last against the first"),
        };
        findings.push(Finding { kind, nodes: nodes.clone(), says: says.to_owned(), claims });
    }
    let signed = [against, with].concat();
    for triad in &found.listed {
        let [a, b, c] = triad.nodes;
        let pairs = [(a, b), (a, c), (b, c)];
        let mut says = Vec::new();
        for ((one, other), sign) in pairs.iter().zip(triad.signs) {
            let word = if sign == Sign::Positive { "with" } else { "against" };
            says.push(format!("{} {word} {}", links.label(*one)?, links.label(*other)?));
        }
        let claims = pairs
            .iter()
            .flat_map(|(one, other)| [(*one, *other), (*other, *one)])
            .flat_map(|(one, other)| between(&links, one, other, &signed))
            .collect();
        let kind = if triad.is_balanced() { "balanced" } else { "unbalanced" };
        findings.push(Finding { kind, nodes: triad.nodes.to_vec(), says: says.join(", "), claims });
    }
    let at = links.at_nodes();
    let claims_at = |node: u32, tones: &[Tone]| -> Vec<TermId> {
        let at = at[node as usize].iter().map(|link| &links.links[*link as usize]);
        at.filter(|link| tones.contains(&link.tone)).map(|link| link.claim).collect()
    };
    let mut brokers: Vec<(u32, u32)> = found
        .between
        .iter()
        .zip(0..)
        .filter(|(count, _)| **count > 0)
        .map(|(count, node)| (*count, node))
        .collect();
    brokers.sort_by_key(|(count, node)| (std::cmp::Reverse(*count), *node));
    for (count, node) in brokers {
        let says = format!("with both sides of {} at odds", counted(count as usize, "pair"));
        findings.push(Finding {
            kind: "go-between",
            nodes: vec![node],
            says,
            claims: claims_at(node, &with),
        });
    }
    let mut cuts = cuts;
    // Whoever cuts most off from the greatest piece comes first.
    cuts.sort_by_key(|cut| (std::cmp::Reverse(cut.pieces[1..].iter().sum::<u32>()), cut.node));
    for cut in cuts {
        let pieces: Vec<String> = cut.pieces.iter().take(8).map(u32::to_string).collect();
        let more = if cut.pieces.len() > 8 { " …" } else { "" };
        let says = format!(
            "without it the others fall into {} pieces: {}{more}",
            cut.pieces.len(),
            pieces.join(", ")
        );
        findings.push(Finding {
            kind: "cut-point",
            nodes: vec![cut.node],
            says,
            claims: claims_at(cut.node, &Tone::ALL),
        });
    }
    let mut measured = Measured {
        what: format!("structural balance: {}", links.extent(options)),
        notes: links.notes.clone(),
        left_out: links.left_out.clone(),
        ..Measured::default()
    };
    let [friends, foes, mixed] = found.pairs;
    measured.notes.push(format!(
        "{} stand together, {foes} against each other, {mixed} both as much; ties of no class have no sign",
        counted(friends, "pair"),
    ));
    let [none, one, two, three] = found.triads;
    let triads = none + one + two + three;
    measured.notes.push(match triads {
        0 => "no three actors have signs between each two, so there is no triad to be balanced".to_owned(),
        _ => format!(
            "{} of {} balanced, {}: {none} +++, {two} +−−; unbalanced: {one} ++−, {three} −−−",
            none + two,
            counted(triads, "triad"),
            significant((none + two) as f64 / triads as f64),
        ),
    });
    if !circles.complete {
        measured.notes.push(format!(
            "circles: the first {} of up to {LONGEST} that were found; there are more",
            circles.found.len()
        ));
    }
    if triads > found.listed.len() {
        measured
            .notes
            .push(format!("triads: {} of {triads} listed, the unbalanced first", found.listed.len()));
    }
    write(&mut measured, &links, findings, options)?;
    Ok(measured)
}

/// Gives the claims that tie one node to another in one of these tones.
fn between(links: &Links<'_>, from: u32, to: u32, tones: &[Tone]) -> Vec<TermId> {
    let all: &[Link] = &links.links;
    let begin = all.partition_point(|link| (link.from, link.to) < (from, to));
    let same = all[begin..].iter().take_while(|link| (link.from, link.to) == (from, to));
    same.filter(|link| tones.contains(&link.tone)).map(|link| link.claim).collect()
}

/// Puts the findings into tables; people get the first of each kind.
fn write(
    measured: &mut Measured,
    links: &Links<'_>,
    findings: Vec<Finding>,
    options: &MeasureOptions,
) -> Result<(), WorkspaceError> {
    measured.table = columns(&["kind", "who", "who_label", "says", "claims", "claim"]);
    measured.people = columns(&["kind", "who", "what", "claims"]);
    let top = options.top.unwrap_or(usize::MAX);
    let (mut rows, mut shown, mut last, mut hidden) = (Vec::new(), 0, "", Vec::<(&str, usize)>::new());
    for finding in findings {
        let Finding { kind, nodes, says, mut claims } = finding;
        if last != kind {
            (last, shown) = (kind, 0);
        }
        shown += 1;
        if shown > top {
            match hidden.iter_mut().find(|(hidden, _)| *hidden == kind) {
                Some((_, count)) => *count += 1,
                None => hidden.push((kind, 1)),
            }
            continue;
        }
        claims.sort_unstable();
        claims.dedup();
        let mut labels = Vec::new();
        for node in &nodes {
            labels.push(links.label(*node)?);
        }
        let who = labels.join(", ");
        measured.table.rows.push(vec![
            text(kind),
            text(&links.ids(&nodes)),
            text(&who),
            text(&says),
            count(claims.len()),
            text(&links.list(&claims)?),
        ]);
        measured.people.rows.push(vec![text(kind), text(&who), text(&says), count(claims.len())]);
        if options.why {
            rows.extend(claims.into_iter().map(|claim| (vec![text(kind), text(&who)], claim)));
        }
    }
    for (kind, hidden) in hidden {
        measured.notes.push(format!("{hidden} more under `{kind}`: --top 0 shows all"));
    }
    if options.why {
        measured.why = Some(behind(links, &["kind", "found"], rows)?);
    }
    Ok(())
}
