//! The rules `bad-url` and `duplicate-source`: addresses of documents that lead nowhere, or that two rows share.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::rules::{declared, label, of_entity, push_all, push_rows, with_row};
use crate::model::{Dataset, Entity, EntityId, Extra, Kind};

/// Warns of every address that is not whole, and of every address that an earlier source has.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    push_rows(
        dataset,
        Kind::Source,
        Code::BAD_URL,
        |source| {
            let address = address(dataset, source)?;
            (!is_whole(address)).then(|| bad(dataset, source, address))
        },
        report,
    );
    let mut first: HashMap<String, EntityId> = HashMap::new();
    let twins: Vec<(EntityId, EntityId)> = declared(dataset, Kind::Source)
        .filter_map(|(id, source)| {
            let document = document(address(dataset, source)?)?;
            let first = *first.entry(document).or_insert(id);
            (first != id).then_some((id, first))
        })
        .collect();
    let problem = |(id, first): (EntityId, EntityId)| {
        let source = dataset.entities.get(id);
        let message = format!("the address is already that of `{}`", label(dataset, first));
        let problem = of_entity(dataset, source, "url", Code::DUPLICATE_SOURCE, message)
            .with_cell(address(dataset, source).unwrap_or_default())
            .with_hint("let the claims of both cite one row, or correct the address");
        with_row(problem, dataset, first, "the first row with this address")
    };
    let file = dataset.path(Kind::Source.table());
    push_all(Code::DUPLICATE_SOURCE, &file, twins.into_iter(), problem, report);
}

fn address<'a>(dataset: &'a Dataset, source: &Entity) -> Option<&'a str> {
    let found = source.extras.iter().find(|(extra, _)| *extra == Extra::Url);
    found.map(|(_, text)| dataset.texts.get(*text))
}

/// Tells whether a text is an absolute address (RFC 3986, section 4.3) in the letters that people write.
fn is_whole(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    let named = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'));
    let clean = !address.chars().any(|letter| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '<' | '>' | '"' | '{' | '}' | '|')
    });
    let host =
        rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let web = matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "ftp");
    named && clean && !rest.is_empty() && (!web || (!host.is_empty() && !host.starts_with([':', '.'])))
}

/// Gives what two addresses of one document have in common; nothing for the front page of a site, which many
/// documents may share.
fn document(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let host = host.to_lowercase();
    let scheme = if scheme.eq_ignore_ascii_case("http") { "https".to_owned() } else { scheme.to_lowercase() };
    let path = path.trim_end_matches('/');
    (!path.is_empty()).then(|| format!("{scheme}://{}/{path}", host.trim_start_matches("www.")))
}

fn bad(dataset: &Dataset, source: &Entity, address: &str) -> Diagnostic {
    let message = format!("`{address}` is not a whole address");
    let host = address.split('/').next().unwrap_or_default();
    let guess = format!("https://{}", address.trim_start_matches('/'));
    let hint = if host.contains('.') && !host.contains([':', '@']) && is_whole(&guess) {
        format!("write `{guess}`")
    } else if address.contains(char::is_whitespace) {
        "write the address alone, with `%20` for a space that belongs to it".to_owned()
    } else {
        "write the whole address, as in `https://example.org/report`, or leave the cell empty".to_owned()
    };
    of_entity(dataset, source, "url", Code::BAD_URL, message).with_cell(address).with_hint(hint)
}

#[cfg(test)]
mod tests {
    use super::{document, is_whole};

    #[test]
    fn addresses_are_whole() {
        for good in [
            "https://example.org",
            "http://a.b/c?d=e#f",
            "urn:isbn:9780141036144",
            "doi:10.1000/1",
            "https://dawn.com/اردو",
        ] {
            assert!(is_whole(good), "{good}");
        }
        for bad in [
            "www.dawn.com/news",
            "dawn",
            "https:/dawn.com",
            "https://",
            "https://a b/",
            "http:dawn.com",
            ":x",
        ] {
            assert!(!is_whole(bad), "{bad}");
        }
    }

    #[test]
    fn one_document_has_one_address() {
        assert_eq!(document("http://www.Example.org/a/"), document("https://example.org/a"));
        assert_ne!(document("https://example.org/a"), document("https://example.org/A"));
        assert_eq!(document("https://example.org/"), None);
        assert_eq!(document("https://example.org"), None);
    }
}
