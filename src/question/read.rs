//! From the text of a question to its one reading, or to the reason why it has none.

use crate::question::fixed::fixed;
use crate::question::lexicon::{Lexicon, words};
use crate::question::sentence::FORMS;
use crate::question::{NameError, Reading};

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
    for form in FORMS {
        match form(&words, lexicon) {
            Ok(Some(shape)) => return Ok(Reading { shape }),
            Ok(None) => {}
            // Another form may still fit; the first unknown name is the best thing to say if none does.
            Err(error) => unknown = unknown.or(Some(error)),
        }
    }
    Err(unknown.unwrap_or(NotRead::Form))
}
