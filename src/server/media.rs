//! Media types, and which of them a client would rather have: RFC 9110, 12.5.1.

/// A web page.
pub(super) const HTML: &str = "text/html; charset=utf-8";
/// JSON.
pub(super) const JSON: &str = "application/json";
/// CSV with a heading.
pub(super) const CSV: &str = "text/csv; charset=utf-8; header=present";
/// Turtle.
pub(super) const TURTLE: &str = "text/turtle; charset=utf-8";
/// Plain text.
pub(super) const TEXT: &str = "text/plain; charset=utf-8";
/// A picture.
pub(super) const SVG: &str = "image/svg+xml; charset=utf-8";
/// A text in SPARQL.
pub(super) const QUERY: &str = "application/sparql-query; charset=utf-8";
/// RFC 9457.
pub(super) const PROBLEM: &str = "application/problem+json";

/// Gives the part of a media type before its parameters.
pub(super) fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

/// Chooses among what there is, the best first: what the client gives the highest weight, and the earlier among equals.
/// A client that says nothing takes anything; nothing is given when it takes none of this.
pub(super) fn choose<'m>(accept: &str, offered: &[&'m str]) -> Option<&'m str> {
    let ranges: Vec<Range<'_>> = accept.split(',').filter_map(Range::read).collect();
    if ranges.is_empty() {
        return offered.first().copied();
    }
    let mut best: Option<(&str, f32)> = None;
    for media in offered {
        // The most specific range that fits says the weight.
        let fitting = ranges.iter().filter_map(|range| Some((range.fits(essence(media))?, range.weight)));
        let Some((_, weight)) = fitting.max_by_key(|(specific, _)| *specific) else { continue };
        if weight > 0.0 && best.is_none_or(|(_, known)| weight > known) {
            best = Some((media, weight));
        }
    }
    best.map(|(media, _)| media)
}

/// Tells whether a client is a browser in which a person reads: it names HTML before anything else.
pub(super) fn is_for_people(accept: &str) -> bool {
    choose(accept, &[JSON, HTML]) == Some(HTML)
}

struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    weight: f32,
}

impl<'a> Range<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (kind, subtype) = parts.next()?.split_once('/')?;
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let weight = weight.map_or(Some(1.0), |weight| weight.parse().ok())?;
        Some(Self { kind, subtype, weight })
    }

    /// Says how specific the range is when it holds a media type.
    fn fits(&self, media: &str) -> Option<u8> {
        let (kind, subtype) = media.split_once('/')?;
        match (self.kind, self.subtype) {
            ("*", "*") => Some(0),
            (own, "*") if own.eq_ignore_ascii_case(kind) => Some(1),
            (own, other) if own.eq_ignore_ascii_case(kind) && other.eq_ignore_ascii_case(subtype) => Some(2),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HTML, JSON, TURTLE, choose, is_for_people};

    #[test]
    fn the_highest_weight_wins_and_the_most_specific_range_says_it() {
        let offered = [JSON, HTML, TURTLE];
        for (accept, chosen) in [
            ("", Some(JSON)),
            ("*/*", Some(JSON)),
            ("text/*", Some(HTML)),
            ("text/turtle, application/json;q=0.9", Some(TURTLE)),
            ("text/html;q=0.2, */*;q=0.1", Some(HTML)),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(HTML)),
            ("application/json;q=0, */*", Some(HTML)),
            ("APPLICATION/JSON", Some(JSON)),
            ("image/png", None),
            ("text/html;q=x", Some(JSON)),
        ] {
            assert_eq!(choose(accept, &offered), chosen, "{accept}");
        }
    }

    #[test]
    fn a_browser_is_told_from_a_program() {
        assert!(is_for_people("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
        assert!(!is_for_people("*/*"));
        assert!(!is_for_people(""));
        assert!(!is_for_people("application/json"));
    }
}
