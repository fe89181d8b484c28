//! The grammar: a handful of sentence forms over the verb forms and names of the lexicon.

use crate::question::lexicon::{Lexicon, words};
use crate::question::phrase::{about, role};
use crate::question::{NameError, Reading, Role, Shape};

/// What may be the subject of a claim.
const SUBJECTS: [&str; 3] = ["actor", "event", "place"];
/// What may be the object of a claim.
const OBJECTS: [&str; 4] = ["actor", "event", "place", "claim"];
/// Words that ask and are followed by a helping verb and a name.
const ASKING: [&str; 5] = ["who", "whom", "what", "which", "where"];
const HELPING: [&str; 9] = ["did", "does", "do", "has", "have", "had", "is", "was", "were"];
const BEING: [&str; 6] = ["is", "are", "was", "were", "has been", "have been"];

/// Says why a question was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    /// It has none of the forms.
    #[error("this question is not one that can be read")]
    Form,
    /// It has a form, but a name in it stands for nothing or for too much.
    #[error(transparent)]
    Name(#[from] NameError),
    /// It has a form, but a verb in it belongs to more than one relation type.
    #[error("`{verb}` may be any of {}", relations.join(", "))]
    Verb {
        /// The word.
        verb: String,
        /// The ids of the relation types.
        relations: Vec<String>,
    },
}

impl NotRead {
    /// Gives the names that are nearest to one that was not understood.
    pub fn nearest_names(&self) -> &[String] {
        match self {
            Self::Name(NameError::Unknown { nearest, .. }) => nearest,
            Self::Name(NameError::Ambiguous { candidates, .. }) => candidates,
            Self::Verb { .. } | Self::Form => &[],
        }
    }
}

/// Reads a question in the one way that it can be read.
///
/// # Errors
/// When it has no form that is known, or a word in it is not known or stands for several things.
pub fn read(question: &str, lexicon: &Lexicon) -> Result<Reading, NotRead> {
    let words = words(question);
    if let Some(shape) = fixed(&words) {
        return Ok(Reading { shape });
    }
    let mut unknown = None;
    for form in [passive, open_subject, open_object, yes_or_no, stranded] {
        match form(&words, lexicon) {
            Ok(Some(shape)) => return Ok(Reading { shape }),
            Ok(None) => {}
            // Another form may still fit; the first unknown name is the best thing to say if none does.
            Err(error) => unknown = unknown.or(Some(error)),
        }
    }
    Err(unknown.unwrap_or(NotRead::Form))
}

/// Questions that one query of the catalogue answers.
fn fixed(words: &[String]) -> Option<Shape> {
    let catalogue = |query, words| Some(Shape::Catalogue { query, words });
    let text = words.join(" ");
    match text.as_str() {
        "what rests on anonymous sources"
        | "what do anonymous sources say"
        | "which claims are anonymous" => catalogue("anonymous", "claims whose speaker is an unnamed group"),
        "what is possible"
        | "what is undecided"
        | "what is possible but not decided"
        | "what is not decided" => catalogue("possible", "claims that are possible or predicted"),
        "what is disputed" | "what is contested" | "which events are disputed" => catalogue(
            "disputes",
            "events for which different parties are named, or an accusation meets a denial",
        ),
        "what has only one source" | "what rests on single source" | "what rests on one source" => {
            catalogue("single-source", "ties that only one source reports")
        }
        "what has no source" | "what is unsourced" => catalogue("unsourced", "claims without a source"),
        "which attacks"
        | "what attacks"
        | "which attacks where when"
        | "how many were killed"
        | "how many people were killed"
        | "how many were injured"
        | "how many were killed and injured"
        | "who was killed and injured" => {
            catalogue("casualties", "how many were killed and injured, where and when")
        }
        "who is who" | "which actors are there" | "who is there" => catalogue("actors", "all actors"),
        "what happened" | "what happened when" | "which events are there" => {
            catalogue("timeline", "dated claims in order")
        }
        _ => None,
    }
}

