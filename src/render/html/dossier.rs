//! The dossier: the network, the matrix, the timeline, every claim and every source on one page.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::panic::resume_unwind;
use std::thread;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::graph::Network;
use crate::query::Table;
use crate::render::html::blocks::{claims, claims_table};
use crate::render::html::matrix::matrix;
use crate::render::html::policy::policy;
use crate::render::html::sources::sources_table;
use crate::render::html::timeline::timeline;
use crate::render::html::{SCRIPT, STYLE};
use crate::render::xml::carries;
use crate::render::{Names, SvgOptions, svg};

/// Says what a dossier is about.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    /// Its title.
    pub title: String,
    /// What it takes in and what it leaves out, a sentence each.
    pub notes: Vec<String>,
    /// The answer of the query `sources`, for publishers and addresses; may be empty.
    pub sources: Table,
    /// How the picture is arranged; its title is not shown.
    pub picture: SvgOptions,
}

/// Writes the dossier of a network as one page of HTML. It works without its script as tables and a still picture. The
/// same network gives the same bytes.
///
/// # Errors
///
/// Whatever the writer fails with; a text with a character that HTML cannot carry, by its name.
pub fn dossier(network: &Network, names: &Names, about: &Dossier, out: &mut dyn Write) -> io::Result<()> {
    carries(network, &about.title)?;
    let title = if about.title.is_empty() { "Network" } else { &about.title };
    let options = SvgOptions { title: String::new(), ..about.picture.clone() };
    // Laying out the picture takes as long as all else, and needs nothing of it.
    let (picture, parts) = thread::scope(|scope| {
        let picture = scope.spawn(|| svg::inline(network, names, &options));
        let parts = [matrix(network), timeline(network), claims_table(network, names)];
        (picture.join(), parts)
    });
    let picture = picture.unwrap_or_else(|panic| resume_unwind(panic));
    let [matrix, timeline, claims_table] = parts;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(SCRIPT));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#claims" { "To the claims" }
                header {
                    h1 dir="auto" { (title) }
                    p.lead { (lead(network)) }
                    @if !about.notes.is_empty() {
                        ul.notes { @for note in &about.notes { li { (note) } } }
                    }
                    nav aria-label="Parts of this page" {
                        a href="#network" { "Network" } a href="#matrix" { "Who blamed whom" }
                        a href="#timeline" { "Timeline" } a href="#claims" { "Claims" }
                        a href="#sources" { "Sources" }
                    }
                }
                (controls(network, names))
                main {
                    section #network aria-labelledby="h-network" {
                        h2 #h-network { "Network" }
                        div.stage {
                            div.canvas {
                                div.zoom hidden {
                                    button type="button" data-zoom="in" aria-label="Nearer" { "+" }
                                    button type="button" data-zoom="out" aria-label="Farther" { "−" }
                                    button type="button" data-zoom="all" aria-label="All of it" { "⤢" }
                                }
                                p.part-shown hidden { "A part of the picture: ⤢ shows all of it" }
                                (PreEscaped(picture))
                            }
                            aside #panel aria-live="polite" aria-label="Claims of what was chosen" tabindex="-1" hidden {}
                        }
                    }
                    section #matrix aria-labelledby="h-matrix" {
                        h2 #h-matrix { "Who blamed whom" }
                        (matrix)
                    }
                    section #timeline aria-labelledby="h-timeline" {
                        h2 #h-timeline { "Timeline" }
                        (timeline)
                    }
                    section #claims aria-labelledby="h-claims" {
                        h2 #h-claims { "Claims" }
                        (claims_table)
                    }
                    section #sources aria-labelledby="h-sources" {
                        h2 #h-sources { "Sources" }
                        (sources_table(network, &about.sources, names))
                    }
                }
                footer { p { "Each line is what a source reports, not what is so. Made with actant from tables in which every \
                    claim has its row." } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    out.write_all(page.into_string().as_bytes())?;
    writeln!(out)
}

fn lead(network: &Network) -> String {
    let count = claims(network).count();
    let counted = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    format!(
        "{} between {}, in {}.",
        counted(count, "claim"),
        counted(network.nodes().len(), "node"),
        counted(network.edges().len(), "relation")
    )
}

/// Makes the controls; they are of use only with the script, which shows them.
fn controls(network: &Network, names: &Names) -> Markup {
    let (mut relations, mut statuses) = (BTreeMap::new(), BTreeMap::new());
    let mut days: Vec<_> = Vec::new();
    for (_, edge, claim) in claims(network) {
        let relation = names.short(edge.relation.as_str()).into_owned();
        relations.entry((edge.label.as_str(), relation)).or_insert((0, edge.tone)).0 += 1;
        *statuses.entry(edge.status.as_str()).or_insert(0) += 1;
        days.extend(claim.days().into_iter().flatten());
    }
    let span = days.iter().min().zip(days.iter().max()).filter(|(first, last)| first < last);
    html! {
        form #controls role="search" aria-label="What is shown" hidden {
            label.search { "Search " input #search type="search" placeholder="names, quotes, sources  ( / )" autocomplete="off"; }
            details {
                summary { "Relations " output #relations-count {} }
                div.choices {
                    button type="button" data-all="relation" { "all" } button type="button" data-none="relation" { "none" }
                    @for ((label, relation), (count, tone)) in &relations {
                        label {
                            input type="checkbox" name="relation" value=(relation) checked;
                            " " span.tone.(tone.word()) { (label) } " " small { (count) }
                        }
                    }
                }
            }
            details {
                summary { "Status " output #statuses-count {} }
                div.choices {
                    @for (status, count) in &statuses {
                        label { input type="checkbox" name="status" value=(status) checked; " " (status) " " small { (count) } }
                    }
                }
            }
            @if let Some((first, last)) = span {
                fieldset #days data-first=(first) data-last=(last) {
                    legend { "Days" }
                    label { "from " input #since type="range" min="0" value="0"; " " output #since-day {} }
                    label { "to " input #until type="range" min="0" value="0"; " " output #until-day {} }
                    label { input #undated type="checkbox" checked; " undated" }
                }
            }
            button type="reset" { "Reset" }
            output #shown role="status" {}
        }
    }
}
