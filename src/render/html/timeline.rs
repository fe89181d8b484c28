//! When: the claims by their days, as bars that open them.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::graph::{Network, Tone};
use crate::render::html::blocks::{claims, link};

/// With more periods than this, days become months, and months years.
const PERIODS: usize = 60;

/// Makes the timeline: a bar for each day, month or year in which a claim begins, as long as it has claims, parted by
/// what they do; a claim without a day counts on that of the event it is about. Claims without a day are counted last.
pub fn timeline(network: &Network) -> Markup {
    let mut days: BTreeMap<String, Vec<(usize, Tone)>> = BTreeMap::new();
    let mut undated = Vec::new();
    for (at, (_, edge, claim)) in claims(network).enumerate() {
        match claim.days()[0].or(claim.days()[1]) {
            Some(day) => days.entry(day.to_string()).or_default().push((at, edge.tone)),
            None => undated.push(at),
        }
    }
    // A day is `2025-11-26`: cut by the end of it, a month and a year sort the same way.
    let mut periods = days;
    for cut in [3, 3] {
        if periods.len() > PERIODS {
            let mut coarser: BTreeMap<String, Vec<(usize, Tone)>> = BTreeMap::new();
            for (period, claims) in periods {
                coarser.entry(period[..period.len() - cut].to_owned()).or_default().extend(claims);
            }
            periods = coarser;
        }
    }
    let largest = periods.values().map(Vec::len).max().unwrap_or(1);
    html! {
        @if periods.is_empty() { p.none { "No claim here has a date." } }
        ol.timeline {
            @for (period, claims) in &periods {
                @let numbers: Vec<usize> = claims.iter().map(|(at, _)| *at).collect();
                @let words = if claims.len() == 1 { "1 claim".to_owned() } else { format!("{} claims", claims.len()) };
                li {
                    time { (period) }
                    span.bar aria-hidden="true" {
                        @for tone in Tone::ALL {
                            @let count = claims.iter().filter(|(_, other)| *other == tone).count();
                            @if count > 0 {
                                i.(tone.word()) style={ "width:" (format!("{:.2}", 100.0 * count as f64 / largest as f64)) "%" } {}
                            }
                        }
                    }
                    (link(&numbers, &words, &format!("{period}: {words}")))
                }
            }
        }
        @if !undated.is_empty() {
            p.note { "Without a date: " (link(&undated, &undated.len().to_string(), "Claims without a date")) }
        }
    }
}
