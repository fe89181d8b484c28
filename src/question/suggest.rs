//! What can be asked of this data: questions made from its own verbs and names.

use crate::question::fixed::FIXED;
use crate::question::{Lexicon, Verb};

/// Gives questions that this data has answers to, the relation types with most claims first.
pub fn examples(lexicon: &Lexicon) -> Vec<String> {
    let mut verbs: Vec<&Verb> = lexicon.verbs.iter().filter(|verb| verb.claims > 0).collect();
    verbs.sort_by(|left, right| right.claims.cmp(&left.claims).then_with(|| left.id.cmp(&right.id)));
    verbs.iter().map(|verb| format!("who {} whom", spoken(verb))).collect()
}

/// Gives the form in which a relation type is asked: the past where it has four forms, else its label.
fn spoken(verb: &Verb) -> &str {
    match verb.forms.as_slice() {
        [_, third, ..] if third.starts_with("is ") => third,
        [_, _, past, ..] => past,
        _ => &verb.label,
    }
}

/// Gives the questions that can be read and are nearest to one that cannot, at most three.
pub fn nearest(question: &str, lexicon: &Lexicon) -> Vec<String> {
    let wanted = question.to_lowercase();
    let mut likeness: Vec<(f64, String)> = examples(lexicon)
        .into_iter()
        .chain(FIXED.iter().map(|(questions, _)| questions[0].to_owned()))
        .map(|example| (strsim::normalized_damerau_levenshtein(&wanted, &example), example))
        .collect();
    likeness.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
    likeness.into_iter().take(3).map(|(_, example)| example).collect()
}
