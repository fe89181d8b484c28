//! Answers in the W3C formats, for SPARQL clients: whole IRIs, raw text.

use std::collections::HashSet;
use std::io::{self, Write};

use crate::query::{
    Answer, Found, GraphFormat, Literal, NamedOrBlankNode, SolutionsFormat, SolutionsWriter, Term, Triple,
    write_boolean, write_graph,
};
use crate::render::{Names, RenderError};

/// Names a W3C format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultFormat {
    /// SPARQL 1.1 Query Results JSON: `application/sparql-results+json`.
    Json,
    /// SPARQL Query Results XML: `application/sparql-results+xml`.
    Xml,
    /// SPARQL 1.1 Query Results CSV: `text/csv`.
    Csv,
    /// SPARQL 1.1 Query Results TSV: `text/tab-separated-values`.
    Tsv,
    /// RDF 1.1 Turtle: `text/turtle`.
    Turtle,
    /// RDF 1.1 N-Triples: `application/n-triples`.
    NTriples,
    /// RDF 1.1 TriG: `application/trig`.
    TriG,
    /// RDF 1.1 N-Quads: `application/n-quads`.
    NQuads,
    /// JSON-LD 1.1: `application/ld+json`.
    JsonLd,
    /// RDF 1.1 XML: `application/rdf+xml`.
    RdfXml,
}

impl ResultFormat {
    /// Gives the name that its standard has.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "SPARQL JSON",
            Self::Xml => "SPARQL XML",
            Self::Csv => "SPARQL CSV",
            Self::Tsv => "SPARQL TSV",
            Self::Turtle => "Turtle",
            Self::NTriples => "N-Triples",
            Self::TriG => "TriG",
            Self::NQuads => "N-Quads",
            Self::JsonLd => "JSON-LD",
            Self::RdfXml => "RDF/XML",
        }
    }

    fn solutions(self) -> Option<SolutionsFormat> {
        match self {
            Self::Json => Some(SolutionsFormat::Json),
            Self::Xml => Some(SolutionsFormat::Xml),
            Self::Csv => Some(SolutionsFormat::Csv),
            Self::Tsv => Some(SolutionsFormat::Tsv),
            _ => None,
        }
    }

    fn graph(self) -> Option<GraphFormat> {
        match self {
            Self::Turtle => Some(GraphFormat::Turtle),
            Self::NTriples => Some(GraphFormat::NTriples),
            Self::TriG => Some(GraphFormat::TriG),
            Self::NQuads => Some(GraphFormat::NQuads),
            Self::JsonLd => Some(GraphFormat::JsonLd),
            Self::RdfXml => Some(GraphFormat::RdfXml),
            _ => None,
        }
    }
}

/// Writes an answer in a W3C format. Turtle gets the prefixes of the folder that the graph uses.
///
/// # Errors
///
/// [`RenderError::Shape`] when the format is not for this kind of answer: tables and booleans have JSON, XML, CSV
/// and TSV, graphs have the rest. [`RenderError::Write`] when the writer fails, and when XML is asked
/// to carry a control character.
pub fn results(
    format: ResultFormat,
    answer: &Answer,
    names: &Names,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let shape = |answer| RenderError::Shape { answer, format: format.name() };
    match answer {
        Answer::Table(table) => {
            let format = format.solutions().ok_or_else(|| shape("a table"))?;
            let mut writer = SolutionsWriter::new(format, &table.columns, out)?;
            for row in &table.rows {
                writer.row(row.iter().map(|cell| Ok::<_, io::Error>(cell.as_ref().map(Term::as_ref))))?;
            }
            writer.finish()?;
        }
        Answer::Boolean(value) => {
            let format = format.solutions().ok_or_else(|| shape("yes or no"))?;
            write_boolean(format, *value, out)?;
        }
        Answer::Graph(triples) => {
            let format = format.graph().ok_or_else(|| shape("a graph"))?;
            let used = namespaces(triples);
            let prefixes = names.prefixes().into_iter().filter(|(_, iri)| used.contains(iri.as_str()));
            write_graph(format, triples, prefixes, out)?;
        }
    }
    Ok(())
}

/// Writes what a query found as [`results`] does, without making its terms.
///
/// # Errors
///
/// As [`results`]; and when the graph is damaged where nobody touched it before.
pub fn found(
    format: ResultFormat,
    found: Found<'_>,
    names: &Names,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let solutions = match found {
        Found::Solutions(solutions) => solutions,
        Found::Boolean(value) => return results(format, &Answer::Boolean(value), names, out),
        Found::Graph(triples) => return results(format, &Answer::Graph(triples), names, out),
    };
    let shape = || RenderError::Shape { answer: "a table", format: format.name() };
    let mut writer = SolutionsWriter::new(format.solutions().ok_or_else(shape)?, solutions.columns(), out)?;
    solutions.each(|cells| writer.row(cells))?;
    Ok(writer.finish()?)
}

/// Gathers what stands before the last part of every IRI of a graph.
fn namespaces(triples: &[Triple]) -> HashSet<&str> {
    let mut namespaces = HashSet::new();
    for triple in triples {
        namespaces.insert(namespace(triple.predicate.as_str()));
        if let NamedOrBlankNode::NamedNode(node) = &triple.subject {
            namespaces.insert(namespace(node.as_str()));
        }
        match &triple.object {
            Term::NamedNode(node) => {
                namespaces.insert(namespace(node.as_str()));
            }
            Term::Literal(literal) if !is_bare(literal) => {
                namespaces.insert(namespace(literal.datatype().as_str()));
            }
            _ => {}
        }
    }
    namespaces
}

