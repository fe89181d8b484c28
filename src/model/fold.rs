//! When two spellings are the same name: letter case, diacritics, spacing and hyphens do not count.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name for matching: compatibility decomposition, no combining marks, lower case, and one space for
/// every run of white space, hyphens and underscores.
///
/// ```
/// use actant::model::fold;
/// assert_eq!(fold("  Emomalī  Rahmon "), "emomali rahmon");
/// assert_eq!(fold("Member-Of"), fold("member of"));
/// ```
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return join(name.chars().map(|character| character.to_ascii_lowercase()));
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
/// assert_eq!(actant::model::slug("Taliban Government"), "taliban-government");
/// ```
pub fn slug(name: &str) -> String {
    fold(name).replace(' ', "-")
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
