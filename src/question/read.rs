//! From the text of a question to its one reading, or to the reason why it has none.

use std::cmp::Reverse;

use crate::question::fixed::fixed;
use crate::question::form::Form;
use crate::question::happening::happening;
use crate::question::lexicon::Lexicon;
use crate::question::link::link;
use crate::question::number::how_many;
use crate::question::saying::saying;
use crate::question::sentence::FORMS;
use crate::question::statement::STATEMENTS;
use crate::question::tail::{Tail, tail};
use crate::question::words::words;
use crate::question::{NameError, NotRead, Reading, Selection, Shape};

/// Reads a question in the one way that it can be read.
///
/// # Errors
/// When it has no form that is known, or a word in it is not known or stands for several things.
pub fn read(question: &str, lexicon: &Lexicon) -> Result<Reading, NotRead> {
    let words = words(question);
    let forms = [&FORMS[..], &[how_many, saying, link, happening]].concat();
    let read = |words: &[String]| match fixed(words, lexicon) {
        Some(shape) => Ok(shape),
        None => first(&forms, words, lexicon),
    };
    finish(with_tail(&words, lexicon, read), question, lexicon)
}

/// Reads a sentence that says something, such as `Pakistan blamed the Taliban`, as the question whether it is so.
///
/// # Errors
/// As [`read`].
pub fn statement(sentence: &str, lexicon: &Lexicon) -> Result<Reading, NotRead> {
    let read = |words: &[String]| first(&STATEMENTS, words, lexicon);
    finish(with_tail(&words(sentence), lexicon, read), sentence, lexicon)
}

/// Reads the whole as a sentence, else without the time and the voice at its end. So a name that ends like a time
/// is a name.
fn with_tail(
    words: &[String],
    lexicon: &Lexicon,
    read: impl Fn(&[String]) -> Result<Shape, NotRead>,
) -> Result<Shape, NotRead> {
    let error = match read(words) {
        Ok(shape) => return Ok(shape),
        Err(error) => error,
    };
    let Some((sentence, Tail { voice, span })) = tail(words, lexicon)? else { return Err(error) };
    match read(&sentence)? {
        // What happened at a time is every claim of that time.
        Shape::Catalogue { query: "timeline", .. } => {
            let any_status = voice.is_some();
            Ok(Shape::Claims(Selection { voice, span, any_status, ..Selection::default() }))
        }
        Shape::Claims(mut selection) if selection.voice.is_none() || voice.is_none() => {
            selection.any_status |= voice.is_some();
            selection.voice = selection.voice.or(voice);
            selection.span = span;
            Ok(Shape::Claims(selection))
        }
        _ => Err(NotRead::Form),
    }
}

fn first(
    forms: &[fn(&[String], &Lexicon) -> Form],
    words: &[String],
    lexicon: &Lexicon,
) -> Result<Shape, NotRead> {
    let mut unknown = None;
    for form in forms {
        match form(words, lexicon) {
            Ok(Some(shape)) => return Ok(shape),
            Ok(None) => {}
            // Another form may still fit; else the form that came furthest says best what is wrong.
            Err(error) => match &unknown {
                Some((known, _)) if *known >= reach(&error, words) => {}
                _ => unknown = Some((reach(&error, words), error)),
            },
        }
    }
    Err(unknown.map_or(NotRead::Form, |(_, error)| error))
}

/// Tells how far the reading came before a name that is not known, and how short that name is.
fn reach(error: &NotRead, words: &[String]) -> (usize, Reverse<usize>) {
    match error {
        NotRead::Name(NameError::Unknown { name, .. }) => {
            let name: Vec<&str> = name.split(' ').collect();
            let at = words.windows(name.len()).position(|window| window == name.as_slice());
            (at.unwrap_or(0), Reverse(name.len()))
        }
        _ => (words.len(), Reverse(0)),
    }
}

/// Names what was not understood as it was typed, with the names that are nearest to it.
fn finish(read: Result<Shape, NotRead>, question: &str, lexicon: &Lexicon) -> Result<Reading, NotRead> {
    match read.map_err(|error| error.spelt_as_in(question)) {
        Ok(shape) => Ok(Reading { shape }),
        Err(NotRead::Name(NameError::Unknown { name, .. })) => {
            let nearest = lexicon.names.nearest(&name, &["actor", "event", "place", "source"]);
            Err(NameError::Unknown { name, nearest }.into())
        }
        Err(error) => Err(error),
    }
}
