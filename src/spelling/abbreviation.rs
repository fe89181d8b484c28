//! When one name is short for another: initials, and words cut short.

/// Words that initials may leave out.
const SMALL: [&str; 24] = [
    "of", "the", "and", "for", "in", "on", "at", "to", "de", "la", "le", "du", "des", "et", "und", "der",
    "die", "das", "von", "y", "e", "i", "al", "el",
];

/// Tells whether one plain name is made of the initials of the other, in either order: `csto` and `collective security
/// treaty organization`. Small words may or may not count; one word has no initials.
pub(super) fn is_abbreviation(left: &str, right: &str) -> bool {
    is_short_for(left, right) || is_short_for(right, left)
}

fn is_short_for(short: &str, long: &str) -> bool {
    // Letters with gaps, as in `C S T O`, are initials too.
    if short.split(' ').any(|word| word.len() > 1) && short.contains(' ') {
        return false;
    }
    let letters = short.bytes().filter(|letter| *letter != b' ');
    let count = letters.clone().count();
    if count < 2 {
        return false;
    }
    let words = || long.split(' ').filter(|word| !word.is_empty());
    let large = || words().filter(|word| !SMALL.contains(word));
    let initial = |word: &str| word.bytes().next();
    large().count() > 1
        && (letters.clone().map(Some).eq(words().map(initial)) || letters.map(Some).eq(large().map(initial)))
}

/// Tells whether two plain names have the same words, some of them cut short or contracted in one of the two: `min of
/// defence` and `ministry of defence`, `taliban govt` and `taliban government`.
pub(super) fn is_contraction(left: &str, right: &str) -> bool {
    let mut shorter = 0;
    let mut right = right.split(' ');
    for left in left.split(' ') {
        match right.next() {
            Some(right) if left == right => {}
            Some(right) if is_cut(left, right) || is_cut(right, left) => shorter += 1,
            _ => return false,
        }
    }
    shorter > 0 && right.next().is_none()
}

fn is_cut(short: &str, long: &str) -> bool {
    if short.len() < 3 || short.len() + 2 > long.len() {
        return false;
    }
    let mut rest = long.bytes();
    let in_order = short.bytes().all(|letter| rest.any(|other| other == letter));
    let ends = short.as_bytes().last() == long.as_bytes().last();
    long.starts_with(short) && short.len() <= 5
        || in_order
            && ends
            && short.as_bytes().first() == long.as_bytes().first()
            && 2 * short.len() <= long.len()
}

#[cfg(test)]
mod tests {
    use super::{is_abbreviation, is_contraction};

    #[test]
    fn initials_are_found_in_both_directions() {
        for (short, long) in [
            ("csto", "collective security treaty organization"),
            ("c s t o", "collective security treaty organization"),
            ("usa", "united states of america"),
            ("uk", "united kingdom"),
            ("mod", "ministry of defence"),
            ("md", "ministry of defence"),
        ] {
            assert!(is_abbreviation(short, long), "{short}");
            assert!(is_abbreviation(long, short), "{short}");
        }
        for (short, long) in
            [("p", "pakistan"), ("pa", "pakistan"), ("un", "united"), ("cs", "collective security treaty")]
        {
            assert!(!is_abbreviation(short, long), "{short}");
        }
    }

    #[test]
    fn words_may_be_cut_short() {
        assert!(is_contraction("taliban govt", "taliban government"));
        assert!(is_contraction("ministry of defence", "min of defence"));
        assert!(!is_contraction("taliban", "taliban government"));
        assert!(!is_contraction("iran", "iraq"));
        assert!(!is_contraction("pakistan", "pakistan"));
    }
}
