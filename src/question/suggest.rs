//! The questions that are nearest to one that cannot be read.

use crate::question::example::{example, past, plain, used};
use crate::question::fixed::FIXED;
use crate::question::words::words;
use crate::question::{Lexicon, Name, Verb, read};

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
    let name = named(&asked, lexicon);
    let mut offers: Vec<(usize, String)> = Vec::new();
    for verb in used(lexicon) {
        let meant = usize::from(has_verb(verb));
        offers.push((meant, example(verb)));
        if let (1, Some(name)) = (meant, name) {
            offers.push((2, format!("who {} {}", past(verb), name.label)));
            offers.extend(plain(verb).map(|[base, ..]| (2, format!("whom did {} {base}", name.label))));
        }
    }
    offers.extend(name.map(|name| (1, format!("what is said about {}", name.label))));
    offers.extend(FIXED.iter().map(|(questions, _)| (0, questions[0].to_owned())));
    let likeness = |offer: &str| strsim::normalized_damerau_levenshtein(&wanted, &offer.to_lowercase());
    let mut offers: Vec<(usize, f64, String)> =
        offers.into_iter().map(|(rank, offer)| (rank, likeness(&offer), offer)).collect();
    offers.sort_by(|left, right| {
        right.0.cmp(&left.0).then(right.1.total_cmp(&left.1)).then_with(|| left.2.cmp(&right.2))
    });
    let readable = offers.into_iter().map(|(.., offer)| offer).filter(|offer| read(offer, lexicon).is_ok());
    readable.take(OFFERED).collect()
}

/// Finds the longest name in a question.
fn named<'a>(asked: &[String], lexicon: &'a Lexicon) -> Option<&'a Name> {
    (1..=asked.len()).rev().find_map(|length| {
        let found = |window: &[String]| {
            lexicon.names.look_up(&window.join(" "), &["actor", "event", "place"]).ok().flatten()
        };
        asked.windows(length).find_map(found)
    })
}