/// Tells whether Turtle writes a literal without its type.
fn is_bare(literal: &Literal) -> bool {
    let bare = ["string", "integer", "decimal", "double", "boolean"];
    let datatype = literal.datatype();
    literal.language().is_some()
        || datatype
            .as_str()
            .strip_prefix("http://www.w3.org/2001/XMLSchema#")
            .is_some_and(|name| bare.contains(&name))
}

fn namespace(iri: &str) -> &str {
    iri.rfind(['/', '#']).map_or("", |end| &iri[..=end])
}

#[cfg(test)]
mod tests {
    use crate::query::{Answer, Literal, NamedNode, Table, Triple};
    use crate::render::{Names, ResultFormat, results};

    fn iri(text: &str) -> NamedNode {
        NamedNode::new(text).expect("an IRI")
    }

    fn table(text: &str) -> Answer {
        Answer::Table(Table {
            columns: ["who", "what"].map(str::to_owned).to_vec(),
            rows: vec![
                vec![
                    Some(iri("https://example.org/actor/x").into()),
                    Some(Literal::new_simple_literal(text).into()),
                ],
                vec![None, Some(Literal::from(5).into())],
            ],
        })
    }

    fn graph() -> Answer {
        Answer::Graph(vec![
            Triple::new(
                iri("https://example.org/actor/x"),
                iri("https://w3id.org/actant/relation/blames"),
                iri("https://example.org/actor/y"),
            ),
            Triple::new(
                iri("https://example.org/actor/x"),
                iri("http://www.w3.org/2004/02/skos/core#prefLabel"),
                Literal::new_simple_literal("X \"y\""),
            ),
        ])
    }

    fn render(format: ResultFormat, answer: &Answer) -> Result<String, String> {
        let mut out = Vec::new();
        results(format, answer, &Names::new("https://example.org/"), &mut out)
            .map_err(|error| error.to_string())?;
        Ok(String::from_utf8(out).expect("UTF-8"))
    }

    #[test]
    fn tables_keep_whole_iris_and_raw_text() {
        let answer = table("=1+1");
        let integer = "http://www.w3.org/2001/XMLSchema#integer";
        for (format, text) in [
            (ResultFormat::Csv, "who,what\r\nhttps://example.org/actor/x,=1+1\r\n,5\r\n".to_owned()),
            (ResultFormat::Tsv, "?who\t?what\n<https://example.org/actor/x>\t\"=1+1\"\n\t5\n".to_owned()),
            (
                ResultFormat::Json,
                format!(
                    "{{\"head\":{{\"vars\":[\"who\",\"what\"]}},\"results\":{{\"bindings\":[\
                     {{\"who\":{{\"type\":\"uri\",\"value\":\"https://example.org/actor/x\"}},\
                     \"what\":{{\"type\":\"literal\",\"value\":\"=1+1\"}}}},\
                     {{\"what\":{{\"type\":\"literal\",\"value\":\"5\",\"datatype\":\"{integer}\"}}}}]}}}}"
                ),
            ),
            (
                ResultFormat::Xml,
                format!(
                    "<?xml version=\"1.0\"?><sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head>\
                     <variable name=\"who\"/><variable name=\"what\"/></head><results><result>\
                     <binding name=\"who\"><uri>https://example.org/actor/x</uri></binding>\
                     <binding name=\"what\"><literal>=1+1</literal></binding></result><result>\
                     <binding name=\"what\"><literal datatype=\"{integer}\">5</literal></binding></result>\
                     </results></sparql>"
                ),
            ),
        ] {
            assert_eq!(render(format, &answer), Ok(text));
        }
    }

    #[test]
    fn yes_and_no() {
        let answer = Answer::Boolean(true);
        assert_eq!(render(ResultFormat::Json, &answer), Ok("{\"head\":{},\"boolean\":true}".to_owned()));
        assert_eq!(render(ResultFormat::Csv, &answer), Ok("true".to_owned()));
    }

    #[test]
    fn graphs_get_only_the_prefixes_they_use() {
        assert_eq!(
            render(ResultFormat::Turtle, &graph()),
            // Oxigraph writes the longest IRI first.
            Ok("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
                @prefix rel: <https://w3id.org/actant/relation/> .\n\
                @prefix actor: <https://example.org/actor/> .\n\
                actor:x rel:blames actor:y ;\n\tskos:prefLabel \"X \\\"y\\\"\" .\n"
                .to_owned())
        );
        let triples = render(ResultFormat::NTriples, &graph()).expect("written");
        assert_eq!(triples.lines().count(), 2);
    }

    #[test]
    fn says_what_does_not_go() {
        for (format, answer, message) in [
            (ResultFormat::Turtle, table("x"), "a table cannot be written as Turtle"),
            (ResultFormat::Csv, graph(), "a graph cannot be written as SPARQL CSV"),
            (ResultFormat::NTriples, Answer::Boolean(true), "yes or no cannot be written as N-Triples"),
            (ResultFormat::Xml, table("a\u{1}b"), "?what holds the character U+0001, which XML cannot carry"),
        ] {
            assert_eq!(render(format, &answer), Err(message.to_owned()));
        }
        assert!(render(ResultFormat::Json, &table("a\u{1}b")).is_ok());
    }
}
