//! Names so near to each other that one of the two is probably a slip of the pen. Far stricter than a suggestion: it
//! speaks up about names that nobody has called wrong.

use strsim::osa_distance;

use crate::spelling::nearest::LONGEST;

/// Tells whether one folded name is so near to another that one of them is probably a slip of the pen: the same words
/// but for one slip in one word of five letters or more, never in its first letter and never in a number; or the same
/// letters with other gaps.
///
/// ```
/// use actant::spelling::is_slip;
/// assert!(is_slip("tajikistan", "tajikstan"));
/// assert!(!is_slip("niger", "nigeria"));
/// ```
pub fn is_slip(left: &str, right: &str) -> bool {
    if left == right || left.len().max(right.len()) > LONGEST {
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
    use super::is_slip;

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
}
