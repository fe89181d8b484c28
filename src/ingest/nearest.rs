//! How near two names are: the words behind "did you mean". The only owner of the `strsim` crate.

use strsim::{jaro_winkler, osa_distance};

/// Tells whether two folded names are near enough to suggest one for the other.
pub(super) fn is_near(left: &str, right: &str) -> bool {
    rank(left, right).is_some()
}

/// Ranks how near two folded names are, the nearest first; nothing when they are far apart.
pub(super) fn rank(left: &str, right: &str) -> Option<usize> {
    let (short, long) =
        if left.len() < right.len() { (left.len(), right.len()) } else { (right.len(), left.len()) };
    if short < 3 || long > 2 * short + 2 {
        return None;
    }
    let most = (long / 4).clamp(1, 4);
    if long - short <= 2 * most {
        let distance = osa_distance(left, right);
        if distance <= most {
            return Some(distance);
        }
    }
    (jaro_winkler(left, right) >= 0.93).then_some(most + 1)
}

/// Tells whether one name is so near to another that one of them is probably a slip of the pen: the same words but
/// for one slip in one word of five letters or more, never in its first letter and never in a number; or the same
/// letters with other gaps.
pub(super) fn is_slip(left: &str, right: &str) -> bool {
    if left == right {
        return false;
    }
    let joined = |name: &str| name.replace(' ', "");
    if joined(left) == joined(right) {
        return true;
    }
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    if left.len() != right.len() {
        return false;
    }
    let mut different = left.iter().zip(&right).filter(|(left, right)| left != right);
    let (Some((left, right)), None) = (different.next(), different.next()) else { return false };
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    left.chars().count().min(right.chars().count()) >= 5
        && letters(left)
        && letters(right)
        && left.chars().next() == right.chars().next()
        && osa_distance(left, right) == 1
}

#[cfg(test)]
mod tests {
    use super::{is_near, is_slip};

    #[test]
    fn slips_are_few() {
        assert!(is_slip("tajikistan", "tajikstan"));
        assert!(is_slip("afghan based militants", "afghan based militant"));
        assert!(is_slip("al qaeda", "alqaeda"));
        for (left, right) in [
            ("iran", "iraq"),
            ("gambia", "zambia"),
            ("government of iran", "government of iraq"),
            ("unionville 627", "unionville 626"),
            ("niger", "nigeria"),
            ("north korea", "south korea"),
            ("slovakia", "slovenia"),
        ] {
            assert!(!is_slip(left, right), "{left} / {right}");
        }
    }

    #[test]
    fn suggestions_are_generous() {
        assert!(is_near("pakstan", "pakistan"));
        assert!(is_near("condems", "condemns"));
        assert!(!is_near("china", "russia"));
    }
}
