//! The query behind a question: standard SPARQL 1.1 that runs on any engine that holds the graph.

use crate::query::{Literal, World};
use crate::question::voice::ANONYMOUS;
use crate::question::{Reading, Role, Selection, Shape, Span, Voice};

/// The columns of every answer about claims, in order; labels stand beside their ids.
pub const COLUMNS: [&str; 18] = [
    "who",
    "who_label",
    "relation",
    "whom",
    "whom_label",
    "about",
    "about_label",
    "date",
    "status",
    "speaker",
    "speaker_label",
    "source",
    "source_label",
    "locator",
    "quote",
    "count",
    "claim",
    "row",
];

const PREFIXES: &str = "\
PREFIX act: <https://w3id.org/actant/ns#>
PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
";

const DETAILS: &str = "  OPTIONAL { ?claim dcterms:date ?date }
  OPTIONAL { ?claim prov:wasAttributedTo ?speaker . OPTIONAL { ?speaker skos:prefLabel ?speaker_label } }
  OPTIONAL { ?claim dcterms:source ?source . OPTIONAL { ?source skos:prefLabel ?source_label } }
  OPTIONAL { ?claim bibo:locator ?locator }
  OPTIONAL { ?claim oa:exact ?quote }
  OPTIONAL { ?claim act:count ?count }
";
const OPEN_ABOUT: &str =
    "  OPTIONAL { ?claim schema:about ?about . OPTIONAL { ?about skos:prefLabel ?about_label } }\n";
const LABELS: &str =
    "  OPTIONAL { ?who skos:prefLabel ?who_label }\n  OPTIONAL { ?whom skos:prefLabel ?whom_label }\n";
const ORDER: &str = "}\nORDER BY ?about_label ?about ?date ?who_label ?who ?whom_label ?whom ?claim\n";

/// Writes the query of a reading; nothing for a reading that the catalogue answers, or a path, which must first be
/// found.
///
/// Names arrive as IRIs that the graph itself holds, so nothing that a person typed stands in the text.
pub fn sparql(reading: &Reading, world: &World) -> Option<String> {
    let Shape::Claims(selection) = &reading.shape else { return None };
    let Selection { who, whom, about, .. } = selection;
    let mut query = select(COLUMNS);
    let roles = [(who, "who"), (whom, "whom")];
    let ends = |relations: &[String], subject: &str, object: &str| {
        let mut ends = values("relation", relations.iter().map(|iri| format!("<{iri}>")));
        ends.extend(roles.iter().filter_map(|(role, variable)| named(role, variable)));
        ends.push(format!(
            "?claim rdf:predicate ?relation ; rdf:subject ?{subject} ; rdf:object ?{object} ."
        ));
        ends
    };
    lines(&mut query, "  ", &among(selection));
    if selection.turns() {
        query.push_str("  {\n");
        lines(&mut query, "    ", &ends(&selection.relations, "who", "whom"));
        query.push_str("  } UNION {\n");
        lines(&mut query, "    ", &ends(&selection.symmetric, "whom", "who"));
        query.push_str("    FILTER(?who != ?whom)\n  }\n");
    } else {
        lines(&mut query, "  ", &ends(&selection.relations, "who", "whom"));
    }
    lines(&mut query, "  ", &named(about, "about").into_iter().collect::<Vec<_>>());
    if *world == World::Accepted {
        lines(&mut query, "  ", &statuses(&["asserted"]));
    }
    query.push_str("  ?claim act:status ?status ; act:row ?row .\n");
    for (role, variable) in roles {
        lines(&mut query, "  ", &of_kind(role, variable));
    }
    query.push_str(LABELS);
    match about {
        Role::Open => query.push_str(OPEN_ABOUT),
        about => {
            query.push_str("  ?claim schema:about ?about .\n");
            lines(&mut query, "  ", &of_kind(about, "about"));
            query.push_str("  OPTIONAL { ?about skos:prefLabel ?about_label }\n");
        }
    }
    query.push_str(DETAILS);
    lines(&mut query, "  ", &selection.span.iter().flat_map(within).collect::<Vec<_>>());
    query.push_str(ORDER);
    Some(query)
}

/// Writes the query for the claims of a path: those between each pair of neighbours, in either direction. The pairs
/// are the IRIs of what stands at the two ends of each step, in order.
pub fn path_sparql(steps: &[(String, String)], world: &World) -> String {
    let mut query = select(["step"].into_iter().chain(COLUMNS));
    query.push_str("  VALUES (?step ?from ?to) {\n");
    for (number, (from, to)) in steps.iter().enumerate() {
        query.push_str(&format!("    ({} <{from}> <{to}>)\n", number + 1));
    }
    query.push_str(
        "  }
  { ?claim rdf:subject ?from ; rdf:object ?to } UNION { ?claim rdf:subject ?to ; rdf:object ?from }
  ?claim rdf:subject ?who ; rdf:predicate ?relation ; rdf:object ?whom .
",
    );
    if *world == World::Accepted {
        lines(&mut query, "  ", &statuses(&["asserted"]));
    }
    query.push_str("  ?claim act:status ?status ; act:row ?row .\n");
    query.push_str(LABELS);
    query.push_str(OPEN_ABOUT);
    query.push_str(DETAILS);
    query.push_str("}\nORDER BY ?step ?relation ?date ?who_label ?who ?claim\n");
    query
}

