//! The query behind a question: standard SPARQL 1.1 that runs on any engine that holds the graph.

use crate::query::World;
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
pub fn sparql(reading: &Reading, world: World) -> Option<String> {
    let Shape::Claims { relations, who, whom, about, .. } = &reading.shape else { return None };
    let mut query = format!("{PREFIXES}SELECT");
    for column in COLUMNS {
        query.push_str(&format!(" ?{column}"));
    }
    query.push_str("\nWHERE {\n");
    if !relations.is_empty() {
        let relations: Vec<String> = relations.iter().map(|iri| format!("<{iri}>")).collect();
        query.push_str(&format!("  VALUES ?relation {{ {} }}\n", relations.join(" ")));
    }
    for (role, variable) in [(who, "who"), (whom, "whom"), (about, "about")] {
        if let Role::Named(name) = role {
            query.push_str(&format!("  VALUES ?{variable} {{ <{}> }}\n", name.iri));
        }
    }
    if world == World::Accepted {
        query.push_str("  VALUES ?status { act:asserted }\n");
    }
    query.push_str(
        "  ?claim rdf:predicate ?relation ; rdf:subject ?who ; rdf:object ?whom ; act:status ?status ; act:row ?row .\n",
    );
    query.push_str(
        "  OPTIONAL { ?who skos:prefLabel ?who_label }\n  OPTIONAL { ?whom skos:prefLabel ?whom_label }\n",
    );
    match about {
        Role::Named(_) => {
            query.push_str(
                "  ?claim schema:about ?about .\n  OPTIONAL { ?about skos:prefLabel ?about_label }\n",
            );
        }
        Role::Open => query.push_str(
            "  OPTIONAL { ?claim schema:about ?about . OPTIONAL { ?about skos:prefLabel ?about_label } }\n",
        ),
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
