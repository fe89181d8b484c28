//! Why a question was not read, in the words in which it was typed.

use crate::question::NameError;
use crate::question::words::words;

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
    /// It asks for what no claim says.
    #[error("`{word}`: what nobody says cannot be asked")]
    Negation {
        /// The word that denies.
        word: String,
    },
    /// It has a form, but a time in it is not one that can be compared.
    #[error("`{text}` {reason}")]
    Time {
        /// The words of it.
        text: String,
        /// What is wrong with it, after its words.
        reason: &'static str,
    },
}

impl NotRead {
    /// Gives the error with the name as it was typed.
    pub(super) fn spelt_as_in(mut self, question: &str) -> Self {
        if let Self::Name(NameError::Unknown { name, .. }) = &self
            && let Some(word) = name.split(' ').find(|word| ["not", "never", "nobody", "none"].contains(word))
        {
            return Self::Negation { word: word.to_owned() };
        }
        if let Self::Name(NameError::Unknown { name, .. } | NameError::Ambiguous { name, .. })
        | Self::Time { text: name, .. } = &mut self
            && let Some(typed) = typed(question, name)
        {
            *name = typed.to_owned();
        }
        self
    }

    /// Gives the names that are nearest to one that was not understood.
    pub fn nearest_names(&self) -> &[String] {
        match self {
            Self::Name(NameError::Unknown { nearest, .. }) => nearest,
            Self::Name(NameError::Ambiguous { candidates, .. }) => candidates,
            Self::Verb { relations, .. } => relations,
            Self::Time { .. } | Self::Negation { .. } | Self::Form => &[],
        }
    }

    /// Gives what to type instead, where that does not depend on the data.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Time { .. } => {
                Some("write a time as `in November 2025`, `on 2025-11-26` or `since 2025-11-27`")
            }
            Self::Negation { .. } => Some(
                "ask for what is said, as in `who blamed whom`, and see who is missing; a denial is said: `who denies what`",
            ),
            _ => None,
        }
    }
}

/// Finds the shortest part of a question that some folded words were read from.
fn typed<'q>(question: &'q str, phrase: &str) -> Option<&'q str> {
    /// A part holds at most so many words more than were read from it: articles and the like.
    const MORE: usize = 4;
    let at = |word: &str| word.as_ptr() as usize - question.as_ptr() as usize;
    let tokens: Vec<&str> = question.split_whitespace().collect();
    let most = phrase.split(' ').count() + MORE;
    let part = |tokens: &[&'q str]| {
        let (first, last) = (tokens.first()?, tokens.last()?);
        let part = question[at(first)..at(last) + last.len()].trim_matches(['?', '!', ',', ';', ':']);
        // The full stops of `C.S.T.O.` are its own; one alone ends the sentence.
        Some(part.strip_suffix('.').filter(|rest| !rest.contains('.')).unwrap_or(part))
    };
    let parts = (1..=most).flat_map(|length| tokens.windows(length)).filter_map(part);
    parts.into_iter().find(|part| words(part).join(" ") == phrase)
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn what_was_read_is_found_as_it_was_typed() {
        let question = "Who blamed the Tâliban Government for  Khatlon-Attack?";
        for (phrase, found) in [
            ("taliban government", Some("Tâliban Government")),
            ("khatlon attack", Some("Khatlon-Attack")),
            ("who", Some("Who")),
            ("government", Some("Government")),
            ("pakistan", None),
        ] {
            assert_eq!(typed(question, phrase), found, "{phrase}");
        }
        assert_eq!(typed("who is in the C.S.T.O.", "c s t o"), Some("C.S.T.O."));
        assert_eq!(typed("who blamed Pakistan.", "pakistan"), Some("Pakistan"));
    }
}
