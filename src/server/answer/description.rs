//! What the endpoint and its data set are, in RDF: a service description, VoID, and the catalogue as SHACL.

use std::fmt::Write;

use crate::server::answer::Folder;
use crate::server::media::TURTLE;
use crate::server::problem::Problem;
use crate::server::task::{Reply, Task};

/// Describes the endpoint: SPARQL 1.1 Service Description.
pub(super) fn service(folder: &Folder, task: &Task) -> Reply {
    let origin = &task.origin;
    let formats = [
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
    ];
    let formats: Vec<String> =
        formats.iter().map(|name| format!("<http://www.w3.org/ns/formats/{name}>")).collect();
    let triples = folder.workspace.graph().triples();
    Reply::new(
        TURTLE,
        format!(
            "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n\
         @prefix void: <http://rdfs.org/ns/void#> .\n\n\
         <{origin}/sparql> a sd:Service ;\n  \
           sd:endpoint <{origin}/sparql> ;\n  \
           sd:supportedLanguage sd:SPARQL11Query ;\n  \
           sd:resultFormat {} ;\n  \
           sd:defaultDataset [\n    a sd:Dataset ;\n    sd:defaultGraph [ a sd:Graph ; void:triples {triples} ]\n  ] .\n",
            formats.join(" , "),
        ),
    )
}

/// Describes the data set: VoID, at the address that it reserves.
pub(super) fn void(folder: &Folder, task: &Task) -> Result<Reply, Problem> {
    let (origin, summary) = (&task.origin, folder.workspace.summary());
    let mut text = String::from(
        "@prefix void: <http://rdfs.org/ns/void#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n\
         @prefix act: <https://w3id.org/actant/ns#> .\n@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .\n\n",
    );
    let mut line = |line: String| {
        let _ = writeln!(text, "{line}");
    };
    line(format!("<{}> a void:Dataset ;", iri(&summary.base)));
    if !summary.title.is_empty() {
        line(format!("  dcterms:title {} ;", literal(&summary.title)));
    }
    line(format!("  void:sparqlEndpoint <{origin}/sparql> ;"));
    line(format!("  void:uriSpace {} ;", literal(&summary.base)));
    line(format!("  void:triples {} ;", folder.workspace.graph().triples()));
    for (class, count) in [
        ("act:Claim", summary.claims),
        ("act:Actor", summary.actors),
        ("sem:Event", summary.events),
        ("sem:Place", summary.places),
        ("act:Source", summary.sources),
    ] {
        line(format!("  void:classPartition [ void:class {class} ; void:entities {count} ] ;"));
    }
    line(
        "  void:vocabulary <https://w3id.org/actant/ns#> , <http://semanticweb.cs.vu.nl/2009/11/sem/> ,"
            .to_owned(),
    );
    line("    <http://www.w3.org/2004/02/skos/core#> , <http://www.w3.org/ns/prov#> .".to_owned());
    Ok(Reply::new(TURTLE, text))
}

/// Publishes the catalogue as SHACL executables, against which editors complete.
pub(super) fn executables(folder: &Folder, task: &Task) -> Reply {
    let mut text = String::from(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
         @prefix schema: <https://schema.org/> .\n",
    );
    for query in folder.catalogue.iter() {
        let _ = write!(
            text,
            "\n<{0}/questions/{1}> a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ;\n  rdfs:label {2} ;\n  \
             rdfs:comment {3} ;\n  sh:select {4} ;\n  schema:target <{0}/sparql> .\n",
            task.origin,
            iri(query.name()),
            literal(&query.header().summary),
            literal(&query.header().description),
            literal(query.text()),
        );
    }
    Reply::new(TURTLE, text)
}

/// Writes a literal of Turtle.
fn literal(text: &str) -> String {
    let mut written = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            letter if letter.is_control() => {
                let _ = write!(written, "\\u{:04X}", letter as u32);
            }
            letter => written.push(letter),
        }
    }
    written.push('"');
    written
}

/// Writes what stands between the angle brackets of an IRI.
fn iri(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' | '\0'..=' ' => {
                format!("%{:02X}", letter as u32)
            }
            letter => letter.to_string(),
        })
        .collect()
}