/// Writes the query for claims that are known by their IRIs, whatever their status.
pub fn claims_sparql(claims: &[String]) -> String {
    let mut query = select(COLUMNS);
    let claims: Vec<String> = claims.iter().map(|claim| format!("<{claim}>")).collect();
    query.push_str(&format!("  VALUES ?claim {{ {} }}\n", claims.join(" ")));
    query.push_str("  ?claim rdf:predicate ?relation ; rdf:subject ?who ; rdf:object ?whom .\n");
    query.push_str("  ?claim act:status ?status ; act:row ?row .\n");
    query.push_str(LABELS);
    query.push_str(OPEN_ABOUT);
    query.push_str(DETAILS);
    query.push_str(ORDER);
    query
}

fn select(columns: impl IntoIterator<Item = &'static str>) -> String {
    let mut query = format!("{PREFIXES}SELECT");
    for column in columns {
        query.push_str(&format!(" ?{column}"));
    }
    query.push_str("\nWHERE {\n");
    query
}

/// Restricts the claims to those of a voice, and to those in which a matter stands somewhere. Several conditions may
/// hold of one claim, which must come once all the same.
fn among(selection: &Selection) -> Vec<String> {
    let mut among = Vec::new();
    if let Some(matter) = &selection.matter {
        among.extend(any_of(
            &["rdf:subject", "rdf:object", "schema:about"]
                .map(|property| format!("?claim {property} <{}>", matter.iri)),
        ));
    }
    if let Some(voice) = &selection.voice {
        among.extend(any_of(&conditions(voice)));
    }
    among
}

fn conditions(voice: &Voice) -> Vec<String> {
    let mut conditions = Vec::new();
    conditions.extend(voice.speaker.iter().map(|speaker| format!("?claim prov:wasAttributedTo <{speaker}>")));
    if voice.anonymous {
        conditions.push(format!("?claim prov:wasAttributedTo ?voice . ?voice act:type \"{ANONYMOUS}\""));
    }
    let own =
        if voice.passed_on { "" } else { " . FILTER NOT EXISTS { ?claim prov:wasAttributedTo ?other }" };
    conditions.extend(voice.sources().map(|source| format!("?claim dcterms:source <{source}>{own}")));
    conditions
}

fn any_of(conditions: &[String]) -> Vec<String> {
    match conditions {
        [one] => vec![format!("{one} .")],
        several => {
            let mut lines = vec!["{".to_owned(), "  SELECT DISTINCT ?claim WHERE {".to_owned()];
            for (number, condition) in several.iter().enumerate() {
                lines.push(format!("    {}{{ {condition} }}", if number == 0 { "" } else { "UNION " }));
            }
            lines.extend(["  }".to_owned(), "}".to_owned()]);
            lines
        }
    }
}

/// Restricts the claims to those that may lie in a span. A date that is open on one side is taken to reach as far as
/// it can; a claim without days is in no span.
fn within(span: &Span) -> Vec<String> {
    let mut lines = vec![
        "OPTIONAL { ?claim sem:hasEarliestBeginTimeStamp ?earliest }".to_owned(),
        "OPTIONAL { ?claim sem:hasLatestEndTimeStamp ?latest }".to_owned(),
    ];
    if let Some(from) = span.from {
        let than = if from.included { ">=" } else { ">" };
        lines.push(format!("FILTER(COALESCE(?latest {than} \"{}\"^^xsd:date, BOUND(?earliest)))", from.day));
    }
    if let Some(to) = span.to {
        let than = if to.included { "<=" } else { "<" };
        lines.push(format!("FILTER(COALESCE(?earliest {than} \"{}\"^^xsd:date, BOUND(?latest)))", to.day));
    }
    lines
}

fn statuses(words: &[&str]) -> Vec<String> {
    values("status", words.iter().map(|word| format!("act:{word}")))
}

fn lines(query: &mut String, indent: &str, lines: &[String]) {
    for line in lines {
        query.push_str(&format!("{indent}{line}\n"));
    }
}

fn values(variable: &str, terms: impl Iterator<Item = String>) -> Vec<String> {
    let terms: Vec<String> = terms.collect();
    if terms.is_empty() { Vec::new() } else { vec![format!("VALUES ?{variable} {{ {} }}", terms.join(" "))] }
}

fn named(role: &Role, variable: &str) -> Option<String> {
    match role {
        Role::Named(name) => Some(format!("VALUES ?{variable} {{ <{}> }}", name.iri)),
        Role::Open | Role::Kind { .. } => None,
    }
}

fn of_kind(role: &Role, variable: &str) -> Vec<String> {
    let Role::Kind { noun, classes } = role else { return Vec::new() };
    if classes.is_empty() {
        let class = match noun.as_str() {
            "event" => "sem:Event",
            "place" => "sem:Place",
            _ => "act:Actor",
        };
        return vec![format!("?{variable} a {class} .")];
    }
    let types = classes.iter().map(|class| Literal::new_simple_literal(class).to_string());
    let mut lines = values(&format!("{variable}_type"), types);
    lines.push(format!("?{variable} act:type ?{variable}_type ."));
    lines
}
