//! What can be asked of this data: questions made from its own verbs, names and claims. Each is read before it is
//! shown, so that none is refused.

use crate::question::fixed::FIXED;
use crate::question::{Lexicon, Verb, read};

/// Says how the claims of one relation type are made up, so that a question about them can be put into words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// Whether an actor is the subject of any.
    pub by_actors: bool,
    /// Whether an actor is the object of any.
    pub to_actors: bool,
    /// What most of them have as object.
    pub object: String,
    /// One of them, where both ends are actors.
    pub sample: Option<Sample>,
}

/// Holds the names that stand in one claim; those that it does not have are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    /// Who does it.
    pub who: String,
    /// The type of that actor.
    pub class: String,
    /// To whom.
    pub whom: String,
    /// The event that it is about.
    pub about: String,
    /// Where it is written.
    pub source: String,
}

/// Gives a question for every relation type in use, those with most claims first.
pub fn examples(lexicon: &Lexicon) -> Vec<String> {
    used(lexicon).into_iter().map(example).filter(|example| read(example, lexicon).is_ok()).collect()
}

/// Gives one question of each form, with names of this data.
pub fn forms(lexicon: &Lexicon) -> Vec<String> {
    let sampled =
        used(lexicon).into_iter().find_map(|verb| Some((verb, plain(verb)?, verb.usage.sample.as_ref()?)));
    let mut forms = Vec::new();
    if let Some((verb, [base, _, past, _], sample)) = sampled {
        let Sample { who, class, whom, about, source } = sample;
        forms.extend([
            format!("whom did {who} {base}"),
            format!("did {who} {base} {whom}"),
            format!("who was {} by {who}", participle(verb, past)),
            format!("how many {} {past} anyone", plural(class)),
            format!("who {past} whom over {about}"),
            format!("who {past} whom according to {source}"),
            format!("what does {source} say about {who}"),
            format!("what is said about {whom}"),
            format!("how are {who} and {whom} connected"),
        ]);
    }
    forms.extend(lexicon.year.iter().map(|year| format!("what happened since {year}")));
    forms.extend(FIXED.iter().map(|(questions, _)| questions[0].to_owned()));
    forms.push("who sided with whom".to_owned());
    let whole = |form: &String| !form.contains("  ") && !form.ends_with(' ') && read(form, lexicon).is_ok();
    forms.into_iter().filter(whole).collect()
}

/// Gives the verbs that claims use, those with most claims first.
pub(super) fn used(lexicon: &Lexicon) -> Vec<&Verb> {
    let mut verbs: Vec<&Verb> =
        lexicon.verbs.iter().filter(|verb| verb.claims > 0 && verb.covers.is_empty()).collect();
    verbs.sort_by(|left, right| right.claims.cmp(&left.claims).then_with(|| left.id.cmp(&right.id)));
    verbs
}

/// Puts the open question about a verb into words: `who blamed whom`, `what prompted what`, `who is a member of CSTO`.
pub(super) fn example(verb: &Verb) -> String {
    let Usage { by_actors, to_actors, object, .. } = &verb.usage;
    let who = if *by_actors { "who" } else { "what" };
    let whom = if *to_actors { "whom" } else { "what" };
    let third = |begin: &str| verb.forms.get(1).filter(|third| third.starts_with(begin));
    if let Some(third) = third("has ") {
        return format!("{who} {third} {whom}");
    }
    match third("is ") {
        Some(third) if !object.is_empty() => format!("{who} {third} {object}"),
        Some(third) => format!("{who} {third} what"),
        None if takes_no_object(verb) => format!("{who} {}", past(verb)),
        None => format!("{who} {} {whom}", past(verb)),
    }
}

/// Gives the past where there are four forms, else the label.
pub(super) fn past(verb: &Verb) -> &str {
    verb.forms.get(2).unwrap_or(&verb.label)
}

/// Gives the four forms of a verb that is asked without any other word: `blame`, not `be a member of`.
pub(super) fn plain(verb: &Verb) -> Option<&[String; 4]> {
    let forms: &[String; 4] = verb.forms.as_slice().try_into().ok()?;
    (!forms[0].contains(' ')).then_some(forms)
}

/// Tells whether a form that was made from a label has its object in it: `made statement`.
fn takes_no_object(verb: &Verb) -> bool {
    const PREPOSITIONS: [&str; 10] = ["against", "at", "by", "for", "from", "in", "of", "on", "to", "with"];
    let last = verb.label.rsplit(' ').next().unwrap_or_default();
    verb.made && verb.label.contains(' ') && !PREPOSITIONS.contains(&last)
}

/// Gives the participle of the passive: the past, unless the inverse says otherwise (`led by`).
fn participle<'a>(verb: &'a Verb, past: &'a str) -> &'a str {
    verb.inverse.strip_suffix(" by").unwrap_or(past)
}

fn plural(class: &str) -> String {
    let noun = class.replace(['-', '_'], " ");
    match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if noun.is_empty() => noun,
        None => format!("{noun}s"),
    }
}
