//! When two spellings are the same name: letter case, diacritics, spacing and hyphens do not count.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::is_nfc;

/// Folds a name for matching: compatibility decomposition, no combining marks, lower case, and one space for
/// every run of white space, hyphens and underscores.
///
/// ```
/// use actant::spelling::fold;
/// assert_eq!(fold("  Emomalī  Rahmon "), "emomali rahmon");
/// assert_eq!(fold("Member-Of"), fold("member of"));
/// ```
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return join_ascii(name.as_bytes());
    }
    join(
        name.nfkd()
            .filter(|character| !is_combining_mark(*character))
            .flat_map(char::to_lowercase)
            .filter(|character| !is_combining_mark(*character)),
    )
}

/// Makes the id of a name that has none of its own: the folded name with hyphens for spaces.
///
/// ```
/// assert_eq!(actant::spelling::slug("Taliban Government"), "taliban-government");
/// ```
pub fn slug(name: &str) -> String {
    fold(name).replace(' ', "-")
}

/// Gives a text with its letters and their marks composed where they can be (Unicode normalisation form C), which is
/// what keyboards write.
///
/// ```
/// assert_eq!(actant::spelling::compose("e\u{301}"), "\u{e9}");
/// ```
pub fn compose(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

fn join(characters: impl Iterator<Item = char>) -> String {
    let mut folded = String::new();
    let mut gap = false;
    for character in characters {
        if character.is_whitespace() || matches!(character, '-' | '_' | '‐' | '‑' | '–') {
            gap = !folded.is_empty();
        } else {
            if gap {
                folded.push(' ');
                gap = false;
            }
            folded.push(character);
        }
    }
    folded
}

/// Does the same as [`join`] for the common case, without decoding.
fn join_ascii(bytes: &[u8]) -> String {
    let mut folded = Vec::with_capacity(bytes.len());
    let mut gap = false;
    for byte in bytes {
        if matches!(byte, b' ' | b'\t'..=b'\r' | b'-' | b'_') {
            gap = !folded.is_empty();
        } else {
            if gap {
                folded.push(b' ');
                gap = false;
            }
            folded.push(byte.to_ascii_lowercase());
        }
    }
    String::from_utf8(folded).expect("ASCII stays ASCII")
}

#[cfg(test)]
mod tests {
    use super::{fold, join, join_ascii};

    #[test]
    fn ascii_folds_as_all_text_does() {
        for name in ["", " - ", "A", "Member-Of", "  two\t\nwords__x ", "a\u{b}b\u{1f}c"] {
            assert_eq!(
                join_ascii(name.as_bytes()),
                join(name.chars().map(|letter| letter.to_ascii_lowercase()))
            );
        }
        assert_eq!(fold("Łódź-Ē"), fold("ŁÓDŹ ē"));
    }
}
