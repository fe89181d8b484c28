//! The namespaces and terms that the graph is written in. Borrowed where a well-known one says the same.
//!
//! `https://w3id.org/actant/` is a proposed name; nothing is served there.

/// The program's own terms.
pub const ACT: &str = "https://w3id.org/actant/ns#";
/// The relation types, of the shipped vocabulary and of folders alike.
pub const RELATION: &str = "https://w3id.org/actant/relation/";
/// Columns that nobody knows.
pub const EXTRA: &str = "https://w3id.org/actant/ns#extra/";

/// The named graph of what only follows from the claims.
pub const DERIVED: &str = "https://w3id.org/actant/ns#derived";

/// Every prefix that the program writes and reads, in the order of the alphabet.
pub const PREFIXES: [(&str, &str); 20] = [
    ("act", ACT),
    ("bibo", "http://purl.org/ontology/bibo/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("edtf", "http://id.loc.gov/datatypes/edtf/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("rel", RELATION),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Writes a compact name out: `skos:prefLabel` to its IRI.
///
/// # Panics
/// When the prefix is none of [`PREFIXES`]; only names written in this program come here.
pub(crate) fn expand(compact: &str) -> String {
    let (prefix, local) = compact.split_once(':').expect("a compact name has a prefix");
    let namespace = PREFIXES.iter().find(|(known, _)| *known == prefix);
    let (_, namespace) = namespace.expect("the prefix of a compact name is one of the table");
    format!("{namespace}{local}")
}
