//! The questions that are nearest to one that cannot be read.

use crate::question::example::{example, past, plain, used};
use crate::question::fixed::FIXED;
use crate::question::words::words;
use crate::question::{Lexicon, Name, Verb, read};
use crate::spelling::likeness;

/// How many are offered.
const OFFERED: usize = 3;

/// Gives the questions that can be read and are nearest to one that cannot, at most three: those with its verb and
/// its name first, then those with either, then those that are spelt most like it.
pub fn nearest(question: &str, lexicon: &Lexicon) -> Vec<String> {
    let wanted = question.to_lowercase();
    let asked = words(question);
    let has_verb =
        |verb: &Verb| {
            verb.forms.iter().chain([&verb.label]).map(|form| words(form)).any(|form| {
                !form.is_empty() && asked.windows(form.len()).any(|window| window == form.as_slice())
            })
        };
    let names = named(&asked, lexicon);
    let mut offers: Vec<(usize, String)> = Vec::new();
    for verb in used(lexicon) {
        let meant = usize::from(has_verb(verb));
        offers.push((meant, example(verb)));
        if let (1, [name, others @ ..]) = (meant, names.as_slice()) {
            let whom = if verb.usage.to_actors { "whom" } else { "what" };
            offers.push((2, format!("who {} {}", past(verb), name.label)));
            if let Some([base, ..]) = plain(verb) {
                offers.push((2, format!("{whom} did {} {base}", name.label)));
                offers.extend(
                    others.iter().map(|other| (3, format!("did {} {base} {}", name.label, other.label))),
                );
            }
        }
    }
    if asked.iter().any(|word| word == "when" || word == "where") {
        let events = names.iter().filter(|name| name.kind == "event");
        offers.extend(events.map(|event| (2, format!("when did {} happen", event.label))));
    }
    offers.extend(names.iter().map(|name| (1, format!("what is said about {}", name.label))));
    offers.extend(FIXED.iter().map(|(questions, _)| (0, questions[0].to_owned())));
    let mut offers: Vec<(usize, f64, String)> =
        offers.into_iter().map(|(rank, offer)| (rank, likeness(&wanted, &offer), offer)).collect();
    offers.sort_by(|left, right| {
        right.0.cmp(&left.0).then(right.1.total_cmp(&left.1)).then_with(|| left.2.cmp(&right.2))
    });
    let readable = offers.into_iter().map(|(.., offer)| offer).filter(|offer| read(offer, lexicon).is_ok());
    readable.take(OFFERED).collect()
}

/// Finds the names in a question, from the first to the last: at each place the longest.
fn named<'a>(asked: &[String], lexicon: &'a Lexicon) -> Vec<&'a Name> {
    let mut names: Vec<&Name> = Vec::new();
    let mut at = 0;
    while at < asked.len() {
        let found = (at + 1..=asked.len()).rev().find_map(|end| {
            let name = lexicon.names.look_up(&asked[at..end].join(" "), &["actor", "event", "place"]);
            name.ok()
                .flatten()
                .or_else(|| lexicon.names.describe(&asked[at..end]).ok().flatten())
                .map(|name| (name, end))
        });
        match found {
            Some((name, end)) => {
                names.push(name);
                at = end;
            }
            None => at += 1,
        }
    }
    names
}
