//! The rule `bad-language`: a language that is no tag.

use crate::diagnostic::{Code, Report};
use crate::model::rules::{of_entity, push_rows};
use crate::model::{Dataset, Extra, Kind};

/// What people write instead of a tag, with the tag.
const NAMES: [(&str, &str); 22] = [
    ("arabic", "ar"),
    ("armenian", "hy"),
    ("belarusian", "be"),
    ("chinese", "zh"),
    ("dari", "prs"),
    ("english", "en"),
    ("farsi", "fa"),
    ("french", "fr"),
    ("german", "de"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("kazakh", "kk"),
    ("kyrgyz", "ky"),
    ("pashto", "ps"),
    ("persian", "fa"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("tajik", "tg"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
    ("urdu", "ur"),
    ("uzbek", "uz"),
];

/// Warns of every language that is not written as BCP 47 wants it.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    push_rows(
        dataset,
        Kind::Source,
        Code::BAD_LANGUAGE,
        |source| {
            let found = source.extras.iter().find(|(extra, _)| *extra == Extra::Language);
            let cell = found.map(|(_, text)| dataset.texts.get(*text)).filter(|cell| !is_tag(cell))?;
            let known = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(cell));
            let dashed = cell.replace('_', "-");
            let meant = match known {
                Some((_, tag)) => Some((*tag).to_owned()),
                None => is_tag(&dashed).then_some(dashed),
            };
            let message = format!("`{cell}` is no language tag");
            let problem = of_entity(dataset, source, "language", Code::BAD_LANGUAGE, message).with_cell(cell);
            Some(match meant {
                Some(meant) => problem.with_hint(format!("write `{meant}`")).with_repair(meant),
                None => problem.with_hint("write a tag of two or three letters, as in `en` or `tg`"),
            })
        },
        report,
    );
}

/// Tells whether a text has the form of a tag (RFC 5646, section 2.1): two or three letters, then parts of up to
/// eight letters and digits; or a tag for private use.
fn is_tag(cell: &str) -> bool {
    let mut parts = cell.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let language = letters && (2..=3).contains(&first.len());
    let private = matches!(first, "x" | "X" | "i" | "I") && cell.len() > 2;
    let parts = parts
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    (language || private) && parts
}

#[cfg(test)]
mod tests {
    use super::is_tag;

    #[test]
    fn tags_are_short() {
        for good in ["en", "prs", "fa-AF", "zh-Hant-TW", "x-private", "sl-rozaj-biske"] {
            assert!(is_tag(good), "{good}");
        }
        for bad in ["English", "e", "en_US", "", "en-", "en US", "таджикский"] {
            assert!(!is_tag(bad), "{bad}");
        }
    }
}
