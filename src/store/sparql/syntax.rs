//! Text to query, with the line and column of what is not SPARQL.

use oxigraph::model::NamedNode;
use spargebra::algebra::QueryDataset;
use spargebra::{Query, SparqlParser};

/// Says where a text stops being SPARQL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// The line, counted from 1; 0 when the parser gives none.
    pub line: usize,
    /// The character of the line, counted from 1, at which the parser gave up; a keyword that it tried there may
    /// have carried it a few characters on.
    pub column: usize,
    /// What was expected.
    pub message: String,
}

/// Parses a SPARQL 1.1 query.
///
/// The parser descends with the nesting of the text, so a text that nobody checked belongs on a thread with a
/// large stack.
///
/// # Errors
/// When the text is not a query.
///
/// ```
/// let error = actant::store::sparql::parse("SELECT ?who\nWHERE { ?who }").unwrap_err();
/// assert_eq!(error.line, 2);
/// assert!((14..=16).contains(&error.column));
/// ```
pub fn parse(text: &str) -> Result<Query, SyntaxError> {
    parse_with(SparqlParser::new(), text)
}

/// Parses a SPARQL 1.1 query that may write some prefixes without declaring them; what it declares comes first.
///
/// # Errors
/// When the namespace of a prefix or the base is not an absolute IRI, or the text is not a query.
///
/// ```
/// let known = [("org".to_owned(), "http://www.w3.org/ns/org#".to_owned())];
/// let query = actant::store::sparql::parse_with_prefixes("ASK { ?who a org:Organization }", &known, None)?;
/// assert!(query.to_string().contains("<http://www.w3.org/ns/org#Organization>"));
/// # Ok::<_, actant::store::sparql::SyntaxError>(())
/// ```
pub fn parse_with_prefixes(
    text: &str,
    prefixes: &[(String, String)],
    base: Option<&str>,
) -> Result<Query, SyntaxError> {
    let mut parser = SparqlParser::new();
    if let Some(base) = base {
        parser = parser.with_base_iri(base).map_err(|error| not_an_iri(base, &error))?;
    }
    for (prefix, namespace) in prefixes {
        parser = parser.with_prefix(prefix, namespace).map_err(|error| not_an_iri(namespace, &error))?;
    }
    parse_with(parser, text)
}

/// Parses a SPARQL 1.1 query whose relative IRIs are meant against `base`.
///
/// # Errors
/// When `base` is not an absolute IRI, or the text is not a query.
pub fn parse_against(base: &str, text: &str) -> Result<Query, SyntaxError> {
    let parser = SparqlParser::new().with_base_iri(base).map_err(|error| not_an_iri(base, &error))?;
    parse_with(parser, text)
}

/// Puts a query over named graphs, whatever its own FROM says: the default graph is the union of `default`.
pub fn over(mut query: Query, default: Vec<NamedNode>, named: Vec<NamedNode>) -> Query {
    let (Query::Select { dataset, .. }
    | Query::Construct { dataset, .. }
    | Query::Describe { dataset, .. }
    | Query::Ask { dataset, .. }) = &mut query;
    *dataset = Some(QueryDataset { default, named: Some(named) });
    query
}

fn not_an_iri(iri: &str, error: &impl std::fmt::Display) -> SyntaxError {
    SyntaxError { line: 0, column: 0, message: format!("`{iri}`: {error}") }
}

fn parse_with(parser: SparqlParser, text: &str) -> Result<Query, SyntaxError> {
    parser.parse_query(text).map_err(|error| {
        // The parser keeps its position to itself but writes it: `error at 2:14: expected …`.
        let shown = error.to_string();
        let position = shown.strip_prefix("error at ").and_then(|rest| {
            let (position, message) = rest.split_once(": ")?;
            let (line, column) = position.split_once(':')?;
            Some((line.parse().ok()?, column.parse().ok()?, message.to_owned()))
        });
        let (line, column, message) = position.unwrap_or((0, 0, shown));
        SyntaxError { line, column, message }
    })
}
