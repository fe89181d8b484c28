//! The query behind a question: standard SPARQL 1.1 that runs on any engine that holds the graph.

use crate::query::{Literal, World};
use crate::question::reading::turns;
use crate::question::{Reading, Role, Shape};

/// The columns of every answer about claims, in order; labels stand beside their ids.
pub const COLUMNS: [&str; 17] = [
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
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
";

/// Writes the query of a reading; nothing for a reading that the catalogue answers.
///
/// Names arrive as IRIs that the graph itself holds, so nothing that a person typed stands in the text.
pub fn sparql(reading: &Reading, world: &World) -> Option<String> {
    let Shape::Claims { relations, symmetric, who, whom, about, .. } = &reading.shape else { return None };
    let mut query = format!("{PREFIXES}SELECT");
    for column in COLUMNS {
        query.push_str(&format!(" ?{column}"));
    }
    query.push_str("\nWHERE {\n");
    let roles = [(who, "who"), (whom, "whom")];
    let ends = |relations: &[String], subject: &str, object: &str| {
        let mut ends = values("relation", relations.iter().map(|iri| format!("<{iri}>")));
        ends.extend(roles.iter().filter_map(|(role, variable)| named(role, variable)));
        ends.push(format!(
            "?claim rdf:predicate ?relation ; rdf:subject ?{subject} ; rdf:object ?{object} ."
        ));
        ends
    };
    if symmetric.is_empty() || !turns(who, whom) {
        lines(&mut query, "  ", &ends(relations, "who", "whom"));
    } else {
        query.push_str("  {\n");
        lines(&mut query, "    ", &ends(relations, "who", "whom"));
        query.push_str("  } UNION {\n");
        lines(&mut query, "    ", &ends(symmetric, "whom", "who"));
        query.push_str("    FILTER(?who != ?whom)\n  }\n");
    }
    lines(&mut query, "  ", &named(about, "about").into_iter().collect::<Vec<_>>());
    if *world == World::Accepted {
        query.push_str("  VALUES ?status { act:asserted }\n");
    }
    query.push_str("  ?claim act:status ?status ; act:row ?row .\n");
    for (role, variable) in roles {
        lines(&mut query, "  ", &of_kind(role, variable));
    }
    query.push_str(
        "  OPTIONAL { ?who skos:prefLabel ?who_label }\n  OPTIONAL { ?whom skos:prefLabel ?whom_label }\n",
    );
    match about {
        Role::Open => query.push_str(
            "  OPTIONAL { ?claim schema:about ?about . OPTIONAL { ?about skos:prefLabel ?about_label } }\n",
        ),
        about => {
            query.push_str("  ?claim schema:about ?about .\n");
            lines(&mut query, "  ", &of_kind(about, "about"));
            query.push_str("  OPTIONAL { ?about skos:prefLabel ?about_label }\n");
        }
    }
    query.push_str(
        "  OPTIONAL { ?claim dcterms:date ?date }
  OPTIONAL { ?claim prov:wasAttributedTo ?speaker . OPTIONAL { ?speaker skos:prefLabel ?speaker_label } }
  OPTIONAL { ?claim dcterms:source ?source . OPTIONAL { ?source skos:prefLabel ?source_label } }
  OPTIONAL { ?claim bibo:locator ?locator }
  OPTIONAL { ?claim oa:exact ?quote }
}
ORDER BY ?about_label ?about ?date ?who_label ?who ?whom_label ?whom ?claim
",
    );
    Some(query)
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
    let Role::Kind { classes, .. } = role else { return Vec::new() };
    if classes.is_empty() {
        return vec![format!("?{variable} a act:Actor .")];
    }
    let types = classes.iter().map(|class| Literal::new_simple_literal(class).to_string());
    let mut lines = values(&format!("{variable}_type"), types);
    lines.push(format!("?{variable} act:type ?{variable}_type ."));
    lines
}
