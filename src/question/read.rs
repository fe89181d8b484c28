//! From the text of a question to its one reading, or to the reason why it has none.

use crate::question::fixed::fixed;
use crate::question::form::Form;
use crate::question::lexicon::Lexicon;
use crate::question::link::link;
use crate::question::number::how_many;
use crate::question::saying::saying;
use crate::question::sentence::FORMS;
use crate::question::statement::STATEMENTS;
use crate::question::tail::{Tail, tail};
use crate::question::words::words;
use crate::question::{NameError, Reading, Selection, Shape};

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
    /// It has a form, but a time in it is not one that can be compared.
    #[error("`{text}` {reason}")]
    Time {
        /// The words, as they were folded.
        text: String,
        /// What is wrong with it, after its words.
        reason: &'static str,
    },
}

impl NotRead {
    /// Gives the names that are nearest to one that was not understood.
    pub fn nearest_names(&self) -> &[String] {
        match self {
            Self::Name(NameError::Unknown { nearest, .. }) => nearest,
            Self::Name(NameError::Ambiguous { candidates, .. }) => candidates,
            Self::Verb { relations, .. } => relations,
            Self::Time { .. } | Self::Form => &[],
        }
    }

    /// Gives what to type instead, where that does not depend on the data.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Time { .. } => Some("write a time as `in November 2025`, `on 2025-11-26` or `since 2025-11-27`"),
            _ => None,
        }
    }
}

/// Reads a question in the one way that it can be read.
///
/// # Errors
/// When it has no form that is known, or a word in it is not known or stands for several things.
pub fn read(question: &str, lexicon: &Lexicon) -> Result<Reading, NotRead> {
    let words = words(question);
    let forms = [&FORMS[..], &[how_many, saying, link]].concat();
    let read = |words: &[String]| match fixed(words, lexicon) {
        Some(shape) => Ok(shape),
        None => first(&forms, words, lexicon),
    };
    finish(with_tail(&words, lexicon, read), lexicon)
}

/// Reads a sentence that says something, such as `Pakistan blamed the Taliban`, as the question whether it is so.
///
/// # Errors
/// As [`read`].
pub fn statement(sentence: &str, lexicon: &Lexicon) -> Result<Reading, NotRead> {
    finish(with_tail(&words(sentence), lexicon, |words| first(&STATEMENTS, words, lexicon)), lexicon)
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
            Ok(Shape::Claims(Selection { voice, span, ..Selection::default() }))
        }
        Shape::Claims(mut selection) if selection.voice.is_none() || voice.is_none() => {
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
            // Another form may still fit; else the shortest name that is not known is the best thing to say.
            Err(error) if unknown.as_ref().is_none_or(|known| length(&error) < length(known)) => {
                unknown = Some(error);
            }
            Err(_) => {}
        }
    }
    Err(unknown.unwrap_or(NotRead::Form))
}

fn length(error: &NotRead) -> usize {
    match error {
        NotRead::Name(NameError::Unknown { name, .. }) => name.split(' ').count(),
        _ => 0,
    }
}

/// Looks for the names that are nearest to one that was not understood.
fn finish(read: Result<Shape, NotRead>, lexicon: &Lexicon) -> Result<Reading, NotRead> {
    match read {
        Ok(shape) => Ok(Reading { shape }),
        Err(NotRead::Name(NameError::Unknown { name, .. })) => {
            let nearest = lexicon.names.nearest(&name, &["actor", "event", "place", "source"]);
            Err(NameError::Unknown { name, nearest }.into())
        }
        Err(error) => Err(error),
    }
}
