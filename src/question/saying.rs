//! What somebody says: `what does the report say about Pakistan`, `what is said about the attack`. Every claim of
//! that voice, whatever its relation, in which the matter stands somewhere.

use crate::question::form::Form;
use crate::question::lexicon::Lexicon;
use crate::question::voice::{Voice, voices};
use crate::question::{Name, NotRead, Selection, Shape};

const SAYING: [&str; 7] = ["say", "report", "write", "claim", "state", "tell", "know"];
const SAID: [&str; 7] = ["said", "reported", "written", "claimed", "stated", "told", "known"];
const ABOUT: [&str; 5] = ["about", "on", "of", "regarding", "concerning"];
/// Anybody at all, as the voice of a question.
const SOURCES: [&str; 2] = ["sources", "reports"];
const MATTERS: [&str; 3] = ["actor", "event", "place"];

/// Reads a question after what is said.
pub(super) fn saying(words: &[String], lexicon: &Lexicon) -> Form {
    let [what, helping, rest @ ..] = words else { return Ok(None) };
    if what != "what" {
        return Ok(None);
    }
    match helping.as_str() {
        "does" | "do" | "did" | "has" | "have" => said_by(rest, lexicon),
        "is" | "was" => said(rest, lexicon),
        _ => Ok(None),
    }
}

/// `the report say about Pakistan`.
fn said_by(words: &[String], lexicon: &Lexicon) -> Form {
    let is_verb = |word: &String| SAYING.contains(&word.as_str()) || SAID.contains(&word.as_str());
    let Some(verb) = words.iter().rposition(is_verb).filter(|at| *at > 0) else { return Ok(None) };
    let Some(matter) = matter(&words[verb + 1..], lexicon)? else { return Ok(None) };
    let speaking = &words[..verb];
    if matches!(speaking, [sources] if SOURCES.contains(&sources.as_str())) {
        return Ok(matter.map(|matter| shape(None, Some(matter))));
    }
    let voice = voices(speaking, lexicon)?.into_iter().find(|(_, length)| *length == speaking.len());
    Ok(voice.map(|(voice, _)| shape(Some(voice), matter)))
}

/// `said about Pakistan`, `said about Pakistan by Reuters`.
fn said(words: &[String], lexicon: &Lexicon) -> Form {
    let [said, rest @ ..] = words else { return Ok(None) };
    if !SAID.contains(&said.as_str()) {
        return Ok(None);
    }
    for by in (0..rest.len()).rev().filter(|at| rest[*at] == "by") {
        let speaking = &rest[by + 1..];
        let voice = voices(speaking, lexicon)?.into_iter().find(|(_, length)| *length == speaking.len());
        if let (Some((voice, _)), Some(matter)) = (voice, matter(&rest[..by], lexicon)?) {
            return Ok(Some(shape(Some(voice), matter)));
        }
    }
    Ok(matter(rest, lexicon)?.flatten().map(|matter| shape(None, Some(matter))))
}

/// Reads `about Pakistan`: nothing at all is any matter.
fn matter(words: &[String], lexicon: &Lexicon) -> Result<Option<Option<Name>>, NotRead> {
    let [about, rest @ ..] = words else { return Ok(Some(None)) };
    if !ABOUT.contains(&about.as_str()) || rest.is_empty() {
        return Ok(None);
    }
    let phrase = rest.join(" ");
    let found = match lexicon.names.look_up(&phrase, &MATTERS)? {
        Some(found) => Some(found),
        None => lexicon.names.describe(rest)?,
    };
    match found {
        Some(name) => Ok(Some(Some(name.clone()))),
        None => Err(crate::question::NameError::unknown(rest).into()),
    }
}

fn shape(voice: Option<Voice>, matter: Option<Name>) -> Shape {
    let voice = voice.map(|voice| Voice { passed_on: true, ..voice });
    Shape::Claims(Selection { voice, matter, any_status: true, ..Selection::default() })
}
