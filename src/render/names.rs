//! Short names for IRIs, for people and for machines that know the folder; a name is never an address.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::query::Term;

const RELATIONS: &str = "https://w3id.org/actant/relation/";
const TERMS: &str = "https://w3id.org/actant/ns#";

/// Shortens the IRIs of one folder.
///
/// ```
/// use actant::render::Names;
///
/// let names = Names::new("https://example.org/khatlon/");
/// assert_eq!(names.short("https://example.org/khatlon/actor/pakistan"), "pakistan");
/// assert_eq!(names.short("https://w3id.org/actant/relation/blames"), "blames");
/// assert_eq!(names.short("https://w3id.org/actant/ns#asserted"), "asserted");
/// assert_eq!(names.short("http://example.com/else"), "http://example.com/else");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    base: String,
}

impl Names {
    /// Makes the short names of a folder with this base IRI, which ends in `/` or `#`.
    pub fn new(base: impl Into<String>) -> Self {
        Self { base: base.into() }
    }

    /// Gives the id of an IRI of the folder, of a relation type or of an own term, percent-decoded; any other IRI
    /// stays whole.
    pub fn short<'iri>(&self, iri: &'iri str) -> Cow<'iri, str> {
        self.id(iri).map_or(Cow::Borrowed(iri), |(_, id)| id)
    }

    /// Gives a name that tells an actor from an event of the same id: `pakistan`, but `event/mine-attack`.
    pub fn distinct<'iri>(&self, iri: &'iri str) -> Cow<'iri, str> {
        match self.id(iri) {
            None => Cow::Borrowed(iri),
            Some(("actor", id)) => id,
            Some((kind, id)) => Cow::Owned(format!("{kind}/{id}")),
        }
    }

    /// Gives the text of a term: the short name of an IRI, the value of a literal, `_:b` of a blank node.
    pub fn text<'term>(&self, term: &'term Term) -> Cow<'term, str> {
        match term {
            Term::NamedNode(node) => self.short(node.as_str()),
            Term::Literal(literal) => Cow::Borrowed(literal.value()),
            other => Cow::Owned(other.to_string()),
        }
    }

    /// Gives the prefixes with which a graph of this folder reads well.
    pub fn prefixes(&self) -> Vec<(&'static str, String)> {
        let mut prefixes: Vec<_> = ["actor", "claim", "event", "place", "source"]
            .into_iter()
            .map(|kind| (kind, format!("{}{kind}/", self.base)))
            .collect();
        let others = [
            ("act", TERMS),
            ("rel", RELATIONS),
            ("bibo", "http://purl.org/ontology/bibo/"),
            ("dcterms", "http://purl.org/dc/terms/"),
            ("foaf", "http://xmlns.com/foaf/0.1/"),
            ("oa", "http://www.w3.org/ns/oa#"),
            ("org", "http://www.w3.org/ns/org#"),
            ("owl", "http://www.w3.org/2002/07/owl#"),
            ("prov", "http://www.w3.org/ns/prov#"),
            ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
            ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
            ("schema", "https://schema.org/"),
            ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
            ("skos", "http://www.w3.org/2004/02/skos/core#"),
            ("void", "http://rdfs.org/ns/void#"),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ];
        prefixes.extend(others.into_iter().map(|(prefix, iri)| (prefix, iri.to_owned())));
        prefixes
    }

    /// Takes an IRI apart into the kind and the decoded id.
    fn id<'iri>(&self, iri: &'iri str) -> Option<(&'iri str, Cow<'iri, str>)> {
        let (kind, id) = if let Some(id) = iri.strip_prefix(RELATIONS) {
            ("relation", id)
        } else if let Some(id) = iri.strip_prefix(TERMS) {
            ("term", id)
        } else {
            iri.strip_prefix(self.base.as_str())?.split_once('/')?
        };
        if id.is_empty() || id.contains(['/', '#', '?']) {
            return None;
        }
        Some((kind, decoded(id)))
    }
}

/// Decodes percent signs, unless that gives no text or text with control characters.
fn decoded(id: &str) -> Cow<'_, str> {
    match percent_decode_str(id).decode_utf8() {
        Ok(text) if !text.chars().any(char::is_control) => text,
        _ => Cow::Borrowed(id),
    }
}

#[cfg(test)]
mod tests {
    use crate::query::{Literal, NamedNode};
    use crate::render::Names;

    #[test]
    fn shortens_what_belongs_to_the_folder() {
        let names = Names::new("https://example.org/b/");
        for (iri, short) in [
            ("https://example.org/b/actor/pakistan", "pakistan"),
            ("https://example.org/b/actor/caf%C3%A9%20%2F", "café /"),
            ("https://example.org/b/actor/a%FF", "a%FF"),
            ("https://example.org/b/actor/a%1B", "a%1B"),
            ("https://example.org/b/actor/", "https://example.org/b/actor/"),
            ("https://example.org/b/actor/a/b", "https://example.org/b/actor/a/b"),
            ("https://example.org/b/x", "https://example.org/b/x"),
            ("https://example.org/c/actor/x", "https://example.org/c/actor/x"),
            ("https://w3id.org/actant/relation/member-of", "member-of"),
            ("https://w3id.org/actant/ns#Claim", "Claim"),
        ] {
            assert_eq!(names.short(iri), short);
        }
    }

    #[test]
    fn tells_kinds_apart_where_asked() {
        let names = Names::new("https://example.org/b/");
        assert_eq!(names.distinct("https://example.org/b/actor/x"), "x");
        assert_eq!(names.distinct("https://example.org/b/event/x"), "event/x");
        assert_eq!(names.distinct("http://x/"), "http://x/");
    }

    #[test]
    fn reads_terms() {
        let names = Names::new("https://example.org/b/");
        let node = NamedNode::new("https://example.org/b/claim/k17").expect("an IRI");
        assert_eq!(names.text(&node.into()), "k17");
        assert_eq!(names.text(&Literal::new_simple_literal("a \"b\"").into()), "a \"b\"");
    }
}
