//! Text as words: folded, without punctuation and without articles. What is left is all that a question compares.

use xxhash_rust::xxh3::xxh3_64;

use crate::model::fold;

/// Stands between words, whatever it may mean in a text.
const PUNCTUATION: &str = "?!.,;:\"“”„«»()";

/// Cuts a text into folded words, without punctuation and without articles.
pub(super) fn words(text: &str) -> Vec<String> {
    folded(text).split(' ').filter(|word| is_kept(word)).map(str::to_owned).collect()
}

/// Hashes the words of a text, so that texts of the same words have the same number.
pub(super) fn hash(text: &str) -> u64 {
    let folded = folded(text);
    let mut joined = String::with_capacity(folded.len());
    for word in folded.split(' ').filter(|word| is_kept(word)) {
        joined.push_str(word);
        joined.push(' ');
    }
    xxh3_64(joined.as_bytes())
}

fn is_kept(word: &str) -> bool {
    !word.is_empty() && !matches!(word, "the" | "a" | "an")
}

fn folded(text: &str) -> String {
    let plain = |letter: char| !PUNCTUATION.contains(letter) && letter != '’';
    if text.chars().all(plain) {
        return fold(text);
    }
    let spaced: String = (text.chars())
        .map(|letter| match letter {
            '’' => '\'',
            letter if PUNCTUATION.contains(letter) => ' ',
            letter => letter,
        })
        .collect();
    fold(&spaced)
}

/// Takes the ending of a plural or a genitive off a folded noun.
pub(super) fn singular(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches('\'');
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(stem), _) if stem.len() > 1 => format!("{stem}y"),
        (_, Some(stem)) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{hash, singular, words};

    #[test]
    fn articles_case_and_punctuation_do_not_count() {
        assert_eq!(words("The  Tajik-Afghan border, “again”?"), ["tajik", "afghan", "border", "again"]);
        assert_eq!(words("Tajikistan’s"), ["tajikistan's"]);
        assert_eq!(words("the a an ?!"), Vec::<String>::new());
        assert_eq!(hash("The C.S.T.O."), hash("c s t o"));
        assert_ne!(hash("ab c"), hash("a bc"));
    }

    #[test]
    fn singular_takes_off_plurals_and_genitives() {
        for (word, expected) in [
            ("attacks", "attack"),
            ("countries", "country"),
            ("tajikistan's", "tajikistan"),
            ("crisis", "crisi"),
            ("class", "class"),
            ("us", "us"),
        ] {
            assert_eq!(singular(word), expected);
        }
    }
}
