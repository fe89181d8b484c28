//! The W3C formats for results and graphs, as Oxigraph writes them. Terms stay whole: no name is shortened here and
//! no formula is defused.

use std::io::{self, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{GraphNameRef, TermRef, Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer, WriterSolutionsSerializer};

use crate::store::dump::carry;
use crate::store::pieces::Pieces;

/// Names a format for what SELECT and ASK give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SolutionsFormat {
    /// SPARQL 1.1 Query Results JSON.
    Json,
    /// SPARQL Query Results XML.
    Xml,
    /// SPARQL 1.1 Query Results CSV.
    Csv,
    /// SPARQL 1.1 Query Results TSV.
    Tsv,
}

/// Names a format for what CONSTRUCT and DESCRIBE give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    /// RDF 1.1 Turtle.
    Turtle,
    /// RDF 1.1 N-Triples.
    NTriples,
    /// RDF 1.1 TriG, everything in the default graph.
    TriG,
    /// RDF 1.1 N-Quads, everything in the default graph.
    NQuads,
    /// JSON-LD 1.1.
    JsonLd,
    /// RDF 1.1 XML.
    RdfXml,
}

/// Writes a table of terms row by row. Rows are gathered on the way: those of a table that is not finished may be
/// missing from its end.
pub struct SolutionsWriter<'o> {
    variables: Vec<Variable>,
    /// Whether the format is one that cannot carry every character.
    xml: bool,
    writer: WriterSolutionsSerializer<Pieces<'o>>,
}

impl<'o> SolutionsWriter<'o> {
    /// Begins a table.
    ///
    /// # Errors
    ///
    /// Whatever the writer fails with; a column name that is no SPARQL variable.
    pub fn new(format: SolutionsFormat, columns: &[String], out: &'o mut dyn Write) -> io::Result<Self> {
        let variables: Vec<Variable> =
            columns.iter().map(Variable::new).collect::<Result<_, _>>().map_err(io::Error::other)?;
        let writer = QueryResultsSerializer::from_format(results_format(format))
            .serialize_solutions_to_writer(Pieces::new(out), variables.clone())?;
        Ok(Self { variables, xml: format == SolutionsFormat::Xml, writer })
    }

    /// Writes a row: its cells from the first column on.
    ///
    /// # Errors
    ///
    /// Whatever the writer or a cell fails with; a character that XML cannot carry.
    pub fn row<'t, E: Into<io::Error>>(
        &mut self,
        cells: impl IntoIterator<Item = Result<Option<TermRef<'t>>, E>>,
    ) -> io::Result<()> {
        let mut failed = None;
        let bound = self.variables.iter().zip(cells).filter_map(|(name, cell)| {
            let term = match cell {
                Ok(term) => term?,
                Err(error) => {
                    failed.get_or_insert(error.into());
                    return None;
                }
            };
            if self.xml
                && let Err(error) = check_xml(name, term)
            {
                failed.get_or_insert(error);
                return None;
            }
            Some((name, term))
        });
        self.writer.serialize(bound)?;
        failed.map_or(Ok(()), Err)
    }

    /// Ends the table.
    ///
    /// # Errors
    ///
    /// Whatever the writer fails with.
    pub fn finish(self) -> io::Result<()> {
        self.writer.finish()?.flush()
    }
}

/// Writes yes or no.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_boolean(format: SolutionsFormat, value: bool, out: &mut dyn Write) -> io::Result<()> {
    QueryResultsSerializer::from_format(results_format(format)).serialize_boolean_to_writer(out, value)?;
    Ok(())
}

/// Writes a graph in the order given; Turtle groups neighbours with the same subject and uses the prefixes.
///
/// # Errors
///
/// Whatever the writer fails with, and a prefix that is no IRI.
pub fn write_graph<'a>(
    format: GraphFormat,
    triples: &[Triple],
    prefixes: impl IntoIterator<Item = (&'a str, String)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(match format {
        GraphFormat::Turtle => RdfFormat::Turtle,
        GraphFormat::NTriples => RdfFormat::NTriples,
        GraphFormat::TriG => RdfFormat::TriG,
        GraphFormat::NQuads => RdfFormat::NQuads,
        GraphFormat::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        GraphFormat::RdfXml => RdfFormat::RdfXml,
    });
    for (prefix, iri) in prefixes {
        serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
    }
    let mut pieces = Pieces::new(out);
    let mut writer = serializer.for_writer(&mut pieces);
    for triple in triples {
        if format == GraphFormat::RdfXml {
            carry(triple.as_ref().in_graph(GraphNameRef::DefaultGraph))?;
        }
        writer.serialize_triple(triple)?;
    }
    writer.finish()?;
    pieces.flush()
}

fn results_format(format: SolutionsFormat) -> QueryResultsFormat {
    match format {
        SolutionsFormat::Json => QueryResultsFormat::Json,
        SolutionsFormat::Xml => QueryResultsFormat::Xml,
        SolutionsFormat::Csv => QueryResultsFormat::Csv,
        SolutionsFormat::Tsv => QueryResultsFormat::Tsv,
    }
}

/// Refuses what XML 1.0 has no way to write; the writer would emit it and no reader would take it.
fn check_xml(name: &Variable, term: TermRef<'_>) -> io::Result<()> {
    let text = match term {
        TermRef::Literal(literal) => literal.value(),
        TermRef::NamedNode(node) => node.as_str(),
        _ => "",
    };
    let refused = |c: &char| {
        (c.is_ascii_control() && !"\t\n\r\u{7f}".contains(*c)) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    match text.chars().find(refused) {
        None => Ok(()),
        Some(character) => Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{name} holds the character U+{:04X}, which XML cannot carry", u32::from(character)),
        )),
    }
}
