//! The rule `speaker-is-publisher`: a source that is said to quote itself.

use std::collections::HashMap;

use crate::diagnostic::{Code, Report};
use crate::model::rules::{label, of_claim, push_all, with_row};
use crate::model::{Dataset, EntityId, Extra, Kind};
use crate::spelling::fold;

/// Warns of every claim whose speaker is the publisher of its source.
///
/// Cost: the names of those who speak and of publishers are folded once; a claim is one look-up.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let published = dataset.entities.of(Kind::Source).filter_map(|(id, source)| {
        let found = source.extras.iter().find(|(extra, _)| *extra == Extra::Publisher);
        found.map(|(_, text)| (id, dataset.texts.get(*text)))
    });
    let published: Vec<(EntityId, &str)> = published.collect();
    if published.is_empty() || claims.speaker.iter().all(|speaker| speaker.is_none()) {
        return;
    }
    let mut speaks = vec![false; dataset.entities.len()];
    for speaker in claims.speaker.iter().filter_map(|speaker| speaker.some()) {
        speaks[speaker.index()] = true;
    }
    let mut speakers: HashMap<String, EntityId> = HashMap::new();
    for (id, actor) in dataset.entities.of(Kind::Actor).filter(|(id, _)| speaks[id.index()]) {
        for name in [actor.name, actor.label].into_iter().chain(actor.aliases.iter().copied()) {
            speakers.insert(fold(dataset.texts.get(name)), id);
        }
    }
    let mut publisher = vec![EntityId::NONE; dataset.entities.len()];
    for (id, name) in published {
        publisher[id.index()] = speakers.get(&fold(name)).copied().unwrap_or_default();
    }
    let hits = (0..claims.len()).filter(|row| {
        let speaker = claims.speaker[*row];
        !speaker.is_none() && publisher.get(claims.source[*row].index()) == Some(&speaker)
    });
    let problem = |row: usize| {
        let name = label(dataset, claims.speaker[row]);
        let message = format!("`{name}` is the publisher of the source itself");
        let problem = of_claim(dataset, row, "speaker", Code::SPEAKER_IS_PUBLISHER, message)
            .with_cell(name)
            .with_hint("leave `speaker` empty: that is the source's own voice");
        with_row(problem, dataset, claims.source[row], "the source")
    };
    push_all(Code::SPEAKER_IS_PUBLISHER, &dataset.path("relations"), hits, problem, report);
}
