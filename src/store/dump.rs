//! A whole graph as text that any RDF tool reads.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::store::error::StoreError;
use crate::store::graph::Graph;
use crate::store::id::TermId;
use crate::store::part::Part;
use crate::store::quads::Graphs;

/// Names a format for a whole graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DumpFormat {
    /// RDF 1.1 Turtle, the default graph only, grouped by subject.
    Turtle,
    /// RDF 1.1 N-Triples, the default graph only.
    NTriples,
    /// RDF 1.1 N-Quads, every graph.
    NQuads,
}

/// Says why a dump stopped.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// The graph file is damaged.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The writer refused.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes every triple of a graph, or of a part of it, in an order that the graph alone decides.
///
/// Cost: linear in triples; Turtle sorts their ids first, 12 bytes each.
///
/// # Errors
/// Whatever the writer fails with, or when the graph file is damaged.
pub fn dump(
    graph: &Graph,
    part: Option<&Part<'_>>,
    format: DumpFormat,
    prefixes: impl IntoIterator<Item = (String, String)>,
    out: &mut impl Write,
) -> Result<(), DumpError> {
    let mut serializer = RdfSerializer::from_format(match format {
        DumpFormat::Turtle => RdfFormat::Turtle,
        DumpFormat::NTriples => RdfFormat::NTriples,
        DumpFormat::NQuads => RdfFormat::NQuads,
    });
    for (prefix, namespace) in prefixes {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(&mut *out);
    let mut write = |(subject, predicate, object, name)| -> Result<(), DumpError> {
        if let Some(part) = part
            && !part.shows(subject, predicate, object, name)?
        {
            return Ok(());
        }
        writer.serialize_quad(&quad(graph, subject, predicate, object, name)?)?;
        Ok(())
    };
    let default = graph.quads(None, None, None, Graphs::Default)?;
    if format == DumpFormat::Turtle {
        let mut triples: Vec<_> =
            default.map(|(subject, predicate, object, _)| (subject, predicate, object)).collect();
        triples.sort_unstable();
        triples
            .into_iter()
            .try_for_each(|(subject, predicate, object)| write((subject, predicate, object, None)))?;
    } else {
        default.into_iter().try_for_each(&mut write)?;
    }
    if format == DumpFormat::NQuads {
        graph.quads(None, None, None, Graphs::AnyNamed)?.try_for_each(write)?;
    }
    writer.finish()?;
    Ok(())
}

fn quad(
    graph: &Graph,
    subject: TermId,
    predicate: TermId,
    object: TermId,
    name: Option<TermId>,
) -> Result<Quad, StoreError> {
    let graph_name = match name {
        None => GraphName::DefaultGraph,
        Some(name) => match node(graph, name)? {
            NamedOrBlankNode::NamedNode(name) => name.into(),
            NamedOrBlankNode::BlankNode(name) => name.into(),
        },
    };
    let predicate = match node(graph, predicate)? {
        NamedOrBlankNode::NamedNode(predicate) => predicate,
        // The builder takes only IRIs for predicates.
        NamedOrBlankNode::BlankNode(node) => NamedNode::new_unchecked(node.as_str()),
    };
    Ok(Quad::new(node(graph, subject)?, predicate, graph.term(object)?, graph_name))
}

fn node(graph: &Graph, id: TermId) -> Result<NamedOrBlankNode, StoreError> {
    match graph.term(id)? {
        Term::NamedNode(node) => Ok(node.into()),
        Term::BlankNode(node) => Ok(node.into()),
        Term::Literal(literal) => {
            Err(StoreError::Damaged { reason: format!("the literal {literal} stands where a node must") })
        }
    }
}