fn is(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

/// Gives the one verb that `words` begins with.
fn verb(words: &[String], lexicon: &Lexicon) -> Result<Option<(usize, usize)>, NotRead> {
    match lexicon.verb(words) {
        None => Ok(None),
        Some(([one], length)) => Ok(Some((*one, length))),
        Some((several, length)) => Err(NotRead::Verb {
            verb: words[..length].join(" "),
            relations: several.iter().map(|&index| lexicon.verbs[index].id.clone()).collect(),
        }),
    }
}

fn claims(verb: usize, lexicon: &Lexicon, who: Role, whom: Role, about: Role, yes_or_no: bool) -> Shape {
    let relations = lexicon.family(verb);
    Shape::Claims { verb: lexicon.verbs[verb].label.clone(), relations, who, whom, about, yes_or_no }
}

type Form = Result<Option<Shape>, NotRead>;

/// `who blamed whom for EVENT`, `who blamed Pakistan`, `who is a member of the CSTO`.
fn open_subject(words: &[String], lexicon: &Lexicon) -> Form {
    let [asking, rest @ ..] = words else { return Ok(None) };
    if !is(asking, &ASKING) {
        return Ok(None);
    }
    // `which attacks` asks for a noun that is also a verb form; what follows decides below.
    let rest = match rest {
        [noun, more @ ..] if is(noun, &["actors", "states", "countries", "groups"]) => more,
        rest => rest,
    };
    let Some((verb, length)) = verb(rest, lexicon)? else { return Ok(None) };
    let (whom, after) = object(&rest[length..], lexicon)?;
    let Some(about) = about(after, lexicon)? else { return Ok(None) };
    Ok(Some(claims(verb, lexicon, Role::Open, whom, about, false)))
}

/// Reads an object, which may be missing altogether: `who condemned`.
fn object<'a>(words: &'a [String], lexicon: &Lexicon) -> Result<(Role, &'a [String]), NotRead> {
    if words.is_empty() || matches!(about(words, lexicon), Ok(Some(_))) {
        return Ok((Role::Open, words));
    }
    let (role, length) = role(words, lexicon, &OBJECTS)?;
    Ok((role, &words[length..]))
}

/// `whom did the Taliban blame for EVENT`, `what does Pakistan condemn`.
fn open_object(words: &[String], lexicon: &Lexicon) -> Form {
    let [asking, helping, rest @ ..] = words else { return Ok(None) };
    if !is(asking, &ASKING) || !is(helping, &HELPING) {
        return Ok(None);
    }
    let (who, length) = role(rest, lexicon, &SUBJECTS)?;
    let rest = &rest[length..];
    let Some((verb, length)) = verb(rest, lexicon)? else { return Ok(None) };
    let Some(about) = about(&rest[length..], lexicon)? else { return Ok(None) };
    Ok(Some(claims(verb, lexicon, who, Role::Open, about, false)))
}

/// `what is Tajikistan a member of`: a form that begins with `is`, with the name in between.
fn stranded(words: &[String], lexicon: &Lexicon) -> Form {
    let [asking, being, rest @ ..] = words else { return Ok(None) };
    if !is(asking, &ASKING) || !is(being, &BEING) {
        return Ok(None);
    }
    let (who, length) = role(rest, lexicon, &SUBJECTS)?;
    let mut form = vec![being.clone()];
    form.extend_from_slice(&rest[length..]);
    match verb(&form, lexicon)? {
        Some((verb, length)) if length == form.len() => {
            Ok(Some(claims(verb, lexicon, who, Role::Open, Role::Open, false)))
        }
        _ => Ok(None),
    }
}

/// `who was blamed by Pakistan for EVENT`.
fn passive(words: &[String], lexicon: &Lexicon) -> Form {
    let [asking, rest @ ..] = words else { return Ok(None) };
    let being = match rest {
        [first, second, ..] if is(&format!("{first} {second}"), &BEING) => 2,
        [first, ..] if is(first, &BEING) => 1,
        _ => return Ok(None),
    };
    let rest = &rest[being..];
    if !is(asking, &ASKING) {
        return Ok(None);
    }
    // A form that itself begins with `is` belongs to another sentence: `who is a member of`.
    let Ok(Some((verb, length))) = verb(rest, lexicon) else { return Ok(None) };
    let rest = &rest[length..];
    if let [by, name @ ..] = rest
        && by == "by"
    {
        let (who, length) = role(name, lexicon, &SUBJECTS)?;
        let Some(about) = about(&name[length..], lexicon)? else { return Ok(None) };
        return Ok(Some(claims(verb, lexicon, who, Role::Open, about, false)));
    }
    let Some(about) = about(rest, lexicon)? else { return Ok(None) };
    Ok(Some(claims(verb, lexicon, Role::Open, Role::Open, about, false)))
}

/// `did Pakistan condemn the attack`, `is Tajikistan a member of the CSTO`.
fn yes_or_no(words: &[String], lexicon: &Lexicon) -> Form {
    let [helping, rest @ ..] = words else { return Ok(None) };
    if !is(helping, &HELPING) && !is(helping, &BEING) {
        return Ok(None);
    }
    let (who, length) = role(rest, lexicon, &SUBJECTS)?;
    let rest = &rest[length..];
    let mut with_helping = vec![helping.clone()];
    with_helping.extend_from_slice(rest);
    let (verb, rest) = match (verb(rest, lexicon)?, verb(&with_helping, lexicon)?) {
        (Some((verb, length)), _) => (verb, &rest[length..]),
        (None, Some((verb, length))) => (verb, &rest[length - 1..]),
        (None, None) => return Ok(None),
    };
    let (whom, rest) = object(rest, lexicon)?;
    let Some(about) = about(rest, lexicon)? else { return Ok(None) };
    Ok(Some(claims(verb, lexicon, who, whom, about, true)))
}
