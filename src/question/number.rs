//! `how many …`: the same questions as with `which` and `who`, answered with a number and the claims behind it.

use crate::question::form::{BEING, Ends, Form, HAVING, claims, each, helped, one};
use crate::question::lexicon::Lexicon;
use crate::question::phrase::{about, roles};
use crate::question::sentence::FORMS;
use crate::question::words::singular;
use crate::question::{End, NotRead, Role, Selection, Shape, Wanted};

/// Nouns that leave open what is counted.
const ANYBODY: [&str; 6] = ["people", "persons", "parties", "sides", "actors", "things"];

/// `how many states blamed Pakistan`, `how many times was Pakistan blamed`, `how many members does the CSTO have`,
/// `how many claims are there about Pakistan`.
pub(super) fn how_many(words: &[String], lexicon: &Lexicon) -> Form {
    let [how, many, rest @ ..] = words else { return Ok(None) };
    if how != "how" || many != "many" || rest.is_empty() {
        return Ok(None);
    }
    if rest[0] == "times" {
        return Ok(counted(sentence(&rest[1..], lexicon)?, Wanted::Number));
    }
    if rest[0] == "claims" {
        return of_claims(&rest[1..], lexicon);
    }
    let mut unknown = None;
    let asked = |first: &str, rest: &[String]| [&[first.to_owned()], rest].concat();
    let anybody = match ANYBODY.contains(&rest[0].as_str()) {
        true => asked("who", &rest[1..]),
        false => asked("who", rest),
    };
    for words in [asked("which", rest), anybody] {
        match sentence(&words, lexicon) {
            Ok(Some(shape)) => return Ok(counted(Some(shape), Wanted::Parties)),
            Ok(None) => {}
            Err(error) => unknown = unknown.or(Some(error)),
        }
    }
    match of_something(rest, lexicon)? {
        Some(shape) => Ok(counted(Some(shape), Wanted::Parties)),
        None => unknown.map_or(Ok(None), Err),
    }
}

fn sentence(words: &[String], lexicon: &Lexicon) -> Form {
    let mut unknown = None;
    for form in FORMS {
        match form(words, lexicon) {
            Ok(Some(shape)) => return Ok(Some(shape)),
            Ok(None) => {}
            Err(error) => unknown = unknown.or(Some(error)),
        }
    }
    unknown.map_or(Ok(None), Err)
}

fn counted(shape: Option<Shape>, wanted: Wanted) -> Option<Shape> {
    match shape {
        Some(Shape::Claims(selection)) => Some(Shape::Claims(Selection { wanted, ..selection })),
        _ => None,
    }
}

/// `are there about Pakistan`, `about Pakistan are there`.
fn of_claims(words: &[String], lexicon: &Lexicon) -> Form {
    let there =
        |words: &[String]| words.len() == 2 && BEING.contains(&words[0].as_str()) && words[1] == "there";
    let matter = match words.len() {
        0 | 1 => return Ok(None),
        length if there(&words[..2]) => &words[2..length],
        length if there(&words[length - 2..]) => &words[..length - 2],
        _ => return Ok(None),
    };
    let selection = Selection { wanted: Wanted::Number, ..Selection::default() };
    Ok(match about(matter, lexicon)? {
        Some(Role::Open) => Some(Shape::Claims(selection)),
        Some(Role::Named(name)) => Some(Shape::Claims(Selection { matter: Some(name), ..selection })),
        _ => None,
    })
}

/// `members does the CSTO have`: what has members by its inverse, `has member`.
fn of_something(words: &[String], lexicon: &Lexicon) -> Result<Option<Shape>, NotRead> {
    let Some(helping) = words.iter().position(|word| helped(word).is_some()) else { return Ok(None) };
    let (noun, rest) = (&words[..helping], &words[helping + 1..]);
    let Some(last) = noun.last() else { return Ok(None) };
    let mut inverse = vec!["has".to_owned()];
    inverse.extend_from_slice(&noun[..noun.len() - 1]);
    inverse.push(singular(last));
    let Some((verb, length)) = one(lexicon.inverse(&inverse), &inverse, lexicon)? else { return Ok(None) };
    if length != inverse.len() {
        return Ok(None);
    }
    each(roles(rest, lexicon, &["actor", "event", "place"]), |whom, length| {
        let ended = matches!(&rest[length..], [have] if HAVING.contains(&have.as_str()));
        let ends = Ends { who: Role::Open, whom, about: Role::Open };
        Ok(ended.then(|| claims(verb, lexicon, ends, End::Who)))
    })
}
