//! What can be asked of this data: questions made from its own verbs and names.

use crate::question::fixed::FIXED;
use crate::question::lexicon::words;
use crate::question::{Lexicon, Verb};
use crate::spelling::likeness;

/// Gives questions that this data has answers to, the relation types with most claims first.
pub fn examples(lexicon: &Lexicon) -> Vec<String> {
    used(lexicon).into_iter().map(example).collect()
}

fn used(lexicon: &Lexicon) -> Vec<&Verb> {
    let mut verbs: Vec<&Verb> = lexicon.verbs.iter().filter(|verb| verb.claims > 0).collect();
    verbs.sort_by(|left, right| right.claims.cmp(&left.claims).then_with(|| left.id.cmp(&right.id)));
    verbs
}

fn example(verb: &Verb) -> String {
    format!("who {} whom", spoken(verb))
}

/// Gives the form in which a relation type is asked: the past where it has four forms, else its label.
fn spoken(verb: &Verb) -> &str {
    match verb.forms.as_slice() {
        [_, third, ..] if third.starts_with("is ") => third,
        [_, _, past, ..] => past,
        _ => &verb.label,
    }
}

/// Gives the questions that can be read and are nearest to one that cannot, at most three: those with its verb
/// first, then those that are spelt most like it.
pub fn nearest(question: &str, lexicon: &Lexicon) -> Vec<String> {
    let wanted = question.to_lowercase();
    let asked = words(question);
    let has_verb =
        |verb: &Verb| {
            verb.forms.iter().chain([&verb.label]).map(|form| words(form)).any(|form| {
                !form.is_empty() && asked.windows(form.len()).any(|window| window == form.as_slice())
            })
        };
    let mut nearest: Vec<(bool, f64, String)> = used(lexicon)
        .into_iter()
        .map(|verb| (has_verb(verb), example(verb)))
        .chain(FIXED.iter().map(|(questions, _)| (false, questions[0].to_owned())))
        .map(|(has_verb, example)| (has_verb, likeness(&wanted, &example), example))
        .collect();
    nearest.sort_by(|left, right| {
        right.0.cmp(&left.0).then(right.1.total_cmp(&left.1)).then_with(|| left.2.cmp(&right.2))
    });
    nearest.into_iter().take(3).map(|(_, _, example)| example).collect()
}
