//! Which columns may keep their literals as numbers, and how such a number is written.
//!
//! A numbered literal has an id without having an entry in the dictionary. It must never have both: a term with
//! two ids would be two terms to every join.

use crate::store::column::Values;
use crate::store::dictionary::DictionaryBuilder;
use crate::store::id::TermId;

/// Writes out, as entries of the dictionary, the literals of every numbered column that cannot stay one: its
/// numbers do not ascend, another column's literals may be the same, or the dictionary has one of them.
///
/// Cost: where there are numbered columns, one pass over the dictionary.
pub(super) fn settle<'a>(columns: impl Iterator<Item = &'a mut Values>, dictionary: &mut DictionaryBuilder) {
    let mut numbered: Vec<&mut Values> =
        columns.filter(|values| matches!(values, Values::Numbered { .. })).collect();
    let mut stays: Vec<bool> = (numbered.iter().enumerate())
        .map(|(at, values)| {
            let others = numbered.iter().enumerate().filter(|(other, _)| *other != at);
            let prefix = |values: &Values| match values {
                Values::Numbered { prefix, .. } => prefix.clone(),
                _ => unreachable!("only numbered columns were kept"),
            };
            ascends(values) && others.into_iter().all(|(_, other)| !alike(&prefix(values), &prefix(other)))
        })
        .collect();
    if stays.contains(&true) {
        for string in dictionary.plain_strings() {
            for (stays, values) in stays.iter_mut().zip(&numbered) {
                *stays = *stays && !holds(values, string);
            }
        }
    }
    if stays.contains(&false) {
        dictionary.index();
    }
    for (values, _) in numbered.iter_mut().zip(stays).filter(|(_, stays)| !stays) {
        if let Values::Numbered { prefix, numbers } = &**values {
            let written = numbers.iter().map(|number| dictionary.string(&format!("{prefix}{number}")));
            let written: Vec<TermId> = written.collect();
            **values = Values::Each(written);
        }
    }
}

/// Reads a number the one way a numbered literal writes it: decimal, without sign or leading zero.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    let written = match digits {
        [b'0'] => true,
        [first, rest @ ..] => (b'1'..=b'9').contains(first) && rest.iter().all(u8::is_ascii_digit),
        [] => false,
    };
    std::str::from_utf8(digits).ok().filter(|_| written)?.parse().ok()
}

fn ascends(values: &Values) -> bool {
    // The greatest number means a hole in a packed array.
    matches!(values, Values::Numbered { numbers, .. }
        if numbers.windows(2).all(|pair| pair[0] < pair[1]) && numbers.last() != Some(&u32::MAX))
}

/// Tells whether two prefixes followed by numbers may give one text.
fn alike(left: &str, right: &str) -> bool {
    let rest = left.strip_prefix(right).or_else(|| right.strip_prefix(left));
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn holds(values: &Values, string: &[u8]) -> bool {
    let Values::Numbered { prefix, numbers } = values else { return false };
    let number = string.strip_prefix(prefix.as_bytes()).and_then(number);
    number.is_some_and(|number| numbers.binary_search(&number).is_ok())
}
